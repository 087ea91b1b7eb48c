// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials
internal import HergebruikModel
internal import Logging

/// Writes the events of a log, each as one line.
struct ConsoleLogHandler: LogHandler {
  let form: LogArguments.Form
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  /// Takes a whole line, with its line feed.
  let write: @Sendable (String) -> Void

  init(
    form: LogArguments.Form, logLevel: Logger.Level, write: @escaping @Sendable (String) -> Void
  ) {
    (self.form, self.logLevel, self.write) = (form, logLevel, write)
  }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let provided = metadataProvider?.get() ?? [:]
    let figures = provided.merging(metadata) { $1 }.merging(event.metadata ?? [:]) { $1 }
    let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    switch form {
    case .json: write(Self.json(event, time, figures) + "\n")
    case .text: write(Self.text(event, time, figures) + "\n")
    }
  }

  // MARK: JSON

  private static func json(_ event: LogEvent, _ time: String, _ figures: Logger.Metadata) -> String
  {
    var members = figures.mapValues(json)
    members["time"] = .string(time)
    members["level"] = .string(event.level.rawValue)
    members["event"] = .string("\(event.message)")
    return JSONValue.object(members).line
  }

  private static func json(_ value: Logger.MetadataValue) -> JSONValue {
    switch value {
    case .string(let text): .string(text)
    case .stringConvertible(let number as Double): .number(number)
    case .stringConvertible(let number as any BinaryInteger):
      Int(exactly: number).map(JSONValue.integer) ?? .string("\(number)")
    case .stringConvertible(let other): .string("\(other)")
    case .array(let values): .array(values.map(json))
    case .dictionary(let values): .object(values.mapValues(json))
    }
  }

  // MARK: Text

  /// `2026-11-28T02:30:00.123Z info stage ended dataset=bomen seconds=0.8 stage=convert`.
  private static func text(_ event: LogEvent, _ time: String, _ figures: Logger.Metadata) -> String
  {
    let words = figures.sorted { $0.key < $1.key }.map { name, value in
      "\(name)=\(quoted("\(value)"))"
    }
    return ([time, event.level.rawValue, "\(event.message)"] + words).joined(separator: " ")
  }

  /// A text as one word: names may have spaces and what steers a terminal in them.
  private static func quoted(_ text: String) -> String {
    let visible = DiagnosticPrinter.visible(text)
      .replacing("\u{2028}", with: "\\u{2028}").replacing("\u{2029}", with: "\\u{2029}")
    let isPlain = !visible.isEmpty && !visible.contains { " \"=".contains($0) || $0.isNewline }
    return isPlain
      ? visible : "\"\(visible.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
