// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// Reads `schema:`, a Table Schema beside the pipeline file, and enters what it says of columns into
/// `fields`, as if it stood there; so it means the same, and is checked in the same way.
///
/// Its fields have the names of the columns of the export. What Table Schema does not know is passed over,
/// with a warning.
/// Source: https://datapackage.org/standard/table-schema/
package struct TableSchemaFile {
  let folder: String
  let problems: ConfigProblems

  /// A pipeline file with what its schema says, and what of that was passed over.
  struct Merged {
    var root: ConfigNode
    var warnings: [Diagnostic] = []
  }

  /// The root of a pipeline file with what its schema says; as it is where it names none, or where the
  /// schema cannot be read, which is reported.
  func merged(into root: ConfigNode) -> Merged {
    guard let named = root["schema"], let (file, schema) = read(named),
      case .mapping(var pairs) = root.value
    else { return Merged(root: root) }
    guard let described = schema["fields"], case .sequence(let fields) = described.value else {
      problems.report(
        .missingKey, at: schema, "'\(file)' is no Table Schema: the list 'fields' is missing")
      return Merged(root: root)
    }
    let items = root["fields"]?.items ?? []
    let keys = SchemaKeys(schema: schema, items: items, folder: folder, problems: problems)
    var merger = SchemaFields(fields: fields, file: file, problems: problems)
    for index in pairs.indices where pairs[index].key.text == "fields" {
      pairs[index].value = merger.entered(
        into: pairs[index].value, required: keys.required, unique: keys.unique)
    }
    merger.reportUnused()
    let merge = SchemaMerge(file: file, problems: problems)
    for (key, value) in [
      ("missingValues", schema["missingValues"]), ("primaryKey", keys.primaryKey),
    ] {
      if let value { merge.enter(key, value, into: &pairs, of: "the table") }
    }
    if let unique = keys.uniqueKeys { merge.add("uniqueKeys", unique, to: &pairs) }
    if let foreign = keys.foreignKeys(but: root["foreignKeys"]) {
      merge.add("foreignKeys", foreign, to: &pairs)
    }
    if let match = schema["fieldsMatch"] {
      SchemaMatch(stated: root["fieldsMatch"], problems: problems)
        .enter(match, into: &pairs, fields: fields, items: root["steps"] == nil ? items : [])
    }
    return Merged(
      root: root.with(.mapping(pairs)),
      warnings: merger.warnings
        + SchemaProperties.unknown(in: schema, SchemaProperties.ofTable, of: "schema", problems))
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
    guard FileStatus(path) != nil else {
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
  package static func document(_ path: String) throws(Failure) -> ConfigNode {
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
