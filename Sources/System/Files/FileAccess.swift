// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// Reading and writing through descriptors, whatever signals come between.
package enum FileAccess {
  /// Calls again as long as a signal interrupted it; what the last call gave, with its `errno`.
  package static func uninterrupted(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result < 0, errno == EINTR { continue }
      return result
    }
  }

  /// Reads once.
  ///
  /// - Returns: How many bytes; 0 at the end, and below 0, with `errno`, if that fails.
  package static func read(_ file: Int32, into room: inout MutableSpan<UInt8>) -> Int {
    unsafe room.withUnsafeMutableBytes { room in
      uninterrupted { unsafe Glibc.read(file, room.baseAddress, room.count) }
    }
  }

  /// Reads once, over the bytes of an array.
  ///
  /// - Returns: How many bytes; 0 at the end, and below 0, with `errno`, if that fails.
  package static func read(_ file: Int32, into bytes: inout [UInt8]) -> Int {
    var room = bytes.mutableSpan
    return read(file, into: &room)
  }

  /// Reads once, into bytes that need not be initialised.
  ///
  /// - Returns: How many bytes; 0 at the end, and below 0, with `errno`, if that fails.
  package static func read(_ file: Int32, into room: UnsafeMutableRawBufferPointer) -> Int {
    uninterrupted { unsafe Glibc.read(file, room.baseAddress, room.count) }
  }

  /// Reads from a place on until the room is full or the file ends.
  ///
  /// - Returns: How many bytes; `nil`, with `errno`, if that fails.
  package static func read(
    _ file: Int32, into room: inout MutableRawSpan, at start: Int
  ) -> Int? {
    unsafe room.withUnsafeMutableBytes { unsafe read(file, into: $0, at: start) }
  }

  /// Reads from a place on until the room is full or the file ends.
  ///
  /// - Returns: How many bytes; `nil`, with `errno`, if that fails.
  package static func read(
    _ file: Int32, into room: inout MutableSpan<UInt8>, at start: Int
  ) -> Int? {
    unsafe room.withUnsafeMutableBytes { unsafe read(file, into: $0, at: start) }
  }

  /// Reads from a place on, over the bytes of an array, until it is full or the file ends.
  ///
  /// - Returns: How many bytes; `nil`, with `errno`, if that fails.
  package static func read(_ file: Int32, into bytes: inout [UInt8], at start: Int) -> Int? {
    var room = bytes.mutableSpan
    return read(file, into: &room, at: start)
  }

  /// Reads from a place on until the room, which need not be initialised, is full or the file ends.
  ///
  /// - Returns: How many bytes; `nil`, with `errno`, if that fails.
  package static func read(
    _ file: Int32, into room: UnsafeMutableRawBufferPointer, at start: Int
  ) -> Int? {
    var filled = 0
    while filled < room.count {
      let count = uninterrupted {
        unsafe pread(
          file, room.baseAddress?.advanced(by: filled), room.count - filled, off_t(start + filled))
      }
      guard count >= 0 else { return nil }
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }

  /// Writes as much as is taken at once.
  ///
  /// - Returns: How many bytes; below 0, with `SystemError.last`, if that fails.
  package static func writeOnce(_ bytes: RawSpan, to file: Int32) -> Int {
    unsafe bytes.withUnsafeBytes { bytes in
      uninterrupted { unsafe Glibc.write(file, bytes.baseAddress, bytes.count) }
    }
  }

  /// Writes as much as is taken without waiting, and leaves the rest. Where the other end is gone nothing is taken; that
  /// its process ended says so.
  package static func write(someOf bytes: inout ArraySlice<UInt8>, to file: Int32) {
    while !bytes.isEmpty {
      let count = unsafe writeOnce(bytes.span.bytes, to: file)
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// What follows on what was there to read.
  package enum Drained {
    /// More may come.
    case open
    /// Nothing more.
    case over
    /// More than may come is there.
    case full
  }

  /// Appends what is there, of a descriptor that does not wait.
  ///
  /// - Parameter limit: How many bytes may be there in all; little more is read.
  package static func drain(
    _ file: Int32, into bytes: inout [UInt8], upTo limit: Int = .max
  ) -> Drained {
    // Most messages are short, and an array has to be filled with zeros before it is read into.
    unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { room in
      while bytes.count <= limit {
        let count = unsafe read(file, into: room)
        guard count > 0 else { return count < 0 && SystemError.last == .wouldWait ? .open : .over }
        unsafe bytes += room[..<count]
      }
      return .full
    }
  }

  /// Makes a file so long; `false`, with `SystemError.last`, if that fails.
  @discardableResult
  package static func truncate(_ file: Int32, to size: Int) -> Bool {
    ftruncate(file, off_t(size)) == 0
  }

  /// Writes all bytes: at a place, or where the file stands.
  ///
  /// - Returns: Whether that was done; `false` with `errno`.
  package static func write(_ bytes: RawSpan, to file: Int32, at start: Int? = nil) -> Bool {
    unsafe bytes.withUnsafeBytes { unsafe write($0, to: file, at: start) }
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to file: Int32, at start: Int?
  ) -> Bool {
    var done = 0
    while done < bytes.count {
      let (from, rest) = unsafe (bytes.baseAddress?.advanced(by: done), bytes.count - done)
      let count = uninterrupted {
        unsafe start.map { unsafe pwrite(file, from, rest, off_t($0 + done)) }
          ?? Glibc.write(file, from, rest)
      }
      guard count != 0 else {
        errno = EIO
        return false
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
