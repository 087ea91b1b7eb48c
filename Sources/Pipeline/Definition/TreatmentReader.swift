// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTreatment

/// Reads `treat`: a word, or a group with one key.
struct TreatmentReader {
  let problems: ConfigProblems

  private static let plain: [String: Treatment] = [
    "keep": .keep, "drop": .drop, "redact": .redact("afgeschermd"),
    "mask": .mask(show: 0, length: 8), "scrub": .scrub, "pseudonymise": .pseudonymise,
  ]

  /// The words for the documentation and for suggestions, in order.
  static let names = [
    "keep", "drop", "redact", "mask", "scrub", "pseudonymise", "{redact: text}",
    "{mask: {show, length}}",
    "{prefix: length}", "{date: year}", "{date: month}", "{ageBand: {width, top, at}}",
    "{band: {width, minimum, maximum}}", "{round: base}", "{randomRound: base}", "{snap: grid}",
    "{square: {size, y}}",
    "{clamp: {minimum, maximum}}", "{lookup: {codes, from, with, to}}",
    "{generalise: {hierarchy, level}}",
  ]

  /// Reads the treatment of a field; nil where something is wrong, which is reported.
  func read(_ reader: inout ConfigReader) -> Treatment? {
    guard let value = reader.node("treat") else {
      reader.missing(
        "treat", hint: "It has no default: write keep, drop or another treatment for each column.")
      return nil
    }
    guard let word = value.text else {
      guard case .mapping = value.value, let group = reader.mapping("treat") else {
        reader.wrongType("treat", value, expected: "a treatment such as keep, drop or {prefix: 4}")
        return nil
      }
      return read(group: group, at: value)
    }
    if let treatment = Self.plain[word] { return treatment }
    problems.report(
      .invalidValue, at: value, "'\(word)' is not a treatment", hint: Self.hint(for: word))
    return nil
  }

  private static func hint(for word: String) -> String {
    let groups = names.compactMap { name in
      name.hasPrefix("{") ? String(name.dropFirst().prefix { $0 != ":" }) : nil
    }
    guard let near = Suggestion.nearest(to: word, among: plain.keys + groups) else {
      return "Valid are \(names.joined(separator: ", "))."
    }
    guard plain[near] == nil, let form = names.first(where: { $0.hasPrefix("{\(near):") }) else {
      return "Did you mean '\(near)'?"
    }
    return "Did you mean \(form)?"
  }

  private func read(group: ConfigReader, at value: ConfigNode) -> Treatment? {
    var group = group
    // Every key is asked for, so that a misspelt one gets a suggestion.
    let treatments = [
      group.string("redact").map { Treatment.redact($0) },
      group.mapping("mask").flatMap(mask),
      group.integer("prefix", in: 1...1000).map { .prefix($0) },
      group.word("date", of: ["year", "month"]).map { $0 == "year" ? .dateToYear : .dateToMonth },
      group.mapping("ageBand").flatMap(ageBand),
      group.mapping("band").flatMap(band),
      group.decimal("round").map { .round(base: $0) },
      group.decimal("randomRound").map { .randomRound(base: $0) },
      group.decimal("snap").map { .snap(grid: $0) },
      group.mapping("square").flatMap(square),
      group.mapping("clamp").flatMap(clamp),
      group.mapping("lookup").flatMap(lookup),
      group.mapping("generalise").flatMap(generalise),
    ]
    group.finish()
    guard group.names.count == 1 else {
      problems.report(
        .invalidValue, at: value, "a treatment in braces has exactly one key",
        hint: "Valid are \(Self.names.joined(separator: ", ")).")
      return nil
    }
    return treatments.compactMap(\.self).first
  }

  private func mask(_ group: ConfigReader) -> Treatment? {
    var group = group
    let isPlain = group.node("show") == nil
    let show = isPlain ? 0 : group.integer("show", in: 0...64)
    let length = group.node("length") == nil ? 8 : group.integer("length", in: 1...64)
    group.finish()
    guard let show, let length else { return nil }
    guard show < length else {
      group.invalid(
        "show", "a mask that shows \(show) of \(length) characters hides nothing",
        hint: "Make 'show' smaller than 'length'.")
      return nil
    }
    return .mask(show: show, length: length)
  }
}

// MARK: - Numbers and dates

extension TreatmentReader {
  private func ageBand(_ group: ConfigReader) -> Treatment? {
    var group = group
    group.need(
      [
        "width": "Write how many years a band has: 5 or 10.",
        "top": "Very old people are few: write the age from which all are together, such as 90.",
        "at": "It is fixed, because an age that changes on a birthday tells it: at: 2026-01-01.",
      ])
    let width = group.integer("width", in: 1...50)
    let top = group.integer("top", in: 1...150)
    let date = group.string("at")
    group.finish()
    guard let width, let top, let date else { return nil }
    return .ageBand(AgeBand(width: width, top: top, date: date))
  }

  private func band(_ group: ConfigReader) -> Treatment? {
    var group = group
    group.need(
      [
        "width": "Write the size of a band, such as 10.",
        "minimum": "Write where the first band begins; what is below falls into one band.",
        "maximum": "Write where the last band ends; what is above falls into one band.",
      ])
    let width = group.decimal("width")
    let minimum = group.decimal("minimum")
    let maximum = group.decimal("maximum")
    group.finish()
    guard let width, let minimum, let maximum else { return nil }
    return .band(NumberBand(width: width, minimum: minimum, maximum: maximum))
  }

  private func square(_ group: ConfigReader) -> Treatment? {
    var group = group
    group.need(
      [
        "size": "Write the side of the squares in metres: 100, 500 or 1000.",
        "y": "Write the column of the export that has the y coordinate, such as y: Y_COORD.",
      ])
    let size = group.word("size", of: GridSquare.sizes.map(String.init)).flatMap { Int($0) }
    let y = group.string("y")
    group.finish()
    guard let size, let y else { return nil }
    return .square(size: size, y: y)
  }

  private func clamp(_ group: ConfigReader) -> Treatment? {
    var group = group
    let minimum = group.decimal("minimum")
    let maximum = group.decimal("maximum")
    group.finish()
    if group.names.isEmpty {
      group.missing("maximum", hint: "Write a 'minimum', a 'maximum' or both.")
    }
    return minimum == nil && maximum == nil ? nil : .clamp(minimum: minimum, maximum: maximum)
  }
}
