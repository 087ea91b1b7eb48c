// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel

/// Two datasets about persons: how they hang together, and what they tell together that neither tells alone.
///
/// Source: docs/privacy-specification.md, section 8, check 11.
struct DatasetPair {
  let one: CatalogueMember
  let other: CatalogueMember
  /// Whether both are made of the same export.
  private(set) var isOfOneSource = false
  /// The fields by which rows of both can be joined, and how many are alike then; `nil` if that is not told.
  private(set) var joins: [(one: String, other: String, k: Int?)] = []
  /// What both tell together; empty where it is nothing.
  private(set) var faults: [LocalizedText] = []

  /// Whether anything hangs together.
  var isLinked: Bool { isOfOneSource || !joins.isEmpty }

  /// Whether both sign-offs allow what they tell together; of a dataset that is gone the other's is enough.
  var isAllowed: Bool {
    [one, other].compactMap(\.exceptions).allSatisfy { $0.contains(.together) }
  }

  /// Judges two datasets.
  ///
  /// - Parameters:
  ///   - sketches: What is known of columns.
  ///   - room: The bytes that it may take.
  /// - Throws: `Failure` if a table cannot be read, or is not the one that was meant.
  init(
    _ one: CatalogueMember, _ other: CatalogueMember, _ sketches: SketchStore, room: Int
  ) throws(Failure) {
    (self.one, self.other) = (one, other)
    if let own = one.source, let others = other.source {
      isOfOneSource = own.isSame(as: others)
      try join(own.commonSeries(with: others).map { ($0, $0) }, room)
    }
    try join(try uniqueColumns(sketches), room)
    guard isOfOneSource else { return }
    if one.keepsOrder, other.keepsOrder { faults.append(TogetherWords.inOneOrder) }
    try compareCounts()
  }

  private var minimum: Int { max(one.minimum, other.minimum) }

  // MARK: Rows that can be joined

  private mutating func join(_ columns: [(String, String)], _ room: Int) throws(Failure) {
    for (own, others) in columns {
      let k = try JointClasses.k(one, by: own, other, by: others, room: room)
      joins.append((own, others, k))
      guard let k, k < minimum else { continue }
      faults.append(TogetherWords.jointK(k, of: minimum, by: own, others))
    }
  }

  /// The columns beside quasi-identifiers, of one name or one origin, by which rows can be joined.
  private func uniqueColumns(_ sketches: SketchStore) throws(Failure) -> [(String, String)] {
    guard [one, other].allSatisfy({ $0.isPersonal && !$0.isOfCounts }) else { return [] }
    let pairs = one.joinable.flatMap { own -> [(String, String)] in
      other.joinable.filter { others in
        own.type == others.type
          && (own.name == others.name
            || isOfOneSource && one.origins(of: own.name) == other.origins(of: others.name))
      }.map { (own.name, $0.name) }
    }
    guard !pairs.isEmpty else { return [] }
    let (own, others) = (try sketches.sketches(of: one), try sketches.sketches(of: other))
    return pairs.filter { pair in
      guard let first = own[pair.0], let second = others[pair.1] else { return false }
      return first.joins(second)
    }
  }

  // MARK: Counts

  private mutating func compareCounts() throws(Failure) {
    guard one.isOfCounts || other.isOfCounts else { return }
    guard one.isKnown, other.isKnown else {
      faults.append(TogetherWords.unknownCounts)
      return
    }
    // Rows are counted by what the table of counts is counted by.
    let columns = SharedColumns(one, one.countedBy, other, other.countedBy)
    var before = try one.joint(columns.pairs.map(\.one))
    var now = try other.joint(columns.pairs.map(\.other))
    var shared: [(one: Int, other: Int)] = []
    for (number, pair) in columns.pairs.enumerated() {
      guard let own = before.columns.firstIndex(of: pair.one),
        let others = now.columns.firstIndex(of: pair.other)
      else { continue }
      if columns.unlike.contains(number) {
        let (fine, coarse) = (before.values(of: own), now.values(of: others))
        if let values = CoarserValues(of: fine, in: coarse) {
          before.coarsen(own, values)
        } else if let values = CoarserValues(of: coarse, in: fine) {
          now.coarsen(others, values)
        } else {
          faults.append(TogetherWords.unlike(pair.one, pair.other))
          continue
        }
      }
      shared.append((own, others))
    }
    let found = JointCells(before, now, shared: shared, minimum: minimum)
    if found.differing > 0 {
      faults.append(TogetherWords.differing(found.differing, minimum: minimum))
    }
    if found.derived > 0 { faults.append(TogetherWords.derived(found.derived)) }
    if found.sums > 0 { faults.append(TogetherWords.sums(found.sums)) }
    if found.isUnsolved { faults.append(TogetherWords.unsolved) }
  }
}

extension CatalogueMember {
  /// The fields by which rows may be joined to those of another dataset: neither quasi-identifiers, which are counted, nor
  /// values of a list.
  var joinable: [PublishedField] {
    record.fields.filter { field in
      switch field.privacy {
      case .direct, .quasi: false
      case .sensitive, .none:
        field.categories == nil && field.constraints?.enum == nil
          && !["boolean", "date", "year", "yearmonth", "time"].contains(field.type)
      }
    }
  }

  /// Whether its rows have the order of the export, so that the first of one is the first of another.
  fileprivate var keepsOrder: Bool { !isOfCounts && pipeline?.publication.order == .source }

  /// Whether it is known what a table of counts counts.
  fileprivate var isKnown: Bool { !isOfCounts || pipeline?.aggregate != nil }

  /// The columns that a table of counts is counted by; of rows all but pseudonyms.
  fileprivate var countedBy: [String] {
    if isOfCounts { return pipeline?.aggregate?.by ?? [] }
    return record.fields.filter { $0.privacy != .direct }.map(\.name)
  }

  /// The table, counted by some columns.
  fileprivate func joint(_ columns: [String]) throws(Failure) -> JointTable {
    if isOfCounts, let aggregate = pipeline?.aggregate {
      return try JointTable(counts: self, aggregate)
    }
    return try JointTable(rows: self, by: columns)
  }
}
