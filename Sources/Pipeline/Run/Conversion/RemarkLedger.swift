// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikGeometry
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikTreatment
internal import HergebruikValues

/// What an export holds that is seldom meant, as far as its rows and its end tell.
struct RemarkLedger {
  private let job: Conversion.Job
  private var oddities: OddityLedger
  /// For each field how many of its days stand for no day; empty while none does.
  private var sentinels: [SentinelDays] = []
  private var places = PlaceTally()
  /// Where the last record begins, if it has too few cells.
  private var shortEnd: Diagnostic.Location?

  init(_ job: Conversion.Job) {
    self.job = job
    oddities = OddityLedger(
      OddityScanner(job.plan, binding: job.binding, header: job.table.header))
  }

  /// Enters what is seldom meant in the next block.
  mutating func enter(_ block: Block, at start: BlockStart) {
    oddities.enter(block.oddities, file: start.file, records: start.records, line: start.line)
    places.add(block.result.places)
    if sentinels.isEmpty { sentinels = block.result.sentinelDays.map { _ in SentinelDays() } }
    for (field, found) in block.result.sentinelDays.enumerated() { sentinels[field].add(found) }
    guard block.records > 0 else { return }
    shortEnd = nil
    if let last = block.malformed.last, last.number == block.records - 1, last.code == .missingCell
    {
      shortEnd = start.location(line: last.line, number: last.number)
    }
  }

  /// Files that were put one behind the other; `nil` if nothing shows it.
  var joined: Diagnostic? { oddities.joined }

  /// All of it, once every block is entered.
  ///
  /// - Parameters:
  ///   - sums: The exact sum of each field of numbers, by its published name.
  ///   - nearMisses: Fields that few rows are wrong in by their type.
  func remarks(sums: [String: String], nearMisses: [Diagnostic]) -> [Diagnostic] {
    cut + oddities.remarks(sums: sums) + nearMisses
      + job.plan.remarks(sentinels: sentinels, file: job.table.files.first)
      + job.plan.remarks(places: places, file: job.table.files.first)
  }

  /// A last line without an end is usual; it is cut where it also lacks cells, or where other files of the same export
  /// have the end. `Diagnostic.cutSince` compares it with what was published.
  private var cut: [Diagnostic] {
    let ends = job.table.lineEnds
    guard let short = ends.firstIndex(of: false) else { return [] }
    if let shortEnd, ends.last == false {
      return [
        .truncated(
          at: shortEnd, "the last line has too few cells and no line end, so the export is cut off")
      ]
    }
    guard ends.contains(true) else { return [] }
    return [
      .truncated(
        at: .init(file: job.table.files[short]),
        "the last line has no line end, and that of other files of the export has")
    ]
  }
}

extension Ledger {
  /// Fields that few rows are wrong in by their type.
  var nearMisses: [Diagnostic] {
    groups.compactMap { finding in
      guard finding.code == .typeError, let label = finding.field,
        NearMiss.isOne(finding.count, of: counts.records),
        let field = job.plan.fields.first(where: { $0.label == label })
      else { return nil }
      return NearMiss.diagnostic(
        counts.records - finding.count, of: counts.records, "\(field.type.plural) or empty", label,
        file: job.table.files.first, rows: finding.shown.prefix(3).compactMap(\.location.row),
        hint:
          "Mend them in the source system, or write what stands for 'no value' as 'missingValues'.")
    }
  }
}

extension Diagnostic {
  /// An export that is cut off.
  static func truncated(at place: Location, _ summary: String) -> Diagnostic {
    Diagnostic(
      .truncatedExport, at: place, summary,
      hint:
        "Let the source system make the export again, under another name that is changed once it is whole."
    )
  }

  /// An export whose last line has no end, where that of the published release had one; nil where that is not so.
  static func cutSince(
    _ previous: DatasetRecord?, _ conversion: Conversion.Outcome
  ) -> Diagnostic? {
    // Where some files have it, the run has told that.
    guard previous?.profile?.endsLine == true, conversion.source.lineEnds.contains(false),
      !conversion.source.lineEnds.contains(true),
      !conversion.source.remarks.contains(where: { $0.code == .truncatedExport })
    else { return nil }
    return .truncated(
      at: .init(file: conversion.source.lastFile),
      "the last line has no line end, and that of the published release had one")
  }
}

extension FieldType {
  /// What values of the type are, for "… are …".
  fileprivate var plural: String {
    switch self {
    case .integer: "whole numbers"
    case .number: "numbers"
    case .date: "dates"
    case .datetime: "dates with a time"
    case .time: "times"
    case .boolean: "true or false"
    default: "of type \(name)"
    }
  }
}
