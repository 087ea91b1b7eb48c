// SPDX-License-Identifier: EUPL-1.2

/// The forms that names may have.
package enum Names {
  /// A dataset, a domain of pseudonyms or a key: `^[a-z0-9][a-z0-9-]*$`, at most 100 characters.
  package static func isSlug(_ name: String) -> Bool {
    guard let first = name.utf8.first, first != UInt8(ascii: "-"), name.utf8.count <= 100 else {
      return false
    }
    return name.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// A published field: `^[a-z][a-z0-9_]*$`.
  static func isField(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLower(first) else { return false }
    return name.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// A name for a published field, made from the one in the export.
  package static func fieldName(for source: String) -> String {
    var name = ""
    for scalar in source.lowercased().unicodeScalars {
      let letter = plain[scalar] ?? String(scalar)
      let usable = letter.utf8.allSatisfy { isLower($0) || isDigit($0) }
      if usable { name += letter } else if !name.isEmpty, name.last != "_" { name += "_" }
    }
    while name.last == "_" { name.removeLast() }
    guard let first = name.utf8.first else { return "veld" }
    return isDigit(first) ? "veld_" + name : name
  }

  /// A slug made from any name.
  package static func slug(for name: String) -> String {
    fieldName(for: name).split(separator: "_").joined(separator: "-")
  }

  /// Whether a word is `#` and six hexadecimal digits.
  static func isColour(_ text: String) -> Bool {
    text.utf8.count == 7 && text.first == "#"
      && text.utf8.dropFirst().allSatisfy {
        isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0 | 0x20)
      }
  }

  static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The letters of Dutch and its neighbours without their marks.
  private static let plain: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ĳ": "ij"]
    for (letter, marked) in [
      ("a", "àáâãäå"), ("c", "ç"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñ"), ("o", "òóôõö"),
      ("u", "ùúûü"), ("y", "ýÿ"), ("s", "š"), ("z", "ž"),
    ] {
      for scalar in marked.unicodeScalars { table[scalar] = letter }
    }
    return table
  }()
}
