// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel

/// How the items of a list are written in one column; plain pointers, which the plan's arena owns.
///
/// Source: https://datapackage.org/standard/table-schema/#list
package struct ListLayout: BitwiseCopyable, @unchecked Sendable {
  private let item: Kept<Cast>
  private let delimiter: Kept<UInt8>

  init(_ format: ListFormat, _ arena: ByteArena) {
    item = arena.keep(list: [Cast(format.item.type, arena) ?? .text])
    delimiter = arena.keep(text: format.delimiter)
  }

  /// Appends the items in canonical form with the delimiter between them; false where one is not of its type.
  package func append(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    var start = 0
    while true {
      let end = self.end(of: start, in: cell)
      guard item[0].append(cell.extracting(start..<end), to: &out) else {
        return false
      }
      guard end < cell.count else { return true }
      out.append(delimiter.span)
      start = end + delimiter.count
    }
  }

  /// How many items a cell has; one where it is empty.
  func count(_ cell: Span<UInt8>) -> Int {
    var (count, start) = (1, 0)
    while true {
      let end = self.end(of: start, in: cell)
      guard end < cell.count else { return count }
      count += 1
      start = end + delimiter.count
    }
  }

  /// Where the item that begins at a byte ends.
  private func end(of start: Int, in cell: Span<UInt8>) -> Int {
    var at = start
    while at + delimiter.count <= cell.count {
      if cell[at] == delimiter[0], cell[at..<(at + delimiter.count)].elementsEqual(delimiter.span) {
        return at
      }
      at += 1
    }
    return cell.count
  }
}

extension ListFormat.Item {
  /// The type of an item, in its default format.
  fileprivate var type: FieldType {
    switch self {
    case .string: .string(.default)
    case .integer: .integer(NumberFormat())
    case .boolean: .boolean(BooleanFormat())
    case .number: .number(NumberFormat())
    case .datetime: .datetime(format: "default")
    case .date: .date(format: "default")
    case .time: .time(format: "default")
    }
  }
}
