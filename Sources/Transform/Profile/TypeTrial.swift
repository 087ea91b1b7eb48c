// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
package import HergebruikModel
internal import HergebruikTreatment
internal import HergebruikValues

/// Tries types on cells, by the very code that a run reads them with.
package final class TypeTrial {
  /// The types, at most 64; bit `i` of a mask is that of `types[i]`.
  package let types: [FieldType]
  private let casts: [Cast]
  private let arena: ByteArena
  private var scratch = ByteBuffer(capacity: 256)

  /// Compiles the types.
  ///
  /// - Precondition: at most 64 types, all of them valid.
  package init(_ types: [FieldType]) {
    precondition(types.count <= 64, "a mask has 64 bits")
    self.types = types
    var compiler = FieldCompiler(
      TreatedTable(
        fields: types.enumerated().map { index, type in
          Field(
            source: nil, index: index + 1, name: "t\(index)", type: type, privacy: .none,
            treatment: .keep)
        }, missingValues: [], pseudonyms: .init(domain: "trial")), for: .check, key: nil)
    casts = compiler.compile().map(\.cast)
    precondition(compiler.problems.isEmpty, "a type of a trial is not valid")
    arena = compiler.arena
  }

  /// The mask of all types.
  package var all: UInt64 { types.count == 64 ? ~0 : (1 << UInt64(types.count)) - 1 }

  /// Those of some types that a cell is of.
  package func matching(_ cell: Span<UInt8>, among mask: UInt64) -> UInt64 {
    var (left, found) = (mask, mask)
    while left != 0 {
      let index = left.trailingZeroBitCount
      left &= left - 1
      scratch.removeAll()
      if !casts[index].append(cell, to: &scratch) { found &= ~(1 << UInt64(index)) }
    }
    return found
  }
}
