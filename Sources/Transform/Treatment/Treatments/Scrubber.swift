// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikValues

/// Replaces what seems to point at persons in free text by its kind, in square brackets; one for each
/// thread.
///
/// Everything that the text scanner finds is replaced, however doubtful, and so are the direct identifiers
/// of the row. A cell that is something as a whole becomes that tag. A text in which nothing is found
/// stays as it is; so does one that was scrubbed before.
/// Source: docs/treatments.md, "scrub".
final class Scrubber {
  /// How often a text is looked at again: a tag may bring closer what a word speaks of.
  private static let rounds = 8

  private var scanner = TextScanner(sink: HitList())
  private var identifiers: RowIdentifiers
  private var named = HitList()
  private var before = ByteBuffer(capacity: 1 << 10)
  private var plain = ByteBuffer(capacity: 1 << 10)
  private var original = ByteBuffer(capacity: 1 << 10)
  private var scratch = ByteBuffer(capacity: 64)
  private var isLoaded = false
  private let tables = ByteTables.shared

  /// Makes a scrubber for an export with these columns of direct identifiers.
  init(identifiers columns: [RowIdentifiers.Column]) {
    identifiers = RowIdentifiers(columns)
  }

  /// Forgets the row before.
  @inline(__always)
  func beginRow() { isLoaded = false }

  /// Scrubs the canonical text at the end of `out`, of the row with these cells.
  func replace(
    from start: Int, in out: inout ByteBuffer, _ text: Span<UInt8>,
    _ cells: Span<UInt32>
  ) {
    if !isLoaded {
      identifiers.load(text, cells)
      isLoaded = true
    }
    let isPlain = makePlain(from: start, in: &out)
    for round in 0..<Self.rounds {
      if replaceWhole(from: start, in: &out) { return }
      let hasHits = replaceHits(from: start, in: &out)
      let hasNames = replaceIdentifiers(from: start, in: &out)
      if !hasHits, !hasNames {
        if round == 0, isPlain { restore(from: start, in: &out) }
        return
      }
    }
    out.truncate(to: start)
    unsafe out.append(TypeTag.hidden.bytes.span)
  }

  /// Writes signs that look like others as those, for nothing to hide behind; false where there are none.
  private func makePlain(from start: Int, in out: inout ByteBuffer) -> Bool {
    plain.removeAll()
    guard !UTF8Text.isASCII(out.span[start...]),
      LookalikeText.append(out.span[start...], to: &plain)
    else { return false }
    original.removeAll()
    original.append(out.span[start...])
    out.truncate(to: start)
    out.append(plain)
    return true
  }

  /// A text in which nothing was found stays as it was.
  private func restore(from start: Int, in out: inout ByteBuffer) {
    out.truncate(to: start)
    out.append(original)
  }

  /// Replaces a cell that is something as a whole, and not only where a header says so.
  private func replaceWhole(from start: Int, in out: inout ByteBuffer) -> Bool {
    guard let kind = unsafe kindOfWhole(UnsafeBufferPointer(rebasing: out.bytes[start...])) else {
      return false
    }
    out.truncate(to: start)
    unsafe out.append(TypeTag(kind).bytes.span)
    return true
  }

  /// What a cell is as a whole; nil where it is nothing.
  private func kindOfWhole(_ cell: UnsafeBufferPointer<UInt8>) -> Detector? {
    let cell = unsafe UTF8Text.trimmedASCII(cell)
    guard cell.count > 3 else { return nil }
    let counts = unsafe ByteCounts(cell, tables.lanes)
    let number = unsafe UnsafeBufferPointer(
      rebasing: cell.dropLast(WholeCell.emptyDecimals(cell, counts)))
    let whole = unsafe WholeCell(number, ByteCounts(number, tables.lanes), &scratch)
    var kinds = whole.kinds.subtracting(Self.byHeaderOnly)
    kinds.subtract(whole.doubtful.intersection(DetectorSet(.coordinates)))
    if kinds.isEmpty, unsafe NameForm.isName(cell, counts, tables, scanner.lexicon) {
      kinds = DetectorSet(.name)
    }
    return Detector(rawValue: UInt8(kinds.rawValue.trailingZeroBitCount))
  }

  /// Any number of eight digits could be these, and any day one of birth.
  private static let byHeaderOnly: DetectorSet = [
    DetectorSet(.rsin), DetectorSet(.agb), DetectorSet(.kvk), DetectorSet(.birthDate),
  ]

  /// Replaces what the text scanner finds; false where that is nothing.
  private func replaceHits(from start: Int, in out: inout ByteBuffer) -> Bool {
    scanner.sink.removeAll()
    _ = unsafe scanner.scan(UnsafeBufferPointer(rebasing: out.bytes[start...]))
    return replace(scanner.sink.hits, from: start, in: &out)
  }

  /// Replaces the direct identifiers of the row; false where none is there.
  private func replaceIdentifiers(from start: Int, in out: inout ByteBuffer) -> Bool {
    guard !identifiers.isEmpty else { return false }
    before.removeAll()
    CaseFold.append(out.span.extracting(start...), to: &before)
    named.removeAll()
    before.withSpan { findIdentifiers(in: $0) }
    return replace(named.hits, from: start, in: &out)
  }

  private func findIdentifiers(in text: Span<UInt8>) {
    var i = 0
    while i < text.count {
      // What was put there is nobody's, whatever the cells say.
      let tag = unsafe text.withUnsafeBufferPointer { unsafe TypeTag.length(in: $0, at: i) }
      if tag > 0 {
        i += tag
      } else if let found = identifiers.match(text, at: i) {
        named.add(found.tag, i, found.end)
        i = found.end
      } else {
        i += 1
      }
    }
  }

  /// Puts tags for parts of the text; whole characters go, also where a part ends within one.
  private func replace(
    _ hits: [HitList.Hit], from start: Int, in out: inout ByteBuffer
  ) -> Bool {
    guard !hits.isEmpty else { return false }
    before.removeAll()
    before.append(out.span.extracting(start...))
    out.truncate(to: start)
    before.withSpan { Self.append($0, with: hits, to: &out) }
    return true
  }

  private static func append(
    _ text: Span<UInt8>, with hits: [HitList.Hit], to out: inout ByteBuffer
  ) {
    var done = 0
    for hit in hits {
      var (first, end) = (hit.start, hit.end)
      while first > done, text[first] & 0xC0 == 0x80 { first -= 1 }
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
      if first > done { out.append(text.extracting(done..<first)) }
      unsafe out.append(hit.tag.bytes.span)
      done = max(done, end)
    }
    out.append(text.extracting(done...))
  }
}
