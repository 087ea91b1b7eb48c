// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import HergebruikExtract
public import HergebruikModel

/// Looks at the files of a project, again and again, for a preview that follows them.
///
/// It asks for the state of every file: that works on any file system, over NFS and through links, where being told
/// of changes (inotify) does not.
public struct ProjectWatch: Sendable {
  private let project: Project
  private let asked: [String]
  private let keys: KeyStore
  /// What pipeline files say of files elsewhere, by path, as long as they are the same.
  private var outside: [String: (stamp: ProjectState.Stamp, files: OutsideFiles)] = [:]

  /// Starts to watch what a run with these options would read.
  ///
  /// - Throws: `Failure` with `project-missing`.
  public init(_ options: RunOptions) throws(Failure) {
    project = try Project(directory: options.project, formats: options.formats)
    asked = options.datasets
    keys = KeyStore(environment: options.environment, projectDirectory: project.directory)
  }

  /// The state of all files now; what cannot be looked at is as if it were not there.
  public mutating func look() -> ProjectState {
    var state = ProjectState()
    let all = Set((try? project.datasetNames()) ?? [])
    for name in Self.names(in: project.pipelines) {
      let path = "\(project.pipelines)/\(name)"
      guard all.contains(name) else {
        Self.enter(path, &state.shared)
        continue
      }
      guard asked.isEmpty || asked.contains(name) else { continue }
      var files: [String: ProjectState.Stamp] = [:]
      Self.enter(path, &files)
      lookOutside(path, &files)
      state.datasets[name] = files
    }
    // The link alone: what it leads to never changes.
    let current = project.catalog + "/current"
    var status = stat()
    if lstat(current, &status) == 0 { state.shared[current] = .init(status) }
    return state
  }

  /// The exports and the key of a dataset, wherever they are.
  private mutating func lookOutside(_ folder: String, _ files: inout [String: ProjectState.Stamp]) {
    let file = "\(folder)/pipeline.yaml"
    guard let stamp = files[file] else { return }
    if outside[file]?.stamp != stamp { outside[file] = (stamp, OutsideFiles(file)) }
    guard let named = outside[file]?.files else { return }
    let exports = named.export.map { ExportSource.files(of: $0, in: folder) } ?? []
    let places = named.key.map { keys.places(of: $0).map(\.path) } ?? []
    for path in exports + places where files[path] == nil { Self.enter(path, &files) }
  }

  /// Enters a file, or all files below a folder; links to folders are not followed.
  private static func enter(_ path: String, _ files: inout [String: ProjectState.Stamp]) {
    var waiting = [path]
    while let found = waiting.popLast() {
      guard let status = SystemCall.status(found) else { continue }
      if !SystemCall.isFolder(status) {
        files[found] = .init(status)
      } else if found == path || !isLink(found) {
        waiting += names(in: found).map { "\(found)/\($0)" }
      }
    }
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The names in a folder; without hidden ones, and without the copies that editors make.
  private static func names(in folder: String) -> [String] {
    guard let opened = opendir(folder) else { return [] }
    defer { closedir(opened) }
    var names: [String] = []
    while let entry = readdir(opened) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix("."), !name.hasSuffix("~") { names.append(name) }
    }
    return names
  }
}

/// What a pipeline file says of files elsewhere, also where it is not right as a whole.
private struct OutsideFiles: Sendable {
  /// The path of the export, or a pattern; nil where it has none.
  var export: String?
  /// The name of the key; nil where it has none.
  var key: String?

  init(_ file: String) {
    guard let text = try? TextFile.read(file, shown: file),
      let root = YAMLDocument.parse(text, problems: ConfigProblems(file: file))
    else { return }
    if case .mapping(let formats)? = root["extract"]?.value {
      export = formats.first?.value["path"]?.text
    }
    key = root["privacy"]?["pseudonym"]?["key"]?.text
  }
}
