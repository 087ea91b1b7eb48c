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

  /// What each cell asks of its field.
  private struct FieldKind: OptionSet {
    var rawValue: UInt8

    static let acceptsIdentifiers = FieldKind(rawValue: 1)
    static let isPseudonym = FieldKind(rawValue: 2)
    static let isScrubbed = FieldKind(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ field: Field) {
      self.init(rawValue: 0)
      if field.acceptsIdentifiers { insert(.acceptsIdentifiers) }
      if field.isPseudonym { insert(.isPseudonym) }
      if field.isScrubbed { insert(.isScrubbed) }
    }
  }

  /// The fields, in the order of the columns.
  package let fields: [Field]
  private let kinds: [FieldKind]
  private let lexicon: HeaderLexicon
  private var evidence: [ColumnEvidence]
  private var rows: [RowsFound]
  /// By field, what is found of which the first rows are known.
  private var settled: [CellHits]
  private var texts: [TextPlace] = []
  private let identifiers: [IdentifierTable]
  private let hasIdentifiers: Bool
  /// How many digits and letters a cell has at least in which one of them stands.
  private let fewest: FewestSigns
  private var identifierHits: [Int]
  private var identifierRows: [RowsFound.FirstRows]
  /// By field, cells that may be names by which the persons of direct identifiers log in.
  private var logins: [LoginCells]
  /// Cells without identifiers.
  private var known: KnownCells
  var scanner = CellScanner()

  /// Where values of direct identifiers of the export stand.
  package struct FoundIdentifiers: Hashable, Sendable {
    /// Where.
    package var place: Found.Place
    /// In how many cells, or lines of a text.
    package var hits: Int
    /// The first rows or lines, from 1; five at most.
    package var rows: [Int]
  }

  /// A text that is no table, line by line.
  private struct TextPlace {
    var name: String
    var evidence = ColumnEvidence()
    /// Whether one number that passes the test of a BSN is enough: nobody writes one in a pattern by chance.
    var isStrict = false
    var rows = RowsFound()
    var identifierHits = 0
    var identifierRows = RowsFound.FirstRows()
  }

  /// Makes a scanner for a table.
  ///
  /// - Parameter identifiers: The values of direct identifiers that must not occur; no more are entered from then on.
  package init(
    fields: [Field], lexicon: HeaderLexicon = .builtIn, identifiers: [IdentifierTable] = []
  ) {
    self.fields = fields
    kinds = fields.map { FieldKind($0) }
    self.lexicon = lexicon
    self.identifiers = identifiers.filter { $0.count > 0 }
    hasIdentifiers = !self.identifiers.isEmpty
    fewest = FewestSigns(of: self.identifiers)
    identifierHits = Array(repeating: 0, count: fields.count)
    identifierRows = Array(repeating: RowsFound.FirstRows(), count: fields.count)
    logins = Array(repeating: LoginCells(), count: fields.count)
    evidence = Array(repeating: ColumnEvidence(), count: fields.count)
    settled = Array(repeating: CellHits(), count: fields.count)
    rows = Array(repeating: RowsFound(), count: fields.count)
    known = KnownCells(columns: fields.count)
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
    if cell.count == 16, kinds[column].contains(.isPseudonym) {
      return evidence[column].addNothing()
    }
    let knowledge = unsafe known.knowledge(of: cell.span, column)
    switch knowledge {
    case .plain: evidence[column].addNothing()
    case .effect(let place):
      let effect = known.effect(place, column)
      evidence[column].add(effect)
      remember(effect.hits, column, row)
    case .unknown, .noIdentifier:
      unsafe search(cell, column, row, for: knowledge == .unknown)
    }
  }

  @inline(never)
  private mutating func search(
    _ cell: UnsafeBufferPointer<UInt8>, _ column: Int, _ row: Int, for identifiers: Bool
  ) {
    let effect = unsafe scanner.look(at: cell, for: &evidence[column])
    remember(effect.hits, column, row)
    guard identifiers else { return }
    if unsafe !lookForIdentifiers(cell, column, row) {
      unsafe known.insert(cell.span, column, effect)
    }
  }

  /// Whether the cell that was scanned last may hold a value of a direct identifier, by what kinds of bytes it has. Signs
  /// that look like others are not in those counts.
  @inline(__always)
  private func mayHoldIdentifier(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    if scanner.wasDisguised { return true }
    let counts = scanner.counts
    return fewest.allows(
      digits: counts.digits, letters: counts.letters,
      others: counts.joints + counts.ats + counts.colons + counts.others)
  }

  /// Whether a cell holds a value of a direct identifier or its hash, or may be the name by which somebody logs in.
  private mutating func lookForIdentifiers(
    _ cell: UnsafeBufferPointer<UInt8>, _ column: Int, _ row: Int
  ) -> Bool {
    guard hasIdentifiers, !kinds[column].contains(.acceptsIdentifiers) else { return false }
    let mayHold = unsafe mayHoldIdentifier(cell)
    if unsafe mayHold && holdsIdentifier(cell, column) || holdsDigest(cell) {
      identifierHits[column] += 1
      identifierRows[column].add(row)
      return true
    }
    // A login is one word of letters and digits, of which a value or five letters are a part.
    guard mayHold, scanner.counts.letters + scanner.counts.digits == cell.count,
      identifiers.contains(where: { unsafe $0.mayBeLogin(cell) })
    else { return false }
    unsafe logins[column].add(ByteHash.of(cell), row: row)
    return true
  }

  private func holdsIdentifier(_ cell: UnsafeBufferPointer<UInt8>, _ column: Int) -> Bool {
    let isFound =
      unsafe kinds[column].contains(.isScrubbed)
      ? holdsIdentifier(betweenTags: cell) : holdsIdentifier(cell)
    return isFound || holdsDisguisedIdentifier
  }

  /// Whether a hash of a value stands in a cell; the tables make the hashes where anything looks like one.
  private func holdsDigest(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count >= 16 else { return false }
    return unsafe DigestForm.contains(cell) { head in
      identifiers.contains { $0.digests.contains(head) }
    }
  }

  private func holdsIdentifier(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    identifiers.contains { unsafe $0.occurs(in: cell) }
  }

  /// Whether a value stands with signs that look like others in the cell that was scanned last.
  private var holdsDisguisedIdentifier: Bool {
    unsafe scanner.wasDisguised && holdsIdentifier(scanner.plainCell)
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

  /// Remembers the row of what was found in a cell, unless five are known.
  @inline(__always)
  private mutating func remember(_ found: CellHits, _ column: Int, _ row: Int) {
    guard !found.all.isEmpty else { return }
    let new = found.subtracting(settled[column])
    if !new.all.isEmpty { add(new, column, row) }
  }

  @inline(never)
  private mutating func add(_ found: CellHits, _ column: Int, _ row: Int) {
    // Rows come in order, so that five are the first five.
    let more = rows[column].add(found, row: row)
    for basis in Finding.Basis.allCases { settled[column].insert(more[basis], basis) }
  }

  /// Scans a text that is no table, such as metadata, a page or the name of a file, line by line.
  ///
  /// - Parameters:
  ///   - allowed: What may stand in it, such as the catalogue's own address.
  ///   - isPattern: Whether it is a pattern, in which one number that passes the test of a BSN is likely one.
  package mutating func scan(
    text: String, place: String, allowed: [String] = [], isPattern: Bool = false
  ) {
    var at = TextPlace(name: place, isStrict: isPattern)
    var text = text
    for word in allowed where !word.isEmpty {
      text = text.split(separator: word, omittingEmptySubsequences: false).joined(separator: " ")
    }
    text.withUTF8 { bytes in
      var (start, line) = (0, 1)
      for i in 0...bytes.count where unsafe i == bytes.count || bytes[i] == 0x0A {
        let cell = unsafe UnsafeBufferPointer(rebasing: bytes[start..<i])
        let found = unsafe scanner.scan(cell, into: &at.evidence)
        if unsafe holdsIdentifier(cell) || holdsDisguisedIdentifier || holdsDigest(cell) {
          at.identifierHits += 1
          at.identifierRows.add(line)
        }
        _ = at.rows.add(found, row: line)
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
            rows: rows[column].of(finding)))
      }
    }
    for text in texts {
      for finding in text.evidence.findings(nil, headerDecides: false, isPattern: text.isStrict) {
        all.append(
          Found(place: .text(text.name), finding: finding, rows: text.rows.of(finding)))
      }
    }
    return all
  }

  /// Whether half of the cells of a field are codes of neighbourhoods.
  package func isOfNeighbourhoods(_ column: Int) -> Bool {
    let column = evidence[column]
    return column.neighbourhoods > 0 && 2 * column.neighbourhoods >= column.values
  }

  /// Where values of direct identifiers stand, in the order of the fields and texts.
  package func identifierFindings() -> [FoundIdentifiers] {
    let inFields = fields.indices.compactMap { column -> FoundIdentifiers? in
      var (hits, rows) = (identifierHits[column], identifierRows[column])
      if logins[column].isMany(of: evidence[column].values) {
        hits += logins[column].hits
        for row in logins[column].rows.rows { rows.add(row) }
      }
      guard hits > 0 else { return nil }
      return FoundIdentifiers(place: .field(fields[column].name), hits: hits, rows: rows.rows)
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
      rows[column].merge(other.rows[column])
    }
    for column in identifierHits.indices {
      identifierHits[column] += other.identifierHits[column]
      for row in other.identifierRows[column].rows { identifierRows[column].add(row) }
      logins[column].merge(other.logins[column])
    }
    texts += other.texts
  }
}
