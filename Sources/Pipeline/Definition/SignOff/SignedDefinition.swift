// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem
internal import HergebruikTreatment

/// What a sign-off is about: what a dataset's definition says that concerns persons, the lists that it names, and the
/// schema that comes of it, as digests that a later run can compare.
///
/// All that is not known to be of no concern is covered, so a key that is new is. Comments, layout and the order of keys
/// do not count. Source: docs/privacy-specification.md, section 8.
package struct SignedDefinition: Equatable {
  /// What is digested.
  package enum Form: Int {
    /// The whole pipeline file but its metadata, and every list: `assessment.yaml` of format 1.
    case whole = 1
    /// What concerns persons: format 2.
    case persons = 2
  }

  /// A column of the export, as it was signed for.
  package struct Column: Equatable {
    /// The published name, or the export's where it is dropped.
    var name: String
    var privacy: String
    var treatment: String
    /// What the pipeline file says of it.
    var digest: String
  }

  /// What is digested.
  var form = Form.persons
  /// The columns, in the order of the file.
  var columns: [Column] = []
  /// The other parts of the pipeline file, and code lists, each by its digest.
  var parts: [String: String] = [:]
  /// SHA-256 of all the above, in hexadecimal digits.
  package var digest = ""
  /// SHA-256 of the Table Schema of what is published.
  package var schema = ""

  /// Reads the definition of a dataset.
  ///
  /// - Parameter form: What is digested: two of different forms cannot be compared.
  /// - Throws: `input-output` where a code list cannot be read.
  package init(_ pipeline: PipelineDefinition, form: Form = .persons) throws(Failure) {
    self.form = form
    let problems = ConfigProblems(file: pipeline.file)
    guard let root = YAMLDocument.parse(pipeline.text, problems: problems) else {
      throw Failure(problems.diagnostics)
    }
    switch form {
    case .whole: try readWhole(pipeline, root)
    case .persons:
      let merged = TableSchemaFile(folder: pipeline.folder, problems: problems).merged(into: root)
      try problems.throwIfAny()
      try readPersons(pipeline, merged.root)
    }
    seal()
  }

  /// What is signed for, as it stands in an assessment.
  package init(
    form: Form, columns: [Column], parts: [String: String], digest: String, schema: String
  ) {
    (self.form, self.columns, self.parts) = (form, columns, parts)
    (self.digest, self.schema) = (digest, schema)
  }

  private mutating func readPersons(
    _ pipeline: PipelineDefinition, _ root: ConfigNode
  ) throws(Failure) {
    let signed = SignedParts(pipeline)
    guard case .mapping(let pairs) = root.value else { return }
    for (key, value) in pairs {
      guard let name = key.text, let value = signed.part(name, value) else { continue }
      if name == "fields", case .sequence(let items) = value.value {
        columns = zip(pipeline.fields, items).map { field, item in
          Column(
            name: field.name, privacy: field.privacy.rawValue,
            treatment: Self.value("treat", in: item), digest: Self.short(Self.canonical(item)))
        }
      } else {
        parts[name] = Self.short(Self.canonical(value))
      }
      // The export is what it is; of a list each value may be published.
      guard name != "extract" else { continue }
      for path in signed.files(in: value) {
        parts[path] = Self.short(try Self.digest(ofFile: "\(pipeline.folder)/\(path)"))
      }
    }
    let json = TableSchema.json(fields: Self.published(pipeline), primaryKey: [])
    schema = Self.digest(Array(json.document.utf8))
  }

  private mutating func seal() {
    let columnText = columns.map { "\($0.name) \($0.digest)" }
    let partText = parts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    digest = Self.digest(Array((columnText + partText).joined(separator: "\n").utf8))
  }

  /// The published fields without titles and descriptions, which are no part of what is published of persons.
  static func published(_ pipeline: PipelineDefinition) -> [PublishedField] {
    TransformPlan.published(pipeline.table).map { field in
      var field = field
      (field.title, field.description) = (nil, nil)
      return field
    }
  }

  /// What differs from an earlier one of the same form, in words, the most telling first; empty where nothing does.
  func changes(since earlier: SignedDefinition) -> [String] {
    guard self != earlier else { return [] }
    let before = Dictionary(earlier.columns.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let names = Set(columns.map(\.name))
    var words: [String] = []
    for column in columns {
      guard let old = before[column.name] else {
        words.append("\(column.name) is new (\(column.privacy), \(column.treatment))")
        continue
      }
      if (old.privacy, old.treatment) != (column.privacy, column.treatment) {
        words.append(
          "\(column.name) was \(old.privacy), \(old.treatment) and is \(column.privacy), "
            + column.treatment)
      } else if old.digest != column.digest {
        words.append("the line of \(column.name) changed")
      }
    }
    words += earlier.columns.filter { !names.contains($0.name) }.map { "\($0.name) is gone" }
    for key in Set(parts.keys).union(earlier.parts.keys).sorted()
    where parts[key] != earlier.parts[key] {
      words.append("'\(key)' changed")
    }
    return words.isEmpty
      ? ["the order of the columns, or what is published of them, changed"] : words
  }
}

// MARK: - Bytes

extension SignedDefinition {
  static func value(_ key: String, in node: ConfigNode) -> String {
    guard case .mapping(let pairs) = node.value,
      let value = pairs.first(where: { $0.key.text == key })?.value
    else { return "" }
    return YAMLWriter.flow(value)
  }

  /// A value with sorted keys, in which a text and a number differ.
  static func canonical(_ node: ConfigNode) -> [UInt8] {
    func write(_ node: ConfigNode) -> String {
      switch node.value {
      case .scalar(let text, let quoted): YAMLWriter.quoted(text) + (quoted ? "q" : "")
      case .sequence(let items): "[\(items.map(write).joined(separator: ","))]"
      case .mapping(let pairs):
        "{\(pairs.map { "\(write($0.key)):\(write($0.value))" }.sorted().joined(separator: ","))}"
      }
    }
    return Array(write(node).utf8)
  }

  /// The digest of a file, which may be large, read in parts.
  ///
  /// - Throws: `input-output`.
  static func digest(ofFile path: String) throws(Failure) -> SHA256Digest {
    if let digest = FileDescriptor(path, for: .reading)?.digest() { return digest }
    throw Failure(
      .inputOutput, at: .init(file: path), "the code list cannot be read: \(SystemError.last)",
      hint: "Look at the rights of the folder and of the files in it.")
  }

  static func short(_ bytes: [UInt8]) -> String { short(SHA256Hasher.digest(of: bytes)) }

  static func short(_ digest: SHA256Digest) -> String {
    String(digest.hexadecimal.prefix(16))
  }

  static func digest(_ bytes: [UInt8]) -> String {
    SHA256Hasher.digest(of: bytes).hexadecimal
  }
}
