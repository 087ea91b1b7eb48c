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

  init(_ profile: ColumnProfile, label: String, candidates: [FieldType]) {
    let fitting = candidates.indices.filter { profile.types & (1 << UInt64($0)) != 0 }
      .map { candidates[$0] }
    type = .string(.default)
    guard profile.values > 0 else {
      reason = "empty in the whole export, so its type is not known"
      return
    }
    let sure = profile.values >= 20 ? "sure" : "likely, of \(profile.values) values"
    if let choice = Self.choose(fitting, profile, label) {
      type = choice.first ?? type
      alternatives = Array(choice.dropFirst())
      reason =
        alternatives.isEmpty
        ? "\(sure): every value is of this type" : "the values fit \(choice.count) ways of writing"
      missingWords = zip(ColumnProfile.missingWords, profile.words)
        .compactMap { $0.1 > 0 ? $0.0 : nil }
    } else if profile.hasLeadingZero, fitting.contains(.integer(NumberFormat())) {
      reason = "\(sure): digits, some beginning with 0, so a code and no number"
    } else if fitting.contains(.integer(NumberFormat())) {
      reason = "likely a code, by its name; integer where it is counted with"
    } else {
      reason = "text"
    }
  }

  /// The types to choose from, the preferred one first; nil for text.
  private static func choose(
    _ fitting: [FieldType], _ profile: ColumnProfile, _ label: String
  ) -> [FieldType]? {
    let dates = fitting.filter { if case .date = $0 { true } else { false } }
    let words = LabelTokens(label)
    if let boolean = fitting.first(where: { if case .boolean = $0 { true } else { false } }),
      profile.distinct == 2
    {
      return [boolean]
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
    return numbers(fitting, words)
  }

  /// Whole numbers before others, and the plainest way of writing that fits.
  private static func numbers(_ fitting: [FieldType], _ words: LabelTokens) -> [FieldType]? {
    let numbers = fitting.filter {
      switch $0 {
      case .integer, .number: true
      default: false
      }
    }
    guard let first = numbers.first else { return nil }
    if first == .integer(NumberFormat()) { return words.isCode ? nil : [first] }
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
