// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

/// What is to be removed for good.
enum PurgeTarget {
  /// All of a dataset; whether anything of it is online, or was and is withdrawn.
  case dataset(String, isPublished: Bool)
  /// The data that a dataset had since a day, `YYYY-MM-DD`.
  case version(String, day: String)
  /// A generation, with the data that only it and its like have.
  case generation(String)

  /// Reads `bomen`, `bomen/2026-11-01` or `2026-11-27T013000Z`.
  ///
  /// - Throws: `usage-error` where it is none of these.
  init(_ what: String, _ store: GenerationStore) throws(Failure) {
    let parts = what.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, Names.isSlug(parts[0]), AmsterdamDate.isValid(parts[1]) {
      self = .version(parts[0], day: parts[1])
    } else if GenerationStore.isGeneration(what) {
      self = .generation(what)
    } else if Names.isSlug(what) {
      self = .dataset(what, isPublished: try store.current?.dataset(what) != nil)
    } else {
      throw Failure(
        .usage, "'\(what)' is no dataset, version or generation",
        hint:
          "Write bomen, bomen/2026-11-01 or 2026-11-27T013000Z, as 'hergebruik history' has them.")
    }
  }

  /// Makes sure that it is there, and is not what has to stay online.
  ///
  /// - Throws: `dataset-unknown`, `usage-error`.
  func check(_ project: Project, _ store: GenerationStore) throws(Failure) {
    switch self {
    case .dataset(let name, let isPublished):
      let isDefined = try project.datasetNames().contains(name)
      let isKept = try !condemned(store).generations(in: store).isEmpty
      guard isPublished || isDefined || isKept else {
        throw Failure(
          .datasetUnknown, "nothing is known of a dataset '\(name)'",
          hint: Suggestion.hint(for: name, among: try project.datasetNames()))
      }
    case .version(let name, let day):
      guard try !condemned(store).isEmpty else {
        let isOnline = try store.current?.dataset(name)?.releaseDay == day
        throw Failure(
          .usage,
          isOnline
            ? "the data of '\(name)' of \(day) are what is online"
            : "no data of '\(name)' of \(day) are on disk",
          hint: isOnline
            ? "Mend the export and run first; or remove all of it: hergebruik purge \(name)"
            : "'hergebruik history \(name)' tells what there is.")
      }
    case .generation(let name):
      guard try store.generationNames.contains(name), try name != store.publishedName else {
        throw Failure(
          .usage,
          try name == store.publishedName
            ? "\(name) is what is online" : "there is no generation '\(name)' on disk",
          hint: "Go back or run first; 'hergebruik history' lists those that are there.")
      }
    }
  }

  /// Which data have to go: those of it that are not online as a dataset's newest.
  func condemned(_ store: GenerationStore) throws(Failure) -> Condemned {
    let current = try store.current
    var condemned = Condemned(target: self, current: try store.publishedName)
    func add(_ distributions: [DistributionRecord], of name: String) {
      let online = Set((current?.dataset(name)?.distributions ?? []).map(\.sha256))
      condemned.digests[name, default: []].formUnion(
        distributions.map(\.sha256).filter { !online.contains($0) })
    }
    switch self {
    case .dataset: break
    case .version(let name, let day):
      for generation in try store.generationNames {
        // One that cannot be read goes anyway.
        guard let record = try? store.manifest(of: generation).dataset(name) else { continue }
        if record.releaseDay == day { add(record.distributions, of: name) }
        for version in record.versions ?? [] where version.date == day {
          add(version.distributions, of: name)
        }
      }
    case .generation(let generation):
      for record in (try? store.manifest(of: generation))?.datasets ?? [] {
        add(record.distributions, of: record.name)
      }
    }
    return condemned
  }
}

/// Data that have to go, by their checksums, and where they are.
struct Condemned {
  let target: PurgeTarget
  let current: String?
  /// By the name of the dataset.
  var digests: [String: Set<String>] = [:]

  /// Whether nothing has to.
  var isEmpty: Bool { digests.values.allSatisfy(\.isEmpty) }

  /// Whether files are among them.
  func has(_ distributions: [DistributionRecord], of name: String) -> Bool {
    let condemned = digests[name] ?? []
    return distributions.contains { condemned.contains($0.sha256) }
  }

  /// The datasets of which reports and other remains go.
  func datasets(of target: PurgeTarget) -> [String] {
    switch target {
    case .dataset(let name, _): [name]
    case .version(let name, _): [name]
    case .generation: digests.filter { !$0.value.isEmpty }.keys.sorted()
    }
  }

  /// The generations that have any of them; never what is online, and a generation that is itself to go comes after all
  /// others.
  ///
  /// Those by which the data are known come last: where removing is killed halfway, what is left still tells what has to go.
  func generations(in store: GenerationStore) throws(Failure) -> [String] {
    let all = try holders(in: store)
    guard case .version(let dataset, let day) = target else { return all }
    let isSource: (String) -> Bool = { name in
      guard let record = try? store.manifest(of: name).dataset(dataset) else { return false }
      return record.releaseDay == day || (record.versions ?? []).contains { $0.date == day }
    }
    let sources = all.filter(isSource)
    return all.filter { !sources.contains($0) } + sources
  }

  private func holders(in store: GenerationStore) throws(Failure) -> [String] {
    try store.generationNames.filter { name in
      if name == current { return false }
      if case .generation(name) = target { return false }
      // What is in one that cannot be read nobody knows.
      guard let manifest = try? store.manifest(of: name) else { return true }
      return manifest.datasets.contains { record in
        if case .dataset(record.name, _) = target {
          return !record.distributions.isEmpty || record.versions != nil
        }
        return has(record.distributions, of: record.name)
          || (record.versions ?? []).contains { has($0.distributions, of: record.name) }
      }
    }
  }
}
