// SPDX-License-Identifier: EUPL-1.2

/// The words of a column's name: cut at signs, spaces and changes to a capital; small letters.
package struct LabelTokens: Hashable, Sendable {
  /// The words in order; digits stay with the letters that they follow.
  package let words: [String]
  /// The words without anything between.
  package let joined: String

  /// Cuts a name such as `GEB_DATUM`, `geboorteDatum`, `inp.bsn` or `bg:adres/bg:postcode`.
  package init(_ label: String) {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for scalar in label.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic
      let isDigit = 0x30...0x39 ~= scalar.value
      if !isLetter && !isDigit || scalar.properties.isUppercase && wasLower {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isLetter || isDigit { word += scalar.properties.lowercaseMapping }
      wasLower = isLetter && scalar.properties.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    self.words = words
    joined = words.joined()
  }

  /// Whether one of the words is one of these.
  package func has(_ wanted: [String]) -> Bool { words.contains { wanted.contains($0) } }

  /// Whether one of these stands anywhere, over the ends of words too.
  ///
  /// By bytes: the general search for texts takes a hundred times as long, for each of some hundred words.
  package func holds(_ parts: [String]) -> Bool {
    guard !parts.isEmpty else { return false }
    let bytes = Array(joined.utf8)
    return parts.contains { part in
      let length = part.utf8.count
      guard length <= bytes.count else { return false }
      return (0...bytes.count - length).contains { start in
        bytes[start..<start + length].elementsEqual(part.utf8)
      }
    }
  }

  /// Whether a word, or the whole, begins so: `KvK` is two words.
  package func begins(_ parts: [String]) -> Bool {
    (words + [joined]).contains { word in parts.contains { word.hasPrefix($0) } }
  }

  /// Whether a word ends so.
  package func ends(_ parts: [String]) -> Bool {
    words.contains { word in parts.contains { word.hasSuffix($0) } }
  }

  /// Whether the words of another name stand in it one after another.
  package func contains(_ other: LabelTokens) -> Bool {
    guard !other.words.isEmpty, other.words.count <= words.count else { return false }
    return (0...words.count - other.words.count).contains { start in
      words[start..<start + other.words.count].elementsEqual(other.words)
    } || joined == other.joined
  }
}
