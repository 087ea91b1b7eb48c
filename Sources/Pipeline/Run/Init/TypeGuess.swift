// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikModel

/// What a column most likely holds.
struct TypeGuess {
  /// The type; where several fit equally, the first of them.
  var type: FieldType
  /// Others that fit as well, so that a person has to choose.
  var alternatives: [FieldType] = []
  /// Words that stand for "no value" in it.
  var missingWords: [String] = []
  /// Why, and how sure.
  var reason: String

  /// The types that fit, each as it is written in a field.
  var ways: [String] {
    ([type] + alternatives).map { TypeWriter.keys($0).joined(separator: ", ") }
  }

  init(_ profile: ColumnProfile, label: String, candidates: [FieldType]) {
    let fitting = candidates.indices.filter { profile.types & (1 << UInt64($0)) != 0 }
      .map { candidates[$0] }
    type = .string(.default)
    guard profile.values > 0 else {
      reason = "empty in the whole export, so its type is not known"
      return
    }
    let sure = profile.values >= 20 ? "sure" : "likely, of \(profile.values) values"
    if 2 * profile.exponents > profile.values {
      reason =
        "these went through Excel, which keeps 15 digits of a number: the last digits are lost (3,6301E+14). Let the "
        + "source system export this column as text"
      return
    }
    if let choice = Self.choose(fitting, profile, label) {
      type = choice.first ?? type
      alternatives = Array(choice.dropFirst())
      reason =
        alternatives.isEmpty
        ? "\(sure): every value is of this type" : "the values fit \(choice.count) ways of writing"
      missingWords = zip(ColumnProfile.missingWords, profile.words)
        .compactMap { $0.1 > 0 ? $0.0 : nil }
      if profile.others > 0 { ask(profile, choice) }
    } else if profile.hasLeadingZero, fitting.contains(.integer(NumberFormat())) {
      reason = "\(sure): digits, some beginning with 0, so a code and no number"
    } else if fitting.contains(.integer(NumberFormat())) {
      reason =
        Self.isLong(profile)
        ? "\(sure): an identifier, by its digits; no number that is counted with"
        : "likely a code, by its name; integer where it is counted with"
    } else {
      reason = "text"
    }
    addRemarks(profile)
  }

  /// Nearly all values are of a type: what the others are, only a person knows. As text none is lost.
  private mutating func ask(_ profile: ColumnProfile, _ choice: [FieldType]) {
    (type, alternatives) = (.string(.default), choice)
    let lines = profile.otherLines.map(String.init).joined(separator: ", ")
    let more = profile.others > profile.otherLines.count ? " and further on" : ""
    reason =
      "\(profile.values - profile.others) of \(profile.values) values are of one type, and \(profile.others) "
      + "\(profile.others == 1 ? "is" : "are") not (line \(lines)\(more)): as text all are kept; of a type they are wrong, "
      + "or stand under missingValues"
  }

  private mutating func addRemarks(_ profile: ColumnProfile) {
    let isDay =
      switch type {
      case .date, .datetime: true
      default: false
      }
    for (day, count) in zip(ColumnProfile.emptyDays, profile.emptyDays) where count > 0 && isDay {
      reason +=
        "; \(count) of \(profile.values) are \(day), which may stand for no day: where it does, write it under "
        + "missingValues"
    }
    if profile.entities > 0 {
      reason +=
        "; \(profile.entities) values have signs of HTML in them (entities such as &eacute;), which are published as they stand"
    }
    if profile.exponents > 0 {
      reason +=
        "; \(profile.exponents) values are written as 3,6301E+14, by which Excel drops digits"
    }
  }

  /// Whether the digits of whole numbers are those of an identifier: many, or as many in all of them.
  private static func isLong(_ profile: ColumnProfile) -> Bool {
    profile.longest > 15
      || profile.shortest == profile.longest && profile.longest >= 8 && profile.values > 1
  }

  /// The types to choose from, the preferred one first; nil for text.
  private static func choose(
    _ fitting: [FieldType], _ profile: ColumnProfile, _ label: String
  ) -> [FieldType]? {
    let dates = fitting.filter { if case .date = $0 { true } else { false } }
    let words = LabelTokens(label)
    // "1" and "0" may be numbers as well.
    if profile.distinct == 2,
      let pair = ColumnProfile.booleans.indices.first(where: {
        profile.pairs & (1 << UInt64($0)) != 0
      }), ColumnProfile.booleans[pair].yes != "1"
    {
      let words = ColumnProfile.booleans[pair]
      return [.boolean(BooleanFormat(trueValues: [words.yes], falseValues: [words.no]))]
    }
    // Eight digits may be a day; only a column that calls itself so is one.
    let bare = dates.filter { $0 == .date(format: "%Y%m%d") || $0 == .date(format: "%d%m%Y") }
    if !bare.isEmpty, words.isDate { return bare }
    let marked = dates.filter { !bare.contains($0) }
    if !marked.isEmpty { return marked }
    let times = fitting.filter {
      switch $0 {
      case .datetime(let format): !format.pattern.hasPrefix("%Y%m%d%H") || words.isDate
      case .time: true
      default: false
      }
    }
    if !times.isEmpty { return times }
    guard !profile.hasLeadingZero else { return nil }
    if words.isYear, profile.shortest == 4, profile.longest == 4,
      fitting.contains(.integer(NumberFormat()))
    {
      return [.year]
    }
    return numbers(fitting, words, profile)
  }

  /// Whole numbers before others, and the plainest way of writing that fits.
  private static func numbers(
    _ fitting: [FieldType], _ words: LabelTokens, _ profile: ColumnProfile
  ) -> [FieldType]? {
    let numbers = fitting.filter {
      switch $0 {
      // Digits in threes, all of one length: an identifier such as 230 971 726.
      case .integer(let format), .number(let format):
        format.groupChar != " " || profile.shortest != profile.longest
      default: false
      }
    }
    guard let first = numbers.first else { return nil }
    if first == .integer(NumberFormat()) {
      return words.isCode || isLong(profile) ? nil : [first]
    }
    // "1.234" is a thousand or hardly more than one; "1,234" likewise.
    let pointIsDecimal = numbers.contains(.number(NumberFormat()))
    let commaIsDecimal = numbers.contains(.number(NumberFormat(decimalChar: ",")))
    if pointIsDecimal, numbers.contains(.integer(NumberFormat(groupChar: "."))) {
      return [.number(NumberFormat()), .integer(NumberFormat(groupChar: "."))]
    }
    if commaIsDecimal, numbers.contains(.number(NumberFormat(groupChar: ","))) {
      return [.number(NumberFormat(decimalChar: ",")), .number(NumberFormat(groupChar: ","))]
    }
    return [first]
  }
}
