// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExpressions
package import HergebruikFormat
package import HergebruikModel
package import HergebruikTables
internal import HergebruikValues

/// The steps and row checks of a pipeline, compiled: which columns there are, and what is done to each row.
///
/// It is bound to the columns of an export with `bind`; a `StepWorker` then runs it over batches. The columns of
/// the export keep their places and new ones are added behind them, so that a step copies no cells but new ones.
package final class StepPlan: @unchecked Sendable {
  /// What is asked.
  package struct Request: Sendable {
    /// The fields of the pipeline file, in order.
    package var fields: [Field]
    /// What counts as missing where a field does not say otherwise.
    package var missingValues: [String]
    /// The steps, in order.
    package var steps: [Step]
    /// The checks of rows, in order.
    package var checks: [RowCheck]
    /// The day of the run, `YYYY-MM-DD`.
    package var today: String
    /// The code lists, by the number of the step; nil where they are not to be read, and nothing is to be run.
    package var codes: [Int: CodeTable]?

    /// Makes a request.
    package init(
      fields: [Field], missingValues: [String], steps: [Step], checks: [RowCheck], today: String,
      codes: [Int: CodeTable]? = nil
    ) {
      (self.fields, self.missingValues) = (fields, missingValues)
      (self.steps, self.checks) = (steps, checks)
      (self.today, self.codes) = (today, codes)
    }
  }

  /// Columns of the plan, as slots.
  typealias Slots = Kept<Int>

  let request: Request
  let columns: StepColumns
  let operations: [Operation]
  let pool: ExpressionPool
  /// The most values that an expression has on the stack.
  let depth: Int
  /// For each slot how it is read.
  let readings: [ExpressionColumn]
  /// For each slot what stands for nothing there.
  let missing: [Kept<UInt8>]
  /// How many steps look for duplicates.
  let deduplications: Int
  /// What a person should know of columns that come of direct identifiers.
  package let warnings: [Diagnostic]
  /// For each field the columns of the export that its values come of, by their names there.
  package let origins: [[String]]
  /// Owns what the casts of the fields point at.
  private let arena: ByteArena
  private let tables: [CodeTable]

  /// Compiles a request.
  ///
  /// - Throws: `Failure` with everything that is wrong, at its place in the pipeline file.
  package init(_ request: Request) throws(Failure) {
    var columns = StepColumns(request)
    var fields = FieldCompiler(
      TreatedTable(
        fields: request.fields, missingValues: request.missingValues,
        pseudonyms: .init(domain: "")), for: .check, key: nil)
    var compiler = StepCompiler(request, columns, fields.compile())
    compiler.compile()
    columns.problems += compiler.problems
    guard columns.problems.isEmpty else { throw Failure(columns.problems) }
    (self.request, self.columns) = (request, columns)
    (operations, pool, depth) = (compiler.operations, compiler.pool, compiler.depth)
    (readings, missing) = (compiler.readings, compiler.missing)
    (deduplications, warnings) = (compiler.deduplications, compiler.warnings)
    (arena, tables) = (fields.arena, compiler.tables)
    let lineage = compiler.lineage
    origins = columns.fieldSlots.map { slot in
      slot < 0 ? [] : lineage[slot].sorted().map { columns.slots[$0].name }
    }
  }

  /// The type by which a step looks a column up in its list.
  package func keyType(of column: String, step: Int) -> FieldType {
    guard let slot = columns.scopes[step][column], let field = columns.slots[slot].field else {
      return .string(.default)
    }
    return request.fields[field].type
  }

  /// Binds the columns of an export to the fields, by way of the steps.
  ///
  /// - Parameters:
  ///   - header: the export's labels, or nil where it has none.
  ///   - file: the export, for messages.
  /// - Throws: `Failure` with all label errors, as `ColumnBinding` has them. A column that a step takes away must be
  ///   there as well.
  package func bind(
    header: [String]?, width: Int, primaryKey: [String] = [], match: ColumnBinding.Match,
    file: String
  ) throws(Failure) -> ColumnBinding {
    let exported = columns.slots.indices.filter { columns.slots[$0].isExported }
    let export = try ColumnBinding(
      fields: exported.map { columns.exportField(of: $0, among: request.fields) }, header: header,
      width: width, primaryKey: primaryKey, match: match, file: file)
    var positions = Array(repeating: -1, count: columns.slots.count)
    for (slot, position) in zip(exported, export.columns) { positions[slot] = position }
    let made = columns.slots.indices.filter { !columns.slots[$0].isExported }
    for (number, slot) in made.enumerated() { positions[slot] = width + number }
    let bound = columns.fieldSlots.map { positions[$0] }
    let taken = columns.slots.indices.filter { slot in
      positions[slot] >= 0 && !columns.fieldSlots.contains(slot)
    }
    return ColumnBinding(
      columns: bound, width: width + made.count - taken.count,
      steps: StepProgram(
        plan: self, positions: positions, width: width,
        madeNames: made.map { columns.slots[$0].name }))
  }
}

/// A plan whose columns are bound to those of an export.
package struct StepProgram: Sendable {
  let plan: StepPlan
  /// Where the column of each slot is in a row; negative where the export lacks it.
  let positions: [Int]
  /// Cells per row in the export.
  let width: Int
  /// The names of the columns behind those of the export.
  package let madeNames: [String]

  /// What finds duplicates over the whole export, for all workers of one pass; nil where no step asks.
  package func makeHistory(memory: Int) -> RowHistory? {
    plan.deduplications == 0 ? nil : RowHistory(steps: plan.deduplications, memory: memory)
  }

  /// Whether rows may be left out by a filter, or as duplicates.
  package var leavesRowsOut: Bool {
    plan.operations.contains(where: \.leavesRowsOut)
  }
}
