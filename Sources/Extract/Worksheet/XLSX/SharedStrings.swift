// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The texts that cells share, one after another in memory, by ECMA-376 part 1, 18.4.
final class SharedStrings: SAXHandler {
  /// What a text takes beside its bytes, with room to grow.
  private static let cost = 16

  /// Bytes that all may take.
  private let limit: Int
  @exclusivity(unchecked) private var text = ByteBuffer()
  @exclusivity(unchecked) private var ends: [UInt32] = []
  @exclusivity(unchecked) private var parts: [UInt8] = []
  /// Where the current `t` begins.
  @exclusivity(unchecked) private var partStart = 0

  /// Makes a reader.
  ///
  /// - Parameter memory: bytes that the texts may take.
  init(file: String, memory: Int) {
    limit = min(memory, Int(UInt32.max))
    super.init(file: file)
  }

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    let mark = unsafe Self.mark(name.local)
    if unsafe parts.isEmpty { checkCount(attributes) }
    if mark == 0x74 { unsafe partStart = unsafe text.count }
    unsafe parts.append(mark)
  }

  /// A workbook that says itself that it has too many is refused before they are read.
  private func checkCount(_ attributes: SAXAttributes) {
    let count = attributes.text("uniqueCount", isPlain: true).flatMap { Int($0) } ?? 0
    if count > limit / Self.cost { stop(tooMany) }
  }

  /// `si` is a string, `t` a part of it, `rPh` how it is pronounced.
  private static func mark(_ name: UnsafePointer<UInt8>) -> UInt8 {
    switch unsafe (name[0], name[0] == 0 ? 0 : name[1], name[0] == 0 || name[1] == 0 ? 0 : name[2])
    {
    case (0x73, 0x69, 0): 0x73
    case (0x74, 0, _): 0x74
    case (0x72, 0x50, 0x68): 0x70
    default: 0x2D
    }
  }

  override func end() {
    switch unsafe parts.popLast() {
    case 0x73:
      guard fits(0) else { return stop(tooMany) }
      unsafe ends.append(UInt32(text.count))
    case 0x74:
      let part = unsafe UnsafeMutableBufferPointer(rebasing: text.mutableBytes[partStart...])
      guard let count = unsafe XString.decode(part) else {
        return stop(
          Failure(
            .format, at: place, "a text of the workbook holds half a character",
            hint: "Open the workbook in Excel or LibreOffice, and save it again."))
      }
      unsafe text.truncate(to: partStart + count)
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard unsafe parts.last == 0x74, unsafe !parts.contains(0x70) else { return }
    guard fits(bytes.count) else { return stop(tooMany) }
    unsafe text.append(bytes)
  }

  private func fits(_ more: Int) -> Bool {
    unsafe text.count + more + (ends.count + 1) * Self.cost <= limit
  }

  private var tooMany: Failure {
    Failure(
      .recordTooLarge, at: place,
      "the texts that cells of the workbook share take more than \(limit >> 20) MiB of memory",
      hint:
        "Look whether the file is what it should be. A genuine one can be read with more memory (--memory 2G "
        + "gives its texts half of that); better, let the source system export CSV, which is read in pieces."
    )
  }

  /// How many there are.
  var count: Int { unsafe ends.count }

  /// A string.
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = unsafe index == 0 ? 0 : Int(ends[index - 1])
    return unsafe UnsafeBufferPointer(rebasing: text.bytes[start..<Int(ends[index])])
  }
}
