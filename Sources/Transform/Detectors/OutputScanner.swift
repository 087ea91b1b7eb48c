// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikValues

/// Scans what is about to be published: the bytes of a written table, and texts.
///
/// One for each thread; `merge` adds them up. It keeps counts and row numbers, and no cell.
package struct OutputScanner: ~Copyable {
  /// A published field.
  package struct Field: Sendable {
    /// Its name.
    package var name: String
    /// What may stand in it, because somebody looked at it and said so.
    package var accepted: DetectorSet
    /// Whether values of direct identifiers may stand in it, for the same reason.
    package var acceptsIdentifiers: Bool
    /// Whether it holds pseudonyms: cells of their length are not looked at, others are.
    package var isPseudonym: Bool
    /// Whether it holds scrubbed texts: their tags are nobody's, also where somebody is called so.
    package var isScrubbed: Bool

    /// Makes a field.
    package init(
      name: String, accepted: DetectorSet = [], acceptsIdentifiers: Bool = false,
      isPseudonym: Bool = false, isScrubbed: Bool = false
    ) {
      self.name = name
      self.accepted = accepted
      self.acceptsIdentifiers = acceptsIdentifiers
      self.isPseudonym = isPseudonym
      self.isScrubbed = isScrubbed
    }
  }

  /// Something that was found, and where.
  package struct Found: Hashable, Sendable {
    /// Where.
    package enum Place: Hashable, Sendable {
      /// A published field, by its name.
      case field(String)
      /// A text, by what it was called.
      case text(String)
    }

    /// Where.
    package var place: Place
    /// What, how sure, and in how many cells.
    package var finding: Finding
    /// The first rows, or lines of a text, in which it stands, from 1; five at most.
    package var rows: [Int]
  }

  /// The fields, in the order of the columns.
  package let fields: [Field]
  private let lexicon: HeaderLexicon
  private var evidence: [ColumnEvidence]
  private var rows: [[FirstRows]]
  /// By field, the detectors whose first rows are known.
  private var settled: [DetectorSet]
  private var texts: [TextPlace] = []
  private let identifiers: [IdentifierTable]
  private var identifierHits: [Int]
  private var identifierRows: [FirstRows]
  var scanner = CellScanner()
  /// A cell with signs that look like others, in plain ones.
  private var plain = ByteBuffer(capacity: 256)

  /// Where values of direct identifiers of the export stand.
  package struct FoundIdentifiers: Hashable, Sendable {
    /// Where.
    package var place: Found.Place
    /// In how many cells, or lines of a text.
    package var hits: Int
    /// The first rows or lines, from 1; five at most.
    package var rows: [Int]
  }

  /// The first rows in which a detector found something.
  struct FirstRows: Sendable {
    private(set) var rows: [Int] = []

    package mutating func add(_ row: Int) {
      guard rows.count < 5 || row < rows[4], !rows.contains(row) else { return }
      rows = Array((rows + [row]).sorted().prefix(5))
    }
  }

  /// A text that is no table, line by line.
  private struct TextPlace {
    var name: String
    var evidence = ColumnEvidence()
    var rows = [FirstRows](repeating: FirstRows(), count: Detector.count)
    var identifierHits = 0
    var identifierRows = FirstRows()
  }

  /// Makes a scanner for a table.
  ///
  /// - Parameter identifiers: The values of direct identifiers that must not occur.
  package init(
    fields: [Field], lexicon: HeaderLexicon = .builtIn, identifiers: [IdentifierTable] = []
  ) {
    self.fields = fields
    self.lexicon = lexicon
    self.identifiers = identifiers.filter { $0.count > 0 }
    identifierHits = Array(repeating: 0, count: fields.count)
    identifierRows = Array(repeating: FirstRows(), count: fields.count)
    evidence = Array(repeating: ColumnEvidence(), count: fields.count)
    settled = Array(repeating: [], count: fields.count)
    rows = Array(
      repeating: Array(repeating: FirstRows(), count: Detector.count), count: fields.count)
  }

  /// Scans rows of a written table; `firstRow` is the number of the first of them in the table, from 1.
  ///
  /// - Throws: `self-check` if a row has another number of cells than there are fields.
  package mutating func see(_ batch: borrowing RecordBatch, firstRow: Int) throws(Failure) {
    guard batch.width == fields.count || batch.rowCount == 0 else {
      throw Failure(
        .selfCheck, "what was written has not the \(fields.count) fields that it should have",
        hint: "This is a fault of the program; nothing is published.")
    }
    let text = unsafe batch.text.bytes
    unsafe batch.offsets.withUnsafeBufferPointer { offsets in
      var at = 0
      for row in 0..<batch.rowCount {
        for column in 0..<fields.count {
          let cell = unsafe text[Int(offsets[at])..<Int(offsets[at &+ 1])]
          unsafe see(UnsafeBufferPointer(rebasing: cell), column, row: firstRow &+ row)
          at &+= 2
        }
      }
    }
  }

  /// Scans one cell.
  @inline(__always)
  private mutating func see(_ cell: UnsafeBufferPointer<UInt8>, _ column: Int, row: Int) {
    if fields[column].isPseudonym, cell.count == 16 { return evidence[column].addNothing() }
    let found = unsafe scanner.scan(cell, into: &evidence[column]).subtracting(settled[column])
    if !found.isEmpty { remember(found, column, row) }
    if !identifiers.isEmpty { unsafe lookForIdentifiers(cell, column, row) }
  }

  @inline(never)
  private mutating func lookForIdentifiers(
    _ cell: UnsafeBufferPointer<UInt8>, _ column: Int, _ row: Int
  ) {
    guard !fields[column].acceptsIdentifiers else { return }
    let isFound =
      unsafe fields[column].isScrubbed ? holdsIdentifier(betweenTags: cell) : holdsIdentifier(cell)
    guard unsafe isFound || holdsDisguisedIdentifier(cell) else { return }
    identifierHits[column] += 1
    identifierRows[column].add(row)
  }

  private func holdsIdentifier(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    identifiers.contains { unsafe $0.occurs(in: cell) }
  }

  /// Whether a value stands there with signs that look like others.
  private mutating func holdsDisguisedIdentifier(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard unsafe !UTF8Text.isASCII(cell) else { return false }
    plain.removeAll()
    return unsafe LookalikeText.append(cell, to: &plain)
      && holdsIdentifier(plain.bytes)
  }

  /// Looks at the parts of a scrubbed text that are no tags.
  private func holdsIdentifier(betweenTags cell: UnsafeBufferPointer<UInt8>) -> Bool {
    var (start, i) = (0, 0)
    while i < cell.count {
      let tag = unsafe TypeTag.length(in: cell, at: i)
      if tag > 0, unsafe holdsIdentifier(UnsafeBufferPointer(rebasing: cell[start..<i])) {
        return true
      }
      i += max(tag, 1)
      if tag > 0 { start = i }
    }
    return unsafe holdsIdentifier(UnsafeBufferPointer(rebasing: cell[start...]))
  }

  private mutating func remember(_ found: DetectorSet, _ column: Int, _ row: Int) {
    var bits = found.rawValue
    while bits != 0 {
      let index = bits.trailingZeroBitCount
      rows[column][index].add(row)
      // Rows come in order, so that five are the first five.
      if rows[column][index].rows.count == 5 { settled[column].rawValue |= 1 << UInt32(index) }
      bits &= bits &- 1
    }
  }

  /// Scans a text that is no table, such as metadata, a page or the name of a file, line by line.
  ///
  /// - Parameter allowed: What may stand in it, such as the catalogue's own address.
  package mutating func scan(text: String, place: String, allowed: [String] = []) {
    var at = TextPlace(name: place)
    var text = text
    for word in allowed where !word.isEmpty {
      text = text.split(separator: word, omittingEmptySubsequences: false).joined(separator: " ")
    }
    text.withUTF8 { bytes in
      var (start, line) = (0, 1)
      for i in 0...bytes.count where unsafe i == bytes.count || bytes[i] == 0x0A {
        let cell = unsafe UnsafeBufferPointer(rebasing: bytes[start..<i])
        let found = unsafe scanner.scan(cell, into: &at.evidence)
        if unsafe holdsIdentifier(cell) || holdsDisguisedIdentifier(cell) {
          at.identifierHits += 1
          at.identifierRows.add(line)
        }
        for detector in found.detectors { at.rows[detector.index].add(line) }
        (start, line) = (i + 1, line + 1)
      }
    }
    texts.append(at)
  }

  /// What was found and is not accepted, in the order of the fields and texts, the surest first.
  package func findings() -> [Found] {
    allFindings().filter { found in
      guard case .field(let name) = found.place else { return true }
      return !fields.contains { $0.name == name && $0.accepted.contains(found.finding.detector) }
    }
  }

  /// What was found, accepted or not, in the same order.
  package func allFindings() -> [Found] {
    var all: [Found] = []
    let tables = TableFindings.all(
      evidence, labels: fields.map(\.name), lexicon: lexicon, headerDecides: false)
    for (column, findings) in tables.enumerated() {
      for finding in findings {
        all.append(
          Found(
            place: .field(fields[column].name), finding: finding,
            rows: rows[column][finding.detector.index].rows))
      }
    }
    for text in texts {
      for finding in text.evidence.findings(nil, headerDecides: false) {
        all.append(
          Found(
            place: .text(text.name), finding: finding,
            rows: text.rows[finding.detector.index].rows))
      }
    }
    return all
  }

  /// Where values of direct identifiers stand, in the order of the fields and texts.
  package func identifierFindings() -> [FoundIdentifiers] {
    let inFields = fields.indices.filter { identifierHits[$0] > 0 }.map { column in
      FoundIdentifiers(
        place: .field(fields[column].name), hits: identifierHits[column],
        rows: identifierRows[column].rows)
    }
    return inFields
      + texts.filter { $0.identifierHits > 0 }.map { text in
        FoundIdentifiers(
          place: .text(text.name), hits: text.identifierHits, rows: text.identifierRows.rows)
      }
  }

  /// Adds what another thread found in other rows and texts.
  package mutating func merge(_ other: borrowing OutputScanner) {
    for column in evidence.indices {
      evidence[column].merge(other.evidence[column])
      for detector in 0..<Detector.count {
        for row in other.rows[column][detector].rows { rows[column][detector].add(row) }
      }
    }
    for column in identifierHits.indices {
      identifierHits[column] += other.identifierHits[column]
      for row in other.identifierRows[column].rows { identifierRows[column].add(row) }
    }
    texts += other.texts
  }
}
