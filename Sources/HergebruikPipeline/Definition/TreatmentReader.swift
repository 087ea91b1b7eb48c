// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Reads `treat`: a word, or a group with one key.
struct TreatmentReader {
  let problems: ConfigProblems

  private static let plain: [String: Treatment] = [
    "keep": .keep, "drop": .drop, "redact": .redact("afgeschermd"),
    "mask": .mask(show: 0, length: 8), "pseudonymise": .pseudonymise,
  ]

  /// The words for the documentation and for suggestions, in order.
  static let names = [
    "keep", "drop", "redact", "mask", "pseudonymise", "{redact: text}", "{mask: {show, length}}",
    "{prefix: length}", "{date: year}", "{date: month}", "{ageBand: {width, top, at}}",
    "{band: {width, minimum, maximum}}", "{round: base}", "{randomRound: base}", "{snap: grid}",
    "{clamp: {minimum, maximum}}", "{lookup: {codes, from, to}}",
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

// MARK: - Code lists

extension TreatmentReader {
  private func lookup(_ group: ConfigReader) -> Treatment? {
    var group = group
    group.need(
      [
        "codes": "Write the path of the list, such as codes/postcode-buurt.csv.",
        "from": "Write the label of the column that has the values of this field.",
        "to": "Write the label of the column that is published.",
      ])
    let file = path("codes", &group)
    let from = group.string("from")
    let to = group.string("to")
    let rest = rest(&group, unmatched: .empty)
    group.finish()
    guard let file, let from, let to, let rest else { return nil }
    return .lookup(
      CodeList(
        file: file, columns: .labels(from: from, to: to), delimiter: rest.delimiter,
        unmatched: rest.unmatched))
  }

  private func generalise(_ group: ConfigReader) -> Treatment? {
    var group = group
    group.need(
      [
        "hierarchy": "Write the path of the hierarchy, such as codes/opleiding.csv.",
        "level": "Write its column: 1 is the first behind the value itself.",
      ])
    let file = path("hierarchy", &group)
    let level = group.integer("level", in: 1...100)
    let rest = rest(&group, unmatched: .error)
    group.finish()
    guard let file, let level, let rest else { return nil }
    return .generalise(
      CodeList(
        file: file, columns: .level(level), delimiter: rest.delimiter, unmatched: rest.unmatched))
  }

  private func path(_ key: String, _ group: inout ConfigReader) -> String? {
    guard let path = group.string(key) else { return nil }
    guard !path.isEmpty, !path.hasPrefix("/") else {
      group.invalid(
        key, "'\(key)' must be a path from the dataset's folder",
        hint: "Put the file below it, such as codes/\(key).csv, or in pipelines/codes and write "
          + "../codes/\(key).csv.")
      return nil
    }
    return path
  }

  private func rest(
    _ group: inout ConfigReader, unmatched standard: CodeList.Unmatched
  ) -> (delimiter: String, unmatched: CodeList.Unmatched)? {
    let words = CodeList.Unmatched.allCases.map(\.rawValue)
    let isStated = group.node("unmatched") != nil
    let word = group.word("unmatched", of: words).flatMap(CodeList.Unmatched.init(rawValue:))
    let written = group.node("delimiter") == nil ? ";" : group.string("delimiter")
    guard let unmatched = isStated ? word : standard, let written else { return nil }
    let delimiter = written == "tab" ? "\t" : written
    guard delimiter.utf8.count == 1, !["\"", "\n", "\r", "\0"].contains(delimiter) else {
      group.invalid(
        "delimiter", "'delimiter' must be one ASCII character",
        hint: "Write \";\", \",\" or \"tab\".")
      return nil
    }
    return (delimiter, unmatched)
  }
}

extension ConfigReader {
  /// Reports the keys that are not there, each with its hint.
  fileprivate func need(_ keys: KeyValuePairs<String, String>) {
    for (key, hint) in keys where !names.contains(key) { missing(key, hint: hint) }
  }

  /// A number with a decimal point, without an exponent, as it is written.
  fileprivate mutating func decimal(_ key: String) -> String? {
    guard let value = node(key) else { return nil }
    guard case .scalar(let text, quoted: false) = value.value,
      text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
    else {
      wrongType(key, value, expected: "a number with a decimal point")
      return nil
    }
    return text
  }
}
