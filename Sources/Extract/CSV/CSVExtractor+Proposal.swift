// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

extension CSVExtractor: ProposingExtractor {
  /// How much of an export is looked at for its dialect.
  static let sampleSize = 1 << 20

  /// Looks for the encoding in all of a file, and for the dialect in its first MiB.
  package static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    guard try !isMarkup(file), let encoding = try EncodingGuess(file) else { return nil }
    let sample = try CSVSample(file, encoding.best)
    var shapes: [CSVShape] = []
    for delimiter in [";", ",", "\t", "|"] {
      for quote in ["\"", nil] as [String?] {
        guard let shape = CSVShape(sample, encoding.best, delimiter: delimiter, quote: quote) else {
          continue
        }
        shapes.append(shape)
        // Without quotes only where quotes do not work.
        if !shape.isBroken { break }
      }
    }
    guard let best = shapes.filter({ !$0.isBroken }).max(by: { $0.score < $1.score }) else {
      return nil
    }
    return best.proposal(encoding, hasWhole: sample.isWhole)
  }

  private static func isMarkup(_ file: ExportFile) throws(Failure) -> Bool {
    try file.bytes(ReadCounter()).peek(64).first {
      ![0xEF, 0xBB, 0xBF, 0x20, 0x0A, 0x0D].contains($0)
    }
      == 0x3C
  }
}

/// The first bytes of an export, as text, cut behind a line end.
struct CSVSample: Sendable {
  let name: String
  let bytes: [UInt8]
  /// Whether it is the whole export.
  let isWhole: Bool

  init(_ file: ExportFile, _ encoding: SourceEncoding) throws(Failure) {
    name = file.name
    let source = try file.text(encoding, ReadCounter())
    var buffer = ByteBuffer(capacity: CSVExtractor.sampleSize)
    var ended = false
    while buffer.count < CSVExtractor.sampleSize, !ended {
      if case .bytes = try source.read(into: &buffer, upTo: 1 << 16) { continue }
      ended = true
    }
    isWhole = ended
    let end =
      unsafe ended
      ? buffer.count : (buffer.bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? buffer.count)
    bytes = unsafe Array(buffer.bytes[..<end])
  }
}

/// Bytes that are in memory already.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var taken = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let count = min(limit, bytes.count - taken)
    guard count > 0 else { return .end }
    unsafe bytes.withUnsafeBufferPointer {
      unsafe buffer.append(UnsafeBufferPointer(rebasing: $0[taken..<taken + count]))
    }
    taken += count
    return .bytes
  }
}
