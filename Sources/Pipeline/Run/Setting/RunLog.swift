// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikValues
package import Logging

/// Tells a log what a command does, how long it takes, and how much: docs/logs.md describes each event.
///
/// Nothing that stands in an export can get into it: an event has numbers, words of ours and the names of datasets and
/// files, and no other text is taken.
package struct RunLog: Sendable {
  /// What is done for the catalogue as a whole.
  enum Phase: String {
    /// Reads the definitions.
    case definitions
    /// Writes pages and metadata.
    case pages
    /// Puts the new generation in the place of the old one.
    case publish
    /// Writes decisions down, and removes what is too old.
    case settle
  }

  private let logger: Logger
  private let began = ContinuousClock.now

  /// Makes a log of what begins now.
  package init(_ logger: Logger) { self.logger = logger }

  // MARK: The command

  /// A command began.
  ///
  /// - Parameter command: Its name, as it is typed.
  package func begin(_ command: String, version: String) {
    tell(
      .info, "command began",
      [
        "command": .string(command), "version": .string(version),
        "pid": Self.number(ThisProcess.number),
      ])
  }

  /// A command is over.
  package func end(_ command: String, exitCode: Int32) {
    tell(
      .info, "command ended",
      [
        "command": .string(command), "exitCode": Self.number(exitCode),
        "seconds": Self.seconds(began),
      ].merging(Self.memory(of: ThisProcess.number)) { $1 })
  }

  /// What came of the datasets, and of the run.
  package func enter(_ report: RunReport) {
    for dataset in report.datasets {
      var figures: Logger.Metadata = [
        "dataset": .string(dataset.name), "status": .string(dataset.status.rawValue),
      ]
      for (name, figure) in [
        ("rows", dataset.rows), ("quarantined", dataset.quarantined),
        ("filtered", dataset.filtered), ("duplicates", dataset.duplicates),
        ("suppressed", dataset.suppressed), ("bytes", dataset.byteSize),
      ] {
        figures[name] = figure.map(Self.number)
      }
      tell(dataset.status == .failed ? .error : .info, "dataset settled", figures)
    }
    if let generation = report.generation {
      tell(.info, "generation published", ["generation": .string(generation)])
    }
  }

  /// Something that a person has to know: its code and its place.
  ///
  /// Its words only where they are about files and the machine: those about data may quote a cell of a field
  /// that is classified `none`.
  package func tell(_ diagnostic: Diagnostic) {
    let (level, location): (Logger.Level, _) = (
      Self.level(diagnostic.severity), diagnostic.location
    )
    var found: Logger.Metadata = ["code": .string(diagnostic.code.rawValue)]
    found["dataset"] = diagnostic.dataset.map { .string($0) }
    found["file"] = location.file.map { .string($0) }
    found["field"] = location.field.map { .string($0) }
    for (name, figure) in [
      ("line", location.line), ("column", location.column), ("row", location.row),
    ] {
      found[name] = figure.map(Self.number)
    }
    if location.row == nil, [2, 4, 5].contains(diagnostic.code.exitCode) {
      found["summary"] = .string(diagnostic.summary)
    }
    tell(level, "problem", found)
  }

  private static func level(_ severity: Diagnostic.Severity) -> Logger.Level {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .note: .notice
    }
  }

  // MARK: The run

  /// The run enters a phase of the catalogue as a whole.
  func enter(_ phase: Phase) {
    tell(.info, "phase began", ["phase": .string(phase.rawValue), "seconds": Self.seconds(began)])
  }

  /// A worker was started.
  func begin(worker: Int32) { tell(.info, "worker began", ["worker": Self.number(worker)]) }

  // MARK: What is told

  func tell(_ level: Logger.Level, _ event: Logger.Message, _ metadata: Logger.Metadata) {
    logger.log(level: level, event, metadata: metadata)
  }

  static func number(_ value: some BinaryInteger & CustomStringConvertible & Sendable)
    -> Logger.MetadataValue
  {
    .stringConvertible(value)
  }

  /// Seconds since a moment, to the millisecond.
  static func seconds(_ then: ContinuousClock.Instant) -> Logger.MetadataValue {
    .stringConvertible((then.duration(to: .now) / .milliseconds(1)).rounded() / 1000)
  }

  /// The most memory that a process had; nothing where that is not known.
  static func memory(of process: Int32) -> Logger.Metadata {
    ProcessFamily.peakMemory(of: process).map { ["peakMemory": number($0)] } ?? [:]
  }
}
