// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// The columns of two tables of one source that say the same of a row, or of which one says it coarser.
struct SharedColumns {
  /// The names of such columns in both.
  private(set) var pairs: [(one: String, other: String)] = []
  /// The pairs of columns of one origin that were treated in another way: whether one is a coarser form of the other
  /// shows in their values.
  private(set) var unlike: Set<Int> = []

  /// - Parameters:
  ///   - names: The columns of the first that rows are counted by.
  ///   - others: Those of the other.
  init(
    _ one: CatalogueMember, _ names: [String], _ other: CatalogueMember, _ others: [String]
  ) {
    var (free, left) = (others, names)
    // What is the same is not taken for what is coarser.
    for wantsAlike in [true, false] {
      for name in left {
        let origins = one.origins(of: name)
        let match = free.first { candidate in
          other.origins(of: candidate) == origins
            && (!wantsAlike || Self.isAlike(one.field(name), other.field(candidate)))
        }
        guard let match else { continue }
        if !wantsAlike { unlike.insert(pairs.count) }
        pairs.append((name, match))
        free.removeAll { $0 == match }
        left.removeAll { $0 == name }
      }
    }
  }

  /// Whether the same value is written as the same cell in both.
  private static func isAlike(_ one: PublishedField?, _ other: PublishedField?) -> Bool {
    guard let one, let other else { return false }
    return one.type == other.type && one.format == other.format && one.treatment == other.treatment
      && one.treatmentInWords?.nl == other.treatmentInWords?.nl
  }
}

extension CatalogueMember {
  /// A published field.
  func field(_ name: String) -> PublishedField? { record.fields.first { $0.name == name } }
}

/// How the values of a column become those of a coarser one: each begins with exactly one of them, as a postcode of four
/// digits begins with its three, or a month with its year.
struct CoarserValues {
  /// For each value of the finer column that of the coarser one.
  let coarser: [String: String]

  /// `nil` if not every value begins with exactly one value of the other column.
  init?(of fine: Set<String>, in coarse: Set<String>) {
    var found: [String: String] = [:]
    let lengths = Set(coarse.map(\.utf8.count)).sorted()
    for value in fine {
      let bytes = value.utf8
      // Every value begins with nothing.
      let starts = lengths.filter { $0 <= bytes.count && ($0 > 0 || value.isEmpty) }
        .compactMap { length in
          String(bytes.prefix(length)).flatMap { coarse.contains($0) ? $0 : nil }
        }
      guard let start = starts.first, starts.count == 1 else { return nil }
      found[value] = start
    }
    coarser = found
  }
}
