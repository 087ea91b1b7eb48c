// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// Runs every detector over cells; one for each thread.
///
/// The hot path: per cell there is no `String`, no object and no allocation.
///
/// Memory safety: it looks at a cell only while `scan` has it.
@safe
package struct CellScanner: ~Copyable {
  private var text = TextScanner(sink: NoSink())
  private var scratch = ByteBuffer(capacity: 64)
  /// A cell with signs that look like others, in plain ones.
  private var plain = ByteBuffer(capacity: 256)
  private let lanes = unsafe ByteTables.shared.lanes

  /// Makes a scanner.
  package init() {}

  /// Scans a cell, adds to the counts of its column, and returns what was found in it.
  ///
  /// What is returned is everything that could be it; only the column as a whole says how sure that is.
  @inline(__always)
  package mutating func scan(
    _ cell: UnsafeBufferPointer<UInt8>, into evidence: inout ColumnEvidence
  ) -> DetectorSet {
    let cell = unsafe UTF8Text.trimmedASCII(cell)
    guard cell.count > 3 else {
      if cell.isEmpty { evidence.addMissing() } else { evidence.addNothing() }
      return []
    }
    return unsafe scanLonger(cell, &evidence)
  }

  private mutating func scanLonger(
    _ cell: UnsafeBufferPointer<UInt8>, _ evidence: inout ColumnEvidence
  ) -> DetectorSet {
    let counts = unsafe ByteCounts(cell, lanes)
    if counts.highs > 0, let found = unsafe scanPlain(cell, &evidence) { return found }
    let empty = unsafe WholeCell.emptyDecimals(cell, counts)
    if empty > 0 {
      return unsafe scanLonger(UnsafeBufferPointer(rebasing: cell.dropLast(empty)), &evidence)
    }
    let whole = unsafe WholeCell(cell, counts, &scratch)
    guard whole.isNothing else {
      unsafe evidence.add(whole.kinds, doubtful: whole.doubtful, hash: ByteHash.of(cell))
      return whole.kinds
    }
    if counts.digits == 0, counts.ats == 0 { return unsafe scanWords(cell, counts, &evidence) }
    let isText = counts.letters > 0 && counts.joints + counts.others + counts.colons > 0
    guard isText || cell.count > 16 || counts.ats > 0 || counts.others > 0 else {
      evidence.addNothing()
      return []
    }
    let hits = unsafe text.scan(cell)
    evidence.add(hits)
    return hits.all
  }

  /// A cell with signs that look like others is looked at in plain ones; `nil` if it has none.
  private mutating func scanPlain(
    _ cell: UnsafeBufferPointer<UInt8>, _ evidence: inout ColumnEvidence
  ) -> DetectorSet? {
    plain.removeAll()
    guard unsafe LookalikeText.append(cell, to: &plain) else { return nil }
    let text = unsafe UTF8Text.trimmedASCII(plain.bytes)
    guard text.count > 3 else {
      evidence.addNothing()
      return []
    }
    return unsafe scanLonger(text, &evidence)
  }

  /// A cell without digits: a name, or a text that may have one.
  private mutating func scanWords(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ evidence: inout ColumnEvidence
  ) -> DetectorSet {
    guard counts.uppers > 0 || counts.highs > 0 || counts.joints + counts.others == 1 else {
      evidence.addNothing()
      return []
    }
    let name = DetectorSet(.name)
    let likeness = unsafe NameForm.likeness(cell, counts, text.tables, text.lexicon)
    switch likeness {
    case .name:
      unsafe evidence.add(name, doubtful: [], hash: ByteHash.of(cell))
      return name
    case .part, .ordinaryPart:
      unsafe evidence.add(name, doubtful: name, hash: ByteHash.of(cell))
      if likeness == .ordinaryPart { evidence.addOrdinaryName() }
      return name
    case .knownShape, .shape:
      unsafe evidence.addShape(isKnown: likeness == .knownShape, hash: ByteHash.of(cell))
    case .none: break
    }
    guard counts.joints > 0 || counts.others > 0 || counts.colons > 0 || counts.highs > 0 else {
      evidence.addNothing()
      return []
    }
    let hits = unsafe text.scan(cell)
    evidence.add(hits)
    return likeness == .knownShape ? hits.all.union(name) : hits.all
  }

  /// Scans a text that is no cell, such as a title or the name of a file, as if it were one.
  package mutating func scan(
    text: String, into evidence: inout ColumnEvidence
  ) -> DetectorSet {
    var text = text
    return text.withUTF8 { unsafe scan($0, into: &evidence) }
  }
}
