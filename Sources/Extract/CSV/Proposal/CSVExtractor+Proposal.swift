// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

extension CSVExtractor: ProposingExtractor {
  /// Counts the whole of an export, and proposes what accounts for every line of it.
  package static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    guard try !isMarkup(file), let encoding = try EncodingGuess(file),
      let choice = try CSVDialectChoice(file, encoding.best)
    else { return nil }
    return CSVProposal(choice, encoding).proposal
  }

  private static func isMarkup(_ file: ExportFile) throws(Failure) -> Bool {
    try file.bytes(ReadCounter()).peek(64).first {
      ![0xEF, 0xBB, 0xBF, 0x20, 0x0A, 0x0D].contains($0)
    }
      == 0x3C
  }
}

/// What is written of a layout.
private struct CSVProposal {
  private typealias Option = ExtractProposal.Option

  let choice: CSVDialectChoice
  let encoding: EncodingGuess
  private var layout: CSVLayout { choice.layout }
  private var dialect: CSVDialect { layout.survey.dialect }

  init(_ choice: CSVDialectChoice, _ encoding: EncodingGuess) {
    (self.choice, self.encoding) = (choice, encoding)
  }

  var proposal: ExtractProposal {
    let footer = layout.footer
    var options = dialectOptions + borderOptions
    if let footer {
      options.append(
        Option(
          "dialect.footer", ExtractProposal.text(footer),
          "likely: the last line has the number of rows; a run stops where it differs"))
    } else if layout.footerRecords > 0 {
      let lines = layout.footerLines
      options.append(
        Option(
          "dialect.footerLines", ExtractProposal.plain("\(lines)"),
          layout.footerDoubt
            ?? "likely: the last \(lines == 1 ? "line has" : "\(lines) lines have") fewer cells, and words of a total or a note",
          isQuestion: layout.footerDoubt != nil))
    }
    let below = footer == nil ? layout.footerRecords : 1
    let isSure =
      layout.share >= 90 && layout.survey.records >= 3 && layout.width > 1
      && !options.contains { $0.isQuestion && $0.key != "encoding" }
    return ExtractProposal(
      isSure ? .likely : .possible, options: options, remarks: remarks,
      account: .init(
        all: layout.survey.records, above: layout.start, header: layout.headerRows, below: below))
  }

  private var dialectOptions: [ExtractProposal.Option] {
    let (width, share) = (layout.width, layout.share)
    let delimiter =
      dialect.delimiter == 0x09 ? "tab" : String(decoding: [dialect.delimiter], as: UTF8.self)
    var options = [
      Option(
        "encoding", ExtractProposal.plain(encoding.best.rawValue),
        encoding.isSure
          ? encoding.reason
          : "\(encoding.best.rawValue)? \(encoding.reason): look at names with é or ë",
        isQuestion: !encoding.isSure),
      Option(
        "dialect.delimiter", ExtractProposal.text(delimiter),
        choice.delimiterDoubt
          ?? (width == 1
            ? "a list of one column: this character stands nowhere in it"
            : "\(share >= 95 ? "sure" : "likely"): \(share) % of the lines have \(width) cells"),
        isQuestion: choice.delimiterDoubt != nil),
    ]
    if let doubt = choice.quoteDoubt {
      options.append(
        Option("dialect.quoteChar", ExtractProposal.text("\""), doubt, isQuestion: true))
    } else if dialect.quote == nil {
      options.append(
        Option(
          "dialect.quoteChar", ExtractProposal.plain("null"), "quotes stand in the midst of cells"))
    } else if dialect.quote == 0x27 {
      options.append(
        Option(
          "dialect.quoteChar", ExtractProposal.text("'"), "likely: it stands around cells"))
    }
    if dialect.escape != nil {
      options.append(
        Option(
          "dialect.escapeChar", ExtractProposal.text("\\"),
          "likely: quotes in cells stand behind it"))
    }
    if dialect.skipInitialSpace {
      options.append(
        Option(
          "dialect.skipInitialSpace", ExtractProposal.plain("true"),
          "likely: quotes open behind a space"))
    }
    if dialect.unwrapsFormulas || layout.survey.formulas > 0 {
      let count = layout.survey.formulas
      options.append(
        Option(
          "dialect.unwrapFormulas", ExtractProposal.plain("true"),
          "sure: \(count > 0 ? "\(count) cells are" : "cells are") written as =\"0012\", a formula by which Excel keeps the "
            + "zeroes; they are read as 0012"))
    }
    return options
  }

  private var borderOptions: [ExtractProposal.Option] {
    var options: [Option] = []
    let skipped = layout.skippedLines
    if skipped > 0 {
      options.append(
        Option(
          "dialect.skipLines", ExtractProposal.plain("\(skipped)"),
          layout.preambleDoubt
            ?? (layout.isShifted
              ? "the rows begin on line \(skipped + 1)"
              : "likely: the header is on line \(skipped + 1), and lines above it have a cell or two"),
          isQuestion: layout.preambleDoubt != nil))
    }
    if let doubt = layout.headerDoubt {
      options.append(
        Option(
          "dialect.headerRows", ExtractProposal.plain("\(layout.headerRows)"), doubt,
          isQuestion: true))
    } else if layout.headerRows > 1 {
      options.append(
        Option(
          "dialect.headerRows", ExtractProposal.plain("\(layout.headerRows)"),
          "likely: they have words where the lines below have numbers"))
    }
    switch layout.surplus {
    case .none: break
    case .one:
      options.append(
        Option(
          "dialect.trailingDelimiter", ExtractProposal.plain("true"),
          "sure: lines have an empty cell behind the last column"))
    case .several:
      options.append(
        Option(
          "dialect.surplusEmptyCells", ExtractProposal.plain("true"),
          "sure: lines have empty cells behind the last column"))
    }
    return options
  }

  private var remarks: [String] {
    var remarks: [String] = []
    if !layout.irregular.isEmpty {
      remarks.append(
        "Lines with another number of cells than \(layout.width), the first of them: "
          + "\(layout.irregular.joined(separator: ", ")). They are rows with a cell too many or too few, or no rows: see errors."
      )
    }
    if layout.survey.strayQuotes > 0 {
      remarks.append(
        "A quote out of its place makes \(layout.survey.strayQuotes) lines unreadable.")
    }
    if layout.width == 1, layout.survey.blanks > 0 {
      remarks.append(
        "In a list of one column each of the \(layout.survey.blanks) blank lines is a row.")
    }
    return remarks
  }
}
