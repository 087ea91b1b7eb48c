// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikTreatment

/// What comes before the rows: the export, its columns, and what is done to them.
extension DatasetRun {
  /// Where keys are looked for.
  var keys: KeyStore {
    KeyStore(environment: options.environment, projectDirectory: project.directory)
  }

  /// Opens the export.
  func open(_ pipeline: PipelineDefinition) throws(Failure) -> any SourceTable {
    try pipeline.open(context(pipeline), memory: options.memory)
  }

  func context(_ pipeline: PipelineDefinition) -> ExtractContext {
    ExtractContext(
      folder: pipeline.folder, now: Date().timeIntervalSince1970, scratch: scratch,
      downloads: workspace.downloads, credentials: keys, leavesRowsOut: pipeline.leavesRowsOut)
  }

  /// Binds the fields to the columns of the export.
  func bind(
    _ pipeline: PipelineDefinition, _ source: any SourceTable
  ) throws(Failure) -> ColumnBinding {
    try pipeline.bind(source, today: options.date)
  }

  /// Compiles the fields, with the key where one is needed.
  ///
  /// - Parameters:
  ///   - counting: what is asked of classes, where rows are only counted.
  ///   - levels: the levels of hierarchies that were chosen, by the fields' names.
  func plan(
    _ pipeline: PipelineDefinition, counting: TransformPlan.ClassQuestion? = nil,
    levels: [String: Int] = [:]
  ) throws(Failure) -> TransformPlan {
    let codes = try pipeline.codeTables(levels: levels)
    let use: TransformPlan.Use
    if let counting {
      use = .census(.init(of: counting, codes: codes))
    } else {
      let references = try pipeline.references(
        published: project.catalog + "/current/datasets", memory: options.memory / 4,
        scratch: scratch)
      use = .publication(
        .init(
          classes: pipeline.anonymity == nil ? .none : .sizes, codes: codes,
          references: references))
    }
    let table = counting == nil ? pipeline.table : pipeline.countedTable
    guard let pseudonym = pipeline.pseudonym else {
      return try TransformPlan(table, for: use, key: nil)
    }
    let key = try keys.load(pseudonym.key)
    return try TransformPlan(table, for: use, key: key.bytes)
  }
}
