// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// The texts of memo fields, which stand in a file beside the table: `.dbt` of dBASE, `.fpt` of FoxPro.
///
/// Source: "Memo File Structure" of Visual FoxPro; "dBASE File Structure" of dBASE IV.
final class DBFMemo {
  /// How blocks are written.
  private enum Form {
    /// Blocks of 512 bytes; a text ends with 1A.
    case dBase3
    /// A text is behind 8 bytes, of which the last four are their and its length together.
    case dBase4
    /// A text is behind 8 bytes, of which the last four are its length, the highest first.
    case foxPro
  }

  private let path: String?
  private let form: Form
  private var descriptor: Int32 = -1
  private var blockSize = 512
  private var name = ""

  /// Makes the memos of a table; nothing is opened before the first is asked for.
  init(of file: ExportFile, _ version: UInt8) {
    path = file.path
    form = version == 0x83 ? .dBase3 : [0x8B, 0xCB, 0x43].contains(version) ? .dBase4 : .foxPro
  }

  deinit {
    if descriptor >= 0 { FileAccess.close(descriptor) }
  }

  /// The bytes of a memo, without the marks that end it.
  ///
  /// - Throws: `source-missing` where the file is not there, `format-error` where it has no such block.
  func text(_ block: Int, at place: Diagnostic.Location, limit: Int) throws(Failure) -> [UInt8] {
    if descriptor < 0 { try open(place) }
    let start = block * blockSize
    guard form != .dBase3 else { return try untilMark(from: start, place, limit) }
    let head = try bytes(start, 8, place)
    let number = head[4...].reduce(0) { $0 << 8 | Int($1) }
    let length =
      form == .foxPro ? number : Int(UInt32(truncatingIfNeeded: number).byteSwapped) - 8
    // The mark of a text: FF FF 08 00 in dBASE, 1 in FoxPro.
    let isText =
      form == .foxPro
      ? head[..<4].elementsEqual([0, 0, 0, 1]) : head.starts(with: [0xFF, 0xFF, 8])
    guard isText, length >= 0 else { throw Self.damaged(place) }
    guard length <= limit else {
      throw Failure(
        .recordTooLarge, at: place, "a memo is larger than \(limit) bytes",
        hint: "Check whether the file is what it should be.")
    }
    return try bytes(start + 8, length, place)
  }

  private func untilMark(
    from start: Int, _ place: Diagnostic.Location, _ limit: Int
  ) throws(Failure) -> [UInt8] {
    var text: [UInt8] = []
    while text.count <= limit {
      let part = try bytes(start + text.count, 512, place, isWhole: false)
      if let end = part.firstIndex(of: 0x1A) { return text + part[..<end] }
      guard !part.isEmpty else { throw Self.damaged(place) }
      text += part
    }
    throw Failure(
      .recordTooLarge, at: place, "a memo is larger than \(limit) bytes",
      hint: "Check whether the file is what it should be.")
  }

  private func open(_ place: Diagnostic.Location) throws(Failure) {
    guard let path else {
      throw Failure(
        .format, at: place, "the field is a memo, which stands in a file beside the table",
        hint:
          "That works for a table that lies in a folder, not for one in an archive or from a program: "
          + "unpack it, or export the table as CSV.")
    }
    let base = path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    let endings = form == .foxPro ? ["fpt", "FPT", "Fpt"] : ["dbt", "DBT", "Dbt"]
    for ending in endings where descriptor < 0 {
      name = "\(base).\(ending)"
      descriptor = FileAccess.open(name, for: .reading, .noTerminal) ?? -1
    }
    guard descriptor >= 0 else {
      throw Failure(
        .sourceMissing, at: place,
        "the field is a memo, and its file (.\(endings[0])) is not beside the table",
        hint: "Put the \(endings[0].uppercased()) file of the same name in the same folder.")
    }
    let head = try bytes(0, 22, place)
    switch form {
    case .dBase3: blockSize = 512
    case .dBase4: blockSize = Int(head[20]) | Int(head[21]) << 8
    case .foxPro: blockSize = Int(head[6]) << 8 | Int(head[7])
    }
    if blockSize == 0 { blockSize = form == .foxPro ? 1 : 512 }
  }

  private func bytes(
    _ start: Int, _ count: Int, _ place: Diagnostic.Location, isWhole: Bool = true
  ) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let filled = FileAccess.read(descriptor, into: &bytes, at: start) ?? 0
    guard !isWhole || filled == count else { throw Self.damaged(place) }
    return filled == count ? bytes : Array(bytes[..<filled])
  }

  /// What is said of a memo that is not where the table says.
  static func damaged(_ place: Diagnostic.Location) -> Failure {
    Failure(
      .format, at: place, "a memo is not where the table says that it is",
      hint:
        "The two files do not belong together, or are damaged: let the source system export both again."
    )
  }
}
