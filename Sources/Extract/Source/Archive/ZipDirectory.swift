// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// The list of members at the end of a zip archive, compared with what stands before each member.
///
/// Every other program shows that list; what stands before a member tells the same again. Where they differ, or
/// members overlap or share a name, two programs read two exports from one file, and it is refused. What lies
/// between members and is in no list was deleted, and is not read.
/// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
struct ZipDirectory {
  /// What is said of a member, in the list or before it.
  private struct Header {
    var name: ArraySlice<UInt8> = []
    var flags = 0
    var method = 0
    var checksum = 0
    var packed = 0
    var size = 0
    /// Where the member is, of the list only.
    var offset = 0
  }

  /// Bytes of the list at most.
  private static let listLimit = 64 << 20
  /// What a field of four bytes says where eight bytes elsewhere say it.
  private static let elsewhere = 0xFFFF_FFFF

  private let descriptor: Int32
  private let file: String
  private let size: Int

  /// Reads the list of an archive and compares it with the members.
  ///
  /// - Parameters:
  ///   - descriptor: The open file; its position stays as it is.
  ///   - size: The size of the file, in bytes.
  ///   - file: Its name, for messages.
  /// - Throws: `compression-error` where the archive is damaged, cut off or contradicts itself, or `input-output`.
  static func check(_ descriptor: Int32, size: Int, file: String) throws(Failure) {
    try ZipDirectory(descriptor: descriptor, file: file, size: size).check()
  }

  private func check() throws(Failure) {
    let end = try findEnd()
    guard end.count <= ArchiveWalk.memberLimit else { throw ArchiveWalk.tooMany(file) }
    guard end.listSize <= Self.listLimit else {
      throw damaged("the list of its members is too long")
    }
    let list = try bytes(end.listOffset, end.listSize)
    var (at, members) = (0, [Header]())
    while at < list.count, members.count < end.count { members.append(try listed(list, &at)) }
    guard at == list.count, members.count == end.count else {
      throw damaged("the list of its members is not as long as the archive says")
    }
    try compare(members, before: end.listOffset)
  }

  // MARK: The end

  private struct End {
    var count: Int
    var listOffset: Int
    var listSize: Int
  }

  /// Finds where the list is: by the record at the very end, behind which is nothing but its comment.
  private func findEnd() throws(Failure) -> End {
    let length = min(size, 22 + 0xFFFF)
    let tail = try bytes(size - length, length)
    var found: [Int] = []
    for at in stride(from: tail.count - 22, through: 0, by: -1)
    where tail[at] == 0x50 && tail[at + 1] == 0x4B && tail[at + 2] == 5 && tail[at + 3] == 6 {
      if at + 22 + Self.number(tail, at + 20, 2) == tail.count { found.append(at) }
    }
    guard let at = found.first else {
      throw damaged(
        "the list of its members is not at its end: it is cut off, or something was added")
    }
    guard found.count == 1 else { throw damaged("it has two lists of its members") }
    let position = size - length + at
    guard Self.number(tail, at + 4, 2) == 0, Self.number(tail, at + 6, 2) == 0,
      Self.number(tail, at + 8, 2) == Self.number(tail, at + 10, 2)
    else { throw damaged("it is one part of several") }
    let end = End(
      count: Self.number(tail, at + 10, 2), listOffset: Self.number(tail, at + 16, 4),
      listSize: Self.number(tail, at + 12, 4))
    return try large(end, position)
  }

  /// The same by the records of a large archive (zip64), where it has them.
  private func large(_ end: End, _ position: Int) throws(Failure) -> End {
    var (found, listEnd) = (end, position)
    let locator = position >= 20 ? try bytes(position - 20, 20) : []
    if locator.starts(with: [0x50, 0x4B, 6, 7]) {
      listEnd = try self.position(locator, 8)
      guard listEnd <= position - 76 else { throw damaged("its end contradicts itself") }
      let record = try bytes(listEnd, 56)
      guard record.starts(with: [0x50, 0x4B, 6, 6]), Self.number(locator, 4, 4) == 0,
        Self.number(record, 16, 4) == 0, Self.number(record, 20, 4) == 0
      else { throw damaged("its end contradicts itself, or it is one part of several") }
      found = End(
        count: try self.position(record, 32), listOffset: try self.position(record, 48),
        listSize: try self.position(record, 40))
      guard end.count == 0xFFFF || end.count == found.count,
        end.listOffset == Self.elsewhere || end.listOffset == found.listOffset,
        end.listSize == Self.elsewhere || end.listSize == found.listSize
      else { throw damaged("its end contradicts itself") }
    }
    // Both are no more than the size of the file.
    guard found.listOffset <= listEnd, found.listSize == listEnd - found.listOffset else {
      throw damaged("the list of its members is not where the archive says")
    }
    return found
  }

  // MARK: Members

