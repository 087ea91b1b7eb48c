// SPDX-License-Identifier: EUPL-1.2

/// What the look at a cell adds to the counts of its column.
///
/// It follows from the bytes of the cell alone: what stood in other cells plays no part. So it may be kept, and added
/// again for a cell with the same bytes, which is then not looked at (`KnownCells`). Two things are no part of it: the
/// hash of the cell, which a sketch of different ones has once it was added, and the numbers that are counted by length,
/// which is why a cell `hasNumbers` is not kept.
struct CellEffect: Hashable, Sendable {
  /// What is told of it.
  struct Signs: OptionSet, Hashable, Sendable {
    var rawValue: UInt16

    /// There is nothing in it but white space.
    static let isMissing = Signs(rawValue: 1 << 0)
    /// It has numbers of eight digits or more, which were counted besides.
    static let hasNumbers = Signs(rawValue: 1 << 1)
    /// It was searched as a text.
    static let isText = Signs(rawValue: 1 << 2)
    /// A word of organisations stands in it.
    static let hasBody = Signs(rawValue: 1 << 3)
    /// It is one name with another meaning.
    static let isOrdinaryName = Signs(rawValue: 1 << 4)
    /// It is a name with initials.
    static let isInitialName = Signs(rawValue: 1 << 5)
    /// It has the form of a first name and a surname.
    static let isShape = Signs(rawValue: 1 << 6)
    /// And begins with a known first name.
    static let isKnownShape = Signs(rawValue: 1 << 7)
    /// It may be a telephone number without its zero.
    static let isShortPhone = Signs(rawValue: 1 << 8)
    /// It is a place in a code.
    static let isPlaceCode = Signs(rawValue: 1 << 9)
    /// It is the code of a neighbourhood.
    static let isNeighbourhood = Signs(rawValue: 1 << 10)
  }

  /// What was found in it.
  var hits = CellHits()
  /// What it is as a whole: part of `hits.whole`, which has more that is only counted elsewhere.
  var kinds = DetectorSet()
  /// Those of `kinds` that say little by themselves.
  var doubtful = DetectorSet()
  /// What stands in a text near a word that says so: part of `hits.text`.
  var told = DetectorSet()
  /// Numbers of 8 or 9 digits in a text.
  var numbers = 0
  /// Those that pass the eleven test.
  var passing = 0
  var signs = Signs()

  /// Nothing, but that there is a cell.
  static let nothing = CellEffect()

  /// Whether it counts among different cells of the column.
  @inline(__always)
  var isDistinguished: Bool { !kinds.isEmpty || signs.contains(.isShape) }

  /// Whether a cell with the same bytes has the same effect: then it may be kept.
  @inline(__always)
  var isWhole: Bool { !signs.contains(.hasNumbers) }

  /// Adds what was found in a cell as a text; where that is nothing, nothing is added.
  mutating func add(_ text: TextHits) {
    numbers = text.numbers
    passing = text.passing
    told = text.told
    hits.text = text.found.union(text.told)
    hits.doubtful = text.maybe
    if text.hasBody { signs.insert(.hasBody) }
    if numbers > 0 || !hits.text.isEmpty || !hits.doubtful.isEmpty || text.hasBody {
      signs.insert(.isText)
    }
  }
}
