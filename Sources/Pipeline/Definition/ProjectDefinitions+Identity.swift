// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
package import HergebruikPublish

/// What portals know a catalogue and its datasets by must not change unseen: they would throw away what they have.
extension ProjectDefinitions {
  /// Compares them with what is published, where that can be read: a run tells of a catalogue that cannot.
  package mutating func compareIdentity(in project: Project) {
    let published = (try? GenerationStore(catalog: project.catalog).current) ?? nil
    diagnostics += compareIdentity(with: published)
  }

  /// Compares addresses and identifiers with what is published, and lets go of what changed without a word of acceptance.
  ///
  /// - Returns: What changed.
  package mutating func compareIdentity(with published: GenerationManifest?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let published, let moved = moved(from: published.catalogue) {
      found.append(moved)
      catalogue = nil
    }
    for pipeline in pipelines {
      guard let changed = changed(pipeline) else { continue }
      found += [changed].stamped(pipeline.name)
      pipelines.removeAll { $0.name == pipeline.name }
    }
    found += renamed(published)
    return found
  }

  /// That the catalogue would be served elsewhere; nil where it stays, or where that is accepted.
  private func moved(from before: CatalogueRecord) -> Diagnostic? {
    guard let catalogue, catalogue.record.baseURL != before.baseURL,
      catalogue.record.formerBaseURLs?.contains(before.baseURL) != true
    else { return nil }
    return Diagnostic(
      .identityChanged, at: .init(file: catalogue.file, field: "baseURL"),
      "the catalogue is published at \(before.baseURL), and 'baseURL' is \(catalogue.record.baseURL) now",
      hint:
        "Links to the old address break, unless its server sends readers on. Where that is meant, write\n"
        + "formerBaseURLs: [\(before.baseURL)]\nThe datasets keep their addresses in RDF and their identifiers."
    )
  }

  /// That a dataset would have another identifier; nil where it stays, or where the old one is kept as another.
  private func changed(_ pipeline: PipelineDefinition) -> Diagnostic? {
    guard let known = decisions.datasets[pipeline.name]?.identity,
      let before = known.identifier ?? known.uri,
      let said = pipeline.description.statements, let identifier = said.identifier,
      identifier != before, said.otherIdentifiers?.contains(before) != true
    else { return nil }
    return Diagnostic(
      .identityChanged, at: .init(file: pipeline.file, field: "identifier"),
      "portals know this dataset as \(before), and 'identifier' is \(identifier) now",
      hint:
        "They would take it for another dataset. Where that is meant, keep the old one beside it:\n"
        + "otherIdentifier: [\"\(before)\"]")
  }

  /// That a dataset may be one that is published under another name, as warnings.
  private func renamed(_ published: GenerationManifest?) -> [Diagnostic] {
    guard let published else { return [] }
    let known = Set(published.datasets.map(\.name))
    let gone = published.datasets.filter { record in
      record.withdrawal == nil && !projectNames.contains(record.name)
    }
    return pipelines.filter { !known.contains($0.name) }.flatMap { pipeline -> [Diagnostic] in
      let fields = Set(pipeline.publishedFields.map(\.name))
      let replaced = pipeline.description.statements?.replaces ?? []
      return gone.filter { record in
        guard !replaced.contains(record.name) else { return false }
        let common = record.fields.count { fields.contains($0.name) }
        return record.description.title == pipeline.description.title
          || common >= 2 && 5 * common >= 4 * record.fields.count
      }.map { record in
        Diagnostic(
          .identityChanged, severity: .warning, at: .init(file: pipeline.file),
          "it looks like '\(record.name)', which is published and has no folder any more",
          hint:
            "Where it is the same dataset under a new name, write under 'metadata': replaces: [\(record.name)]\n"
            + "The old page then leads to the new one. Else take the old data away: hergebruik withdraw \(record.name)"
        )
      }.stamped(pipeline.name)
    }
  }
}
