// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads `uniqueKeys` and `foreignKeys`.
///
/// Source: https://datapackage.org/standard/table-schema/#uniquekeys and #foreignkeys
struct ForeignKeysReader {
  let dataset: String
  let problems: ConfigProblems

  /// Reads `uniqueKeys`: lists of names of fields; keys are compared before treatment, so of dropped ones too.
  func uniqueKeys(_ reader: inout ConfigReader, _ drafts: [FieldDraft]) -> [[String]] {
    guard let items = reader.sequence("uniqueKeys") else { return [] }
    return items.compactMap { item -> [String]? in
      let names = strings(item, "uniqueKeys")
      if names?.isEmpty == true {
        problems.report(.invalidValue, at: item, "a key of 'uniqueKeys' is an empty list")
      }
      check(names ?? [], "uniqueKeys", at: item, reader, drafts)
      return names
    }
  }

  /// Reads `foreignKeys`; what other files say is looked at later.
  func foreignKeys(_ reader: inout ConfigReader, _ drafts: [FieldDraft]) -> [ForeignKey] {
    guard let items = reader.sequence("foreignKeys") else { return [] }
    return items.compactMap { item -> ForeignKey? in
      guard var group = ConfigReader(item, what: "an item of 'foreignKeys'", problems: problems)
      else { return nil }
      group.need([
        "fields": "Name the fields of this table: fields: [wijk].",
        "reference": "Say where the values stand: {codes: codes/wijken.csv, fields: [code]}.",
      ])
      let names = group.strings("fields") ?? []
      check(names, "fields", at: group.place("fields"), group, drafts)
      let reference = group.mapping("reference").flatMap { self.reference($0, drafts) }
      group.finish()
      guard let (target, referenced) = reference else { return nil }
      guard names.count == referenced.count, !names.isEmpty else {
        problems.report(
          .invalidValue, at: item, "'fields' here and in 'reference' are not equally many",
          hint: "The first refers to the first, the second to the second.")
        return nil
      }
      let key = ForeignKey(
        fields: names, reference: target, referenced: referenced,
        location: problems.location(item, field: names.joined(separator: " + ")))
      checkTreatment(key, at: item, drafts)
      checkTypes(key, at: item, drafts)
      return key
    }
  }

  private func reference(
    _ group: ConfigReader, _ drafts: [FieldDraft]
  ) -> (ForeignKey.Reference, [String])? {
    var group = group
    group.need(["fields": "Name what the values are looked up in, in the same order."])
    let names = group.strings("fields")
    let target = target(&group)
    group.finish()
    guard let names, let target else { return nil }
    if target == .table { check(names, "fields", at: group.place("fields"), group, drafts) }
    return (target, names)
  }

  private func target(_ group: inout ConfigReader) -> ForeignKey.Reference? {
    let resource = group.string("resource")
    let codes = group.path("codes")
    let delimiter = group.listDelimiter()
    if group.names.contains("codes") {
      if group.names.contains("resource") {
        group.invalid(
          "resource", "a reference has either 'resource' or 'codes'", hint: "Remove one of the two."
        )
      }
      guard let codes, let delimiter else { return nil }
      return .codes(file: codes, delimiter: delimiter)
    }
    if group.names.contains("delimiter") {
      group.invalid("delimiter", "'delimiter' belongs to 'codes'", hint: "Remove it.")
    }
    guard group.names.contains("resource") else { return .table }
    guard let resource else { return nil }
    if resource.isEmpty || resource == dataset { return .table }
    guard Names.isSlug(resource) else {
      group.invalid(
        "resource", "'\(resource)' cannot be the name of a dataset",
        hint: "Write the name of a folder below pipelines; for this table write \"\".")
      return nil
    }
    return .dataset(resource)
  }

  private func strings(_ item: ConfigNode, _ key: String) -> [String]? {
    if let text = item.text { return [text] }
    guard case .sequence(let items) = item.value else {
      problems.report(
        .wrongType, at: item, "a key of '\(key)' must be a list of names",
        hint: "Write a list within the list: uniqueKeys: [[straat, nummer]].")
      return nil
    }
    return items.compactMap(\.text)
  }

  /// Reports names that no field has, and those that stand twice.
  private func check(
    _ names: [String], _ key: String, at node: ConfigNode, _ reader: ConfigReader,
    _ drafts: [FieldDraft]
  ) {
    for (position, name) in names.enumerated() {
      FieldNames(drafts).check(name, key: key, reader)
      if names[..<position].contains(name) {
        problems.report(.invalidValue, at: node, "'\(name)' stands in a key twice")
      }
    }
  }

  /// Within the table 1 and "1" are two values, and none would be found.
  private func checkTypes(_ key: ForeignKey, at item: ConfigNode, _ drafts: [FieldDraft]) {
    guard key.reference == .table else { return }
    func type(_ name: String) -> String? { FieldNames(drafts).draft(name)?.type?.name }
    for (name, referenced) in zip(key.fields, key.referenced)
    where type(name) != type(referenced) {
      problems.report(
        .invalidValue, at: item, "'\(name)' and '\(referenced)' are of different types",
        hint: "Give both the same 'type'.")
    }
  }

  /// What is published can be compared with what is published of another dataset only where both are as they
  /// were: a pseudonym stands nowhere else, and the value behind it is not public.
  private func checkTreatment(_ key: ForeignKey, at item: ConfigNode, _ drafts: [FieldDraft]) {
    guard case .dataset(let name) = key.reference else { return }
    for field in key.fields {
      let treatment = FieldNames(drafts).draft(field)?.treatment
      guard let treatment, treatment != .keep else { continue }
      let what = treatment == .drop ? "dropped" : "published with '\(treatment.name)'"
      problems.report(
        .invalidValue, at: item, "'\(field)' is \(what), so it cannot refer to dataset '\(name)'",
        hint: "Only values that both datasets publish as they are can be compared; a code list is "
          + "compared with the values before treatment.")
    }
  }
}
