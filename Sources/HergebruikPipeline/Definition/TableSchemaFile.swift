// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Reads `schema:`, a Table Schema beside the pipeline file, and enters what it says of columns into
/// `fields`, as if it stood there; so it means the same, and is checked in the same way.
///
/// Its fields have the names of the columns of the export. What Table Schema does not know is passed over.
/// Source: https://datapackage.org/standard/table-schema/
struct TableSchemaFile {
  let folder: String
  let problems: ConfigProblems

  /// The root of a pipeline file with what its schema says; as it is where it names none, or where the
  /// schema cannot be read, which is reported.
  func merged(into root: ConfigNode) -> ConfigNode {
    guard let named = root["schema"], let (file, schema) = read(named),
      case .mapping(var pairs) = root.value
    else { return root }
    guard let described = schema["fields"], case .sequence(let fields) = described.value else {
      problems.report(
        .missingKey, at: schema, "'\(file)' is no Table Schema: the list 'fields' is missing")
      return root
    }
    var items = SchemaItems(fields: fields, file: file, problems: problems)
    for index in pairs.indices where pairs[index].key.text == "fields" {
      pairs[index].value = items.entered(into: pairs[index].value, key: schema["primaryKey"])
    }
    items.reportUnused()
    let merge = SchemaMerge(file: file, problems: problems)
    if let missing = schema["missingValues"] {
      merge.enter("missingValues", SchemaItems.plain(missing), into: &pairs, of: "the table")
    }
    if let key = items.publishedKey {
      merge.enter("primaryKey", key, into: &pairs, of: "the table")
    }
    return ConfigNode(.mapping(pairs), line: root.line, column: root.column)
  }

  /// The schema, with its path in each of its places.
  private func read(_ named: ConfigNode) -> (file: String, schema: ConfigNode)? {
    guard let name = named.text else {
      problems.report(.wrongType, at: named, "'schema' must be the name of a file")
      return nil
    }
    let path = "\(folder)/\(name)"
    guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
      problems.report(
        .invalidValue, at: named, "the schema '\(name)' is outside the folder of the dataset",
        hint: "Copy it beside pipeline.yaml and write schema: schema.json.")
      return nil
    }
    guard SystemCall.status(path) != nil else {
      problems.report(
        .invalidValue, at: named, "the schema '\(name)' is not there",
        hint: "It is looked for in the folder of the dataset: \(path).")
      return nil
    }
    do throws(Failure) {
      return (path, try Self.document(path).placed(in: path))
    } catch {
      problems.report(error.diagnostics)
      return nil
    }
  }

  /// What a schema says.
  ///
  /// - Throws: `Failure` where it cannot be read or parsed.
  static func document(_ path: String) throws(Failure) -> ConfigNode {
    // JSON is YAML, but for characters beyond the Basic Multilingual Plane in two escapes.
    let text = joiningSurrogates(try TextFile.read(path, shown: path))
    let problems = ConfigProblems(file: path)
    let root = YAMLDocument.parse(text, problems: problems)
    try problems.throwIfAny()
    guard let root else {
      throw Failure(.yamlSyntax, at: .init(file: path), "the schema cannot be read")
    }
    return root
  }

  /// Source: RFC 8259, section 7.
  private static func joiningSurrogates(_ text: String) -> String {
    text.replacing(/\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/) { match in
      let high = UInt32(match.1, radix: 16) ?? 0xD800
      let low = UInt32(match.2, radix: 16) ?? 0xDC00
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      return scalar.map { String($0) } ?? "\u{FFFD}"
    }
  }
}

/// The fields of a schema, entered into those of a pipeline file.
private struct SchemaItems {
  let fields: [ConfigNode]
  let file: String
  let problems: ConfigProblems
  private(set) var publishedKey: ConfigNode?
  private var used: Set<String> = []

  init(fields: [ConfigNode], file: String, problems: ConfigProblems) {
    (self.fields, self.file, self.problems) = (fields, file, problems)
  }

  /// Keys of a field that mean the same in both, and the types that have them; any where empty.
  private static let keys: KeyValuePairs<String, [String]> = [
    "type": [], "format": [], "title": [], "description": [], "unit": [],
    "decimalChar": ["number"], "groupChar": ["number", "integer"],
    "bareNumber": ["number", "integer"], "trueValues": ["boolean"], "falseValues": ["boolean"],
  ]

  private static let constraints = [
    "required", "unique", "enum", "pattern", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "minLength", "maxLength", "jsonSchema",
  ]

  /// The list of a pipeline file, each item with what the schema says of its column.
  mutating func entered(into list: ConfigNode, key: ConfigNode?) -> ConfigNode {
    guard case .sequence(let items) = list.value else { return list }
    let keys = key.map { $0.text.map { [$0] } ?? $0.items.compactMap(\.text) } ?? []
    var published: [ConfigNode] = []
    let whole = items.filter { $0["treat"]?.text == "keep" || $0["treat"]?.text == "pseudonymise" }
    let isWhole = !keys.isEmpty && keys.allSatisfy { key in whole.contains { $0.label == key } }
    if isWhole, let node = key {
      published = keys.compactMap { key in
        let name = whole.first { $0.label == key }.flatMap { $0["name"]?.text ?? $0.label } ?? key
        return ConfigNode(
          .scalar(name, quoted: true), line: node.line, column: node.column, file: file)
      }
      publishedKey = ConfigNode(
        .sequence(published), line: node.line, column: node.column, file: file)
    }
    let merged = items.map { item in
      // A key of one field that is not published as it is, is still a key of the export.
      entered(into: item, isKey: !isWhole && keys.count == 1 && item.label == keys.first)
    }
    return ConfigNode(.sequence(merged), line: list.line, column: list.column, file: list.file)
  }

