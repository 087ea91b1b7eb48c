// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// Asks the questions about a table that was converted, and compares it with what is published.
struct TableJudgement {
  let pipeline: PipelineDefinition
  let profile: DatasetProfile
  /// Rows of the export.
  let exported: Int
  /// What the last line of each of its files says, by name.
  let footers: [[String: String]]
  /// The day of the run, `YYYY-MM-DD`.
  let date: String
  /// What opens a control file.
  let context: ExtractContext

  /// What is wrong; empty where nothing is.
  func problems(since previous: DatasetRecord?, acceptsChange: Bool) -> [Diagnostic] {
    var found = pipeline.expectations.checks.flatMap(judge) + footer()
    if let before = previous?.profile, !acceptsChange, pipeline.aggregate == nil {
      found += ChangeGuard(
        pipeline: pipeline, limits: pipeline.expectations.change, before: before, now: profile,
        published: previous?.modified ?? date, date: date
      ).problems()
    }
    return found
  }

  private func judge(_ check: TableCheck) -> [Diagnostic] {
    switch check {
    case .rows(let minimum, let maximum): return rows(minimum, maximum)
    case .sum(let field, let minimum, let maximum, let equals):
      return sum(field, minimum, maximum, equals)
    case .sequence(let field, let gaps): return sequence(field, gaps)
    case .fresh(let field, let days): return fresh(field, days)
    case .control(let control):
      do throws(Failure) {
        return try compare(control)
      } catch {
        return error.diagnostics
      }
    }
  }

  private func report(
    _ code: DiagnosticCode, _ field: String?, _ summary: String, _ hint: String
  ) -> Diagnostic {
    Diagnostic(code, at: .init(file: pipeline.file, field: field), summary, hint: hint)
  }

  private func profile(of field: String) -> DatasetProfile.Field? {
    profile.fields.first { $0.name == field }
  }

  // MARK: The checks

  private func rows(_ minimum: Int?, _ maximum: Int?) -> [Diagnostic] {
    let hint = "Look whether the export is whole; only where it is, change 'rows' under 'checks'."
    if let minimum, profile.rows < minimum {
      return [
        report(
          .tableDimensions, nil, "there are \(profile.rows) rows, and \(minimum) is the fewest",
          hint)
      ]
    }
    if let maximum, profile.rows > maximum {
      return [
        report(
          .tableDimensions, nil, "there are \(profile.rows) rows, and \(maximum) is the most", hint)
      ]
    }
    return []
  }

  private func sum(
    _ field: String, _ minimum: String?, _ maximum: String?, _ equals: String?
  ) -> [Diagnostic] {
    let hint = "Look whether the export is whole, and whether 'decimalChar' is right."
    guard let sum = profile(of: field)?.sum else {
      return [
        report(.sumError, field, "'\(field)' cannot be added up exactly", hint)
      ]
    }
    let isRight =
      minimum.map { (DecimalOrder.compare(sum, $0) ?? -1) >= 0 } ?? true
      && maximum.map { (DecimalOrder.compare(sum, $0) ?? 1) <= 0 } ?? true
      && equals.map { DecimalOrder.compare(sum, $0) == 0 } ?? true
    return !isRight
      ? [report(.sumError, field, "the sum of '\(field)' is not what 'checks' says", hint)] : []
  }

  private func sequence(_ field: String, _ gaps: Int) -> [Diagnostic] {
    guard let known = profile(of: field), let least = known.minimum, let most = known.maximum else {
      return []
    }
    // Half of what fits, so that the difference fits too.
    let range = -Int.max / 2...Int.max / 2
    guard let least = Int(least), let most = Int(most), range ~= least, range ~= most else {
      return [
        report(
          .sequentialValue, field,
          "the numbers of '\(field)' are too large to tell whether one is missing",
          "Look whether the field is right; leave the check out where the numbers do not count on.")
      ]
    }
    let missing = most - least + 1 - (profile.rows - known.missing)
    guard missing > gaps else { return [] }
    return [
      report(
        .sequentialValue, field,
        "\(missing) numbers are missing between the smallest and the largest '\(field)'; \(gaps) may be",
        "Look whether the source system left rows out.")
    ]
  }

