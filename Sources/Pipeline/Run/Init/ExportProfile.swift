// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikGeometry
internal import HergebruikProfile

/// What was seen of the columns of a whole export; holds no cell.
struct ExportProfile {
  private(set) var columns: [ColumnProfile] = []
  /// What the detectors found, by column.
  let evidence: [ColumnEvidence]
  /// Whether cells are geometries, by column.
  private(set) var geometries: [GeometryEvidence] = []
  /// Whether numbers are coordinates, for the columns of which the name speaks of them.
  private(set) var coordinates: [CoordinateEvidence?] = []
  /// The labels of the header; nil where there is none.
  let header: [String]?
  let rows: Int
  /// Rows that do not fit the header.
  let malformed: Int
  /// Why reading ended before the export did.
  let problem: Diagnostic?
  /// What the export holds that is seldom meant, such as hidden rows.
  let remarks: [Diagnostic]
  /// The lines of the first rows that say what the header says, from 1; no more than five.
  let repeatedHeaders: [Int]

  /// Reads an export from front to back.
  ///
  /// - Parameter hasPaths: Whether the labels are paths.
  /// - Throws: `Failure` where it cannot be opened; what goes wrong further on is in `problem`.
  init(
    _ extractor: any Extractor, _ context: ExtractContext, _ trial: TypeTrial, hasPaths: Bool
  ) throws(Failure) {
    let table = try extractor.open(context)
    header = table.header
    var columns = Array(repeating: ColumnProfile(trial), count: table.width)
    var geometries = Array(repeating: GeometryEvidence(), count: table.width)
    var coordinates = (0..<table.width).map { column in
      let label = table.header.map { ExportLabel.word($0[column], isPath: hasPaths) }
      return label.flatMap(CoordinateLabel.init) == nil ? nil : CoordinateEvidence()
    }
    let shapes = GeometryTrial()
    var scanner = ColumnsScanner(width: table.width)
    let labels = table.header.map { $0.map { Array($0.utf8) } }
    var repeated: [Int] = []
    let read = try ExportRows(table) { batch, line in
      scanner.see(batch)
      for row in 0..<batch.rowCount {
        let line = line + Int(batch.lines[row])
        for column in columns.indices {
          let cell = batch.span(row: row, column: column)
          columns[column].see(cell, line: line, trial)
          guard !cell.isEmpty else { continue }
          geometries[column].see(cell, shapes)
          coordinates[column]?.see(cell)
        }
        if let labels, repeated.count < 5, Self.says(labels, batch, row) { repeated.append(line) }
      }
    }
    for column in columns.indices { columns[column].finish() }
    repeatedHeaders = repeated
    (self.columns, evidence) = (columns, scanner.evidence)
    (self.geometries, self.coordinates) = (geometries, coordinates)
    (rows, malformed, problem) = (read.rows, read.malformed, read.problem)
    remarks = table.remarks
  }

  /// Whether a row has the labels of the header in its cells.
  private static func says(
    _ labels: [[UInt8]], _ batch: borrowing RecordBatch, _ row: Int
  ) -> Bool {
    guard labels.count == batch.width, labels.contains(where: { !$0.isEmpty }) else { return false }
    return labels.indices.allSatisfy {
      batch.span(row: row, column: $0).elementsEqual(labels[$0])
    }
  }
}
