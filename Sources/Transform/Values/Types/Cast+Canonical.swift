// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

extension Cast {
  /// Reads the canonical form of a type, as a code list has it.
  package init(canonical type: FieldType, _ arena: ByteArena) {
    let plain: FieldType =
      switch type {
      case .integer: .integer(NumberFormat())
      case .number: .number(NumberFormat())
      case .boolean: .boolean(BooleanFormat(trueValues: ["true"], falseValues: ["false"]))
      case .date(let format):
        .date(format: DateFormat(unknownParts: format.unknownParts))
      case .time: .time(format: "default")
      case .datetime: .datetime(format: "default")
      default: type
      }
    self = Cast(plain, arena) ?? .text
  }

  /// Writes a canonical value at the end of `out` as it is looked up: 012 and 12.0 are 12.
  package func normaliseKey(from start: Int, in out: inout ByteBuffer) {
    switch self {
    case .integer, .number:
      guard let number = FixedDecimal(out.span[start...]) else { return }
      out.truncate(to: start)
      number.append(to: &out)
    default: break
    }
  }
}

extension Cast {
  /// The canonical form of a value of a configuration file; nil where it is not of the type. Not for cells.
  package func canonical(_ text: String) -> String? {
    var out = ByteBuffer()
    let isRight = append(text.utf8.span, to: &out)
    return isRight ? String(decoding: out.span, as: UTF8.self) : nil
  }
}
