// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat
internal import HergebruikSystem

/// Finds the file of a request, and never one outside the folder.
struct PreviewFiles: Sendable {
  /// What a path leads to.
  enum Found: Equatable {
    /// An absolute path without links.
    case file(String)
    /// A folder that was asked for without a slash at the end.
    case folder
    case nothing
  }

  /// The folder, absolute and without links.
  let root: String

  init(root: String) throws(Failure) {
    guard let real = Self.realPath(root) else {
      throw Failure(
        .inputOutput, at: Diagnostic.Location(file: root),
        "the folder to preview, \(root), cannot be opened: \(SystemError.last)",
        hint: "Run the preview again.")
    }
    self.root = real
  }

  /// The file that a request's path means, `/datasets/bomen/`, still percent-encoded.
  func find(_ target: String) -> Found {
    guard target.hasPrefix("/"), let parts = Self.parts(target) else { return .nothing }
    let path = ([root] + parts.filter { !$0.isEmpty }).joined(separator: "/")
    guard let real = Self.realPath(path), isInside(real) else { return .nothing }
    if Self.isFolder(real) {
      guard target.hasSuffix("/") else { return .folder }
      guard let index = Self.realPath(real + "/index.html"), isInside(index), Self.isFile(index)
      else { return .nothing }
      return .file(index)
    }
    return Self.isFile(real) && !target.hasSuffix("/") ? .file(real) : .nothing
  }

  /// The decoded parts between slashes; nil where one is not a plain name.
  private static func parts(_ target: String) -> [String]? {
    var parts: [String] = []
    for part in target.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let name = String(part).removingPercentEncoding, name != ".", name != "..",
        !name.utf8.contains(0), !name.utf8.contains(UInt8(ascii: "/")),
        !name.utf8.contains(UInt8(ascii: "\\"))
      else { return nil }
      parts.append(name)
    }
    return parts
  }

  private func isInside(_ path: String) -> Bool {
    path.utf8.elementsEqual(root.utf8) || path.utf8.starts(with: (root + "/").utf8)
  }

  private static func realPath(_ path: String) -> String? {
    Paths.real(path)
  }

  private static func isFolder(_ path: String) -> Bool {
    FileStatus(path, followingLinks: false)?.isFolder == true
  }

  private static func isFile(_ path: String) -> Bool {
    FileStatus(path, followingLinks: false)?.isFile == true
  }

  /// The media type by the end of the name; compressed data are what they are, not what is inside.
  static func mediaType(_ path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js", "mjs": "text/javascript; charset=utf-8"
    case "ttl": "text/turtle; charset=utf-8"
    case "jsonld": "application/ld+json"
    case "rdf": "application/rdf+xml"
    case "json": "application/json"
    case "gz": "application/gzip"
    case "csv": "text/csv; charset=utf-8"
    case "txt": "text/plain; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "webp": "image/webp"
    case "atom": "application/atom+xml"
    case "xml": "application/xml"
    default: "application/octet-stream"
    }
  }
}
