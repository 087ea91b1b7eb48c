// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikFormat
internal import HergebruikGate
package import HergebruikModel

/// The datasets about persons of a project that are made of the export of one of them, or have its pseudonyms: known from
/// their definitions, also before any of them was run.
package struct Neighbours {
  private let others: [PipelineDefinition]
  /// The folder with the last reports; `nil` if they are not looked at.
  private let project: String?

  /// Reads the definitions of a project; one that cannot be read is no neighbour, of which its own run tells.
  package init(_ project: Project) throws(Failure) {
    others = try project.datasetNames().compactMap { name in
      try? project.pipeline(name, defaultLicense: CodeLists.anyOpen)
    }.filter(\.hasPersons)
    self.project = project.directory
  }

  /// Takes definitions that were read; copies of an export are not known then.
  init(_ pipelines: [PipelineDefinition]) {
    (others, project) = (pipelines.filter(\.hasPersons), nil)
  }

  /// How others hang together with a dataset, one sentence for each.
  package func words(of pipeline: PipelineDefinition) -> [LocalizedText] {
    let own = source(of: pipeline)
    return others.filter { $0.name != pipeline.name }.compactMap { other in
      let source = source(of: other)
      let (isSame, series) = (own.isSame(as: source), own.commonSeries(with: source))
      guard isSame || !series.isEmpty else { return nil }
      return TogetherWords.neighbour(other.name, isOfOneSource: isSame, series: series)
    }
  }

  private func source(of pipeline: PipelineDefinition) -> DatasetSource {
    let report = project.flatMap { LastReport.read(project: $0, dataset: pipeline.name)?.report }
    return DatasetSource(pipeline, exports: report?.exports ?? [:])
  }
}
