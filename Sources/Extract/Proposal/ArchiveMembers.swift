// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What is in a zip file that is no workbook, for a proposal.
package enum ArchiveMembers {
  /// Names are listed up to here.
  private static let limit = 1_000

  /// The names of the files in a zip file, in its order; nil where a path is no zip file, or a workbook.
  ///
  /// - Throws: `compression-error` where it is damaged.
  package static func list(_ path: String) throws(Failure) -> [String]? {
    let file = ExportFile.at(path)
    guard try file.bytes(ReadCounter()).peek(4) == [0x50, 0x4B, 0x03, 0x04] else { return nil }
    let reader = try ArchiveReader(path: path, name: path)
    var names: [String] = []
    while let entry = try reader.next(), names.count < limit {
      if entry.kind == .file { names.append(entry.name) }
    }
    let marks: Set = ["[Content_Types].xml", "mimetype"]
    return names.contains(where: marks.contains) ? nil : names
  }

  /// Unpacks the one file that a pattern means.
  ///
  /// - Parameter put: Gets its bytes, in parts.
  /// - Throws: What opening the archive throws.
  package static func unpack(
    _ path: String, member: String, _ context: ExtractContext,
    _ put: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    let files = try ExportSource(path: ExportFile.pattern(path), member: member).files(context)
    guard let file = try files.next() else { return }
    let source = try file.bytes(ReadCounter())
    var buffer = ByteBuffer(capacity: 1 << 16)
    while case .bytes = try source.read(into: &buffer, upTo: 1 << 16) {
      try unsafe put(buffer.span.bytes)
      buffer.removeAll()
    }
  }
}
