// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikProfile

/// What was seen of one column of an export; holds no cell.
struct ColumnProfile {
  /// The types that are tried, in the order in which they are preferred.
  enum Candidates {
    static let numbers: [FieldType] = [
      .integer(NumberFormat()), .number(NumberFormat()), .number(NumberFormat(decimalChar: ",")),
      .integer(NumberFormat(groupChar: ".")),
      .number(NumberFormat(decimalChar: ",", groupChar: ".")),
      .number(NumberFormat(groupChar: ",")),
      .integer(NumberFormat(bareNumber: false)), .number(NumberFormat(bareNumber: false)),
      .number(NumberFormat(decimalChar: ",", bareNumber: false)),
      .number(NumberFormat(decimalChar: ",", groupChar: ".", bareNumber: false)),
    ]
    static let dates: [FieldType] =
      [
        "default", "%d-%m-%Y", "%m-%d-%Y", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y/%m/%d",
        "%Y%m%d", "%d%m%Y", "%d %B %Y", "%d-%b-%Y",
      ].map { .date(format: DateFormat($0)) }
      + ["%d-%m-%y", "%m-%d-%y"].map { .date(format: DateFormat($0, pivotYear: 1900)) }
    static let times: [FieldType] =
      [
        "default", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S%z", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%m-%d-%Y %H:%M:%S",
        "%m-%d-%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M:%S",
        "%m/%d/%Y %H:%M", "%Y%m%d%H%M%S", "%Y%m%d%H%M",
      ].map { .datetime(format: DateFormat($0)) }
      + [.time(format: "default"), .time(format: "%H:%M")]
    static let booleans: [FieldType] = [
      ("J", "N"), ("j", "n"), ("Ja", "Nee"), ("ja", "nee"), ("JA", "NEE"), ("true", "false"),
      ("True", "False"), ("TRUE", "FALSE"), ("waar", "onwaar"), ("WAAR", "ONWAAR"), ("Y", "N"),
    ].map { .boolean(BooleanFormat(trueValues: [$0.0], falseValues: [$0.1])) }
    static let strings: [FieldType] = [
      .string(.email), .string(.uri), .string(.uuid), .string(.bsn), .string(.postcode),
      .string(.kenteken), .string(.iban),
    ]
    static let all = booleans + numbers + dates + times + strings
  }

  /// Words for "no value" that exports use beside nothing at all.
  static let missingWords = [
    "-", "--", "n.v.t.", "nvt", "N.v.t.", "NVT", "NULL", "null", "NA", "N/A", "n/a", "?",
    "onbekend",
    "Onbekend", "ONBEKEND", "(leeg)", "#N/B", "#N/A",
  ]
  private static let missingBytes = missingWords.map { Array($0.utf8) }
  /// Beyond this many values it is no longer counted how many there are.
  private static let distinctLimit = 1000
  /// Beyond this many rows it is no longer known whether all values differ.
  private static let uniqueLimit = 5_000_000

  /// Cells.
  private(set) var cells = 0
  /// Cells without a character.
  private(set) var blanks = 0
  /// Cells that are each of the `missingWords`.
  private(set) var words = [Int](repeating: 0, count: missingWords.count)
  /// The types that every other cell is of.
  private(set) var types: UInt64
  /// Whether a number begins with a zero that is more than a nought before a decimal sign.
  private(set) var hasLeadingZero = false
  /// The length, in bytes, of the longest cell.
  private(set) var longest = 0
  /// The length of the shortest of the others.
  private(set) var shortest = Int.max
  /// Whether every value differs, as far as is known, blanks apart.
  private(set) var isUnique = true
  private var hashes: Set<Int> = []

  init(_ trial: TypeTrial) {
    types = trial.all
  }

  /// Cells with a value.
  var values: Int { cells - blanks - words.reduce(0, +) }

  /// How many different values there are; nil where there are more than were counted.
  var distinct: Int? { hashes.count < Self.distinctLimit || isUnique ? hashes.count : nil }

  /// Looks at a cell.
  mutating func see(_ cell: Span<UInt8>, _ trial: TypeTrial) {
    cells += 1
    guard !cell.isEmpty else {
      blanks += 1
      return
    }
    if cell.count <= 8, let word = Self.missingBytes.firstIndex(where: { cell.elementsEqual($0) }) {
      words[word] += 1
      return
    }
    if types != 0 { types = trial.matching(cell, among: types) }
    if cell[0] == UInt8(ascii: "0"), cell.count > 1, (0x30...0x39).contains(cell[1]) {
      hasLeadingZero = true
    }
    longest = max(longest, cell.count)
    shortest = min(shortest, cell.count)
    count(cell)
  }

  private mutating func count(_ cell: Span<UInt8>) {
    guard isUnique || hashes.count < Self.distinctLimit else { return }
    var hasher = Hasher()
    hasher.combine(bytes: cell)
    let isNew = hashes.insert(hasher.finalize()).inserted
    if !isNew || hashes.count > Self.uniqueLimit {
      if isUnique, hashes.count > Self.distinctLimit {
        // What was more than is counted otherwise is known no longer.
        hashes = Set(hashes.prefix(Self.distinctLimit))
      }
      isUnique = false
    }
  }
}
