// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// Cuts the XML text of one element into tags and texts; strict, and without any declaration.
///
/// It reads what geometries are made of: elements, attributes, texts, comments. A document type, CDATA
/// or a processing instruction other than the XML declaration is refused; entities stay as they are,
/// since no number and no name has one. Source: XML 1.0, 3.1.
struct GMLScanner: ~Escapable {
  /// A part of the text, by its bytes.
  enum Token {
    /// A start tag; the name is without its prefix.
    case start(Range<Int>)
    case end
    case text(Range<Int>)
    case finish
  }

  let text: Span<UInt8>
  private var at = 0
  /// The attributes of the last start tag.
  private var attributes = 0..<0
  /// The names of the open elements, with their prefixes.
  private var open: [Range<Int>] = []
  /// Whether the last start tag ended its element too: `<a/>`.
  private var isSelfClosed = false

  @_lifetime(copy text)
  init(_ text: Span<UInt8>) {
    self.text = text
  }

  /// How many elements are open.
  var depth: Int { open.count }

  /// The next token.
  ///
  /// - Throws: `geometrySyntax` where the text is not well-formed.
  mutating func next() throws(CellProblem) -> Token {
    if isSelfClosed {
      isSelfClosed = false
      open.removeLast()
      return .end
    }
    while at < text.count {
      guard text[at] == UInt8(ascii: "<") else {
        let start = at
        while at < text.count, text[at] != UInt8(ascii: "<") { at += 1 }
        return .text(start..<at)
      }
      at += 1
      switch at < text.count ? text[at] : 0 {
      case UInt8(ascii: "/"): return try endTag()
      case UInt8(ascii: "!"): try skip(from: "!--", to: "-->")
      case UInt8(ascii: "?"):
        guard open.isEmpty else { throw .geometry(.geometrySyntax) }
        try skip(from: "?xml ", to: "?>")
      default: return try startTag()
      }
    }
    guard open.isEmpty else { throw .geometry(.geometrySyntax) }
    return .finish
  }

  /// Whether a name is a word.
  func equal(_ name: Range<Int>, _ word: StaticString) -> Bool { text[name].elementsEqual(word) }

  /// The value of an attribute of the last start tag, by its name without prefix; nil where it has none.
  @_lifetime(copy self)
  func attribute(_ name: StaticString) -> Span<UInt8>? {
    var i = attributes.lowerBound
    while i < attributes.upperBound {
      guard Self.isName(text[i]) else {
        i += 1
        continue
      }
      let start = i
      while Self.isName(text[i]) { i += 1 }
      let found = start..<i
      while text[i] != UInt8(ascii: "\""), text[i] != UInt8(ascii: "'") { i += 1 }
      let quote = text[i]
      let value = i + 1
      i = value
      while text[i] != quote { i += 1 }
      if text[local(found)].elementsEqual(name) { return text[value..<i] }
      i += 1
    }
    return nil
  }
}

extension GMLScanner {
  private mutating func startTag() throws(CellProblem) -> Token {
    let name = try self.name()
    let start = at
    while true {
      let before = at
      skipSpace()
      switch at < text.count ? text[at] : 0 {
      case UInt8(ascii: ">"):
        attributes = start..<at
        at += 1
      case UInt8(ascii: "/"):
        attributes = start..<at
        at += 1
        guard at < text.count, text[at] == UInt8(ascii: ">") else {
          throw .geometry(.geometrySyntax)
        }
        at += 1
        isSelfClosed = true
      default:
        guard at > before else { throw .geometry(.geometrySyntax) }
        try skipAttribute()
        continue
      }
      guard open.count < 64 else { throw .geometry(.geometrySyntax) }
      open.append(name)
      return .start(local(name))
    }
  }

  private mutating func skipAttribute() throws(CellProblem) {
    _ = try name()
    skipSpace()
    guard at < text.count, text[at] == UInt8(ascii: "=") else { throw .geometry(.geometrySyntax) }
    at += 1
    skipSpace()
    guard at < text.count, text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "'") else {
      throw .geometry(.geometrySyntax)
    }
    let quote = text[at]
    at += 1
    while at < text.count, text[at] != quote {
      guard text[at] != UInt8(ascii: "<") else { throw .geometry(.geometrySyntax) }
      at += 1
    }
    guard at < text.count else { throw .geometry(.geometrySyntax) }
    at += 1
  }

  private mutating func endTag() throws(CellProblem) -> Token {
    at += 1
    let name = try self.name()
    skipSpace()
    guard at < text.count, text[at] == UInt8(ascii: ">"), let last = open.popLast(),
      text[last].elementsEqual(text[name])
    else { throw .geometry(.geometrySyntax) }
    at += 1
    return .end
  }

  private mutating func name() throws(CellProblem) -> Range<Int> {
    let start = at
    while at < text.count, Self.isName(text[at]) { at += 1 }
    guard at > start else { throw .geometry(.geometrySyntax) }
    return start..<at
  }

  /// Passes over a comment or the XML declaration.
  private mutating func skip(
    from begin: StaticString, to end: StaticString
  ) throws(CellProblem) {
    guard starts(with: begin) else { throw .geometry(.geometrySyntax) }
    at += begin.utf8CodeUnitCount
    while at < text.count {
      if starts(with: end) {
        at += end.utf8CodeUnitCount
        return
      }
      at += 1
    }
    throw .geometry(.geometrySyntax)
  }

  private func starts(with word: StaticString) -> Bool {
    text[at...].starts(with: word)
  }

  private mutating func skipSpace() {
    while at < text.count, text[at] == 0x20 || 0x09...0x0D ~= text[at] { at += 1 }
  }

  /// The part of a name behind its prefix.
  private func local(_ name: Range<Int>) -> Range<Int> {
    let colon = text[name].lastIndex { $0 == UInt8(ascii: ":") }
    return (name.lowerBound + (colon.map { $0 + 1 } ?? 0))..<name.upperBound
  }

  private static func isName(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
