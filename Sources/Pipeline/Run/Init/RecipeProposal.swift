// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
package import HergebruikFormat
internal import HergebruikModel

/// A pipeline file by a recipe, with what reading the whole export by it showed.
package struct RecipeProposal: Sendable {
  /// The recipe.
  package let recipe: Recipe
  /// The text of the pipeline file.
  package let yaml: String
  /// How many rows were read.
  package let rowCount: Int

  /// Reads an export by a recipe, from front to back.
  ///
  /// - Throws: `format-error` where the export has no record of the recipe, or one that it cannot read.
  init(
    _ recipe: Recipe, of export: OpenedExport, formats: ExtractorRegistry
  ) throws(Failure) {
    self.recipe = recipe
    let pattern = ExportFile.pattern(export.path)
    let problems = ConfigProblems(file: export.shown)
    guard let type = formats[recipe.format],
      var reader = ConfigReader(
        recipe.node(path: pattern, member: export.member), what: "'\(recipe.format)'",
        problems: problems),
      let extractor = type.init(
        &reader, columns: recipe.columns.map(\.column), problems: problems)
    else {
      try problems.throwIfAny()
      throw Failure(.selfCheck, "the recipe '\(recipe.name)' is refused by its format")
    }
    let table = try extractor.open(export.context)
    var filled = [Int](repeating: 0, count: table.width)
    let rows = try ExportRows(table) { batch, _ in
      for row in 0..<batch.rowCount {
        for column in filled.indices where !batch.span(row: row, column: column).isEmpty {
          filled[column] += 1
        }
      }
    }
    if let problem = rows.problem { throw Failure([problem]) }
    guard rows.rows > 0 else {
      throw Failure(
        .format, at: .init(file: export.shown),
        "the export has no record of the recipe '\(recipe.name)'",
        hint: "Write '--recipe none' to have the export looked at without a recipe.")
    }
    rowCount = rows.rows
    let file = export.path.split(separator: "/").last ?? ""
    var remarks = [
      "Proposed by 'hergebruik init' from \(file), by the recipe '\(recipe.name)', which says what each column is. What says "
        + "\(Question.mark) only you know; look whether the rest holds for this export.",
      "\(rows.rows) rows were read by it.",
    ]
    let empty = zip(filled, recipe.columns).filter { $0.0 == 0 }.map(\.1.name)
    if !empty.isEmpty {
      remarks.append("Empty in the whole export: \(empty.joined(separator: ", ")).")
    }
    yaml = recipe.text(path: pattern, member: export.member, remarks: remarks)
  }

  /// How often the file says `ANSWER`.
  package var questionCount: Int { Question.count(in: yaml) }
  /// How many columns it has.
  package var columnCount: Int { recipe.columns.count }
}
