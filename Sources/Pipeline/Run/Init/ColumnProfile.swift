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
      .integer(NumberFormat(groupChar: " ")),
      .number(NumberFormat(decimalChar: ",", groupChar: " ")),
      .number(NumberFormat(groupChar: " ")), .number(NumberFormat(groupChar: "'")),
      .number(NumberFormat(decimalChar: ",", groupChar: " ", bareNumber: false)),
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
    static let strings: [FieldType] = [
      .string(.email), .string(.uri), .string(.uuid), .string(.bsn), .string(.postcode),
      .string(.kenteken), .string(.iban),
    ]
    static let all = numbers + dates + times + strings
  }

  /// Words for true and false that go together.
  static let booleans: [(yes: String, no: String)] = [
    ("J", "N"), ("j", "n"), ("Ja", "Nee"), ("ja", "nee"), ("JA", "NEE"), ("true", "false"),
    ("True", "False"), ("TRUE", "FALSE"), ("waar", "onwaar"), ("WAAR", "ONWAAR"),
    ("Waar", "Onwaar"),
    ("Y", "N"), ("yes", "no"), ("Yes", "No"), ("1", "0"),
  ]
  private static let booleanBytes = booleans.map { (Array($0.yes.utf8), Array($0.no.utf8)) }

  /// Words for "no value" that exports use beside nothing at all.
  static let missingWords = [
    "-", "--", ".", "..", " ", "n.v.t.", "nvt", "N.v.t.", "NVT", "n.b.", "NULL", "null", "NA",
    "N/A",
    "n/a", "?", "onbekend", "Onbekend", "ONBEKEND", "(leeg)", "#N/B", "#N/A",
  ]
  private static let missingBytes = missingWords.map { Array($0.utf8) }
  /// Days that stand for no day.
  static let emptyDays = [
    "31-12-9999", "9999-12-31", "99991231", "31/12/9999", "01-01-0001", "0001-01-01", "01-01-1900",
    "1900-01-01", "11111111",
  ]
  private static let emptyDayBytes = emptyDays.map { Array($0.utf8) }
  /// Beyond this many values it is no longer counted how many there are.
  private static let distinctLimit = 1000
  /// Beyond this many rows it is no longer known whether all values differ.
  private static let uniqueLimit = 5_000_000
  /// After this many values it is decided which type the others are compared with.
  private static let earlyLimit = 200
  /// Lines that are kept of the values that are of another type than nearly all others.
  private static let lineLimit = 5

  /// Cells.
  private(set) var cells = 0
  /// Cells without a character.
  private(set) var blanks = 0
  /// Cells that are each of the `missingWords`.
  private(set) var words = [Int](repeating: 0, count: missingWords.count)
  /// Cells that are each of the `emptyDays`.
  private(set) var emptyDays = [Int](repeating: 0, count: emptyDays.count)
  /// The types that every other cell is of, the `others` apart; known once `finish` was called.
  private(set) var types: UInt64
  /// The pairs of `booleans` that every other cell is one of.
  private(set) var pairs = (UInt64(1) << UInt64(booleans.count)) - 1
  /// Values that are of none of the `types`, where nearly all others are.
  private(set) var others = 0
  /// The lines of the first of them, from 1.
  private(set) var otherLines: [Int] = []
  /// Whether a number begins with a zero that is more than a nought before a decimal sign.
  private(set) var hasLeadingZero = false
  /// Values such as 3,6301E+14, of which the last digits are lost.
  private(set) var exponents = 0
  /// Values with `&eacute;` and the like.
  private(set) var entities = 0
  /// The length, in bytes, of the longest cell.
  private(set) var longest = 0
  /// The length of the shortest of the others.
  private(set) var shortest = Int.max
  /// Whether every value differs, as far as is known, blanks apart.
  private(set) var isUnique = true
  private var hashes: Set<Int> = []
  private let all: UInt64
  private var early: [(line: Int, types: UInt64)] = []
  private var isDecided = false

  init(_ trial: TypeTrial) {
    (types, all) = (trial.all, trial.all)
  }

  /// Cells with a value.
  var values: Int { cells - blanks - words.reduce(0, +) }

  /// How many different values there are; nil where there are more than were counted.
  var distinct: Int? { hashes.count < Self.distinctLimit || isUnique ? hashes.count : nil }

  /// Looks at a cell; its line counts from 1.
  mutating func see(_ cell: Span<UInt8>, line: Int, _ trial: TypeTrial) {
    cells += 1
    guard !cell.isEmpty else {
      blanks += 1
      return
    }
    if cell.count <= 10 {
      if let word = Self.missingBytes.firstIndex(where: { cell.elementsEqual($0) }) {
        words[word] += 1
        return
      }
      if cell.count >= 8, let day = Self.emptyDayBytes.firstIndex(where: { cell.elementsEqual($0) })
      {
        emptyDays[day] += 1
      }
    }
    if pairs != 0 { pairs &= Self.pairs(of: cell) }
    compare(cell, line, trial)
    if cell[0] == UInt8(ascii: "0"), cell.count > 1, (0x30...0x39).contains(cell[1]) {
      hasLeadingZero = true
    }
    if Self.hasExponent(cell) { exponents += 1 }
    if Self.hasEntity(cell) { entities += 1 }
    longest = max(longest, cell.count)
    shortest = min(shortest, cell.count)
    count(cell)
  }

  /// Decides on the types; to be called once all cells were seen.
  mutating func finish() {
    if !isDecided { decide() }
    // Less than nine of ten are no type at all.
    if 10 * others > values { dropTypes() }
  }

  private mutating func dropTypes() { (types, others, otherLines) = (0, 0, []) }

  // MARK: Types

  private mutating func compare(_ cell: Span<UInt8>, _ line: Int, _ trial: TypeTrial) {
    guard isDecided else {
      early.append((line, trial.matching(cell, among: all)))
      if early.count == Self.earlyLimit { decide() }
      return
    }
    guard types != 0 else { return }
    let found = trial.matching(cell, among: types)
    if found != 0 {
      types = found
    } else {
      note(line)
      if others > 50, 5 * others > values { dropTypes() }
    }
  }

  private mutating func note(_ line: Int) {
    others += 1
    if otherLines.count < Self.lineLimit { otherLines.append(line) }
  }

  /// Takes the types that all of the first values are of, or else those that nearly all are of.
  private mutating func decide() {
    isDecided = true
    defer { early = [] }
    types = early.reduce(all) { $0 & $1.types }
    guard types == 0 else { return }
    var best = (bit: UInt64(0), count: 0)
    for bit in 0..<64 where all & (1 << UInt64(bit)) != 0 {
      let count = early.count { $0.types & (1 << UInt64(bit)) != 0 }
      if count > best.count { best = (1 << UInt64(bit), count) }
    }
    guard 10 * best.count >= 9 * early.count else { return }
    let fitting = early.filter { $0.types & best.bit != 0 }
    types = fitting.reduce(all) { $0 & $1.types }
    for value in early where value.types & types == 0 { note(value.line) }
  }

  private static func pairs(of cell: Span<UInt8>) -> UInt64 {
    guard cell.count <= 6 else { return 0 }
    var found: UInt64 = 0
    for (index, pair) in booleanBytes.enumerated()
    where cell.elementsEqual(pair.0) || cell.elementsEqual(pair.1) {
      found |= 1 << UInt64(index)
    }
    return found
  }

  // MARK: Forms

  /// Whether a cell is a number in the way in which Excel shows long ones: 3,6301E+14.
  private static func hasExponent(_ cell: Span<UInt8>) -> Bool {
    guard cell.count >= 5, (0x30...0x39).contains(cell[0]) else { return false }
    var at = 0
    while at < cell.count, (0x30...0x39).contains(cell[at]) || cell[at] == 0x2C || cell[at] == 0x2E
    {
      at += 1
    }
    guard at + 3 < cell.count + 1, at < cell.count, cell[at] | 0x20 == 0x65, at + 1 < cell.count,
      cell[at + 1] == 0x2B
    else { return false }
    at += 2
    guard at < cell.count else { return false }
    while at < cell.count {
      guard (0x30...0x39).contains(cell[at]) else { return false }
      at += 1
    }
    return true
  }

  /// Whether `&eacute;`, `&amp;` or `&#233;` stands in a cell.
  private static func hasEntity(_ cell: Span<UInt8>) -> Bool {
    var start = -1
    for at in 0..<cell.count {
      let byte = cell[at]
      if byte == 0x26 {
        start = at
      } else if start >= 0 {
        if byte == 0x3B { if at - start > 2, at - start < 10 { return true } }
        let isName = (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        if !isName, !(byte == 0x23 && at == start + 1) { start = -1 }
      }
    }
    return false
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
