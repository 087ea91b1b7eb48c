// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikFormat
@_spi(Transform) internal import HergebruikModel

/// Writes rows anew, with their quasi-identifiers as the names of the parts that they are in.
final class PartWriter {
  private let parts: PartTable
  /// For each published cell of a row whether it is a quasi-identifier.
  private let isQuasi: [Bool]
  /// The cells of a row while it is written anew.
  private var text = ByteBuffer()

  init(_ parts: PartTable, _ programs: [FieldProgram]) {
    self.parts = parts
    isQuasi = programs.filter { !$0.isDropped }.map { $0.role == .quasi }
  }

  /// Writes the row at the end of the output anew; `key` is that of its class.
  ///
  /// A class that is not known is one of an export that changed, which is found out in the end.
  func write(
    _ key: ClassKey, _ textStart: Int, _ cellStart: Int, _ open: inout OpenBatch
  ) {
    let part = parts.part(of: key)
    text.removeAll()
    text.append(open.text.span.extracting(textStart...))
    open.text.truncate(to: textStart)
    var (start, field) = (textStart, 0)
    for index in cellStart..<open.ends.count {
      let end = Int(open.ends[index])
      if index - cellStart < isQuasi.count, isQuasi[index - cellStart] {
        if let part { parts.appendName(of: part, field: field, to: &open.text) }
        field += 1
      } else {
        text.withSpan { open.text.append($0[(start - textStart)..<(end - textStart)]) }
      }
      open.ends[index] = UInt32(truncatingIfNeeded: open.text.count)
      open.text.append(0)
      start = end + 1
    }
  }
}
