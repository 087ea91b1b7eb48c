// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikDefinition
import HergebruikFormat
import Testing

/// A folder that is gone when the test is.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/hergebruik-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// Writes a file, with its folders, and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws -> String {
    try folder(name.split(separator: "/").dropLast().joined(separator: "/"))
    let file = "\(path)/\(name)"
    let handle = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(handle >= 0)
    defer { close(handle) }
    try #require(Glibc.write(handle, bytes, bytes.count) == bytes.count)
    try #require(fchmod(handle, mode) == 0)
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  func folder(_ name: String) throws {
    var folder = path
    for part in name.split(separator: "/") {
      folder += "/\(part)"
      try #require(mkdir(folder, 0o755) == 0 || errno == EEXIST)
    }
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR, let folder = opendir(path) else {
      unlink(path)
      return
    }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { remove("\(path)/\(name)") }
    }
    closedir(folder)
    rmdir(path)
  }
}

/// The diagnostics of what must fail.
func diagnostics(_ body: () throws -> Void) -> [Diagnostic] {
  do {
    try body()
    return []
  } catch {
    return (error as? Failure)?.diagnostics ?? []
  }
}

/// `line:column code summary`, and the hint below it.
func lines(_ diagnostics: [Diagnostic], hints: Bool = false) -> String {
  diagnostics.map { diagnostic in
    let place = "\(diagnostic.location.line ?? 0):\(diagnostic.location.column ?? 0)"
    let hint = hints ? (diagnostic.hint.map { "\n  " + $0 } ?? "") : ""
    return "\(place) \(diagnostic.code.rawValue) \(diagnostic.summary)\(hint)"
  }.joined(separator: "\n")
}

/// Reads a pipeline file with a catalogue that has a licence.
func pipeline(
  _ text: String, name: String = "bomen", license: String? = "CC0-1.0"
) throws -> PipelineDefinition {
  try PipelineDefinition(
    text: text, name: name, folder: "pipelines/\(name)", file: "pipeline.yaml",
    defaultLicense: license)
}

/// A pipeline file of some fields, which are right where the fields are.
func fields(
  _ items: String..., extract: String = "csv: {path: a.csv}",
  publish: String = ""
) -> String {
  """
  version: 1
  extract: {\(extract)}
  metadata: {title: T, description: D, theme: [ENVI]}
  \(publish)
  fields:
  \(items.map { "  - {\($0)}" }.joined(separator: "\n"))
  """
}
