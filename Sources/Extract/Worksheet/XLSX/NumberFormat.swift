// SPDX-License-Identifier: EUPL-1.2

/// What the form of a number makes of it.
enum NumberKind: Sendable {
  case number
  case date
  case time
  case dateTime
  /// Hours that go beyond 24.
  case elapsed
}

/// The number format of a cell, such as `dd-mm-yyyy` or `[<1]h:mm;0.0`.
///
/// Source: ECMA-376 part 1, 18.8.30 and 18.8.31.
struct NumberFormat: Sendable {
  /// What every number becomes; `nil` if that depends on the number.
  let kind: NumberKind?
  /// Up to three; the fourth that a format may have is for texts.
  private let sections: [Section]

  /// A format that has one form for all numbers.
  init(_ kind: NumberKind) { (self.kind, sections) = (kind, []) }

  /// Reads a format code.
  init(code: String) {
    var rest = code.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }[...]
    var sections: [Section] = []
    repeat { sections.append(Section(&rest)) } while sections.count < 3 && rest.popFirst() == 0x3B
    let first = sections[0].kind
    let isOne =
      sections.allSatisfy { $0.kind == first }
      && (sections.count > 1 || sections[0].condition == nil)
    (kind, self.sections) = (isOne ? first : nil, sections)
  }

  /// The format that every workbook has by a number without saying so: that of all languages, of East Asian ones (27 to
  /// 36, 50 to 58), and of Thai (71 to 81).
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58, 71...74, 81: self.init(.date)
    case 18...21, 32...35, 45, 47, 55, 56, 75, 76, 78, 80: self.init(.time)
    case 22, 77: self.init(.dateTime)
    case 46, 79: self.init(.elapsed)
    default: self.init(.number)
    }
  }

  /// What the format makes of a number.
  func kind(of value: Double) -> NumberKind {
    if let kind { return kind }
    for (index, section) in sections.enumerated() {
      let isLast = index == sections.count - 1 && index > 0
      let isIt =
        section.condition?.holds(value)
        ?? (isLast || (index == 0 ? (sections.count == 2 ? value >= 0 : value > 0) : value < 0))
      if isIt || isLast { return section.kind }
    }
    return .number
  }
}

extension NumberFormat {
  /// When a section counts: `[<1]`.
  private struct Condition: Sendable {
    var comparison: [UInt8]
    var limit: Double

    /// Reads what stands in brackets; `nil` if it is something else.
    init?(_ text: ArraySlice<UInt8>) {
      comparison = Array(text.prefix { (0x3C...0x3E).contains($0) })
      guard !comparison.isEmpty,
        let limit = Double(String(decoding: text.dropFirst(comparison.count), as: UTF8.self))
      else { return nil }
      self.limit = limit
    }

    func holds(_ value: Double) -> Bool {
      switch String(decoding: comparison, as: UTF8.self) {
      case "<": value < limit
      case "<=": value <= limit
      case ">": value > limit
      case ">=": value >= limit
      case "=": value == limit
      case "<>": value != limit
      default: false
      }
    }
  }

  private struct Section: Sendable {
    var condition: Condition?
    var kind: NumberKind

    /// Takes a section off a code in small letters, up to the semicolon; those in texts and behind `\` are none.
    init(_ bytes: inout ArraySlice<UInt8>) {
      var letters: Set<UInt8> = []
      var isElapsed = false
      while let byte = bytes.first, byte != 0x3B {
        bytes = bytes.dropFirst()
        switch byte {
        case 0x22: bytes = bytes.drop { $0 != 0x22 }.dropFirst()
        case 0x5C, 0x5F, 0x2A: bytes = bytes.dropFirst()
        case 0x5B:
          let inner = bytes.prefix { $0 != 0x5D }
          bytes = bytes.dropFirst(inner.count + 1)
          condition = condition ?? Condition(inner)
          if let first = inner.first, inner.allSatisfy({ $0 == first }),
            "hms".utf8.contains(first)
          {
            isElapsed = true
          }
        case 0x61 where bytes.starts(with: "m/pm".utf8): bytes = bytes.dropFirst(4)
        case 0x67 where bytes.starts(with: "eneral".utf8): bytes = bytes.dropFirst(6)
        default: if "ymdhs".utf8.contains(byte) { letters.insert(byte) }
        }
      }
      kind = Self.kind(letters, isElapsed: isElapsed)
    }

    private static func kind(_ letters: Set<UInt8>, isElapsed: Bool) -> NumberKind {
      let isTime = letters.contains(0x68) || letters.contains(0x73)
      let isDate =
        letters.contains(0x79) || letters.contains(0x64)
        || letters.contains(0x6D) && !isTime && !isElapsed
      return switch (isElapsed, isDate, isTime) {
      case (true, false, _): .elapsed
      case (_, true, true): .dateTime
      case (_, true, false): .date
      case (_, false, true): .time
      default: .number
      }
    }
  }
}