  /// Reads a member of the list.
  private func listed(_ list: [UInt8], _ at: inout Int) throws(Failure) -> Header {
    guard list.count - at >= 46, list[at...].starts(with: [0x50, 0x4B, 1, 2]) else {
      throw damaged("the list of its members is damaged")
    }
    let lengths = [28, 30, 32].map { Self.number(list, at + $0, 2) }
    let length = 46 + lengths.reduce(0, +)
    guard list.count - at >= length else { throw damaged("the list of its members is damaged") }
    var header = Header(
      name: list[at + 46..<at + 46 + lengths[0]], flags: Self.number(list, at + 8, 2),
      method: Self.number(list, at + 10, 2), checksum: Self.number(list, at + 16, 4),
      packed: Self.number(list, at + 20, 4), size: Self.number(list, at + 24, 4),
      offset: Self.number(list, at + 42, 4))
    let extra = at + 46 + lengths[0]
    try enlarge(&header, list[extra..<extra + lengths[1]], isListed: true)
    guard !header.name.isEmpty, !header.name.contains(0) else {
      throw damaged("a member has no name, or one with a NUL")
    }
    at += length
    return header
  }

  /// Reads what stands before a member, and where its bytes begin.
  private func local(_ member: Header) throws(Failure) -> (header: Header, start: Int) {
    let fixed = try bytes(member.offset, 30)
    guard fixed.starts(with: [0x50, 0x4B, 3, 4]) else {
      throw damaged("a member is not where the list says")
    }
    let (nameLength, extraLength) = (Self.number(fixed, 26, 2), Self.number(fixed, 28, 2))
    let rest = try bytes(member.offset + 30, nameLength + extraLength)
    var header = Header(
      name: rest[..<nameLength], flags: Self.number(fixed, 6, 2), method: Self.number(fixed, 8, 2),
      checksum: Self.number(fixed, 14, 4), packed: Self.number(fixed, 18, 4),
      size: Self.number(fixed, 22, 4))
    try enlarge(&header, rest[nameLength...], isListed: false)
    return (header, member.offset + 30 + rest.count)
  }

  /// Puts in what stands in eight bytes because four are too few.
  private func enlarge(
    _ header: inout Header, _ extra: ArraySlice<UInt8>, isListed: Bool
  ) throws(Failure) {
    var rest = extra
    while rest.count >= 4 {
      let (kind, length) = (
        Self.number(rest, rest.startIndex, 2), Self.number(rest, rest.startIndex + 2, 2)
      )
      guard rest.count - 4 >= length else { return }
      var field = rest.dropFirst(4).prefix(length)
      rest = rest.dropFirst(4 + length)
      guard kind == 1 else { continue }
      for path in [\Header.size, \Header.packed, \Header.offset]
      where header[keyPath: path] == Self.elsewhere && (isListed || path != \Header.offset) {
        guard field.count >= 8 else { return }
        header[keyPath: path] = try position(field, field.startIndex)
        field = field.dropFirst(8)
      }
    }
  }

  /// Compares the list with what stands before each member, and members with each other.
  private func compare(_ members: [Header], before listOffset: Int) throws(Failure) {
    var names: Set<ArraySlice<UInt8>> = []
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(members.count)
    for member in members {
      guard names.insert(member.name).inserted else { throw damaged("two members have one name") }
      guard member.offset <= listOffset, member.packed <= listOffset else {
        throw damaged("a member is not where the list says")
      }
      let (header, start) = try local(member)
      guard agrees(header, member) else {
        throw damaged("what stands before a member is not what the list of members says")
      }
      guard start <= listOffset, member.packed <= listOffset - start else {
        throw damaged("a member is not where the list says")
      }
      ranges.append(member.offset..<start + member.packed)
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    for (one, next) in zip(ranges, ranges.dropFirst()) where next.lowerBound < one.upperBound {
      throw damaged("members lie over each other")
    }
  }

  private func agrees(_ local: Header, _ member: Header) -> Bool {
    // Encrypted, strongly, or with the list hidden.
    let secret = 0x2041
    guard local.name.elementsEqual(member.name), local.method == member.method,
      local.flags & secret == member.flags & secret
    else { return false }
    let isLater = local.flags & 8 != 0
    return [\Header.checksum, \Header.packed, \Header.size].allSatisfy { path in
      let said = local[keyPath: path]
      // What was not known yet stands behind the member.
      return said == member[keyPath: path] || isLater && (said == 0 || said == Self.elsewhere)
    }
  }

  // MARK: Bytes

  /// A number of up to four bytes, the lowest first.
  private static func number<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, _ at: Int, _ count: Int
  ) -> Int where Bytes.Index == Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  /// A number of eight bytes that is no more than the size of the file.
  private func position<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, _ at: Int
  ) throws(Failure) -> Int where Bytes.Index == Int {
    let (low, high) = (Self.number(bytes, at, 4), Self.number(bytes, at + 4, 4))
    guard high < 1 << 30 else { throw damaged("a number in it is too large") }
    return high << 32 | low
  }

  private func bytes(_ offset: Int, _ count: Int) throws(Failure) -> [UInt8] {
    guard offset >= 0, count <= size, offset <= size - count else {
      throw damaged("something is not where the archive says")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = FileAccess.read(descriptor, into: &bytes, at: offset)
    guard let found else {
      throw Failure(
        .inputOutput, at: .init(file: file),
        "the archive cannot be read: \(SystemError.last)",
        hint: "Check that the file is there and that this user may read it.")
    }
    guard found == count else { throw FileSource.changed(file) }
    return bytes
  }

  private func damaged(_ why: String) -> Failure {
    Failure(
      .compression, at: .init(file: file), "the zip archive is damaged: \(why)",
      hint:
        "Copy the export again, or let the source system make it anew: other programs could read "
        + "something else from this file.")
  }
}
