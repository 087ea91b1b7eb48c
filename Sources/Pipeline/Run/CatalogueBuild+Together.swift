// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikPublish

/// What the datasets of a build tell together.
extension CatalogueBuild {
  /// Judges all datasets about persons together, those that are online and stay so with those that were built: what tells
  /// of a few is refused, or in a preview told.
  ///
  /// - Throws: `Failure` where what was written of one that is refused cannot be removed, or a report not written.
  mutating func judgeTogether() throws(Failure) {
    var gate = CatalogueGate(try candidates(), memory: options.memory)
    let verdicts = gate.judge()
    for name in definitions.names {
      guard var dataset = built[name], dataset.failure.isEmpty,
        !dataset.record.isDescribedOnly,
        let pipeline = definitions.pipelines.first(where: { $0.name == name })
      else { continue }
      guard let verdict = verdicts[name] else {
        guard pipeline.hasPersons else { continue }
        throw Failure(
          .gateCheckFailed, at: .init(file: pipeline.file),
          "the dataset was not judged together with the others, so nothing is published")
      }
      dataset.enter(verdict)
      if mode.kind == .preview {
        report.add(verdict.problems.map(\.asWarning), dataset: name)
      } else {
        report.add(verdict.problems, dataset: name)
      }
      report.enter(dataset.entry.gate ?? [], dataset: name)
      try dataset.privacy?.write(to: workspace.reports(options.date), again: true)
      let isRefused = mode.kind != .preview && !verdict.problems.isEmpty
      if isRefused {
        try builder.removeFolder(of: name)
        report.fail(dataset: name)
      }
      built[name] = isRefused ? nil : dataset
    }
  }

  /// All datasets, as they were built and as they are online.
  private func candidates() throws(Failure) -> [String: CatalogueGate.Candidate] {
    let online = builder.previous?.datasets.map(\.name) ?? []
    let present = Set(try project.datasetNames())
    var found: [String: CatalogueGate.Candidate] = [:]
    for name in present.union(online) {
      let published = builder.published(name)
      let made = built[name].flatMap { $0.failure.isEmpty ? $0 : nil }
      // Of what is only described no table is there to be judged.
      guard published?.record.table != nil || made?.record.table != nil,
        made?.record.isDescribedOnly != true,
        definitions.decisions.withdrawal(of: name, published: published?.record) == nil
      else { continue }
      let pipeline = present.contains(name) ? definition(of: name) : nil
      let exports =
        made?.privacy?.exports
        ?? LastReport.read(project: options.project, dataset: name)?.report.exports ?? [:]
      found[name] = CatalogueGate.Candidate(
        built: try made.map { made throws(Failure) in
          CatalogueMember(
            record: made.record, folder: try builder.folder(of: name), pipeline: pipeline,
            exports: exports, isBuilt: true)
        },
        online: published.map {
          CatalogueMember(
            record: $0.record, folder: $0.folder, pipeline: pipeline, exports: exports,
            isBuilt: false)
        })
    }
    return found
  }

  /// The definition of a dataset, whether it was asked for or not; `nil` where it cannot be read.
  private func definition(of name: String) -> PipelineDefinition? {
    if let known = definitions.pipelines.first(where: { $0.name == name }) { return known }
    var read = try? project.pipeline(name, defaultLicense: catalogue.record.license)
    read?.expectPlaces(in: catalogue)
    return read
  }
}

extension BuiltDataset {
  /// Enters what it tells together with others.
  fileprivate mutating func enter(_ verdict: CatalogueGate.Verdict) {
    func replaced(_ checks: [GateCheck]) -> [GateCheck] {
      checks.map { $0.name == .together ? verdict.check : $0 }
    }
    entry.gate = entry.gate.map(replaced)
    // What was taken over from an earlier candidate may have been judged with others.
    refusals.removeAll { $0.code == .datasetsTogether }
    refusals += verdict.problems
    guard var report = privacy else { return }
    let own = zip(report.refusals, report.refusalCodes).filter { $0.1 != .datasetsTogether }
    (report.refusals, report.refusalCodes) = (own.map(\.0), own.map(\.1))
    report.checks = replaced(report.checks)
    report.isAllowed =
      report.checks.allSatisfy(\.verdict.isInOrder) && report.refusals.isEmpty
      && verdict.problems.isEmpty
    report.refusals += verdict.problems.map(\.summary)
    report.refusalCodes += verdict.problems.map(\.code)
    privacy = report
  }
}

extension RunReport {
  /// Enters that a dataset that was built is not published.
  fileprivate mutating func fail(dataset: String) {
    for i in datasets.indices where datasets[i].name == dataset { datasets[i].status = .failed }
  }
}
