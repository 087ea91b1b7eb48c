// SPDX-License-Identifier: EUPL-1.2

/// Tables of dBASE for tests, byte for byte.
struct TestTable {
  /// A field: its name, its letter, its length, and its flags.
  struct Field {
    var name: String
    var type: Character
    var length: Int
    var flags: UInt8 = 0
  }

  var version: UInt8 = 0x03
  var language: UInt8 = 0
  var fields: [Field]
  /// The records, each with its deletion mark.
  var records: [[UInt8]]

  /// A record of texts, which are filled up with spaces.
  static func record(_ cells: [(text: String, length: Int)], mark: String = " ") -> [UInt8] {
    Array(mark.utf8)
      + cells.flatMap {
        Array($0.text.utf8) + Array(repeating: 0x20, count: $0.length - $0.text.utf8.count)
      }
  }

  /// The file.
  var bytes: [UInt8] {
    let header = 32 + 32 * fields.count + 1
    let record = 1 + fields.map(\.length).reduce(0, +)
    var file: [UInt8] = [version, 126, 11, 24]
    file += word(records.count, 4) + word(header, 2) + word(record, 2)
    file += Array(repeating: 0, count: 17) + [language, 0, 0]
    for field in fields {
      let name = Array(field.name.utf8)
      file += name + Array(repeating: 0, count: 11 - name.count)
      file += Array(String(field.type).utf8) + [0, 0, 0, 0]
      file += [UInt8(field.length & 0xFF), UInt8(field.length >> 8), field.flags]
      file += Array(repeating: 0, count: 13)
    }
    return file + [0x0D] + records.flatMap(\.self) + [0x1A]
  }

  private func word(_ number: Int, _ count: Int) -> [UInt8] { Self.word(number, count) }

  /// A little-endian number.
  static func word(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
