// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// How dates and times are written in one column: a small program of directives and literal bytes.
///
/// A directive is its letter with the high bit set; everything else is a byte that must be there.
/// Source: https://datapackage.org/standard/table-schema/#date, with the directives of strptime.
struct DateLayout {
  private let steps: UnsafeBufferPointer<UInt8>

  /// The directives that are understood.
  static let directives = "%Y %m %d %y %j %H %M %S %f %z"

  /// Compiles a format; the kind decides what `default` means.
  ///
  /// - Returns: nil where the format has a directive that is not understood, or lacks what the kind
  ///   needs (a day for a date, an hour for a time).
  init?(_ format: String, kind: Kind, arena: ByteArena) {
    var program: [UInt8] = []
    var escaped = false
    for byte in (format == "default" ? kind.standard : format).utf8 {
      if escaped {
        if byte == UInt8(ascii: "%") {
          program.append(byte)
        } else {
          guard Self.directives.utf8.contains(byte), byte != 0x20 else { return nil }
          program.append(byte | 0x80)
        }
        escaped = false
      } else if byte == UInt8(ascii: "%") {
        escaped = true
      } else {
        guard byte < 0x80 else { return nil }
        program.append(byte)
      }
    }
    guard !escaped, kind.isServed(by: Set(program)) else { return nil }
    if format == "default", kind != .date { program.append(Self.optionalTail) }
    steps = arena.keep(program)
  }

  /// What a layout is for.
  enum Kind {
    case date, time, datetime

    fileprivate var standard: String {
      switch self {
      case .date: "%Y-%m-%d"
      case .time: "%H:%M:%S"
      case .datetime: "%Y-%m-%dT%H:%M:%S"
      }
    }

    fileprivate func isServed(by program: Set<UInt8>) -> Bool {
      func has(_ letter: UInt8) -> Bool { program.contains(letter | 0x80) }
      let date =
        (has(UInt8(ascii: "Y")) || has(UInt8(ascii: "y")))
        && (has(UInt8(ascii: "m")) && has(UInt8(ascii: "d")) || has(UInt8(ascii: "j")))
      let time = has(UInt8(ascii: "H"))
      switch self {
      case .date: return date
      case .time: return time
      case .datetime: return date && time
      }
    }
  }

  /// A step that takes an optional fraction and an optional zone, as XML Schema's times have.
  private static let optionalTail: UInt8 = 0x80 | UInt8(ascii: "*")

  func parse(_ cell: UnsafeBufferPointer<UInt8>) -> DateParts? {
    let text = UTF8Text.trimmedASCII(cell)
    var parts = DateParts()
    var i = 0
    for s in 0..<steps.count {
      let step = steps[s]
      if step < 0x80 {
        guard i < text.count, text[i] == step else { return nil }
        i += 1
      } else {
        let fixed = s + 1 < steps.count && steps[s + 1] >= 0x80
        guard parts.take(step & 0x7F, text, &i, fixed: fixed) else { return nil }
      }
    }
    return i == text.count && parts.isValid ? parts : nil
  }
}
