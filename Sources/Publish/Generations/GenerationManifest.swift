// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
internal import HergebruikFormat
package import HergebruikModel

/// `generation.json`: every file of a generation and all that its pages are made from.
///
/// It is public, so it holds no clock and nothing of the inputs: a digest of an export with personal
/// data would let anybody confirm a guess.
package struct GenerationManifest: Hashable, Sendable, Codable {
  /// A file below the web root.
  package struct File: Hashable, Sendable, Codable {
    /// Below the web root, with slashes: `datasets/bomen/index.html`.
    package var path: String
    /// 64 lower-case hexadecimal digits.
    package var sha256: String
    /// Bytes.
    package var size: Int

    /// Makes an entry.
    package init(path: String, sha256: String, size: Int) {
      self.path = path
      self.sha256 = sha256
      self.size = size
    }
  }

  /// The highest number of this format that this program reads, and the one that it writes; docs/versions.md says when it
  /// is raised.
  static let format = 1

  /// The number of this format.
  package var version = Self.format
  /// The version of the program that made the generation.
  package var toolVersion: String
  /// What is said about the catalogue.
  package var catalogue: CatalogueRecord
  /// When the catalogue was first published, `YYYY-MM-DD`.
  package var issued: String
  /// When the catalogue or one of its datasets last changed, `YYYY-MM-DD`.
  package var modified: String
  /// Sorted by name.
  package var datasets: [DatasetRecord]
  /// Every file but the manifest itself, sorted by path.
  package var files: [File]

  /// The record of a dataset.
  package func dataset(_ name: String) -> DatasetRecord? {
    datasets.first { $0.name == name }
  }

  /// The bytes of `generation.json`: sorted keys, one line for each dataset and file.
  ///
  /// They are encoded one by one, so that memory does not hold all of them once more as a tree.
  func json() throws(Failure) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json = Array("{\n".utf8)
    do {
      json += try Array("\"catalogue\": ".utf8) + encoder.encode(catalogue)
      try append(datasets, as: "datasets", encoder, to: &json)
      try append(files, as: "files", encoder, to: &json)
      for (name, text) in [
        ("issued", issued), ("modified", modified), ("toolVersion", toolVersion),
      ] {
        json += try Array(",\n\"\(name)\": ".utf8) + encoder.encode(text)
      }
    } catch {
      throw Failure(.selfCheck, "the manifest of the generation cannot be written: \(error)")
    }
    return json + Array(",\n\"version\": \(version)\n}\n".utf8)
  }

  private func append<Item: Encodable>(
    _ items: [Item], as name: String, _ encoder: JSONEncoder, to json: inout [UInt8]
  ) throws {
    json += Array(",\n\"\(name)\": [".utf8)
    for (index, item) in items.enumerated() {
      json += index == 0 ? [UInt8(ascii: "\n")] : Array(",\n".utf8)
      json += try encoder.encode(item)
    }
    json += Array("\n]".utf8)
  }

  /// Reads a manifest; `path` is for the message.
  ///
  /// Its names become paths again, so none may lead out of the generation.
  /// - Throws: `Failure` with `input-output` where it is damaged, or of a later version.
  static func read(_ bytes: [UInt8], path: String) throws(Failure) -> GenerationManifest {
    let manifest: GenerationManifest
    do {
      manifest = try JSONDecoder().decode(GenerationManifest.self, from: Data(bytes))
    } catch {
      if let words = newer(bytes) { throw damaged(path, words) }
      throw damaged(path, "it is damaged")
    }
    if manifest.version > format { throw damaged(path, manifest.head.words) }
    guard manifest.version > 0 else { throw damaged(path, "it is damaged") }
    guard manifest.files.allSatisfy({ isPlain($0.path) }) else {
      throw damaged(path, "it names a path outside the generation")
    }
    guard manifest.datasets.allSatisfy({ isSlug($0.name) }) else {
      throw damaged(path, "it names a dataset that cannot exist")
    }
    let versions = manifest.datasets.flatMap { $0.versions ?? [] }
    let names =
      manifest.datasets.flatMap { $0.distributions.map(\.fileName) }
      + versions.flatMap { $0.distributions.map(\.fileName) } + versions.map(\.date)
    guard names.allSatisfy({ isPlain($0) && !$0.utf8.contains(UInt8(ascii: "/")) }) else {
      throw damaged(path, "it names a distribution outside the folder of its dataset")
    }
    return manifest
  }

  /// What stands in a manifest of every format.
  private struct Head: Decodable {
    var version: Int
    var toolVersion: String?

    /// Why this program cannot use it.
    var words: String {
      "it has format \(version)\(toolVersion.map { ", of version \($0) of the program" } ?? ""), "
        + "and this program reads formats up to \(GenerationManifest.format)"
    }
  }

  private var head: Head { Head(version: version, toolVersion: toolVersion) }

  /// Why a manifest cannot be used that a newer program wrote; `nil` if none did.
  static func newer(_ bytes: [UInt8]) -> String? {
    // What is no manifest at all is damaged, not newer.
    guard let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)), head.version > format
    else { return nil }
    return head.words
  }

  static func damaged(_ path: String, _ what: String) -> Failure {
    Failure(
      .inputOutput, at: Diagnostic.Location(file: path),
      "the manifest \(path) cannot be used: \(what)")
  }

  /// Whether a path stays below the folder that it is relative to.
  static func isPlain(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.utf8.contains(0) && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Whether a name can be a dataset's: small letters, digits and dashes, no dash first.
  private static func isSlug(_ name: String) -> Bool {
    guard let first = name.utf8.first, first != UInt8(ascii: "-"), name.utf8.count <= 100 else {
      return false
    }
    return name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
    }
  }
}
