// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel

/// What one thread finds in the rows of a written table.
final class TableInspector: WrittenReader {
  /// What the detectors found.
  var scanner: OutputScanner
  /// The classes; `nil` if nothing is asked of them.
  let tally: ClassTally?
  private let pseudonyms: [PseudonymForm]
  /// For each of them the cells that are something else.
  private(set) var malformed: [Int]
  /// For each column the bytes of its longest cell.
  private(set) var longest: [Int]
  /// The columns beside quasi-identifiers.
  private(set) var watched: [ColumnWatch]

  init(
    _ scanner: consuming OutputScanner, _ tally: ClassTally?, _ pseudonyms: [PseudonymForm],
    _ watched: [ColumnWatch]
  ) {
    self.watched = watched
    longest = scanner.fields.map { _ in 0 }
    self.scanner = scanner
    self.tally = tally
    self.pseudonyms = pseudonyms
    malformed = pseudonyms.map { _ in 0 }
  }

  func read(_ batch: borrowing RecordBatch, firstRow: Int) throws(Failure) {
    try scanner.see(batch, firstRow: firstRow)
    try tally?.read(batch, firstRow: firstRow)
    measure(batch)
    for index in watched.indices { watched[index].see(batch) }
    for (index, form) in pseudonyms.enumerated() {
      for row in 0..<batch.rowCount
      where unsafe !form.allows(batch.cell(row: row, column: form.column)) {
        malformed[index] += 1
      }
    }
  }

  private func measure(_ batch: borrowing RecordBatch) {
    let width = batch.width
    unsafe longest.withUnsafeMutableBufferPointer { longest in
      unsafe batch.offsets.withUnsafeBufferPointer { offsets in
        var at = 0
        for _ in 0..<batch.rowCount {
          for column in 0..<width {
            unsafe longest[column] = unsafe max(
              longest[column], Int(offsets[at &+ 1] &- offsets[at]))
            at &+= 2
          }
        }
      }
    }
  }

  /// Adds what another thread found in other rows; the classes may take `room` bytes together.
  func merge(_ other: TableInspector, room: Int) {
    scanner.merge(other.scanner)
    if let more = other.tally { tally?.merge(more, room: room) }
    for index in malformed.indices { malformed[index] += other.malformed[index] }
    for index in watched.indices { watched[index].merge(other.watched[index]) }
    for column in longest.indices { longest[column] = max(longest[column], other.longest[column]) }
  }
}

/// The form of a published pseudonym: the detectors do not look at cells of that form.
struct PseudonymForm {
  /// The index of the column.
  var column: Int
  /// The published name of the field.
  var field: String
  /// What may stand there besides: the label of a total; `nil` if nothing may.
  var label: String?

  /// Whether a cell is a pseudonym, the label, or empty: 16 small letters and digits of base32.
  ///
  /// Source: RFC 4648, section 6.
  func allows(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    if cell.isEmpty { return true }
    if let label, unsafe cell.elementsEqual(label.utf8) { return true }
    return unsafe cell.count == 16
      && cell.allSatisfy { 0x61...0x7A ~= $0 || 0x32...0x37 ~= $0 }
  }
}

/// What the gate found in the table as it was written, in one reading of it.
final class TableReading {
  /// Rows of the table.
  let rows: Int
  /// What the detectors found in its cells.
  var scanner: OutputScanner
  /// How many cells of a field are no pseudonyms and should be, by the field's published name; only those that are not
  /// 0.
  let malformed: [(field: String, cells: Int)]
  /// For each column the bytes of its longest cell.
  let longest: [Int]
  /// The classes, counted by the gate itself, or why they could not be; `nil` if nothing is asked of them.
  let classes: Result<ClassFigures, Failure>?
  /// What the columns beside quasi-identifiers look like; empty where no column is about persons.
  let watched: [ColumnWatch]

  /// Reads the table of a dataset.
  ///
  /// - Throws: `Failure` if it cannot be read, or is not the table that was meant.
  init(_ subject: GateSubject) throws(Failure) {
    let table = try subject.table()
    let (columns, forms) = (subject.classColumns, subject.pseudonymForms)
    let watched = subject.watchedColumns
    let workers = max(subject.workers, 1)
    func makeInspector() -> TableInspector {
      let tally = columns.map { ClassTally($0, room: subject.countingRoom / workers) }
      return TableInspector(subject.makeScanner(), tally, forms, watched)
    }
    let inspectors = (0..<workers).map { _ in makeInspector() }
    rows = try WrittenPass.read(table, by: inspectors, feeding: subject.comparison?.begin())
    let all = inspectors[0]
    for other in inspectors.dropFirst() { all.merge(other, room: subject.countingRoom) }
    longest = all.longest
    self.watched = all.watched
    malformed = zip(forms, all.malformed).compactMap { $1 > 0 ? ($0.field, $1) : nil }
    classes = all.tally.map { tally in
      do throws(Failure) {
        return .success(try Self.figures(tally, subject))
      } catch {
        return .failure(error)
      }
    }
    scanner = subject.makeScanner()
    scanner.merge(all.scanner)
  }