  private func fresh(_ field: String, _ days: Int) -> [Diagnostic] {
    let hint = "Look whether the job that makes the export still has new data."
    guard let newest = profile(of: field)?.maximum else {
      return [report(.sourceStale, field, "no row has a date in '\(field)'", hint)]
    }
    let age = AmsterdamDate.days(from: String(newest.prefix(10)), to: date)
    guard age > days else { return [] }
    return [
      report(
        .sourceStale, field,
        "the newest '\(field)' is \(age) days old, and \(days) is the most", hint)
    ]
  }

  private func compare(_ control: TableCheck.Control) throws(Failure) -> [Diagnostic] {
    let table = try control.extractor.open(context)
    let file = table.files.first ?? pipeline.file
    var first: [String]?
    let read = try ExportRows(table) { batch, _ throws(Failure) in
      guard first == nil, batch.rowCount > 0 else { return }
      first = (0..<batch.width).map {
        unsafe String(decoding: batch.cell(row: 0, column: $0), as: UTF8.self)
      }
    }
    if let problem = read.problem { throw Failure([problem.inFile(file)]) }
    guard let first, let header = table.header else {
      throw Failure(
        .controlError, at: .init(file: file), "the control file has no row",
        hint: "It is a header and one row with the numbers.")
    }
    func cell(_ column: String) throws(Failure) -> String {
      guard let index = header.firstIndex(of: column), index < first.count else {
        throw Failure(
          .controlError, at: .init(file: file), "the control file has no column '\(column)'",
          hint: "Look at its header, and at 'control' under 'checks'.")
      }
      return first[index]
    }
    var found: [Diagnostic] = []
    if let column = control.rows {
      let says = Self.plain(try cell(column), NumberFormat(groupChar: "."))
      if DecimalOrder.compare(says, "\(exported)") != 0 {
        found.append(
          mismatch(
            file, column, "the export has \(exported) rows, and the control file says otherwise"))
      }
    }
    for (field, column) in control.sums {
      let says = Self.plain(try cell(column), format(of: field))
      if DecimalOrder.compare(says, profile(of: field)?.sum ?? "") != 0 {
        found.append(
          mismatch(file, column, "the sum of '\(field)' is not what the control file says"))
      }
    }
    return found
  }

  private func mismatch(_ file: String, _ column: String, _ summary: String) -> Diagnostic {
    Diagnostic(
      .controlError, at: .init(file: file, field: column), summary,
      hint: "One of the two is not whole: make both again.")
  }

  // MARK: The last line

  /// What the last lines say together, beside what there is.
  private func footer() -> [Diagnostic] {
    let names = pipeline.export.extractor.footerTemplate?.names ?? []
    return names.compactMap { name in
      let isCount = name == FooterTemplate.rows
      let format = isCount ? NumberFormat(groupChar: ".") : format(of: name)
      let says = DecimalOrder.sum(footers.map { Self.plain($0[name] ?? "", format) })
      let counted = isCount ? "\(exported)" : profile(of: name)?.sum
      guard DecimalOrder.compare(says ?? "", counted ?? "") != 0 else { return nil }
      let say = footers.count > 1 ? "the last lines of its files say" : "its last line says"
      return report(
        .footerError, isCount ? nil : name,
        isCount
          ? "the export has \(exported) rows, and \(say) otherwise"
          : "the sum of '\(name)' in the export is not what \(say)",
        "The export seems to be cut off: let the source system make it again.")
    }
  }

  private func format(of field: String) -> NumberFormat {
    pipeline.publishedFields.first { $0.name == field }?.type.numberFormat ?? NumberFormat()
  }

  /// A number with a decimal point.
  private static func plain(_ text: String, _ format: NumberFormat) -> String {
    text.filter { $0 != " " && String($0) != format.groupChar }
      .replacingOccurrences(of: format.decimalChar, with: ".")
  }
}

extension FieldType {
  /// How numbers of the type are written; nil where it has none.
  fileprivate var numberFormat: NumberFormat? {
    switch self {
    case .integer(let format), .number(let format): format
    default: nil
    }
  }
}
