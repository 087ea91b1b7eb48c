// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikValues

/// What each class of rows becomes: found by the class, read by any number of threads.
///
/// Names of parts stand once, in one run of bytes.
package final class PartTable: @unchecked Sendable {
  private let fields: Int
  private var keys: KeyTable<ClassKey>
  /// The part of each key.
  private var parts: [UInt32] = []
  private var arena = ByteBuffer()
  /// Where the name of each field of each part begins, and the end of the last.
  private var starts: [Int] = [0]

  /// Takes the classes of a table and what Mondrian released them as.
  ///
  /// - Parameter quasi: how many columns at the front are quasi-identifiers.
  package init(_ table: CodedTable, released: CodedTable, quasi: Int) {
    fields = quasi
    let classes = Partition(table.columns[..<quasi].map(\.codes), weights: table.weights)
    let parts = Partition(released.columns[..<quasi].map(\.codes), weights: released.weights)
    keys = KeyTable(expected: classes.sizes.count)
    for row in classes.representatives {
      let key = ClassKey((0..<quasi).lazy.map { table.value(row: row, column: $0) })
      let place = keys.place(of: key, hash: key.low)
      guard keys.number(at: place) == nil else { continue }
      _ = keys.add(key, at: place, hash: { $0.low })
      self.parts.append(parts.classes[row])
    }
    for row in parts.representatives {
      for field in 0..<quasi {
        arena.append(released.value(row: row, column: field))
        starts.append(arena.count)
      }
    }
  }

  /// The part of a class; nil where there is no such class.
  @inline(__always)
  package func part(of key: ClassKey) -> Int? {
    keys.number(at: keys.place(of: key, hash: key.low)).map { Int(parts[$0]) }
  }

  /// Appends what a quasi-identifier is called in a part.
  @inline(__always)
  package func appendName(of part: Int, field: Int, to out: inout ByteBuffer) {
    let at = part * fields + field
    arena.withSpan { out.append($0[starts[at]..<starts[at + 1]]) }
  }
}
