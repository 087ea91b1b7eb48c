// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// A sensitive field, as it is published.
package struct SensitiveField: Hashable, Sendable {
  /// Its published name.
  package var name: String
  /// Whether its values are ordered numbers.
  package var isNumeric: Bool

  /// Makes a field.
  package init(name: String, isNumeric: Bool) {
    (self.name, self.isNumeric) = (name, isNumeric)
  }
}

/// Counts the classes of a table of any length, row by row, in bounded memory; then answers what they
/// are worth and which must be left out.
///
/// Half of the memory is for classes, a quarter for the distinct values of sensitive fields (for classes too
/// where there are none), and a quarter for the set of classes that are left out.
package final class ClassCensus {
  /// The sensitive fields whose values are counted, in order.
  package let fields: [SensitiveField]
  private let memory: Int
  private var dictionaries: [ValueDictionary]
  /// One for each sensitive field, or one alone.
  private let counters: [ClassCounter]
  private var total = 0

  /// Makes a census that holds at most `memory` bytes and spills into `folder`, which must exist.
  package init(sensitive fields: [SensitiveField] = [], memory: Int, folder: String) {
    (self.fields, self.memory) = (fields, memory)
    let parts = max(fields.count, 1)
    dictionaries = fields.map {
      ValueDictionary(isNumeric: $0.isNumeric, memory: memory / 4 / parts)
    }
    counters = (0..<parts).map { _ in
      ClassCounter(
        memory: memory / 4 * (fields.isEmpty ? 3 : 2) / parts, folder: folder,
        hasValues: !fields.isEmpty)
    }
  }

  /// Whether anything went to disk.
  package var hasSpilled: Bool { counters.contains(where: \.hasSpilled) }

  /// Words per row in what `add(_:)` takes.
  var wordsPerRow: Int { 2 + 2 * fields.count }

  /// Adds rows: for each the two words of its class, then two for each sensitive value, as
  /// `BatchClasses.keys` has them.
  ///
  /// - Throws: `memory-exceeded` where a sensitive field has more distinct values than there is memory.
  package func add(_ words: [UInt64]) throws(Failure) {
    try unsafe words.withUnsafeBufferPointer { words throws(Failure) in
      for at in stride(from: 0, to: words.count, by: wordsPerRow) {
        let key = unsafe ClassKey(high: words[at], low: words[at + 1])
        if fields.isEmpty { try counters[0].add(key) }
        for field in fields.indices {
          let value = unsafe ClassKey(
            high: words[at + 2 + 2 * field], low: words[at + 3 + 2 * field])
          guard let code = dictionaries[field].code(of: value) else { throw tooManyValues(field) }
          try counters[field].add(key, code: code)
        }
        total += 1
      }
    }
  }

  private func tooManyValues(_ field: Int) -> Failure {
    Failure(
      .memoryExceeded, at: .init(field: fields[field].name),
      "'\(fields[field].name)' has too many distinct values to compare classes with the whole table",
      hint:
        "Raise --memory; a field that is different in every row is an identifier, not sensitive.")
  }

  // MARK: Answers

  /// The figures of what is published; `suppressed` is left out of it.
  ///
  /// - Parameter safeSize: a class of fewer rows is at risk.
  package func figures(
    suppressed: Suppression = .none, population: Population? = nil, safeSize: Int
  ) throws(Failure) -> AnonymityFigures {
    var builder = FigureBuilder(population: population, safeSize: safeSize)
    try counters[0].forEachClass { key, size, _ throws(Failure) in
      if !suppressed.classes.contains(key) { builder.add(key, size: size) }
    }
    var figures = builder.finish()
    figures.suppressedRows = suppressed.rows
    for field in fields.indices {
      figures.sensitive.append(try sensitiveFigures(field, without: suppressed.classes))
    }
    return figures
  }

  private func sensitiveFigures(
    _ field: Int, without dropped: ClassSet
  ) throws(Failure) -> SensitiveFigures {
    var figures = SensitiveFigures(field: fields[field].name)
    let release = try distribution(of: field, without: dropped.contains)
    var (distinct, entropy) = (Int.max, Double.infinity)
    try counters[field].forEachClass { key, size, values throws(Failure) in
      guard !dropped.contains(key) else { return }
      distinct = min(distinct, values.count)
      entropy = min(entropy, Diversity.entropy(values, size: size))
      figures.tCloseness = max(figures.tCloseness, release.distance(of: values, size: size))
    }
    guard distinct < .max else { return figures }
    (figures.distinct, figures.entropy, figures.recursive.l) = (distinct, entropy, distinct)
    try counters[field].forEachClass { key, size, values throws(Failure) in
      guard !dropped.contains(key) else { return }
      figures.recursive.c = max(figures.recursive.c, Diversity.ratio(values, l: distinct))
    }
    return figures
  }

  /// The classes to leave out, so that every class that stays satisfies a requirement.
  ///
  /// - Throws: `memory-exceeded` where the classes to leave out do not fit in the memory.
  package func suppression(
    for requirement: AnonymityRequirement
  ) throws(Failure) -> Suppression {
    guard !requirement.sensitive.isEmpty else { return try classes(smallerThan: requirement.k) }
    let (dropped, rows) = try failing(requirement) { classes throws(Failure) in
      try checkRoom(for: classes)
    }
    return Suppression(classes: ClassSet(dropped), rows: rows, total: total)
  }

  private func classes(smallerThan k: Int) throws(Failure) -> Suppression {
    var (small, large) = (0, 0)
    var found = Suppression(total: total)
    try counters[0].forEachClass { _, size, _ throws(Failure) in
      if size < k { (small, found.rows) = (small + 1, found.rows + size) } else { large += 1 }
    }
    guard small > 0 else { return found }
    let isComplement = large < small
    try checkRoom(for: min(small, large))
    var listed = ClassSet(capacity: min(small, large), isComplement: isComplement)
    try counters[0].forEachClass { key, size, _ throws(Failure) in
      if (size < k) != isComplement { listed.list(key) }
    }
    found.classes = listed
    return found
  }

  private func checkRoom(for classes: Int) throws(Failure) {
    guard classes > max(memory / 4 / ClassSet.stride, 1 << 10) else { return }
    throw Failure(
      .memoryExceeded, "there is not enough memory for the classes that have to be left out",
      hint: "Raise --memory, or make the quasi-identifiers coarser.")
  }
}

extension ClassCensus: ClassSource {
  var fieldCount: Int { fields.count }

  func valueCount(of field: Int) -> Int { dictionaries[field].count }

  func numbers(of field: Int) -> [Double]? {
    fields[field].isNumeric ? dictionaries[field].numbers : nil
  }

  func forEachClass(
    of field: Int,
    _ body: (ClassKey, _ size: Int, Span<ValueCount>) throws(Failure) -> Void
  ) throws(Failure) {
    try counters[field].forEachClass(body)
  }
}
