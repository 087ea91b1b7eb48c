// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// A workbook: a zip archive of XML parts that can be read in any order.
final class Workbook {
  /// The file, for messages.
  let name: String
  private let seekable: SeekableFile
  /// Bytes of the file.
  let size: Int

  /// Opens it.
  ///
  /// - Parameter format: The word under `extract:`, for messages.
  /// - Throws: `compression-error` where it is no such file.
  init(
    _ file: ExportFile, _ context: ExtractContext, _ counter: ReadCounter, format: String
  ) throws(Failure) {
    name = file.name
    seekable = try SeekableFile(file, context, counter, limit: 2 << 30)
    let descriptor = FileAccess.open(seekable.path, for: .reading) ?? -1
    defer { if descriptor >= 0 { FileAccess.close(descriptor) } }
    var start = [UInt8](repeating: 0, count: 8)
    let count = FileAccess.read(descriptor, into: &start, at: 0)
    size = FileStatus(descriptor: descriptor)?.size ?? 0
    guard !start.prefix(count ?? 0).starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return }
    let place = Diagnostic.Location(file: name)
    if start == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] {
      throw Failure(
        .compression, at: place,
        "this is an old Excel workbook (.xls), or a workbook with a password",
        hint:
          "Neither is read. Open it in Excel or LibreOffice, take the password off, and save it as .xlsx; "
          + "better still, let the source system export .xlsx or CSV.")
    }
    throw Failure(
      .compression, at: place, "this is no .\(format) workbook",
      hint: "Open the file to see what it is; text with delimiters is read by 'csv'.")
  }

  /// The bytes of a part; nil where there is none.
  ///
  /// - Throws: `compression-error` where the archive is damaged or has a password.
  func part(_ path: String) throws(Failure) -> (any ByteSource)? {
    let archive = try ArchiveReader(path: seekable.path, name: name)
    while let entry = try archive.next() {
      guard entry.name == path else { continue }
      guard !entry.isEncrypted else { throw locked }
      return LimitedSource(MemberSource(archive), packed: size, name: "\(name)/\(path)")
    }
    return nil
  }

  /// The bytes of a part that every workbook has.
  func requiredPart(_ path: String) throws(Failure) -> any ByteSource {
    if let part = try part(path) { return part }
    throw Failure(
      .format, at: .init(file: name), "the workbook has no part '\(path)'",
      hint: "It is damaged or another kind of file: open it and save it again, as .xlsx or .ods.")
  }

  /// Hands a part to a handler of XML.
  func read(_ path: String, _ handler: SAXHandler) throws(Failure) {
    try SAXParser.parse(requiredPart(path), handler)
  }

  /// What is said of a password.
  var locked: Failure {
    Failure(
      .compression, at: .init(file: name), "the workbook has a password",
      hint: "Save it without one, and protect the folder and the transport in place of the file.")
  }
}

/// A handler that knows in which elements it is, by their local names; for the small parts of a workbook.
class WorkbookPart: SAXHandler {
  /// The open elements, the outermost first.
  private(set) var names: [String] = []
  /// The text of the innermost element so far.
  private(set) var content = ""

  /// An element begins; `names` has it already. Attributes without a namespace have their names, those of relations `r:`
  /// before it; others, which extensions have, are left out.
  func begins(_ attributes: [String: String]) {}
  /// The innermost element ends; `names` has it still.
  func ends() {}

  final override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    guard names.count < SAXParser.depthLimit else { return stop(tooDeep) }
    unsafe names.append(String(cString: name.local))
    content = ""
    var found: [String: String] = [:]
    for index in 0..<attributes.count {
      guard let key = attributes.name(index) else { continue }
      var name = unsafe String(cString: key.local)
      if let uri = unsafe key.uri {
        guard unsafe String(cString: uri).hasSuffix("/relationships") else { continue }
        name = "r:" + name
      }
      found[name] = unsafe String(decoding: attributes.value(index), as: UTF8.self)
    }
    begins(found)
  }

  final override func end() {
    ends()
    names.removeLast()
    content = ""
  }

  final override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard content.utf8.count < 1 << 20 else { return }
    unsafe content += String(decoding: bytes, as: UTF8.self)
  }

  private var tooDeep: Failure {
    Failure(
      .format, at: place, "elements stand more than \(SAXParser.depthLimit) deep in each other")
  }
}

extension SAXAttributes {
  /// The value of an attribute; not for every cell.
  ///
  /// - Parameter isPlain: whether the attribute must have no namespace.
  func text(_ local: String, isPlain: Bool = false) -> String? {
    for index in 0..<count {
      guard let key = name(index), unsafe !isPlain || key.uri == nil,
        unsafe String(cString: key.local) == local
      else { continue }
      return unsafe String(decoding: value(index), as: UTF8.self)
    }
    return nil
  }
}
