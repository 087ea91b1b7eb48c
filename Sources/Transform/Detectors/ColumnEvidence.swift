// SPDX-License-Identifier: EUPL-1.2

/// What was found in the cells of one column, as counts; it holds no cell.
package struct ColumnEvidence: Sendable {
  /// Cells.
  package private(set) var cells = 0
  /// Cells with nothing in them but white space.
  package private(set) var missing = 0
  /// Cells that are it as a whole.
  private var whole = Counts(repeating: 0)
  /// Those of them that say little by themselves.
  private var doubtfulWhole = Counts(repeating: 0)
  /// Longer cells that have it somewhere.
  private var inText = Counts(repeating: 0)
  /// Longer cells that have it near a word that says so.
  private var toldInText = Counts(repeating: 0)
  /// Longer cells that have something that may be it.
  private var doubtfulInText = Counts(repeating: 0)
  /// Numbers of 8 or 9 digits in longer cells.
  package private(set) var numbers = 0
  /// Those that pass the eleven test.
  package private(set) var passing = 0
  /// Cells that are one name of which the word has another meaning too.
  private(set) var ordinaryNames = 0
  /// Cells that are two to four words with capitals and nothing else.
  private(set) var shapes = 0
  /// Those of them that begin with a known first name.
  private(set) var knownShapes = 0
  /// Of cells that are something as a whole.
  private var sketch = DistinctSketch()
  /// The numbers in all cells, glued to other signs or not.
  private(set) var tallies = NumberTallies()
  /// Cells with a number that passes the test of a detector.
  private var withNumber = Counts(repeating: 0)
  /// Cells in which a word of organisations stands.
  private(set) var bodies = 0
  /// Cells that are a name with initials.
  private(set) var initialNames = 0
  /// Cells that are a telephone number without its zero, if the column is one of those.
  private(set) var shortPhones = 0
  private var shortPhoneSketch = DistinctSketch()
  /// Cells that are a place in a code.
  private(set) var placeCodes = 0
  /// Cells that are the code of a neighbourhood.
  private(set) var neighbourhoods = 0

  typealias Counts = InlineArray<24, Int>

  /// Makes evidence of nothing.
  package init() {}

  /// Cells with something in them.
  package var values: Int { cells - missing }

  /// Cells that are something as a whole.
  package func whole(_ detector: Detector) -> Int { whole[detector.index] }

  /// Cells that are something as a whole, and that each speak for themselves.
  func firm(_ detector: Detector) -> Int {
    whole[detector.index] - doubtfulWhole[detector.index]
  }

  /// Longer cells that have something somewhere, with a word that says so or not.
  package func inText(_ detector: Detector) -> Int { inText[detector.index] }

  /// Longer cells that have something near a word that says so.
  package func toldInText(_ detector: Detector) -> Int { toldInText[detector.index] }

  /// Longer cells that have something that may be it.
  func doubtfulInText(_ detector: Detector) -> Int { doubtfulInText[detector.index] }

  /// Cells with a number that passes the test of a detector, glued to other signs or not.
  func withNumber(_ detector: Detector) -> Int { withNumber[detector.index] }

  /// About how many different cells are something as a whole.
  package var distinctEstimate: Int { sketch.estimate }
}

// MARK: - Adding

extension ColumnEvidence {
  /// Counts a cell in which nothing was found.
  @inline(__always)
  mutating func addNothing() { cells &+= 1 }

  /// Counts a cell, but for what tells different ones apart.
  @inline(__always)
  mutating func add(_ effect: CellEffect) {
    cells &+= 1
    if effect.signs.isEmpty, effect.kinds.isEmpty { return }
    addMore(effect)
  }

  private mutating func addMore(_ effect: CellEffect) {
    Self.increase(&whole, effect.kinds)
    Self.increase(&doubtfulWhole, effect.doubtful)
    let signs = effect.signs
    if signs.isEmpty { return }
    if signs.contains(.isMissing) { missing += 1 }
    if signs.contains(.isText) {
      numbers += effect.numbers
      passing += effect.passing
      Self.increase(&inText, effect.hits.text)
      Self.increase(&toldInText, effect.told)
      Self.increase(&doubtfulInText, effect.hits.doubtful)
    }
    if signs.contains(.hasBody) { bodies += 1 }
    if signs.contains(.isOrdinaryName) { ordinaryNames += 1 }
    if signs.contains(.isInitialName) { initialNames += 1 }
    if signs.contains(.isShape) { shapes += 1 }
    if signs.contains(.isKnownShape) { knownShapes += 1 }
    if signs.contains(.isShortPhone) { shortPhones += 1 }
    if signs.contains(.isPlaceCode) { placeCodes += 1 }
    if signs.contains(.isNeighbourhood) { neighbourhoods += 1 }
  }

  /// Notes the cell of an effect among the different ones; a second time changes nothing.
  ///
  /// - Parameter hash: Of the bytes of the cell.
  mutating func note(_ effect: CellEffect, hash: UInt64) {
    if effect.isDistinguished { sketch.add(hash) }
    if effect.signs.contains(.isShortPhone) { shortPhoneSketch.add(hash) }
  }

  /// Counts the numbers of a cell, which is counted elsewhere; returns what those are that pass a test.
  @inline(__always)
  mutating func addNumbers(_ cell: UnsafeBufferPointer<UInt8>) -> DetectorSet {
    let found = unsafe tallies.add(cell)
    Self.increase(&withNumber, found)
    return found
  }

  /// Counts a number of a cell, which is counted elsewhere.
  mutating func addNumber(_ number: Int, digits: Int) -> DetectorSet {
    let found = tallies.add(number, digits: digits)
    Self.increase(&withNumber, found)
    return found
  }

  /// About how many different cells may be telephone numbers without their zero.
  var distinctShortPhones: Int { shortPhoneSketch.estimate }

  @inline(__always)
  private static func increase(_ counts: inout Counts, _ set: DetectorSet) {
    var bits = set.rawValue
    while bits != 0 {
      counts[bits.trailingZeroBitCount] += 1
      bits &= bits &- 1
    }
  }

  /// Adds what another thread counted in other cells of the same column.
  package mutating func merge(_ other: ColumnEvidence) {
    cells += other.cells
    missing += other.missing
    numbers += other.numbers
    passing += other.passing
    ordinaryNames += other.ordinaryNames
    shapes += other.shapes
    knownShapes += other.knownShapes
    for i in 0..<24 {
      whole[i] += other.whole[i]
      doubtfulWhole[i] += other.doubtfulWhole[i]
      inText[i] += other.inText[i]
      toldInText[i] += other.toldInText[i]
      doubtfulInText[i] += other.doubtfulInText[i]
      withNumber[i] += other.withNumber[i]
    }
    sketch.merge(other.sketch)
    tallies.merge(other.tallies)
    bodies += other.bodies
    initialNames += other.initialNames
    placeCodes += other.placeCodes
    shortPhones += other.shortPhones
    shortPhoneSketch.merge(other.shortPhoneSketch)
    neighbourhoods += other.neighbourhoods
  }
}
