// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads `treat`: a word, or a group with one key, as `Treatment.Kind.traits` says of each treatment.
struct TreatmentReader {
  let problems: ConfigProblems

  /// The treatments that are a word by themselves.
  private static let plain: [(word: String, treatment: Treatment)] = Treatment.Kind.allCases
    .compactMap { kind in kind.traits.alone.map { (kind.key, $0) } }

  /// The words for the documentation and for suggestions, in order.
  static let names =
    plain.map(\.word)
    + Treatment.Kind.allCases.compactMap { kind in
      kind.traits.measure.map { "{\(kind.key): \($0.form)}" }
    }

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
    if let plain = Self.plain.first(where: { $0.word == word }) { return plain.treatment }
    problems.report(
      .invalidValue, at: value, "'\(word)' is not a treatment", hint: Self.hint(for: word))
    return nil
  }

  private static func hint(for word: String) -> String {
    let words = plain.map(\.word)
    guard
      let near = Suggestion.nearest(to: word, among: words + Treatment.Kind.allCases.map(\.key))
    else { return "Valid are \(names.joined(separator: ", "))." }
    guard !words.contains(near), let form = names.first(where: { $0.hasPrefix("{\(near):") }) else {
      return "Did you mean '\(near)'?"
    }
    return "Did you mean \(form)?"
  }

  private func read(group: ConfigReader, at value: ConfigNode) -> Treatment? {
    var group = group
    var found: Treatment?
    // Every key is asked for, so that a misspelt one gets a suggestion.
    for kind in Treatment.Kind.allCases {
      guard let measure = kind.traits.measure, kind.isFirstOfKey else { continue }
      found = read(measure, of: kind.key, &group) ?? found
    }
    group.finish()
    guard group.names.count == 1 else {
      problems.report(
        .invalidValue, at: value, "a treatment in braces has exactly one key",
        hint: "Valid are \(Self.names.joined(separator: ", ")).")
      return nil
    }
    return found
  }

  private func read(
    _ measure: TreatmentMeasure, of key: String, _ group: inout ConfigReader
  ) -> Treatment? {
    switch measure {
    case .word:
      let words = Treatment.Kind.words(of: key)
      let word = group.word(key, of: words.map(\.word))
      return words.first { $0.word == word }?.treatment
    case .text(_, let make): return group.string(key).map(make)
    case .integer(_, let range, let make): return group.integer(key, in: range).map(make)
    case .decimal(_, let make): return group.decimal(key).map(make)
    case .group(let form): return group.mapping(key).flatMap { read(form, $0) }
    case .codeList(let make):
      return group.mapping(key).flatMap { inner in
        var inner = inner
        defer { inner.finish() }
        return codeList(&inner, withOthers: true).map(make)
      }
    case .hierarchy(let make):
      return group.mapping(key).flatMap { inner in
        var inner = inner
        defer { inner.finish() }
        return hierarchy(&inner).map(make)
      }
    }
  }

  // MARK: Groups

  private func read(_ form: TreatmentMeasure.Group, _ group: ConfigReader) -> Treatment? {
    var group = group
    for parameter in form.parameters {
      guard case .needed(let hint) = parameter.presence else { continue }
      if !group.names.contains(parameter.name) { group.missing(parameter.name, hint: hint) }
    }
    var values = TreatmentMeasure.Arguments()
    var isWhole = true
    for parameter in form.parameters {
      let isThere = group.names.contains(parameter.name)
      let value = isThere ? read(parameter, &group) : standard(parameter, &group)
      switch parameter.presence {
      case .needed, .standard: isWhole = isWhole && value != nil
      case .optional: isWhole = isWhole && (value != nil || !isThere)
      }
      values[parameter.name] = value
    }
    group.finish()
    let known = Set(form.parameters.map(\.name))
    guard isWhole, known.isSuperset(of: group.names) else { return nil }
    do throws(TreatmentMeasure.Problem) {
      return try form.make(values)
    } catch {
      if error.isMissing {
        group.missing(error.key, hint: error.hint)
      } else {
        group.invalid(error.key, error.summary, hint: error.hint)
      }
      return nil
    }
  }

  /// What stands for a key that is not there; it is asked for, so that a misspelt one gets a suggestion.
  private func standard(
    _ parameter: TreatmentMeasure.Parameter, _ group: inout ConfigReader
  ) -> String? {
    _ = group.node(parameter.name)
    if case .standard(let value) = parameter.presence { return value }
    return nil
  }

  private func read(
    _ parameter: TreatmentMeasure.Parameter, _ group: inout ConfigReader
  ) -> String? {
    switch parameter.kind {
    case .text: group.string(parameter.name)
    case .integer(let range): group.integer(parameter.name, in: range).map(String.init)
    case .decimal: group.decimal(parameter.name)
    case .word(let words): group.word(parameter.name, of: words)
    }
  }
}

extension Treatment.Kind {
  /// The key in the pipeline file.
  fileprivate var key: String { String(rawValue.prefix { $0 != ":" }) }

  /// Whether no treatment before it has the same key.
  fileprivate var isFirstOfKey: Bool { Self.allCases.first { $0.key == key } == self }

  /// The treatments with a key that are told apart by the word behind it.
  fileprivate static func words(of key: String) -> [(word: String, treatment: Treatment)] {
    allCases.filter { $0.key == key }.compactMap { kind in
      guard case .word(let word, let treatment) = kind.traits.measure else { return nil }
      return (word, treatment)
    }
  }
}

extension TreatmentMeasure {
  /// How it is written, for the documentation and hints.
  fileprivate var form: String {
    switch self {
    case .word(let word, _): word
    case .text(let what, _), .integer(let what, _, _), .decimal(let what, _): what
    case .group(let group): "{\(group.parameters.map(\.name).joined(separator: ", "))}"
    case .codeList: "{codes, from, with, to}"
    case .hierarchy: "{hierarchy, level}"
    }
  }
}