  private mutating func entered(into item: ConfigNode, isKey: Bool) -> ConfigNode {
    guard case .mapping(var pairs) = item.value, let label = item.label,
      let field = fields.first(where: { $0["name"]?.text == label })
    else { return item }
    used.insert(label)
    let merge = SchemaMerge(file: file, problems: problems)
    // Without a type a field of Table Schema may hold anything.
    let any = ConfigNode(
      .scalar("any", quoted: false), line: field.line, column: field.column, file: file)
    let type = field["type"] ?? item["type"] ?? any
    for (key, types) in Self.keys where types.isEmpty || types.contains(type.text ?? "") {
      guard let value = key == "type" ? type : field[key] else { continue }
      merge.enter(key, value, into: &pairs, of: label)
    }
    if let missing = field["missingValues"] {
      merge.enter("missingValues", Self.plain(missing), into: &pairs, of: label)
    }
    var rules: [(key: ConfigNode, value: ConfigNode)] = []
    if case .mapping(let found)? = field["constraints"]?.value {
      rules = found.filter { Self.constraints.contains($0.key.text ?? "") }
    }
    for word in ["required", "unique"] where isKey {
      rules.removeAll { $0.key.text == word }
      rules.append(
        (
          key: any.with(.scalar(word, quoted: false)),
          value: any.with(.scalar("true", quoted: false))
        ))
    }
    if !rules.isEmpty {
      merge.enter("constraints", any.with(.mapping(rules)), into: &pairs, of: label)
    }
    return item.with(.mapping(pairs))
  }

  /// Reports columns of the schema that the pipeline file does not name: nobody said what they tell of persons.
  func reportUnused() {
    for field in fields {
      guard let name = field["name"]?.text, !used.contains(name) else { continue }
      problems.report(
        .missingKey, at: field,
        "'\(name)' is in the schema, and not among 'fields' of the pipeline",
        hint:
          "Add it there, with its privacy and treat: every column of the export stands there once.")
    }
  }

  /// A list of missing values, without the labels that each may have.
  static func plain(_ list: ConfigNode) -> ConfigNode {
    guard case .sequence(let items) = list.value else { return list }
    return list.with(.sequence(items.map { $0["value"] ?? $0 }))
  }
}

/// Enters a value of a schema beside those of the pipeline file; the two may not contradict each other.
private struct SchemaMerge {
  let file: String
  let problems: ConfigProblems

  func enter(
    _ key: String, _ value: ConfigNode,
    into pairs: inout [(key: ConfigNode, value: ConfigNode)], of subject: String
  ) {
    guard let index = pairs.firstIndex(where: { $0.key.text == key }) else {
      return pairs.append((key: value.with(.scalar(key, quoted: false)), value: value))
    }
    let written = pairs[index].value
    if case .mapping(let theirs) = value.value, case .mapping(var mine) = written.value {
      for pair in theirs {
        enter(pair.key.text ?? "", pair.value, into: &mine, of: subject)
      }
      pairs[index].value = written.with(.mapping(mine))
    } else if !Self.agree(written, value) {
      problems.report(
        .invalidValue, at: written,
        "'\(key)' of '\(subject)' is not what the schema says in \(file):\(value.line)",
        hint: "Write it in one of the two.")
    }
  }

  /// Whether two values say the same; of a text in two languages the Dutch one counts.
  private static func agree(_ one: ConfigNode, _ other: ConfigNode) -> Bool {
    switch (one.value, other.value) {
    case (.scalar, .scalar): one.text == other.text
    case (.mapping, .scalar): one["nl"]?.text == other.text
    default: one.items.map(\.text) == other.items.map(\.text)
    }
  }
}

extension ConfigNode {
  /// The value of a key; nil where it is absent, or where this is no group of keys.
  fileprivate subscript(key: String) -> ConfigNode? {
    guard case .mapping(let pairs) = value else { return nil }
    return pairs.first { $0.key.text == key }?.value
  }

  /// The items of a list; a single value counts as a list of one.
  fileprivate var items: [ConfigNode] {
    if case .sequence(let items) = value { return items }
    return [self]
  }

  /// What an item of `fields` calls its column.
  fileprivate var label: String? {
    self["source"]?.text ?? self["source"]?["path"]?.text ?? self["name"]?.text
  }

  /// Another value in the same place.
  fileprivate func with(_ value: Value) -> ConfigNode {
    ConfigNode(value, line: line, column: column, file: file)
  }

  /// The same, in a file of its own.
  fileprivate func placed(in file: String) -> ConfigNode {
    var placed = self
    placed.file = file
    switch value {
    case .scalar: break
    case .sequence(let items): placed.value = .sequence(items.map { $0.placed(in: file) })
    case .mapping(let pairs):
      placed.value = .mapping(
        pairs.map { (key: $0.key.placed(in: file), value: $0.value.placed(in: file)) })
    }
    return placed
  }
}
