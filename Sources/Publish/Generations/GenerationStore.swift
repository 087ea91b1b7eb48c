// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
import HergebruikSystem

/// The generations of a catalogue: `CATALOG/generations/…` and the link `CATALOG/current`.
///
/// One process at a time: the caller holds the lock of the project.
package struct GenerationStore: Sendable {
  /// The folder of the catalogue.
  package let catalog: String
  let files: FileSystem
  /// Seconds since 1970; names a generation's folder and nothing else.
  let now: @Sendable () -> Int

  /// Makes a store; nothing is read or written yet.
  package init(catalog: String) {
    self.init(catalog: catalog, files: FileSystem(), now: { SystemTime.now })
  }

  init(catalog: String, files: FileSystem, now: @escaping @Sendable () -> Int) {
    self.catalog = catalog
    self.files = files
    self.now = now
  }

  /// The manifest of the published generation; nil where nothing was published yet.
  ///
  /// - Throws: `Failure` with `input-output` where `current` leads nowhere or its manifest is damaged, and where it is
  ///   gone although there are generations.
  package var current: GenerationManifest? {
    get throws(Failure) {
      guard try files.status(currentLink) != nil else {
        try checkNew()
        return nil
      }
      let name = try currentName()
      do throws(Failure) {
        return try manifest(of: name)
      } catch {
        throw withRemedy(error)
      }
    }
  }

  /// Makes sure that a catalogue without `current` is a new one: else all that was published would be begun anew.
  private func checkNew() throws(Failure) {
    guard try files.status(generations)?.isFolder == true else { return }
    // What was never published is not missed.
    guard try !generationNames.isEmpty else { return }
    throw withRemedy(
      Failure(
        .inputOutput, at: Diagnostic.Location(file: currentLink),
        "\(currentLink) is missing, and \(generations) holds what was published"))
  }

  /// The names of all generations on disk, the oldest first.
  ///
  /// - Throws: `Failure` with `input-output`.
  package var generationNames: [String] {
    get throws(Failure) {
      guard try files.status(generations)?.isFolder == true else { return [] }
      let unpublished = try files.target(ofLink: journal)
      return try files.names(in: generations).filter { Self.isGeneration($0) && $0 != unpublished }
    }
  }

  /// The manifest of a generation.
  package func manifest(of name: String) throws(Failure) -> GenerationManifest {
    let path = "\(try folder(of: name))/generation.json"
    guard let bytes = try files.read(path) else {
      throw GenerationManifest.damaged(path, "it is missing")
    }
    return try GenerationManifest.read(bytes, path: path)
  }

  /// The web root's own path, through the link.
  package var currentLink: String { "\(catalog)/current" }

  /// Where generations are.
  var generations: String { "\(catalog)/generations" }

  /// A symbolic link to the generation that is being published; only a killed run leaves it.
  var journal: String { "\(generations)/.publishing" }

  /// The folder of a generation.
  package func folder(of name: String) throws(Failure) -> String { "\(generations)/\(name)" }

  /// The name of the published generation; `nil` where nothing was published yet.
  ///
  /// - Throws: `Failure` with `input-output` where `current` leads nowhere.
  package var publishedName: String? {
    get throws(Failure) { try files.status(currentLink) == nil ? nil : try currentName() }
  }

  /// The name of the published generation, as `current` says.
  func currentName() throws(Failure) -> String {
    // A person may have typed the link, with a slash at the end.
    let parts = try files.target(ofLink: currentLink)?.split(separator: "/").map(String.init) ?? []
    guard parts.count == 2, parts[0] == "generations", let name = parts.last,
      Self.isGeneration(name)
    else {
      throw withRemedy(
        Failure(
          .inputOutput, at: Diagnostic.Location(file: currentLink),
          "\(currentLink) is not a link to a folder of \(generations)"))
    }
    return name
  }

  /// Removes what killed runs left: folders that were being built or removed, and a generation that
  /// was whole but never published.
  ///
  /// - Returns: What could not be removed, as warnings: it is in nobody's way.
  package func cleanUp() -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    tidy(&warnings) { () throws(Failure) in
      guard let name = try files.target(ofLink: journal) else { return }
      let isPublished = try files.target(ofLink: currentLink) == "generations/\(name)"
      if !isPublished, Self.isGeneration(name) { try remove(name) }
      try files.removeFile(journal)
    }
    for (folder, prefixes) in [
      (generations, [".building-", ".removing-"]), (catalog, [".current-"]),
    ] {
      var names: [String] = []
      tidy(&warnings) { () throws(Failure) in
        guard try files.status(folder)?.isFolder == true else { return }
        names = try files.names(in: folder).filter { name in
          prefixes.contains(where: name.hasPrefix)
        }
      }
      for name in names {
        tidy(&warnings) { () throws(Failure) in try files.removeTree("\(folder)/\(name)") }
      }
    }
    return warnings
  }

  /// Tries something that no publication depends on.
  private func tidy(_ warnings: inout [Diagnostic], _ body: () throws(Failure) -> Void) {
    do throws(Failure) {
      try body()
    } catch {
      warnings += error.diagnostics.map { diagnostic in
        Diagnostic(
          diagnostic.code, severity: .warning, at: diagnostic.location,
          "what is old cannot be removed, and stays: \(diagnostic.summary)",
          hint: "Publishing goes on. Where another user made it, give it to this one:\n"
            + SystemUser.takeOver([catalog]))
      }
    }
  }

  /// Starts a generation beside the others, or, for a preview, in a folder of the caller's choice,
  /// which must not exist yet.
  package func begin(in folder: String? = nil) throws(Failure) -> GenerationBuilder {
    let building = if let folder { folder } else { try freeName() }
    guard try files.status(building) == nil else {
      throw Failure(
        .inputOutput, at: Diagnostic.Location(file: building), "\(building) is there already",
        hint: "Remove it; a run that was killed may have left it.")
    }
    let previous = try current
    try files.makeFolder(building)
    return GenerationBuilder(
      store: self, folder: building, previous: previous,
      previousFolder: previous == nil ? nil : try self.folder(of: try currentName()))
  }

  /// A folder to build in: one that a killed run left and that cannot be removed is passed over.
  private func freeName() throws(Failure) -> String {
    let first = "\(generations)/.building-\(ThisProcess.number)"
    var path = first
    for number in 2...100 where try files.status(path) != nil { path = "\(first)-\(number)" }
    return path
  }

  /// Removes the oldest generations beyond a number; never the published one.
  ///
  /// A generation of a day to come was made while the clock was wrong: it counts as older than the others, for else it
  /// would stay for ever in the place of one to go back to.
  func prune(keep: Int, _ warnings: inout [Diagnostic]) {
    var old: [String] = []
    tidy(&warnings) { () throws(Failure) in
      let current = try currentName()
      let now = Self.name(at: now())
      let all = try files.names(in: generations).filter(Self.isGeneration)
      let names =
        all.filter { $0.prefix(now.count) > now } + all.filter { $0.prefix(now.count) <= now }
      let kept = Set(names.suffix(max(1, keep)) + [current])
      old = names.filter { !kept.contains($0) }
    }
    for name in old { tidy(&warnings) { () throws(Failure) in try remove(name) } }
  }

  /// Removes a generation, which must not be the published one.
  ///
  /// - Throws: `Failure` with `self-check` for the published one, `input-output`.
  package func removeForGood(_ name: String) throws(Failure) {
    guard try name != currentName() else {
      throw Failure(.selfCheck, "\(name) is published, so it is not removed")
    }
    try remove(name)
    try files.syncFolder(generations)
  }

  /// Takes a generation away whole: a kill in the middle leaves no half generation under its name.
  private func remove(_ name: String) throws(Failure) {
    guard try files.status("\(generations)/\(name)") != nil else { return }
    let removing = "\(generations)/.removing-\(name)"
    try files.removeTree(removing)
    try files.move("\(generations)/\(name)", to: removing)
    try files.removeTree(removing)
  }

  /// A name of a generation that is not taken: `2026-11-23T013000Z`, UTC; a second one in the same
  /// second is `…Z-02`, and so on, so that names sort by age.
  func newName() throws(Failure) -> String {
    let base = Self.name(at: now())
    let taken = try files.names(in: generations).filter {
      Self.isGeneration($0) && $0.hasPrefix(base)
    }
    guard let last = taken.last else { return base }
    let count = (Int(last.dropFirst(base.count + 1)) ?? 1) + 1
    return "\(base)-\(count < 10 ? "0" : "")\(count)"
  }

  static func name(at seconds: Int) -> String {
    let time = CivilTime(utc: seconds)
    return "\(time.date)T\(time.clock.filter { $0 != ":" })Z"
  }

  /// Whether a name in the folder is a generation's; hidden ones and strangers are not.
  package static func isGeneration(_ name: String) -> Bool {
    let shape = Array("0000-00-00T000000Z".utf8)
    let bytes = Array(name.utf8)
    guard bytes.count >= shape.count else { return false }
    let isDigit: (UInt8) -> Bool = { 48...57 ~= $0 }
    let suffix = bytes[shape.count...]
    let isSuffix =
      suffix.first == UInt8(ascii: "-") && suffix.count > 1
      && suffix.dropFirst().allSatisfy(isDigit)
    return zip(bytes, shape).allSatisfy { $1 == 48 ? isDigit($0) : $0 == $1 }
      && (suffix.isEmpty || isSuffix)
  }
}
