// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Makes the figures of a table out of its classes, one by one.
struct FigureBuilder {
  private(set) var figures = AnonymityFigures()
  private let population: Population?
  private let safeSize: Int
  private var rowsBelow = 0
  private var rowsBelowInPopulation = 0
  private var least = Int.max
  private var persons = 0
  /// Σ f/F.
  private var matches = 0.0

  init(population: Population?, safeSize: Int) {
    (self.population, self.safeSize) = (population, safeSize)
  }

  package mutating func add(_ key: ClassKey, size: Int) {
    figures.rows += size
    figures.classes += 1
    figures.k = figures.classes == 1 ? size : min(figures.k, size)
    if size == 1 { figures.uniqueRows += 1 }
    if let band = figures.classSizes.firstIndex(where: { $0.contains(size) }) {
      figures.classSizes[band].classes += 1
      figures.classSizes[band].rows += size
    }
    if size < safeSize { rowsBelow += size }
    let known = population.map { $0[key] } ?? size
    // The population holds everybody in the table: a smaller number is a rounded or an old one.
    if known < size { figures.risk.beyondPopulation += 1 }
    let persons = max(known, size)
    if persons < safeSize { rowsBelowInPopulation += size }
    least = min(least, persons)
    self.persons += persons
    matches += Double(size) / Double(persons)
  }

  /// The figures, but for those of sensitive fields and the suppressed rows.
  package func finish() -> AnonymityFigures {
    var figures = figures
    figures.risk.safeSize = safeSize
    guard figures.rows > 0 else { return figures }
    let rows = Double(figures.rows)
    let classes = Double(figures.classes)
    figures.risk.prosecutor = Risks.Risk(
      recordsAtRisk: Double(rowsBelow) / rows, highest: 1 / Double(figures.k),
      average: classes / rows)
    // Without a population Σ(f/F) is J: added up it would not be exactly that.
    let average = population == nil ? classes / rows : matches / rows
    figures.risk.journalist = Risks.Risk(
      recordsAtRisk: Double(rowsBelowInPopulation) / rows, highest: 1 / Double(least),
      average: max(classes / Double(persons), average))
    figures.risk.marketer = average
    return figures
  }
}
