// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
import HergebruikSystem

/// Puts the files of a candidate in place: new ones are written, equal ones are second names of
/// those that are published.
///
/// No file is ever opened for writing under a name that a published generation shares.
struct Placement {
  private let store: GenerationStore
  private let files: FileSystem
  private let folder: String
  private let previousFolder: String?
  private let published: [String: GenerationManifest.File]
  /// What was placed so far.
  private var placed: [String: GenerationManifest.File] = [:]
  /// Paths whose bytes are new on disk, to be read again.
  private var written: Set<String> = []
  /// Whether a published file was missing or damaged, and a good one was written instead.
  private(set) var isRepaired = false

  init(builder: GenerationBuilder) throws(Failure) {
    store = builder.store
    files = store.files
    folder = builder.folder
    previousFolder = builder.previousFolder
    published = Dictionary(
      (builder.previous?.files ?? []).map { ($0.path, $0) }, uniquingKeysWith: { $1 })
  }

  /// The manifest's list, sorted by path.
  var entries: [GenerationManifest.File] {
    placed.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Takes the distributions that were written into the candidate.
  mutating func accept(_ record: DatasetRecord) throws(Failure) {
    for distribution in record.distributions {
      let path = "datasets/\(record.name)/\(distribution.fileName)"
      let found = try files.digest("\(folder)/\(path)")
      guard found == (distribution.sha256, distribution.byteSize) else {
        throw Self.selfCheck(path, "is not what was written")
      }
      let entry = GenerationManifest.File(path: path, sha256: found.sha256, size: found.size)
      let isShared = try isPublished(entry)
      if isShared, try isSecondName(path) {
        // Taken over from a candidate that shared it; rename(2) of a file onto itself would leave both names.
      } else if isShared, let previousFolder,
        // A second name beside it first, then an atomic swap: the candidate never lacks the file.
        try files.linked("\(previousFolder)/\(path)", to: "\(folder)/\(path).link")
      {
        try files.move("\(folder)/\(path).link", to: "\(folder)/\(path)")
      } else {
        try files.settle("\(folder)/\(path)")
      }
      placed[path] = entry
    }
  }

  /// Whether a file of the candidate is the published one itself.
  private func isSecondName(_ path: String) throws(Failure) -> Bool {
    guard let previousFolder, let own = try files.status("\(folder)/\(path)") else { return false }
    return try files.status("\(previousFolder)/\(path)")?.inode == own.inode
  }

  /// Keeps the published data of a dataset.
  ///
  /// Only their sizes are compared: there is no good file to put in place of a damaged one, and reading
  /// all data of a large catalogue for one dataset would take long.
  mutating func carry(_ record: DatasetRecord) throws(Failure) {
    for distribution in record.distributions {
      let path = "datasets/\(record.name)/\(distribution.fileName)"
      try keep(path, as: path)
    }
  }

  /// Keeps the earlier versions of a dataset; the newest of them may be what is published now.
  mutating func keepVersions(of record: DatasetRecord) throws(Failure) {
    for version in record.versions ?? [] {
      for distribution in version.distributions {
        let path = "datasets/\(record.name)/versions/\(version.date)/\(distribution.fileName)"
        let isKept = published[path] != nil
        try keep(isKept ? path : "datasets/\(record.name)/\(distribution.fileName)", as: path)
      }
    }
  }

  /// Gives a published file a name in the candidate.
  private mutating func keep(_ source: String, as path: String) throws(Failure) {
    guard let previousFolder else { return }
    guard let entry = published[source],
      try files.status("\(previousFolder)/\(source)")?.size == entry.size
    else {
      throw store.withRemedy(
        GenerationManifest.damaged(
          "\(previousFolder)/generation.json",
          "\(source) is missing from the generation or has another size"))
    }
    try makeParent(of: path)
    try files.link("\(previousFolder)/\(source)", to: "\(folder)/\(path)")
    placed[path] = GenerationManifest.File(path: path, sha256: entry.sha256, size: entry.size)
  }

  /// Places a file from memory.
  mutating func place(_ bytes: [UInt8], at path: String) throws(Failure) {
    let digest = FileSystem.digest(bytes)
    let entry = GenerationManifest.File(path: path, sha256: digest.sha256, size: digest.size)
    try makeParent(of: path)
    if try isPublished(entry), let previousFolder {
      try files.link("\(previousFolder)/\(path)", to: "\(folder)/\(path)")
    } else {
      try files.write(bytes, to: "\(folder)/\(path)")
      written.insert(path)
    }
    placed[path] = entry
  }

  /// Writes the manifest, flushes everything, and reads again what was written.
  func finish(manifest: [UInt8]) throws(Failure) {
    try files.write(manifest, to: "\(folder)/generation.json")
    let contents = try files.contents(of: folder)
    try files.flushAll(on: folder)
    let found = Set(contents.filter { !$0.status.isFolder }.map(\.path))
    let expected = Set(placed.keys).union(["generation.json"])
    if let path = found.symmetricDifference(expected).min() {
      throw Self.selfCheck(path, found.contains(path) ? "should not be there" : "is missing")
    }
    for path in written {
      let digest = try files.digest("\(folder)/\(path)")
      guard let entry = placed[path], digest == (entry.sha256, entry.size) else {
        throw Self.selfCheck(path, "is not what was written")
      }
    }
    guard try files.read("\(folder)/generation.json") == manifest else {
      throw Self.selfCheck("generation.json", "is not what was written")
    }
  }

  /// Whether the published generation has these bytes at this path.
  ///
  /// The file itself is read, not only its entry: a damaged one must not come in place of the good one
  /// that was made now.
  private mutating func isPublished(_ entry: GenerationManifest.File) throws(Failure) -> Bool {
    guard let previousFolder, published[entry.path] == entry else { return false }
    let path = "\(previousFolder)/\(entry.path)"
    if let status = try files.status(path), status.isFile, status.size == entry.size,
      try files.digest(path) == (entry.sha256, entry.size)
    {
      return true
    }
    isRepaired = true
    return false
  }

  private func makeParent(of path: String) throws(Failure) {
    try files.makeFolder(FilePath.parent("\(folder)/\(path)"))
  }

  private static func selfCheck(_ path: String, _ what: String) -> Failure {
    Failure(
      .selfCheck, at: Diagnostic.Location(file: path), "\(path) \(what) in the new generation",
      hint: "Nothing was published. Run again; if it stays, check the disk.")
  }
}
