// SPDX-License-Identifier: EUPL-1.2

import CZlib

/// A zip archive that is put together byte by byte, so that each of them can be wrong.
struct RawZip {
  /// A member, and what is said of it before it and in the list.
  struct Member {
    var name: String
    var bytes: [UInt8]
    /// Whether it stands in the list at the end.
    var isListed = true
    /// Whether size and checksum stand behind the member.
    var isLater = false
    /// Whether its sizes stand in eight bytes.
    var isLarge = false
    /// What is said before it in place of the truth.
    var localName: String?
    var localMethod: Int?
    var localFlags = 0
    var localSize: Int?
    var localChecksum: UInt32?
    /// What both say in place of the truth.
    var checksum: UInt32?
    /// Added to where the list says that it is.
    var shift = 0
    /// The mode that Unix gives to files.
    var mode = 0o100644

    init(_ name: String, _ text: String, _ change: (inout Member) -> Void = { _ in }) {
      (self.name, bytes) = (name, Array(text.utf8))
      change(&self)
    }
  }

  var members: [Member]
  var comment: [UInt8] = []
  /// Added to the number of members that the end tells.
  var countShift = 0
  /// Bytes between members.
  var gap = 0
  /// Whether the end is that of a large archive.
  var isLarge = false
  var suffix: [UInt8] = []

  init(_ members: [Member], _ change: (inout RawZip) -> Void = { _ in }) {
    self.members = members
    change(&self)
  }

  static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
  }

  /// The archive.
  var bytes: [UInt8] {
    var (out, list) = ([UInt8](), [UInt8]())
    for member in members {
      let offset = out.count
      out += header(member)
      out += member.bytes
      if member.isLater { out += Self.number(0x0807_4B50, 4) + facts(member, isLocal: false) }
      out += [UInt8](repeating: 0x50, count: gap)
      if member.isListed { list += listed(member, offset + member.shift) }
    }
    let count = members.count { $0.isListed } + countShift
    let start = out.count
    out += list
    if isLarge {
      let end = out.count
      out += [0x50, 0x4B, 6, 6] + Self.number(44, 8) + Self.number(45, 2) + Self.number(45, 2)
      out += Self.number(0, 8) + Self.number(count, 8) + Self.number(count, 8)
      out += Self.number(list.count, 8) + Self.number(start, 8)
      out += [0x50, 0x4B, 6, 7] + Self.number(0, 4) + Self.number(end, 8) + Self.number(1, 4)
    }
    let few = isLarge ? 0xFFFF : count
    out += [0x50, 0x4B, 5, 6] + Self.number(0, 4) + Self.number(few, 2) + Self.number(few, 2)
    out += Self.number(isLarge ? 0xFFFF_FFFF : list.count, 4)
    out += Self.number(isLarge ? 0xFFFF_FFFF : start, 4)
    return out + Self.number(comment.count, 2) + comment + suffix
  }

  private func facts(_ member: Member, isLocal: Bool) -> [UInt8] {
    let truth = member.checksum ?? Self.checksum(member.bytes)
    let checksum = Int(isLocal ? member.localChecksum ?? truth : truth)
    let size = isLocal ? member.localSize ?? member.bytes.count : member.bytes.count
    return Self.number(checksum, 4) + Self.number(size, 4) + Self.number(size, 4)
  }

  private func header(_ member: Member) -> [UInt8] {
    let name = Array((member.localName ?? member.name).utf8)
    var facts = facts(member, isLocal: true)
    var extra: [UInt8] = []
    if member.isLater { facts = [UInt8](repeating: 0, count: 12) }
    if member.isLarge {
      extra =
        [1, 0, 16, 0] + Self.number(member.bytes.count, 8) + Self.number(member.bytes.count, 8)
      facts.replaceSubrange(4..., with: [UInt8](repeating: 0xFF, count: 8))
    }
    return [0x50, 0x4B, 3, 4, 45, 0]
      + Self.number(member.localFlags | (member.isLater ? 8 : 0), 2)
      + Self.number(member.localMethod ?? 0, 2) + Self.number(0x5A21_0000, 4) + facts
      + Self.number(name.count, 2) + Self.number(extra.count, 2) + name + extra
  }

  private func listed(_ member: Member, _ offset: Int) -> [UInt8] {
    let name = Array(member.name.utf8)
    var facts = facts(member, isLocal: false)
    var extra: [UInt8] = []
    if member.isLarge {
      extra =
        [1, 0, 24, 0] + Self.number(member.bytes.count, 8) + Self.number(member.bytes.count, 8)
        + Self.number(offset, 8)
      facts.replaceSubrange(4..., with: [UInt8](repeating: 0xFF, count: 8))
    }
    return [0x50, 0x4B, 1, 2, 45, 3, 45, 0] + Self.number(member.isLater ? 8 : 0, 2)
      + Self.number(0, 2) + Self.number(0x5A21_0000, 4) + facts + Self.number(name.count, 2)
      + Self.number(extra.count, 2) + Self.number(0, 6)
      + Self.number(member.mode << 16, 4) + Self.number(member.isLarge ? 0xFFFF_FFFF : offset, 4)
      + name + extra
  }
}
