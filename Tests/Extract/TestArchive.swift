// SPDX-License-Identifier: EUPL-1.2

import CArchive
import Glibc
import Testing

/// Archives that a test makes in memory.
enum TestArchive {
  /// A member: its name, bytes, and what kind of file it is.
  struct Member {
    var name: String
    var bytes: [UInt8]
    var kind = Glibc.S_IFREG

    init(_ name: String, _ bytes: [UInt8], kind: mode_t = Glibc.S_IFREG) {
      (self.name, self.bytes, self.kind) = (name, bytes, kind)
    }

    init(_ name: String, _ text: String) {
      self.init(name, Array(text.utf8))
    }
  }

  static func zip(_ members: [Member]) throws -> [UInt8] {
    try make(members) { archive_write_set_format_zip($0) }
  }

  static func tar(_ members: [Member], filter: (OpaquePointer) -> Int32 = { _ in 0 }) throws
    -> [UInt8]
  {
    try make(members) {
      _ = filter($0)
      return archive_write_set_format_pax_restricted($0)
    }
  }

  /// Bytes compressed by themselves.
  static func packed(_ bytes: [UInt8], filter: (OpaquePointer) -> Int32) throws -> [UInt8] {
    try make([Member("data", bytes)]) {
      _ = filter($0)
      return archive_write_set_format_raw($0)
    }
  }

  private static func make(
    _ members: [Member], _ format: (OpaquePointer) -> Int32
  ) throws -> [UInt8] {
    let archive = try #require(archive_write_new())
    defer { archive_write_free(archive) }
    try #require(format(archive) == ARCHIVE_OK)
    let size = members.reduce(1 << 16) { $0 + $1.bytes.count + 4096 }
    var room = [UInt8](repeating: 0, count: size)
    var used = 0
    let count = try room.withUnsafeMutableBytes { bytes in
      try #require(
        archive_write_open_memory(archive, bytes.baseAddress, bytes.count, &used) == ARCHIVE_OK)
      for member in members {
        let entry = try #require(archive_entry_new())
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, member.name)
        archive_entry_set_filetype(entry, member.kind)
        archive_entry_set_perm(entry, 0o644)
        if member.kind == Glibc.S_IFLNK { archive_entry_set_symlink(entry, "/etc/passwd") }
        archive_entry_set_size(entry, member.kind == Glibc.S_IFREG ? Int64(member.bytes.count) : 0)
        try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
        if member.kind == Glibc.S_IFREG {
          let written = archive_write_data(archive, member.bytes, member.bytes.count)
          try #require(written == member.bytes.count)
        }
      }
      try #require(archive_write_close(archive) == ARCHIVE_OK)
      return used
    }
    return Array(room[..<count])
  }
}
