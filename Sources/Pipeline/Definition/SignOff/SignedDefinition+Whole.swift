// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem
internal import HergebruikTreatment

extension SignedDefinition {
  /// Digests what format 1 did: a sign-off of then holds as long as nothing of it changes.
  mutating func readWhole(
    _ pipeline: PipelineDefinition, _ root: ConfigNode
  ) throws(Failure) {
    guard case .mapping(let pairs) = root.value else { return }
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
    for name in try Self.lists(of: pipeline) {
      parts[name] = Self.short(try Self.digest(ofFile: "\(pipeline.folder)/\(name)"))
    }
    let json = TableSchema.json(
      fields: Self.published(pipeline), primaryKey: TransformPlan.publishedKey(pipeline.table),
      keys: TransformPlan.publishedKeys(pipeline.table))
    schema = Self.digest(Array(json.document.utf8))
  }

  /// The paths of the code lists beside a pipeline file, and of those that all datasets share.
  private static func lists(of pipeline: PipelineDefinition) throws(Failure) -> [String] {
    var found: [String] = []
    for folder in ["codes", "../codes"] {
      let path = "\(pipeline.folder)/\(folder)"
      guard FileStatus(path)?.isFolder == true else { continue }
      do {
        found += try FileManager.default.contentsOfDirectory(atPath: path).sorted()
          .map { "\(folder)/\($0)" }
      } catch {
        throw Failure(
          .inputOutput, at: .init(file: path), "the code lists cannot be read",
          hint: "Look at the rights of the folder and of the files in it.")
      }
    }
    return found
  }
}
