// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem
internal import HergebruikTreatment

/// What a sign-off is about: the definition of a dataset without its metadata, its code lists, and the
/// schema that comes of it, as digests that a later run can compare.
///
/// Comments, layout and the order of keys do not count. Source:
/// docs/privacy-specification.md, section 8.
package struct SignedDefinition: Equatable {
  /// A column of the export, as it was signed for.
  package struct Column: Equatable {
    /// The published name, or the export's where it is dropped.
    var name: String
    var privacy: String
    var treatment: String
    /// All that the pipeline file says of it.
    var digest: String
  }

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
  /// - Throws: `input-output` where a code list cannot be read.
  package init(_ pipeline: PipelineDefinition) throws(Failure) {
    let problems = ConfigProblems(file: pipeline.file)
    guard let root = YAMLDocument.parse(pipeline.text, problems: problems),
      case .mapping(let pairs) = root.value
    else { throw Failure(problems.diagnostics) }
    for (key, value) in pairs {
      guard let name = key.text, name != "metadata" else { continue }
      if name == "fields", case .sequence(let items) = value.value {
        columns = zip(pipeline.fields, items).map { field, item in
          Column(
            name: field.name, privacy: field.privacy.rawValue,
            treatment: Self.value("treat", in: item), digest: Self.short(Self.canonical(item)))
        }
      } else {
        parts[name] = Self.short(Self.canonical(value))
      }
      if name == "schema", let path = value.text {
        parts[path] = Self.short(
          Self.canonical(try TableSchemaFile.document("\(pipeline.folder)/\(path)")))
      }
    }
    for (name, digest) in try Self.codes(of: pipeline) { parts[name] = digest }
    let columnText = columns.map { "\($0.name) \($0.digest)" }
    let partText = parts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    digest = Self.digest(Array((columnText + partText).joined(separator: "\n").utf8))
    let fields = TransformPlan.published(pipeline.table)
    // Titles and descriptions are not part of what is published of persons.
    let plain = fields.map { field in
      var field = field
      (field.title, field.description) = (nil, nil)
      return field
    }
    let json = TableSchema.json(
      fields: plain, primaryKey: TransformPlan.publishedKey(pipeline.table),
      keys: TransformPlan.publishedKeys(pipeline.table))
    schema = Self.digest(Array(json.document.utf8))
  }

  /// What is signed for, as it stands in an assessment.
  package init(columns: [Column], parts: [String: String], digest: String, schema: String) {
    (self.columns, self.parts) = (columns, parts)
    (self.digest, self.schema) = (digest, schema)
  }

  /// What differs from an earlier one, in words, the most telling first; empty where nothing does.
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

  // MARK: Bytes

  /// The digests of the code lists beside a pipeline file, and of those that all datasets share.
  private static func codes(of pipeline: PipelineDefinition) throws(Failure) -> [(String, String)] {
    var found: [(String, String)] = []
    for folder in ["codes", "../codes"] {
      let path = "\(pipeline.folder)/\(folder)"
      guard FileStatus(path)?.isFolder == true else { continue }
      do {
        for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
          found.append(("\(folder)/\(name)", short(try digest(ofFile: "\(path)/\(name)"))))
        }
      } catch {
        throw Failure(
          .inputOutput, at: .init(file: path), "the code lists cannot be read",
          hint: "Look at the rights of the folder and of the files in it.")
      }
    }
    return found
  }

  private static func value(_ key: String, in node: ConfigNode) -> String {
    guard case .mapping(let pairs) = node.value,
      let value = pairs.first(where: { $0.key.text == key })?.value
    else { return "" }
    return YAMLWriter.flow(value)
  }

  /// A value with sorted keys, in which a text and a number differ.
  private static func canonical(_ node: ConfigNode) -> [UInt8] {
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
  private static func digest(ofFile path: String) throws -> SHA256Digest {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var hash = SHA256Hasher()
    while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { hash.update(Array(part)) }
    return hash.finish()
  }

  private static func short(_ bytes: [UInt8]) -> String { short(SHA256Hasher.digest(of: bytes)) }

  private static func short(_ digest: SHA256Digest) -> String {
    String(digest.hexadecimal.prefix(16))
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    SHA256Hasher.digest(of: bytes).hexadecimal
  }
}
