// SPDX-License-Identifier: EUPL-1.2

/// What is done to a field before it is published.
///
/// Source: docs/privacy-specification.md, sections 2 and 3.
public enum Treatment: Hashable, Sendable {
  /// Published as it is, in canonical form.
  case keep
  /// Gone from data, schema and metadata.
  case drop
  /// Every cell, also a missing one, becomes the same text.
  case redact(String)
  /// The first `show` characters, then asterisks up to `length` characters; missing stays missing.
  case mask(show: Int, length: Int)
  /// What seems to point at persons in a text becomes its kind in square brackets: `[naam]`.
  case scrub
  /// A keyed pseudonym: two-level HMAC-SHA256, 16 characters of base32; missing stays missing.
  case pseudonymise
  /// The first so many characters.
  case prefix(Int)
  /// A date or datetime to `YYYY`.
  case dateToYear
  /// A date or datetime to `YYYY-MM`.
  case dateToMonth
  /// A date of birth to the age at a day, in bands: `30-39`, `90+`.
  case ageBand(AgeBand)
  /// A number to the band that it is in: `20-29`, `20-<30`, `100+`.
  case band(NumberBand)
  /// A number to the nearest multiple of a base; halves go away from zero.
  case round(base: String)
  /// A number to a multiple of a base below or above it, by a keyed chance that makes the mean right.
  case randomRound(base: String)
  /// A coordinate to the multiple of a grid size at or below it.
  case snap(grid: String)
  /// An x and another field's y of the national grid to the code of the square of so many metres that they
  /// are in: `E1216N4873`.
  case square(size: Int, y: String)
  /// A number beyond a limit to that limit: top and bottom coding. One of the two is not nil.
  case clamp(minimum: String?, maximum: String?)
  /// A value to what a code list says of it: a postcode to its neighbourhood.
  case lookup(CodeList)
  /// A value to a level of a generalisation hierarchy.
  case generalise(CodeList)

  /// Whether a direct identifier may be treated so: dropped, redacted or pseudonymised only.
  public var suitsDirectIdentifier: Bool {
    switch self {
    case .drop, .redact, .pseudonymise: true
    default: false
    }
  }

  /// Whether it is made with a key.
  public var needsKey: Bool {
    switch self {
    case .pseudonymise, .randomRound: true
    default: false
    }
  }

  /// The file of codes that it needs; nil for most.
  public var codeList: CodeList? {
    switch self {
    case .lookup(let list), .generalise(let list): list
    default: nil
    }
  }

  /// The other fields that it reads, by source or name.
  public var companions: [String] {
    if case .square(_, let y) = self { return [y] }
    return codeList?.with ?? []
  }

  /// Whether the level of its hierarchy is chosen when the rows are known.
  public var isChosen: Bool { codeList?.columns == .chosenLevel }

  /// The word that the pipeline file uses.
  public var name: String {
    switch self {
    case .keep: "keep"
    case .drop: "drop"
    case .redact: "redact"
    case .mask: "mask"
    case .scrub: "scrub"
    case .pseudonymise: "pseudonymise"
    case .prefix: "prefix"
    case .dateToYear: "date: year"
    case .dateToMonth: "date: month"
    case .ageBand: "ageBand"
    case .band: "band"
    case .round: "round"
    case .randomRound: "randomRound"
    case .snap: "snap"
    case .square: "square"
    case .clamp: "clamp"
    case .lookup: "lookup"
    case .generalise: "generalise"
    }
  }
}

/// Bands of ages at a fixed day.
public struct AgeBand: Hashable, Sendable {
  /// Years in a band, from 1.
  public var width: Int
  /// The age at which the last band begins, which has no end; a multiple of the width.
  public var top: Int
  /// The day at which the age is taken, `YYYY-MM-DD`.
  ///
  /// It is fixed: with ages at the day of the run, two releases around a birthday tell that birthday.
  public var date: String

  /// Makes bands.
  public init(width: Int, top: Int, date: String) {
    (self.width, self.top, self.date) = (width, top, date)
  }
}

/// Bands of numbers between two limits; what is beyond them falls into one band below and one above.
public struct NumberBand: Hashable, Sendable {
  /// The size of a band: a number with a decimal point.
  public var width: String
  /// Where the first band begins.
  public var minimum: String
  /// Where the last band ends; this number itself is in the band above.
  public var maximum: String

  /// Makes bands.
  public init(width: String, minimum: String, maximum: String) {
    (self.width, self.minimum, self.maximum) = (width, minimum, maximum)
  }
}

/// A CSV file in which values are looked up.
public struct CodeList: Hashable, Sendable {
  /// Which of its columns are used.
  public enum Columns: Hashable, Sendable {
    /// The labels of a header row: those of the keys, the field's own first, and that of the result.
    case labels(from: [String], to: String)
    /// A hierarchy without a header, a column for each level; level 0 is the value itself.
    ///
    /// Source: ARX, https://arx.deidentifier.org/development/algorithms/, "hierarchies".
    case level(Int)
    /// Such a hierarchy, of which the level is chosen by `privacy: {k: {method: generalise}}`.
    case chosenLevel
  }

  /// What becomes of a value that is not in the list.
  public enum Unmatched: String, CaseIterable, Hashable, Sendable {
    /// The cell becomes empty, and is counted.
    case empty
    /// The row is refused.
    case error
  }

  /// The path, from the dataset's folder.
  public var file: String
  /// Which of its columns are used.
  public var columns: Columns
  /// The other fields whose values are keys, by source or name: one for each of `from` behind the first.
  public var with: [String]
  /// What stands between its cells: one ASCII character.
  public var delimiter: String
  /// What becomes of a value that is not in the list.
  public var unmatched: Unmatched

  /// Makes a reference to a list.
  public init(
    file: String, columns: Columns, with: [String] = [], delimiter: String = ";",
    unmatched: Unmatched
  ) {
    (self.file, self.columns, self.with) = (file, columns, with)
    (self.delimiter, self.unmatched) = (delimiter, unmatched)
  }
}
