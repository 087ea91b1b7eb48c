// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTables
package import HergebruikTreatment

extension PipelineDefinition {
  /// What the Transform stage needs to know of the table.
  package var table: TreatedTable {
    TreatedTable(
      fields: fields, missingValues: export.missingValues,
      keys: .init(primary: primaryKey, unique: keys.unique, foreign: keys.foreign),
      temporalField: temporalField,
      pseudonyms: .init(domain: pseudonym?.domain ?? name, release: pseudonym?.release ?? ""),
      geometry: geometry, form: form)
  }

  /// What is published of the rows.
  private var form: TreatedTable.Form {
    if let aggregate { return .cells(aggregate) }
    return anonymity?.method == .mondrian ? .parts : .rows
  }
}

extension PipelineDefinition {
  /// How many columns of the export are left out, by privacy class. What a step makes is no column of the export, unless
  /// it only got another name.
  package func dropped(_ binding: ColumnBinding) -> [String: Int] {
    var made = Set(pivot?.columns ?? [])
    for step in steps {
      if case .rename = step.kind { continue }
      made.formUnion(step.made)
    }
    var dropped: [String: Int] = [:]
    for (field, column) in zip(fields, binding.columns)
    where field.treatment == .drop && column >= 0 && !made.contains(field.source ?? field.name) {
      dropped[field.privacy.rawValue, default: 0] += 1
    }
    return dropped
  }

  /// Opens the export; its rows are columns already where `pivot` says so.
  ///
  /// - Parameter memory: Of the run; half is for reading, and a quarter for sorting.
  package func open(_ context: ExtractContext, memory: Int) throws(Failure) -> any SourceTable {
    var context = context
    context.missingWords = missingWords
    context.memory = memory / 2
    let table = try export.extractor.open(context)
    guard let pivot else { return table }
    let blanks = pivot.columns.map { name in
      (fields.first { $0.source == name }?.missingValues ?? export.missingValues).first ?? ""
    }
    return try PivotedTable(
      table, pivot, blanks: blanks, memory: memory / 4, folder: context.scratch)
  }

  /// The words that stand for a missing value in each column of the export.
  private var missingWords: MissingWords {
    // What a pivot makes of a column is not known by its label.
    MissingWords(
      common: export.missingValues,
      fields: fields.map { (pivot == nil ? $0.source : nil, $0.missingValues) })
  }

  /// The steps and checks, compiled.
  func stepPlan(
    today: String = "2000-01-01", codes: [Int: CodeTable]? = nil
  ) throws(Failure) -> StepPlan {
    try StepPlan(
      .init(
        fields: fields, missingValues: export.missingValues, steps: steps, checks: checks,
        today: today, codes: codes))
  }

  /// Binds the fields to the columns of an export, by way of the steps where there are any.
  ///
  /// - Parameter today: The day of the run, `YYYY-MM-DD`.
  package func bind(_ source: any SourceTable, today: String) throws(Failure) -> ColumnBinding {
    let file = source.files.first ?? self.file
    guard preparation.hasSteps else {
      return try ColumnBinding(
        fields: fields, header: source.header, width: source.width, primaryKey: primaryKey,
        match: export.match, file: file)
    }
    return try stepPlan(today: today, codes: try stepCodes()).bind(
      header: source.header, width: source.width, primaryKey: primaryKey, match: export.match,
      file: file)
  }
}