  /// The figures of the classes that a first reading counted, or if they did not fit in memory, of further readings by
  /// one thread, each of a part of the classes.
  ///
  /// - Throws: `memory-exceeded` if not even a small part of them fits.
  private static func figures(
    _ first: ClassTally, _ subject: GateSubject
  ) throws(Failure) -> ClassFigures {
    if !first.isFull {
      var figures = ClassFigures(first.columns)
      try figures.add(first)
      return figures
    }
    var parts = 1
    while parts <= 1 << 12 {
      if let figures = try figures(first.columns, in: parts, subject) { return figures }
      parts *= 2
    }
    throw Failure(
      .memoryExceeded, at: .init(file: subject.pipeline.file),
      "there is not enough memory to count the classes of the written table again",
      hint: "Give it more: --memory 2G.")
  }

  /// The figures of the classes in so many readings; `nil` if a part of them does not fit.
  private static func figures(
    _ columns: ClassColumns, in parts: Int, _ subject: GateSubject
  ) throws(Failure) -> ClassFigures? {
    var figures = ClassFigures(columns)
    for number in 0..<parts {
      let tally = ClassTally(columns, part: (number, parts), room: subject.countingRoom)
      let table = try subject.table()
      var batch = RecordBatch()
      while !tally.isFull, try table.next(into: &batch) { try tally.read(batch, firstRow: 0) }
      guard !tally.isFull else { return nil }
      try figures.add(tally)
    }
    return figures
  }
}

extension GateSubject {
  /// The written table, opened.
  ///
  /// - Throws: `Failure` if it cannot be read, or has other columns than were meant.
  fileprivate func table() throws(Failure) -> WrittenTable {
    let table = try WrittenTable(record, in: folder)
    guard table.names == record.fields.map(\.name) else {
      throw Failure(
        .selfCheck, at: .init(file: table.path), "the table has other columns than were meant")
    }
    return table
  }

  /// What makes the classes; `nil` if nothing is asked of them.
  fileprivate var classColumns: ClassColumns? {
    guard pipeline.aggregate == nil, record.fields.contains(where: { $0.privacy == .quasi })
    else { return nil }
    // Where nothing is asked the classes are counted all the same: who signs for that has to know what it means.
    return ClassColumns(
      record.fields, minimum: pipeline.anonymity?.minimum ?? 1,
      sensitive: pipeline.anonymity?.sensitive ?? [:])
  }

  /// The bytes for classes: a comparison with the last release may run at the same time.
  fileprivate var countingRoom: Int { max(memory / 4, 1 << 20) }

  /// The columns of a table about persons that may tell rows apart or be free text without being a quasi-identifier.
  fileprivate var watchedColumns: [ColumnWatch] {
    guard isPersonal, pipeline.aggregate == nil else { return [] }
    return record.fields.enumerated().compactMap { column, field in
      switch field.privacy {
      // A direct identifier that is published is a pseudonym.
      case .direct: nil
      case .quasi, .sensitive, .none: ColumnWatch(field, column: column)
      }
    }
  }

  /// The columns that hold pseudonyms.
  fileprivate var pseudonymForms: [PseudonymForm] {
    record.fields.enumerated().compactMap { column, published in
      let isTreated = pipeline.fields.contains {
        $0.name == published.name && $0.treatment == .pseudonymise
      }
      // What is merged with others is the name of a part.
      let isMerged = published.privacy == .quasi && pipeline.anonymity?.method == .mondrian
      guard isTreated, !isMerged else { return nil }
      let hasTotal = pipeline.aggregate?.totals.contains(published.name) ?? false
      return PseudonymForm(
        column: column, field: published.name, label: hasTotal ? Aggregate.totalLabel : nil)
    }
  }

  /// A scanner that knows what may stand in each field.
  fileprivate func makeScanner() -> OutputScanner {
    OutputScanner(
      fields: record.fields.map { scanned($0.name) }, lexicon: lexicon,
      identifiers: claims.identifiers)
  }

  private func scanned(_ name: String) -> OutputScanner.Field {
    let accepted = pipeline.protection.accepted.filter { $0.isField && $0.place == name }
    func isTreated(_ treatment: Treatment) -> Bool {
      pipeline.fields.contains { $0.name == name && $0.treatment == treatment }
    }
    return OutputScanner.Field(
      name: name, accepted: DetectorSet(accepted.compactMap { Detector(name: $0.detector) }),
      acceptsIdentifiers: accepted.contains { $0.detector == AcceptanceReader.identifier },
      isPseudonym: isTreated(.pseudonymise), isScrubbed: isTreated(.scrub))
  }
}
