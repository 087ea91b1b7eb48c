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
    // What is the same is not taken for what is coarser, nor that for what has a column in common.
    for likeness in Likeness.allCases {
      for name in left {
        let match = free.first { candidate in
          Self.likeness(one, name, other, candidate).map { $0.rawValue <= likeness.rawValue }
            ?? false
        }
        guard let match else { continue }
        if likeness != .same { unlike.insert(pairs.count) }
        pairs.append((name, match))
        free.removeAll { $0 == match }
        left.removeAll { $0 == name }
      }
    }
  }

  /// How much two columns are alike.
  private enum Likeness: Int, CaseIterable {
    /// They come of the same columns, and are treated alike.
    case same
    /// They come of the same columns.
    case ofSameColumns
    /// They come of a column that is the same.
    case ofOneColumn
  }

  private static func likeness(
    _ one: CatalogueMember, _ name: String, _ other: CatalogueMember, _ otherName: String
  ) -> Likeness? {
    let (own, others) = (one.origins(of: name), other.origins(of: otherName))
    guard own == others else { return own.isDisjoint(with: others) ? nil : .ofOneColumn }
    return isAlike(one.field(name), other.field(otherName)) ? .same : .ofSameColumns
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
