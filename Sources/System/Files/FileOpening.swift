// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// What an open file is for.
package enum FileUse: Sendable {
  case reading, writing, readingAndWriting

  fileprivate var flag: Int32 {
    switch self {
    case .reading: O_RDONLY
    case .writing: O_WRONLY
    case .readingAndWriting: O_RDWR
    }
  }
}

/// How a file is opened.
///
/// Source: open(2).
package struct FileOpening: OptionSet, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// It is made where it is missing.
  package static let create = FileOpening(rawValue: O_CREAT)
  /// With `create`: nothing may stand there.
  package static let exclusive = FileOpening(rawValue: O_EXCL)
  /// What is in it goes.
  package static let emptied = FileOpening(rawValue: O_TRUNC)
  /// A symbolic link at the end of the path is not followed.
  package static let noLink = FileOpening(rawValue: O_NOFOLLOW)
  /// Neither opening nor reading waits for another: a named pipe that nobody writes to would.
  package static let noWaiting = FileOpening(rawValue: O_NONBLOCK)
  /// It must be a folder.
  package static let folder = FileOpening(rawValue: O_DIRECTORY)
  /// A terminal does not become that of the process.
  package static let noTerminal = FileOpening(rawValue: O_NOCTTY)
}

extension FileAccess {
  /// Opens a file that no program inherits; whoever gets the descriptor closes it.
  ///
  /// - Returns: `nil`, with `SystemError.last`, if that fails.
  package static func open(
    _ path: String, for use: FileUse, _ how: FileOpening = [], mode: UInt32 = 0o600
  ) -> Int32? {
    let file = unsafe Glibc.open(path, use.flag | how.rawValue | O_CLOEXEC, mode)
    return file >= 0 ? file : nil
  }

  /// Closes a descriptor, and leaves `SystemError.last` as it was if that goes well.
  ///
  /// - Returns: Whether it went well: a disk may say only now that it is full.
  @discardableResult
  package static func close(_ file: Int32) -> Bool {
    let error = errno
    guard Glibc.close(file) == 0 else { return false }
    errno = error
    return true
  }

  /// A second descriptor of the same file, above 9, so that it stands in the way of none of a program.
  ///
  /// - Returns: `nil`, with `SystemError.last`, if there is none.
  package static func duplicate(_ file: Int32) -> Int32? {
    let copy = fcntl(file, F_DUPFD_CLOEXEC, 10)
    return copy >= 0 ? copy : nil
  }

  /// Makes a number a descriptor of another's file, which programs inherit; what it was before is closed.
  package static func replace(_ number: Int32, with file: Int32) -> Bool {
    dup2(file, number) == number
  }

  /// Reading and writing wait no longer.
  package static func forbidWaiting(_ file: Int32) {
    _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
  }

  /// Whether a person sits at the other end.
  package static func isTerminal(_ file: Int32) -> Bool { isatty(file) == 1 }

  /// The width of a terminal in characters; `nil` if it is none.
  package static func terminalWidth(_ file: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
