// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// How a cell is read and written in canonical form: a plain value, chosen once per field.
///
/// Every case's `append` writes the canonical form of a cell and returns true, or returns false where
/// the cell is not of the type (what it wrote by then is to be cut off by the caller).
package enum Cast: BitwiseCopyable {
  case text
  case string(StringFormat)
  case integer(NumberLayout)
  case number(NumberLayout)
  case boolean(true: ByteStrings, false: ByteStrings)
  case date(DateLayout)
  case time(DateLayout)
  case datetime(DateLayout)
  case year
  case yearmonth
  case duration
  case geopoint(GeopointFormat)
  case object
  case array
  case list(ListLayout)
  case geojson

  @inline(__always)
  package func append(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    switch self {
    case .text:
      UTF8Text.appendNFC(cell, to: &out)
      return true
    case .string(let format): return format.append(cell, to: &out)
    case .integer(let layout): return layout.append(cell, integer: true, to: &out)
    case .number(let layout): return layout.append(cell, integer: false, to: &out)
    case .boolean(let trueValues, let falseValues):
      return BooleanCell.append(cell, true: trueValues, false: falseValues, to: &out)
    case .date(let layout):
      guard let day = layout.day(cell) else { return appendShortened(cell, layout, to: &out) }
      day.append(to: &out)
      return true
    case .time(let layout):
      guard let parts = layout.parse(cell) else { return false }
      parts.appendTime(to: &out)
      return true
    case .datetime(let layout):
      guard let parts = layout.parse(cell) else { return false }
      parts.calendarDay.append(to: &out)
      out.append(UInt8(ascii: "T"))
      parts.appendTime(to: &out)
      return true
    case .year: return YearCell.append(cell, to: &out)
    case .yearmonth: return YearCell.appendMonth(cell, to: &out)
    case .duration: return DurationCell.append(cell, to: &out)
    case .geopoint(let format): return GeopointCell.append(cell, format, to: &out)
    default: return appendItems(cell, to: &out)
    }
  }

  /// A day of which parts are unknown, as exact as it is known.
  private func appendShortened(
    _ cell: Span<UInt8>, _ layout: DateLayout, to out: inout ByteBuffer
  ) -> Bool {
    guard let day = layout.shortened(cell) else { return false }
    day.append(to: &out)
    return true
  }

  /// What has items or members; JSON stays as it is written.
  private func appendItems(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    let text = UTF8Text.trimmedASCII(cell)
    let isRight =
      switch self {
      case .list(let layout): layout.append(cell, to: &out)
      case .object: JSONCursor.isWhole(text, UInt8(ascii: "{"))
      case .array: JSONCursor.isWhole(text, UInt8(ascii: "["))
      default: GeoJSONCell.isValid(text)
      }
    if case .list = self { return isRight }
    if isRight { UTF8Text.appendNFC(text, to: &out) }
    return isRight
  }

  /// How long a right cell is: items of a list or array, members of an object, else Unicode scalars.
  package func length(of cell: Span<UInt8>) -> Int {
    switch self {
    case .list(let layout): layout.count(cell)
    case .object, .array: JSONCursor.count(cell)
    default: UTF8Text.scalarCount(cell)
    }
  }
}
