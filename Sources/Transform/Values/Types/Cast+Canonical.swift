// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension Cast {
  /// Reads the canonical form of a type, as a code list has it.
  init(canonical type: FieldType, _ arena: ByteArena) {
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
  func normaliseKey(from start: Int, in out: inout ByteBuffer) {
    switch self {
    case .integer, .number:
      let text = UnsafeBufferPointer(rebasing: out.bytes[start...])
      guard let number = FixedDecimal(text) else { return }
      out.truncate(to: start)
      number.append(to: &out)
    default: break
    }
  }
}
