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
  /// Whether the cell that was scanned last had signs that look like others.
  private(set) var wasDisguised = false
  /// Whether the cell that was scanned last changed nothing of the evidence but the number of cells.
  private(set) var foundNothing = false
  private let lanes = unsafe ByteTables.shared.lanes

  /// Makes a scanner.
  package init() {}

  /// The cell that was scanned last in plain signs, where it had others; until the next one.
  var plainCell: UnsafeBufferPointer<UInt8> { unsafe plain.bytes }

  /// Scans a cell, adds to the counts of its column, and returns what was found in it.
  ///
  /// What is returned is everything that could be it; only the column as a whole says how sure that is.
  @inline(__always)
  package mutating func scan(
    _ cell: UnsafeBufferPointer<UInt8>, into evidence: inout ColumnEvidence
  ) -> CellHits {
    wasDisguised = false
    let cell = unsafe UTF8Text.trimmedASCII(cell)
    guard cell.count > 3 else {
      foundNothing = !cell.isEmpty
      if cell.isEmpty { evidence.addMissing() } else { evidence.addNothing() }
      return CellHits()
    }
    let before = evidence.additions
    let found = unsafe scanLonger(cell, &evidence)
    foundNothing = evidence.additions == before
    return found
  }

  private mutating func scanLonger(
    _ cell: UnsafeBufferPointer<UInt8>, _ evidence: inout ColumnEvidence
  ) -> CellHits {
    let counts = unsafe ByteCounts(cell, lanes)
    if counts.highs > 0, !wasDisguised, let found = unsafe scanPlain(cell, &evidence) {
      return found
    }
    let empty = unsafe WholeCell.emptyDecimals(cell, counts)
    if empty > 0 {
      return unsafe scanLonger(UnsafeBufferPointer(rebasing: cell.dropLast(empty)), &evidence)
    }
    let whole = unsafe WholeCell(cell, counts, &scratch)
    var found = CellHits()
    if counts.digits >= 8, whole.kinds.isDisjoint(with: Self.otherDigits) {
      found.numbers = unsafe numbers(cell, counts, &evidence)
    }
    if whole.isShortPhone {
      unsafe evidence.addShortPhone(hash: ByteHash.of(cell))
      found.whole = DetectorSet(.phone)
    }
    guard whole.isNothing else {
      unsafe evidence.add(whole.kinds, doubtful: whole.doubtful, hash: ByteHash.of(cell))
      if whole.isPlaceCode { evidence.addPlaceCode() }
      found.whole.formUnion(whole.kinds)
      return found
    }
    if whole.isNeighbourhood { evidence.addNeighbourhood() }
    if counts.digits == 0, counts.ats == 0 { return unsafe scanWords(cell, counts, &evidence) }
    let isText =
      counts.letters > 0 && counts.joints + counts.others + counts.colons > 0
      || counts.letters > 2 && counts.digits >= 8
    guard isText || cell.count > 16 || counts.ats > 0 || counts.others > 0 else {
      evidence.addNothing()
      return found
    }
    unsafe scanText(cell, &evidence, &found)
    return found
  }

  /// What has digits that are no number: a day, a place.
  private static let otherDigits: DetectorSet = [
    .init(.birthDate), .init(.coordinates), .init(.ipAddress), .init(.iban), .init(.bagID),
  ]

  /// The numbers of a cell, glued to other signs or with signs between the digits.
  private func numbers(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ evidence: inout ColumnEvidence
  ) -> DetectorSet {
    if counts.joints > 1, counts.digits <= 10, counts.digits + counts.joints == cell.count,
      let (number, digits) = unsafe JoinedDigits.number(cell)
    {
      return evidence.addNumber(number, digits: digits)
    }
    return unsafe evidence.addNumbers(cell)
  }

  private mutating func scanText(
    _ cell: UnsafeBufferPointer<UInt8>, _ evidence: inout ColumnEvidence, _ found: inout CellHits
  ) {
    var hits = unsafe text.scan(cell)
    if unsafe JSONStrings.isJSON(cell) {
      unsafe JSONStrings.addNames(of: cell, text.tables, text.lexicon, to: &hits)
    }
    evidence.add(hits)
    found.text = hits.found.union(hits.told)
    found.doubtful = hits.maybe
  }

  /// A cell with signs that look like others is looked at in plain ones; `nil` if it has none.
  private mutating func scanPlain(
    _ cell: UnsafeBufferPointer<UInt8>, _ evidence: inout ColumnEvidence
  ) -> CellHits? {
    plain.removeAll()
    guard unsafe LookalikeText.append(cell, to: &plain) else { return nil }
    wasDisguised = true
    let text = unsafe UTF8Text.trimmedASCII(plain.bytes)
    guard text.count > 3 else {
      evidence.addNothing()
      return CellHits()
    }
    return unsafe scanLonger(text, &evidence)
  }

  /// A cell without digits: a name, or a text that may have one.
  private mutating func scanWords(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ evidence: inout ColumnEvidence
  ) -> CellHits {
    var found = CellHits()
    guard counts.uppers > 0 || counts.highs > 0 || counts.joints + counts.others > 0 else {
      evidence.addNothing()
      return found
    }
    let name = DetectorSet(.name)
    let likeness = unsafe NameForm.likeness(cell, counts, text.tables, text.lexicon)
    switch likeness {
    case .initialName, .name:
      unsafe evidence.add(name, doubtful: [], hash: ByteHash.of(cell))
      if likeness == .initialName { evidence.addInitialName() }
      found.whole = name
      return found
    case .part, .ordinaryPart:
      unsafe evidence.add(name, doubtful: name, hash: ByteHash.of(cell))
      if likeness == .ordinaryPart { evidence.addOrdinaryName() }
      found.whole = name
      return found
    case .knownShape, .shape:
      unsafe evidence.addShape(isKnown: likeness == .knownShape, hash: ByteHash.of(cell))
    case .none: break
    }
    guard counts.joints > 0 || counts.others > 0 || counts.colons > 0 || counts.highs > 0 else {
      evidence.addNothing()
      return found
    }
    unsafe scanText(cell, &evidence, &found)
    if likeness == .knownShape { found.whole.formUnion(name) }
    return found
  }

  /// Scans a text that is no cell, such as a title or the name of a file, as if it were one.
  package mutating func scan(
    text: String, into evidence: inout ColumnEvidence
  ) -> CellHits {
    var text = text
    return text.withUTF8 { unsafe scan($0, into: &evidence) }
  }
}
