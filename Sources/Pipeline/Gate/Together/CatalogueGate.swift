// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel

/// The last check: what the datasets of a catalogue tell together. It is done when all of them are built, for each pair of
/// datasets about persons of which one would be new.
///
/// What tells of a few refuses one of the two, unless both sign-offs allow it. Of one that is refused what was online
/// stays so, and is judged with the others again.
/// Source: docs/privacy-specification.md, section 8, check 11.
package struct CatalogueGate {
  /// A dataset as it was built, and as it is online.
  package struct Candidate {
    /// As it was built now; `nil` if it was not.
    package var built: CatalogueMember?
    /// As it is online; `nil` if it is not.
    package var online: CatalogueMember?

    /// Makes one.
    package init(built: CatalogueMember?, online: CatalogueMember?) {
      (self.built, self.online) = (built, online)
    }
  }

  /// What was found of a dataset.
  package struct Verdict {
    /// The check.
    package var check: GateCheck
    /// Why it is refused; empty where it is not.
    package var problems: [Diagnostic]
  }

  private struct Key: Hashable {
    var one: String
    var isBuilt: Bool
    var other: String
    var isOtherBuilt: Bool
  }

  private let candidates: [String: Candidate]
  private let names: [String]
  private let room: Int
  private let sketches = SketchStore()
  private var pairs: [Key: Result<DatasetPair, Failure>] = [:]
  /// The datasets that are refused, with why.
  private var refused: [String: [Diagnostic]] = [:]

  /// Judges the datasets of a catalogue.
  ///
  /// - Parameter memory: The bytes that it may take.
  package init(_ candidates: [String: Candidate], memory: Int) {
    self.candidates = candidates
    names = candidates.keys.sorted()
    room = max(memory / 2, 1 << 20)
  }

  /// What was found of each dataset that was built and is about persons, or is refused beside one that is, by its name.
  package mutating func judge() -> [String: Verdict] {
    while let (name, problems) = nextRefusal() { refused[name, default: []] += problems }
    var verdicts: [String: Verdict] = [:]
    for name in names {
      let problems = refused[name] ?? []
      guard let built = candidates[name]?.built, built.isPersonal || !problems.isEmpty else {
        continue
      }
      let found = others(of: name).filter { $0.isPersonal || built.isPersonal }
        .map { (isPersonal: $0.isPersonal, result: pair(built, $0)) }
        .filter { $0.isPersonal || $0.result.isLinked }.map(\.result)
      verdicts[name] = Verdict(
        check: check(found, isRefused: !problems.isEmpty), problems: problems)
    }
    return verdicts
  }

  /// A dataset as it will be online.
  private func member(_ name: String) -> CatalogueMember? {
    guard let candidate = candidates[name] else { return nil }
    let isRefused = refused[name] != nil
    let member = isRefused ? candidate.online : candidate.built ?? candidate.online
    guard let member, member.record.withdrawal == nil,
      member.record.table != nil
    else { return nil }
    return member
  }

  private func others(of name: String) -> [CatalogueMember] {
    names.filter { $0 != name }.compactMap(member)
  }

  /// A dataset that is to be refused besides, and why; `nil` if none is.
  private mutating func nextRefusal() -> (name: String, problems: [Diagnostic])? {
    let members = names.compactMap(member)
    for (index, one) in members.enumerated() {
      for other in members.dropFirst(index + 1)
      where (one.isBuilt || other.isBuilt) && (one.isPersonal || other.isPersonal) {
        let problems: [Diagnostic]
        let chosen = refusable(one, other)
        switch pair(one, other) {
        case .success(let pair):
          guard !pair.faults.isEmpty, !pair.isAllowed else { continue }
          problems = [Self.refusal(of: chosen, pair)]
        case .failure(let failure):
          problems = failure.diagnostics + [Self.uncompared(chosen, one, other)]
        }
        return (chosen.name, problems)
      }
    }
    return nil
  }

  /// Which of two is refused: the last that was built, but sooner one that changes than one that stays as it is.
  private func refusable(_ one: CatalogueMember, _ other: CatalogueMember) -> CatalogueMember {
    func changes(_ member: CatalogueMember) -> Bool {
      member.isBuilt && !member.hasSameTable(as: candidates[member.name]?.online)
    }
    if other.isBuilt, changes(other) || !changes(one) { return other }
    return one.isBuilt ? one : other
  }

  private mutating func pair(
    _ one: CatalogueMember, _ other: CatalogueMember
  ) -> Result<DatasetPair, Failure> {
    guard one.name < other.name else { return pair(other, one) }
    let key = Key(
      one: one.name, isBuilt: one.isBuilt, other: other.name, isOtherBuilt: other.isBuilt)
    if let known = pairs[key] { return known }
    let result: Result<DatasetPair, Failure>
    do throws(Failure) {
      result = .success(try DatasetPair(one, other, sketches, room: room))
    } catch {
      result = .failure(error)
    }
    pairs[key] = result
    return result
  }
}

extension Result<DatasetPair, Failure> {
  /// Whether two datasets hang together, as far as that is known.
  fileprivate var isLinked: Bool {
    switch self {
    case .success(let pair): pair.isLinked
    case .failure: true
    }
  }
}

// MARK: - Words

extension CatalogueGate {
  private func check(
    _ found: [Result<DatasetPair, Failure>], isRefused: Bool
  ) -> GateCheck {
    guard !found.isEmpty else {
      return GateCheck(.together, .notDone, TogetherWords.nobodyElse)
    }
    let pairs = found.compactMap { try? $0.get() }
    let linked = pairs.filter(\.isLinked)
    let evidence = TogetherWords.compared(
      found.count, linked: linked.map(\.words), isUncompared: pairs.count < found.count)
    let isAllowed = linked.contains { !$0.faults.isEmpty }
    let verdict: GateCheck.Verdict =
      isRefused
      ? .failed : pairs.count < found.count ? .couldNotRun : isAllowed ? .allowed : .passed
    return GateCheck(.together, verdict, evidence)
  }

  private static func refusal(of member: CatalogueMember, _ pair: DatasetPair) -> Diagnostic {
    let other = pair.one.name == member.name ? pair.other : pair.one
    return Diagnostic(
      .datasetsTogether, at: .init(file: member.pipeline?.file ?? member.folder),
      "together with the dataset '\(other.name)' it tells of a few persons: "
        + pair.faults.map { $0.text(in: .en) }.joined(separator: "; "),
      hint:
        "Publish one of the two, or count both by the same fields, or take 'round'. Or have both signed for with "
        + "\(Assessment.Exception.together.flag).")
  }

  private static func uncompared(
    _ member: CatalogueMember, _ one: CatalogueMember, _ other: CatalogueMember
  ) -> Diagnostic {
    let name = member.name == one.name ? other.name : one.name
    return Diagnostic(
      .datasetsTogether, at: .init(file: member.pipeline?.file ?? member.folder),
      "it could not be told what it and the dataset '\(name)' tell together, so it is not published",
      hint: "What stands beside this says why.")
  }
}

extension DatasetPair {
  /// How two datasets hang together, and what that tells.
  fileprivate var words: TogetherWords.Link {
    .init(
      names: [one.name, other.name], isOfOneSource: isOfOneSource,
      joins: joins.map { ($0.one, $0.other, $0.k) }, faults: faults, isAllowed: isAllowed)
  }
}
