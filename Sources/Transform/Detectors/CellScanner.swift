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
  /// What kinds of bytes the cell has that was scanned last, without white space around it; none where that leaves less
  /// than four bytes.
  private(set) var counts = ByteCounts()
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
    unsafe look(at: cell, for: &evidence).hits
  }

  /// The same; returns all that was added but the numbers and the hash of the cell.
  @inline(__always)
  mutating func look(
    at cell: UnsafeBufferPointer<UInt8>, for evidence: inout ColumnEvidence
  ) -> CellEffect {
    wasDisguised = false
    let cell = unsafe UTF8Text.trimmedASCII(cell)
    guard cell.count > 3 else {
      counts = ByteCounts()
      var effect = CellEffect.nothing
      if cell.isEmpty { effect.signs.insert(.isMissing) }
      evidence.add(effect)
      return effect
    }
    counts = unsafe ByteCounts(cell, lanes)
    return unsafe look(cell, counts, &evidence)
  }

  private mutating func look(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ evidence: inout ColumnEvidence
  ) -> CellEffect {
    if counts.highs > 0, !wasDisguised, let effect = unsafe lookPlain(cell, &evidence) {
      return effect
    }
    let empty = unsafe WholeCell.emptyDecimals(cell, counts)
    if empty > 0 {
      let rest = unsafe UnsafeBufferPointer(rebasing: cell.dropLast(empty))
      return unsafe look(rest, ByteCounts(rest, lanes), &evidence)
    }
    var effect = CellEffect.nothing
    unsafe judge(cell, counts, &evidence, &effect)
    evidence.add(effect)
    if effect.isDistinguished || effect.signs.contains(.isShortPhone) {
      unsafe evidence.note(effect, hash: ByteHash.of(cell))
    }
    return effect
  }

  private mutating func judge(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ evidence: inout ColumnEvidence,
    _ effect: inout CellEffect
  ) {
    let whole = unsafe WholeCell(cell, counts, &scratch)
    if counts.digits >= 8, whole.kinds.isDisjoint(with: Self.otherDigits) {
      effect.hits.numbers = unsafe numbers(cell, counts, &evidence)
      effect.signs.insert(.hasNumbers)
    }
    if whole.isShortPhone {
      effect.signs.insert(.isShortPhone)
      effect.hits.whole = DetectorSet(.phone)
    }
    guard whole.isNothing else {
      (effect.kinds, effect.doubtful) = (whole.kinds, whole.doubtful)
      if whole.isPlaceCode { effect.signs.insert(.isPlaceCode) }
      effect.hits.whole.formUnion(whole.kinds)
      return
    }
    if whole.isNeighbourhood { effect.signs.insert(.isNeighbourhood) }
    if counts.digits == 0, counts.ats == 0 { return unsafe judgeWords(cell, counts, &effect) }
    let isText =
      counts.letters > 0 && counts.joints + counts.others + counts.colons > 0
      || counts.letters > 2 && counts.digits >= 8
    guard isText || cell.count > 16 || counts.ats > 0 || counts.others > 0 else { return }
    unsafe judgeText(cell, &effect)
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

  private mutating func judgeText(
    _ cell: UnsafeBufferPointer<UInt8>, _ effect: inout CellEffect
  ) {
    var hits = unsafe text.scan(cell)
    if unsafe JSONStrings.isJSON(cell) {
      unsafe JSONStrings.addNames(of: cell, text.tables, text.lexicon, to: &hits)
    }
    effect.add(hits)
  }

  /// A cell with signs that look like others is looked at in plain ones; `nil` if it has none.
  private mutating func lookPlain(
    _ cell: UnsafeBufferPointer<UInt8>, _ evidence: inout ColumnEvidence
  ) -> CellEffect? {
    plain.removeAll()
    guard unsafe LookalikeText.append(cell, to: &plain) else { return nil }
    wasDisguised = true
    let text = unsafe UTF8Text.trimmedASCII(plain.bytes)
    guard text.count > 3 else {
      evidence.addNothing()
      return .nothing
    }
    return unsafe look(text, ByteCounts(text, lanes), &evidence)
  }

  /// A cell without digits: a name, or a text that may have one.
  private mutating func judgeWords(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ effect: inout CellEffect
  ) {
    guard counts.uppers > 0 || counts.highs > 0 || counts.joints + counts.others > 0 else { return }
    let name = DetectorSet(.name)
    let likeness = unsafe NameForm.likeness(cell, counts, text.tables, text.lexicon)
    switch likeness {
    case .initialName, .name:
      effect.kinds = name
      if likeness == .initialName { effect.signs.insert(.isInitialName) }
      effect.hits.whole = name
      return
    case .part, .ordinaryPart:
      (effect.kinds, effect.doubtful) = (name, name)
      if likeness == .ordinaryPart { effect.signs.insert(.isOrdinaryName) }
      effect.hits.whole = name
      return
    case .knownShape, .shape:
      effect.signs.insert(.isShape)
      if likeness == .knownShape { effect.signs.insert(.isKnownShape) }
    case .none: break
    }
    guard counts.joints > 0 || counts.others > 0 || counts.colons > 0 || counts.highs > 0 else {
      return
    }
    unsafe judgeText(cell, &effect)
    if likeness == .knownShape { effect.hits.whole.formUnion(name) }
  }

  /// Scans a text that is no cell, such as a title or the name of a file, as if it were one.
  package mutating func scan(
    text: String, into evidence: inout ColumnEvidence
  ) -> CellHits {
    var text = text
    return text.withUTF8 { unsafe scan($0, into: &evidence) }
  }
}
