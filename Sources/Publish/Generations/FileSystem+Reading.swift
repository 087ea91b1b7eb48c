// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

extension FileSystem {
  /// The names in a folder, sorted, without `.` and `..`.
  func names(in path: String) throws(Failure) -> [String] {
    guard let names = Paths.names(in: path) else { throw Self.failure("cannot list", path) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Every file and folder below a folder, as relative paths; a folder comes before what it holds.
  func contents(of root: String) throws(Failure) -> [(path: String, status: FileStatus)] {
    var found: [(path: String, status: FileStatus)] = []
    var waiting = [""]
    while let folder = waiting.popLast() {
      for name in try names(in: folder.isEmpty ? root : "\(root)/\(folder)") {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        guard let status = try status("\(root)/\(path)") else { continue }
        found.append((path, status))
        if status.isFolder { waiting.append(path) }
      }
    }
    return found
  }

  /// Removes a folder with all that it holds; links are removed, not followed.
  func removeTree(_ root: String) throws(Failure) {
    guard let status = try status(root) else { return }
    guard status.isFolder else { return try removeFile(root) }
    for (path, status) in try contents(of: root).reversed() {
      guard status.isFolder else {
        try removeFile("\(root)/\(path)")
        continue
      }
      try removeEmptyFolder("\(root)/\(path)")
    }
    try removeEmptyFolder(root)
  }

  private func removeEmptyFolder(_ path: String) throws(Failure) {
    beforeChange("rmdir \(path)")
    guard Paths.removeFolder(path) else { throw Self.failure("cannot remove", path) }
  }

  /// All bytes of a small file; nil where nothing is there.
  func read(_ path: String) throws(Failure) -> [UInt8]? {
    guard try status(path) != nil else { return nil }
    var bytes: [UInt8] = []
    try forEachBlock(of: path) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// SHA-256, in lower-case hexadecimal digits, and size of a file; memory does not grow with it.
  func digest(_ path: String) throws(Failure) -> (sha256: String, size: Int) {
    var hash = SHA256Hasher()
    var size = 0
    try forEachBlock(of: path) { block in
      unsafe hash.update(block.bytes)
      size += block.count
    }
    return (hash.finish().hexadecimal, size)
  }

  /// The same for bytes in memory.
  static func digest(_ bytes: [UInt8]) -> (sha256: String, size: Int) {
    (SHA256Hasher.digest(of: bytes).hexadecimal, bytes.count)
  }

  /// Copies a file, flushed, mode 0644.
  func copy(_ source: String, to path: String) throws(Failure) {
    guard
      let file = FileDescriptor(
        path, for: .writing, [.create, .exclusive, .noLink], mode: 0o644)
    else { throw Self.failure("cannot write", path) }
    let number = file.number
    var problem: Failure?
    try forEachBlock(of: source) { block in
      if problem == nil, unsafe !FileAccess.write(block.bytes, to: number) {
        problem = Self.failure("cannot write", path)
      }
    }
    if let problem { throw problem }
    guard file.flush() else { throw Self.failure("cannot flush", path) }
  }

  private func forEachBlock(
    of path: String, _ body: (Span<UInt8>) -> Void
  ) throws(Failure) {
    guard let file = FileDescriptor(path, for: .reading, .noLink) else {
      throw Self.failure("cannot read", path)
    }
    // Most files are a few kilobytes: a buffer has to be filled with zeros before it is read into.
    let size = file.status?.size ?? 1 << 18
    var buffer = [UInt8](repeating: 0, count: min(max(size, 1 << 12), 1 << 18))
    while true {
      let count = FileAccess.read(file.number, into: &buffer)
      guard count >= 0 else { throw Self.failure("cannot read", path) }
      if count == 0 { return }
      body(buffer.span.extracting(first: count))
    }
  }
}
