// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
package import HergebruikFormat
internal import HergebruikSystem

/// Looks at the files of a project, again and again, for a preview that follows them.
///
/// It asks for the state of every file: that works on any file system, over NFS and through links, where being told
/// of changes (inotify) does not.
package struct ProjectWatch: Sendable {
  private let project: Project
  private let asked: [String]
  private let keys: KeyStore
  /// What files say of others, by path, as long as they are the same.
  private var outside: [String: (stamp: ProjectState.Stamp, files: OutsideFiles)] = [:]

  /// Starts to watch what a run with these options would read.
  ///
  /// - Throws: `Failure` with `project-missing`.
  package init(_ options: RunOptions) throws(Failure) {
    project = try Project(directory: options.project, formats: options.formats)
    asked = options.datasets
    keys = KeyStore(environment: options.environment, projectDirectory: project.directory)
  }

  /// The state of all files now; what cannot be looked at is as if it were not there.
  package mutating func look() -> ProjectState {
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
    // The logo may stand anywhere.
    enter(outside: project.pipelines + "/catalog.yaml", in: project.pipelines, &state.shared)
    // The link alone: what it leads to never changes.
    let current = project.catalog + "/current"
    if let status = FileStatus(current, followingLinks: false) {
      state.shared[current] = .init(status)
    }
    return state
  }

  /// What a pipeline file names elsewhere: exports, control files, lists and the like, the files of datasets that its
  /// schema refers to, and its key.
  private mutating func lookOutside(_ folder: String, _ files: inout [String: ProjectState.Stamp]) {
    for schema in files.keys.filter({ $0.hasSuffix(".json") }) {
      guard let named = named(in: schema, files[schema]) else { continue }
      for dataset in named.datasets {
        Self.enter("\(project.pipelines)/\(dataset)/pipeline.yaml", &files)
      }
    }
    let file = "\(folder)/pipeline.yaml"
    enter(outside: file, in: folder, &files)
    guard let key = named(in: file, files[file])?.key else { return }
    for place in keys.places(of: key) where files[place.path] == nil {
      Self.enter(place.path, &files)
    }
  }

  /// Enters the files that a file names, also where its folder is not looked through.
  private mutating func enter(
    outside file: String, in folder: String, _ files: inout [String: ProjectState.Stamp]
  ) {
    guard let named = named(in: file, files[file]) else { return }
    let paths =
      named.patterns.flatMap { ExportSource.files(of: $0, in: folder) }
      + named.paths.map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
    for path in paths where files[path] == nil {
      guard let status = FileStatus(path), !status.isFolder else { continue }
      files[path] = .init(status)
    }
  }

  /// What a file says of others, read again when it changed; nil where it is not there.
  private mutating func named(
    in file: String, _ stamp: ProjectState.Stamp?
  ) -> OutsideFiles? {
    guard let stamp else { return nil }
    if let known = outside[file], known.stamp == stamp { return known.files }
    let files = OutsideFiles(file)
    outside[file] = (stamp, files)
    return files
  }

  /// Enters a file, or all files below a folder; links to folders are not followed.
  private static func enter(_ path: String, _ files: inout [String: ProjectState.Stamp]) {
    var waiting = [path]
    while let found = waiting.popLast() {
      guard let status = FileStatus(found) else { continue }
      if !status.isFolder {
        files[found] = .init(status)
      } else if found == path || !isLink(found) {
        waiting += names(in: found).map { "\(found)/\($0)" }
      }
    }
  }

  private static func isLink(_ path: String) -> Bool {
    FileStatus(path, followingLinks: false)?.isLink == true
  }

  /// The names in a folder; without hidden ones, and without the copies that editors make.
  private static func names(in folder: String) -> [String] {
    (Paths.names(in: folder) ?? []).filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }
  }
}

/// What a pipeline file, the catalogue's file or a schema says of other files, also where it is not right as a whole.
private struct OutsideFiles: Sendable {
  /// What stands under `path`: files, or patterns.
  var patterns: [String] = []
  /// Every other text that may be a path to another folder: the names of lists and of the logo.
  var paths: [String] = []
  /// The datasets that the foreign keys of a schema refer to.
  var datasets: [String] = []
  /// The name of the key; nil where it has none.
  var key: String?

  init(_ file: String) {
    guard let text = try? TextFile.read(file, shown: file),
      let root = YAMLDocument.parse(text, problems: ConfigProblems(file: file))
    else { return }
    key = root["privacy"]?["pseudonym"]?["key"]?.text
    collect(root, under: nil)
  }

  private mutating func collect(_ node: ConfigNode, under key: String?) {
    switch node.value {
    case .mapping(let pairs): for pair in pairs { collect(pair.value, under: pair.key.text) }
    case .sequence(let items): for item in items { collect(item, under: key) }
    case .scalar(let text, _):
      if key == "path" {
        patterns.append(text)
      } else if key == "resource" {
        if Names.isSlug(text) { datasets.append(text) }
      } else if text.contains("/"), !text.contains("://"), !text.contains("\n") {
        paths.append(text)
      }
    }
  }
}
