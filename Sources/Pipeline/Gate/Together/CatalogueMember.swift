// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
internal import HergebruikFormat
package import HergebruikModel

/// A dataset as it is or would be online, to be judged together with the others.
package struct CatalogueMember: Sendable {
  /// What the catalogue says of it.
  package let record: DatasetRecord
  /// The folder with its files.
  package let folder: String
  /// Its definition; `nil` if it is gone, or cannot be read.
  package let pipeline: PipelineDefinition?
  /// Whether it was built now: else it is what is online already.
  package let isBuilt: Bool
  /// What its rows are made of; `nil` if nothing is known of that.
  let source: DatasetSource?
  /// What its sign-off allows besides, nothing if it cannot be read; `nil` if nobody signs for it any more, since its
  /// definition is gone.
  let exceptions: [Assessment.Exception]?

  /// Makes a member.
  ///
  /// - Parameter exports: SHA-256 of each file of its export, by its path.
  package init(
    record: DatasetRecord, folder: String, pipeline: PipelineDefinition?, exports: [String: String],
    isBuilt: Bool
  ) {
    (self.record, self.folder, self.pipeline) = (record, folder, pipeline)
    self.isBuilt = isBuilt
    source =
      pipeline.map { DatasetSource($0, exports: exports) } ?? DatasetSource(exports: exports)
    exceptions = Self.exceptions(of: pipeline)
  }

  private static func exceptions(of pipeline: PipelineDefinition?) -> [Assessment.Exception]? {
    guard let pipeline else { return nil }
    do throws(Failure) {
      return try Assessment.read(of: pipeline)?.exceptions ?? []
    } catch {
      return []
    }
  }

  /// Its name.
  var name: String { record.name }

  /// Whether a column of its export is about persons.
  var isPersonal: Bool {
    if let pipeline { return pipeline.hasPersons }
    return record.fields.contains { $0.privacy != .none }
      || (record.dropped ?? [:]).contains { $0.key != PrivacyClass.none.rawValue && $0.value > 0 }
  }

  /// The fewest persons that must be alike: what it asks for itself, or else what Statistics Netherlands publishes at.
  var minimum: Int { pipeline?.aggregate?.minimum ?? pipeline?.anonymity?.minimum ?? 5 }

  /// Whether its table is one of counts.
  var isOfCounts: Bool { record.fields.contains { $0.treatment == .aggregate } }

  /// The columns of the export that a published field, or what a measure is calculated of, comes of.
  func origins(of name: String) -> Set<String> {
    guard let pipeline, let index = pipeline.fields.firstIndex(where: { $0.name == name }) else {
      return [name]
    }
    let origins = pipeline.preparation.origins
    let found = origins.indices.contains(index) ? origins[index] : []
    return found.isEmpty ? [pipeline.fields[index].source ?? name] : Set(found)
  }

  /// Whether another has the same published table.
  func hasSameTable(as other: CatalogueMember?) -> Bool {
    guard let digest = record.table?.sha256 else { return false }
    return other?.record.table?.sha256 == digest
  }
}
