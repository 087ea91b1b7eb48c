// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat
internal import HergebruikSystem

/// An export on disk that can be read from anywhere, for formats that are no stream: workbooks, databases.
///
/// A plain file is read where it is. What is compressed or comes through a pipe is written to a nameless
/// file in the scratch folder first, which is gone with this object.
public final class SeekableFile {
  /// A path that can be opened, as long as this object lives.
  public let path: String
  private let descriptor: Int32?
  /// A name in the scratch folder that must still be removed.
  private var scratchName: String?

  /// Sees to it that a file is on disk.
  ///
  /// - Parameters:
  ///   - limit: The most bytes that may be written to the scratch folder.
  ///   - isNamed: Whether the file in the scratch folder keeps its name, for a library that follows no
  ///     link to a file without one, until `removeName()` or the end of this object.
  /// - Throws: `input-output`, `compression-error`, the latter also beyond the limit.
  public convenience init(
    _ file: ExportFile, _ context: ExtractContext, _ counter: ReadCounter, limit: Int = 8 << 30,
    isNamed: Bool = false
  ) throws(Failure) {
    try self.init(
      file, file.opened(counter), scratch: context.scratch, limit: limit, isNamed: isNamed)
  }

  /// Sees to it that a file is on disk that was opened already, and that nothing was read of.
  init(
    _ file: ExportFile, _ opened: ExportFile.Opened, scratch folder: String, limit: Int,
    isNamed: Bool = false
  ) throws(Failure) {
    if let path = file.path, !opened.isPacked {
      self.path = path
      descriptor = nil
      return
    }
    guard let (name, scratch) = Paths.makeFile(unique: "\(folder)/export-"),
      isNamed || Paths.remove(name)
    else { throw Self.failure("made", folder) }
    descriptor = scratch
    scratchName = isNamed ? name : nil
    path = scratchName ?? "/proc/self/fd/\(scratch)"
    try Self.copy(opened.bytes, to: scratch, limit: limit, name: file.name, folder: folder)
  }

  /// The first bytes, or fewer where the file is shorter.
  ///
  /// - Throws: `input-output`.
  func start(_ count: Int) throws(Failure) -> [UInt8] {
    let descriptor = try FileSource.open(path, name: path)
    defer { FileAccess.close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = FileAccess.read(descriptor, into: &bytes, at: 0)
    guard let got else { throw FileSource.failure("read", path) }
    return Array(bytes.prefix(got))
  }

  /// Its size in bytes.
  ///
  /// - Throws: `input-output`.
  func size() throws(Failure) -> Int {
    guard let size = FileSelection.size(of: path) else { throw FileSource.failure("read", path) }
    return size
  }

  deinit {
    if let descriptor { FileAccess.close(descriptor) }
    removeName()
  }

  /// Whether it is a copy in the scratch folder, which nobody else knows.
  var isCopy: Bool { descriptor != nil }

  /// Takes the name of a copy away, once it is open.
  func removeName() {
    if let scratchName { Paths.remove(scratchName) }
    scratchName = nil
  }

  private static func copy(
    _ source: any ByteSource, to descriptor: Int32, limit: Int, name: String, folder: String
  ) throws(Failure) {
    var buffer = ByteBuffer(capacity: 1 << 18)
    var total = 0
    while case .bytes = try source.read(into: &buffer, upTo: 1 << 18) {
      total += buffer.count
      guard total <= limit else {
        throw Failure(
          .compression, at: Diagnostic.Location(file: name),
          "the export is larger than \(limit >> 20) MiB once unpacked",
          hint: "Check that it is what it should be.")
      }
      guard unsafe FileAccess.write(buffer.span.bytes, to: descriptor) else {
        throw failure("written", folder)
      }
      buffer.removeAll()
    }
  }

  private static func failure(_ what: String, _ folder: String) -> Failure {
    Failure(
      .inputOutput, at: Diagnostic.Location(file: folder),
      "a file for the unpacked export cannot be \(what): \(SystemError.last)",
      hint: "Check the free space there, and that you own the folder.")
  }
}
