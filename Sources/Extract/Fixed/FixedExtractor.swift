// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// Reads records in which every field has its place, as mainframes write them.
struct FixedExtractor: RecordExtractor {
  static let name = "fixed"
  static let summary = "Reads records of fixed width, one a line or one after another."
  static let addressing = ColumnAddressing.paths
  static let example = """
    path: example/heffingen.txt
    encoding: windows-1252
    only: {start: 1, text: "02"}
    """
  static let keys = [
    ExtractorOption(
      "encoding", "utf-8, windows-1252, iso-8859-1, iso-8859-15, cp850 or cp437; default utf-8",
      "The character set."),
    ExtractorOption(
      "recordLength", "a number of bytes; default none",
      "How long a record is, where none ends with a line end."),
    ExtractorOption(
      "skipLines", "a number; default 0", "Records at the top that are none, such as a header."),
    ExtractorOption(
      "only", "a group with start and text; default none",
      "Only records that have this text at this place are read; others may be headers, totals or of "
        + "another kind."),
  ]

  let source: ExportSource
  private let plan: FixedPlan

  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems
  ) {
    self.source = source
    var plan = FixedPlan(columns: columns.map { FixedColumn($0, problems) })
    let words = SourceEncoding.allCases.filter { !$0.isUTF16 }.map(\.rawValue)
    plan.encoding =
      keys.word("encoding", of: words).flatMap(SourceEncoding.init(rawValue:)) ?? .utf8
    plan.recordLength = keys.integer("recordLength", in: 1...1_000_000)
    plan.skip = keys.integer("skipLines", in: 0...1_000_000) ?? 0
    if var only = keys.mapping("only") {
      let start = only.integer("start", in: 1...1_000_000)
      if start == nil { only.missing("start", hint: "Count characters from 1.") }
      let text = only.requiredString("text", hint: "Write what stands there: text: \"02\".")
      only.finish()
      if let start, let text {
        if text.utf8.allSatisfy({ $0 < 0x80 }), !text.isEmpty {
          plan.only = (start - 1, Array(text.utf8))
        } else {
          keys.invalid("only", "'text' is not ASCII", hint: "Choose a part that is.")
        }
      }
    }
    for item in plan.columns where item.sign == .packed && plan.recordLength == nil {
      problems.report(
        .invalidValue, at: item.column.source, "a packed number may hold the bytes of a line end",
        hint: "Write how long a record is: recordLength: 120.")
    }
    if let length = plan.recordLength {
      for item in plan.columns where item.start + item.length > length {
        problems.report(
          .invalidValue, at: item.column.source, "the field goes beyond 'recordLength'",
          hint: "A record has \(length) bytes; the field ends at \(item.start + item.length).")
      }
    }
    self.plan = plan
  }

  func reader(_ context: ExtractContext) -> any RecordReader {
    FixedReader(plan: plan, blockSize: context.sizes.block)
  }
}

/// How records are cut.
private struct FixedPlan: Sendable {
  var columns: [FixedColumn]
  var encoding = SourceEncoding.utf8
  var recordLength: Int?
  var skip = 0
  var only: (start: Int, text: [UInt8])?
}

