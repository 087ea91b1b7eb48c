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
    "{prefix: length}", "{date: year}", "{date: month}",
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
      .invalidValue, at: value, "'\(word)' is not a treatment",
      hint: Suggestion.nearest(to: word, among: Array(Self.plain.keys)).map {
        "Did you mean '\($0)'?"
      } ?? "Valid are \(Self.names.joined(separator: ", ")).")
    return nil
  }

  private func read(group: ConfigReader, at value: ConfigNode) -> Treatment? {
    var group = group
    // Every key is asked for, so that a misspelt one gets a suggestion.
    let redact = group.string("redact")
    let mask = group.mapping("mask")
    let prefix = group.integer("prefix", in: 1...1000)
    let date = group.word("date", of: ["year", "month"])
    group.finish()
    guard group.names.count == 1 else {
      problems.report(
        .invalidValue, at: value, "a treatment in braces has exactly one key",
        hint: "Valid are \(Self.names.joined(separator: ", ")).")
      return nil
    }
    if let redact { return .redact(redact) }
    if let mask { return self.mask(mask) }
    if let prefix { return .prefix(prefix) }
    return date.map { $0 == "year" ? .dateToYear : .dateToMonth }
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
