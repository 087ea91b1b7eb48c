// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  /// The fields one by one: what they mean, what they may hold and what they do hold.
  func fields(_ dataset: DatasetRecord) throws(Failure) -> SiteFile {
    let profiles = Dictionary(
      (dataset.profile?.fields ?? []).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let root = root(.dataset(dataset.name, .fields))
    var content: [String: Any] = [
      "fields": dataset.fields.enumerated().map { index, field in
        details(field, profiles[field.name], of: dataset, number: index + 1)
      },
      "fieldSentence": texts(
        "fields-sentence", ["fields": texts.count("fields", dataset.fields.count)]),
      "schemaHref": "\(root)datasets/\(dataset.name)/schema.json", "keySentence": "",
    ]
    if !dataset.primaryKey.isEmpty {
      content["keySentence"] = texts(
        "key-sentence", ["key": dataset.primaryKey.joined(separator: " + ")])
    }
    return try datasetPage(dataset, .fields, "dataset-fields", content)
  }

  /// A row of the table of fields.
  func field(_ field: PublishedField, of dataset: DatasetRecord) -> [String: Any] {
    var page: [String: Any] = [
      "name": field.name, "type": texts.type(field.type),
      "treatment": texts.treatment(field.treatment, inWords: field.treatmentInWords),
      "isKey": dataset.primaryKey.contains(field.name),
      "noMeaning": field.title == nil && field.description == nil,
    ]
    page["title"] = field.title?.text(in: language)
    page["titleLang"] = field.title.flatMap(foreign)
    page["description"] = field.description?.text(in: language)
    page["descriptionLang"] = field.description.flatMap(foreign)
    page["unit"] = field.unit
    return page
  }

  private func details(
    _ field: PublishedField, _ profile: DatasetProfile.Field?, of dataset: DatasetRecord,
    number: Int
  ) -> [String: Any] {
    var page = self.field(field, of: dataset)
    page["number"] = number
    page["facts"] =
      rules(field) + (profile.map { figures($0, type: field.type, rows: dataset.rows) } ?? [])
    // Of numbers, the picture on the overview says more than a list.
    let isNumber = ["integer", "number"].contains(field.type)
    let categories = isNumber ? [] : profile?.categories ?? []
    page["hasCategories"] = !categories.isEmpty
    page["categories"] = categories.prefix(30).map { category in
      ["value": category.value, "count": language.number(category.count)]
    }
    return page
  }

  /// What the cells may hold.
  private func rules(_ field: PublishedField) -> [[String: String]] {
    let rules = (field.constraints?.all ?? []).compactMap { constraint, value -> String? in
      guard let rule = constraint.traits.rule else { return nil }
      switch value {
      case .yes: return texts[rule]
      case .text(let text): return texts(rule, ["value": text])
      case .count(let count): return texts(rule, ["value": language.number(count)])
      case .texts(let values): return texts(rule, ["value": values.joined(separator: ", ")])
      }
    }
    guard !rules.isEmpty else { return [] }
    return [["name": texts["rules"], "value": rules.joined(separator: "; ")]]
  }

  /// What the cells do hold.
  private func figures(
    _ profile: DatasetProfile.Field, type: String, rows: Int
  ) -> [[String: String]] {
    var figures: [[String: String]] = []
    func add(_ key: String, _ value: String?) {
      if let value { figures.append(["name": texts[key], "value": value]) }
    }
    add("missing", language.number(profile.missing))
    add("distinct", distinct(profile.distinct, filled: rows - profile.missing))
    add("minimum", profile.minimum.map(shown))
    add("maximum", profile.maximum.map(shown))
    add("mean", profile.mean.map { language.decimal($0) })
    if profile.lacksSum(type: type) { add("mean", texts["mean-unknown"]) }
    add("median", profile.quantiles.map { language.decimal($0.p50) })
    if profile.lacksQuantiles(type: type) { add("median", texts["median-unknown"]) }
    return figures
  }

  /// Distinct values; an estimate may be more than there are rows, which a reader would take for a fault.
  func distinct(_ count: DistinctCount, filled: Int) -> String {
    let number = language.number(min(count.count, filled))
    return count.isEstimate ? texts("about-number", ["number": number]) : number
  }

  /// A smallest or largest value: a date in words, a number in the language's form.
  func shown(_ value: String) -> String {
    if value.utf8.count >= 7, !language.date(value).utf8.elementsEqual(value.utf8) {
      return language.date(value)
    }
    let isNumber = value.utf8.allSatisfy { 48...57 ~= $0 || $0 == 45 || $0 == 46 }
    guard isNumber, let dot = value.firstIndex(of: ".") ?? Optional(value.endIndex),
      let whole = Int(value[..<dot])
    else { return value }
    // A year is written without a point; a minus stays where the whole part is 0.
    let isYear = value.utf8.count == 4 && dot == value.endIndex
    let sign = value.hasPrefix("-0") ? "-" : ""
    let rest = value[dot...].dropFirst()
    return (isYear ? value : sign + language.number(whole))
      + (rest.isEmpty ? "" : language.decimalSeparator + rest)
  }
}