private struct FixedReader: RecordReader {
  let plan: FixedPlan
  let blockSize: Int

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let source: any ByteSource
    if plan.recordLength == nil {
      source = try file.text(plan.encoding, counter)
    } else {
      source = try file.bytes(counter)
    }
    try sink.begin(
      header: plan.columns.map(\.column.label), width: plan.columns.count,
      at: .init(file: file.name))
    var buffer = ByteBuffer(capacity: 1 << 16)
    var (line, isEnded, taken, hasLineEnd) = (0, false, 0, false)
    while !isEnded {
      switch try source.read(into: &buffer, upTo: min(max(blockSize, 1), 1 << 18)) {
      case .bytes: break
      case .end: isEnded = true
      case .undecodable(let what, let hint):
        throw Failure(.encoding, at: .init(file: file.name, line: line + 1), what, hint: hint)
      }
      taken = 0
      while let end = unsafe cut(buffer.bytes, from: taken, isEnded) {
        line += 1
        try unsafe take(
          UnsafeBufferPointer(rebasing: buffer.bytes[taken..<end.record]), line, file.name, sink)
        taken = end.next
        hasLineEnd = unsafe buffer.bytes[end.next - 1] == 0x0A || buffer.bytes[end.next - 1] == 0x1A
      }
      buffer.removeFirst(taken)
      guard buffer.count <= sink.recordLimit else {
        throw Failure(
          .recordTooLarge, at: .init(file: file.name, line: line + 1),
          "a record is larger than \(sink.recordLimit) bytes",
          hint: "Where records have no line ends, write how long one is: recordLength: 120.")
      }
    }
    guard line > 0 else {
      throw Failure(
        .sourceEmpty, at: .init(file: file.name), "the file is empty",
        hint: "Check whether the export ran.")
    }
    if plan.recordLength == nil { sink.endLines(hasLineEnd) }
    guard buffer.isEmpty else {
      throw Failure(
        .format, at: .init(file: file.name, line: line + 1),
        "the last record has \(buffer.count) bytes of \(plan.recordLength ?? 0)",
        hint: "The file is cut off, or 'recordLength' is not the length of a record.")
    }
  }

  /// Where a record ends, and the next begins.
  private func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ isEnded: Bool
  ) -> (record: Int, next: Int)? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    if let length = plan.recordLength {
      return start + length <= bytes.count ? (start + length, start + length) : nil
    }
    if let found = unsafe Memory.firstIndex(of: 0x0A, in: base + start, count: bytes.count - start)
    {
      let end = start + found
      let hasReturn = unsafe end > start && bytes[end - 1] == 0x0D
      return (hasReturn ? end - 1 : end, end + 1)
    }
    // The end-of-file mark of CP/M and DOS is none of the record's.
    let end = unsafe bytes[bytes.count - 1] == 0x1A ? bytes.count - 1 : bytes.count
    return isEnded ? (end, bytes.count) : nil
  }

  private func take(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ file: String, _ sink: RecordSink
  ) throws(Failure) {
    guard line > plan.skip else { return }
    if let only = plan.only {
      let end = only.start + only.text.count
      guard end <= bytes.count, unsafe bytes[only.start..<end].elementsEqual(only.text) else {
        return
      }
    }
    guard !bytes.isEmpty else { return sink.passBlank() }
    // In UTF-8 a character may be several bytes, and places count characters.
    let starts =
      unsafe plan.encoding == .utf8 && plan.recordLength == nil && bytes.contains { $0 >= 0x80 }
      ? bytes.indices.filter { unsafe bytes[$0] & 0xC0 != 0x80 } + [bytes.count] : nil
    sink.beginRow()
    for (index, item) in plan.columns.enumerated() {
      let count = starts.map { $0.count - 1 } ?? bytes.count
      guard item.start < count else { continue }
      let last = min(item.start + item.length, count)
      let range = (starts?[item.start] ?? item.start)..<(starts?[last] ?? last)
      let part = unsafe UnsafeBufferPointer(rebasing: bytes[range])
      if item.isNumber {
        if unsafe item.append(number: part, to: sink) {
          sink.endCell(index)
          continue
        }
        guard item.sign != .packed else {
          throw Failure(
            .format, at: .init(file: file, line: line, field: item.column.label),
            "a packed number is none",
            hint: "Check 'start' and 'length' against the record's description.")
        }
        // The text as it is fails its type, and is told of as other cells are.
        sink.truncateCell()
      }
      let text = unsafe item.trimmed(part)
      guard let charset = plan.encoding.charset else {
        unsafe sink.append(text)
        sink.endCell(index)
        continue
      }
      guard unsafe charset.append(text, to: sink) else {
        throw Failure(
          .encoding, at: .init(file: file, line: line, field: item.column.label),
          "a byte has no meaning in \(plan.encoding.rawValue)",
          hint: "Ask the supplier for the character set of the export.")
      }
      sink.endCell(index)
    }
    try sink.endRow(line: line)
  }
}
