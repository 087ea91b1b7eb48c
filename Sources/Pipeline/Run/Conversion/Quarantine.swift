// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem
internal import HergebruikTreatment
internal import HergebruikValues

/// A row that was refused, as it will stand in the quarantine.
struct QuarantinedRow: Sendable {
  /// Its number in the batch, from 0.
  var number: Int
  /// Its line in the batch, from 0.
  var line: Int
  /// Error codes with their field: `constraint-error 3`.
  var problems: [(code: DiagnosticCode, field: Int?)]
  /// The cells as they were in the export, or where steps changed or made them as these did; of a record that could
  /// not be cut, all of it as one.
  var cells: [[UInt8]]

  /// The refused rows of a batch, in order. Allocates for refused rows only.
  static func collect(
    _ batch: borrowing RecordBatch, _ result: TransformResult, _ steps: StepResult
  ) -> [QuarantinedRow] {
    var rows = batch.malformed.map { record in
      QuarantinedRow(
        number: record.number, line: record.line, problems: [(record.code, nil)],
        // Bytes that do not decode come out as U+FFFD, so that the file can be opened.
        cells: record.cells.map {
          Array(String(decoding: batch.text.span.extracting($0), as: UTF8.self).utf8)
        })
    }
    let problems = Dictionary(grouping: result.problems, by: \.number)
    let stepProblems = Dictionary(grouping: steps.problems, by: \.number)
    for row in result.badRows {
      let number = Int(batch.numbers[row])
      rows.append(
        QuarantinedRow(
          number: number, line: Int(batch.lines[row]),
          problems: (stepProblems[number] ?? []).map { ($0.code, nil) }
            + (problems[number] ?? []).map { ($0.problem.code, $0.field) },
          cells: (0..<batch.width).map { Array(batch.span(row: row, column: $0)) }))
    }
    return rows.sorted { $0.number < $1.number }
  }
}

/// The private file of rows that were left out, for the steward to mend in the source system.
///
/// It holds personal data: mode 0600 in `.hergebruik/quarantine/`, replaced at every run and gone when
/// no row is refused.
final class Quarantine {
  private let path: String
  private let header: [String]?
  private let fields: [Field]
  private var file: FileDescriptor?

  /// Prepares it; the file is made with the first refused row.
  init(_ job: Conversion.Job) {
    path = job.quarantine
    header = job.table.header.map { $0 + (job.binding.steps?.madeNames ?? []) }
    fields = job.plan.fields
  }

  /// Removes what an earlier run left.
  static func remove(_ path: String) throws(Failure) {
    guard !Paths.remove(path), SystemError.last != .missing else { return }
    throw failure("remove", path, .last)
  }

  /// Appends the refused rows of a block.
  func append(_ rows: [QuarantinedRow], from start: BlockStart) throws(Failure) {
    guard !rows.isEmpty else { return }
    var text = ByteBuffer()
    if file == nil {
      try create()
      Self.append(
        (["row", "line", "problems"] + (header ?? [])).map { Array($0.utf8) }, to: &text)
    }
    for row in rows {
      let problems = row.problems.map { problem in
        problem.code.rawValue + (problem.field.map { " \(fields[$0].label)" } ?? "")
      }
      let place = [
        "\(start.row + row.number)", "\(start.line + row.line)", problems.joined(separator: "; "),
      ]
      Self.append(place.map { Array($0.utf8) } + row.cells, to: &text)
    }
    guard unsafe file?.write(text.span.bytes) == true else {
      throw Self.failure("write", path, .last)
    }
  }

  /// Closes the file.
  func close() throws(Failure) {
    guard file.take()?.close() != false else { throw Self.failure("write", path, .last) }
  }

  private func create() throws(Failure) {
    file = FileDescriptor(path, for: .writing, [.create, .exclusive], mode: 0o600)
    guard file != nil else { throw Self.failure("create", path, .last) }
  }

  private static func append(_ cells: [[UInt8]], to text: inout ByteBuffer) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text.append(UInt8(ascii: "\""))
      for byte in cell {
        if byte == UInt8(ascii: "\"") { text.append(byte) }
        text.append(byte)
      }
      text.append(UInt8(ascii: "\""))
    }
    text.append(UInt8(ascii: "\n"))
  }

  private static func failure(_ verb: String, _ path: String, _ error: SystemError) -> Failure {
    Failure(
      .inputOutput, at: .init(file: path),
      "could not \(verb) the quarantine: \(error)",
      hint: "Check the free space, and that you own the folder .hergebruik.")
  }
}
