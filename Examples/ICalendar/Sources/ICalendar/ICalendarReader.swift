// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat

/// Reads the components of one kind, content line by content line.
struct ICalendarReader: RecordReader {
  /// The kind: `VEVENT`.
  let component: String
  /// The fields' properties, in their order.
  let properties: [ICalendarProperty]

  var requiredColumns: [Int: SourceColumn] {
    var required: [Int: SourceColumn] = [:]
    for (column, property) in properties.enumerated() where !property.isOptional {
      required[column] = property.column
    }
    return required
  }

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let source = try file.bytes(counter)
    if try source.peek(3) == [0xEF, 0xBB, 0xBF] { source.skip(3) }
    try sink.begin(
      header: properties.map(\.column.label), width: properties.count, at: .init(file: file.name))
    var lines = ContentLines(file: file.name, source: source, limit: sink.recordLimit)
    var walk = Walk(file: file.name, component: Array(component.utf8), properties: properties)
    while try lines.next() { try walk.take(lines.line.bytes, at: lines.number, sink) }
    guard walk.isWhole else {
      throw Failure(
        .format, at: .init(file: file.name, line: lines.number),
        "the file ends within a component: it is truncated, or no iCalendar file",
        hint: "Copy the export again, or let the source system make a new one.")
    }
  }

  /// Where in the tree of components the reader is.
  private struct Walk {
    let file: String
    let component: [UInt8]
    let properties: [ICalendarProperty]
    private var open: [[UInt8]] = []
    /// How many components are open within the record, itself included; 0 outside.
    private var depth = 0
    private var firstLine = 0
    private var taken: [Bool] = []
    private var hasCalendar = false

    init(file: String, component: [UInt8], properties: [ICalendarProperty]) {
      self.file = file
      self.component = component
      self.properties = properties
    }

    /// Whether everything that began has ended.
    var isWhole: Bool { hasCalendar && open.isEmpty }

    mutating func take(
      _ line: UnsafeBufferPointer<UInt8>, at number: Int, _ sink: RecordSink
    ) throws(Failure) {
      guard let (name, value) = Self.split(line) else {
        throw fault(number, "this is not a line of the form NAME:value")
      }
      if Self.equal(name, Self.begin) {
        try enter(value, number, sink)
      } else if Self.equal(name, Self.end) {
        try leave(value, number, sink)
      } else if depth == 1 {
        try keep(name, value, number, sink)
      } else if open.isEmpty {
        throw fault(number, "a property stands outside a calendar")
      }
    }

    private mutating func enter(
      _ name: UnsafeBufferPointer<UInt8>, _ number: Int, _ sink: RecordSink
    ) throws(Failure) {
      if open.isEmpty {
        guard Self.equal(name, Self.calendar) else {
          throw fault(number, "no calendar begins here")
        }
        hasCalendar = true
      }
      guard open.count < 16 else { throw fault(number, "components are nested too deeply") }
      open.append(name.map(Self.capital))
      if depth > 0 {
        depth += 1
      } else if Self.equal(name, component) {
        depth = 1
        firstLine = number
        taken = Array(repeating: false, count: properties.count)
        sink.beginRow()
      }
    }

    private mutating func leave(
      _ name: UnsafeBufferPointer<UInt8>, _ number: Int, _ sink: RecordSink
    ) throws(Failure) {
      guard let last = open.popLast(), Self.equal(name, last) else {
        throw fault(number, "a component ends that is not the last one that began")
      }
      guard depth > 0 else { return }
      depth -= 1
      if depth == 0 { try sink.endRow(line: firstLine) }
    }

    private mutating func keep(
      _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, _ number: Int,
      _ sink: RecordSink
    ) throws(Failure) {
      for column in properties.indices where Self.equal(name, properties[column].name) {
        guard !taken[column] else {
          throw fault(
            number, "an event has '\(properties[column].column.label)' twice",
            hint: "This format takes one value of a property: ask the supplier of the export.")
        }
        taken[column] = true
        Self.unescape(value, sink)
        sink.endCell(column)
      }
    }

    private func fault(_ line: Int, _ summary: String, hint: String? = nil) -> Failure {
      Failure(
        .format, at: .init(file: file, line: line), summary,
        hint: hint
          ?? "Let the source system make the export again; it must be iCalendar (RFC 5545).")
    }

    private static let begin = Array("BEGIN".utf8)
    private static let end = Array("END".utf8)
    private static let calendar = Array("VCALENDAR".utf8)

    /// Whether a name is this one in capitals, whatever its own case is.
    private static func equal(_ name: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
      guard name.count == other.count else { return false }
      for at in other.indices {
        guard capital(name[at]) == other[at] else { return false }
      }
      return true
    }

    private static func capital(_ byte: UInt8) -> UInt8 {
      (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
    }

    /// Name and value of a content line, without the parameters; a colon in quotes is theirs.
    private static func split(
      _ line: UnsafeBufferPointer<UInt8>
    ) -> (name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>)? {
      var nameEnd: Int?
      var isQuoted = false
      for at in line.indices {
        switch line[at] {
        case UInt8(ascii: "\"") where nameEnd != nil: isQuoted.toggle()
        case UInt8(ascii: ";") where nameEnd == nil: nameEnd = at
        case UInt8(ascii: ":") where !isQuoted:
          return (
            UnsafeBufferPointer(rebasing: line[..<(nameEnd ?? at)]),
            UnsafeBufferPointer(rebasing: line[(at + 1)...])
          )
        default: break
        }
      }
      return nil
    }

    /// Appends a text without its backslashes. Source: RFC 5545, section 3.3.11.
    private static func unescape(_ value: UnsafeBufferPointer<UInt8>, _ sink: RecordSink) {
      var at = 0
      while at < value.count {
        var byte = value[at]
        if byte == UInt8(ascii: "\\"), at + 1 < value.count {
          at += 1
          byte = value[at]
          if byte == UInt8(ascii: "n") || byte == UInt8(ascii: "N") { byte = UInt8(ascii: "\n") }
        }
        sink.append(byte)
        at += 1
      }
    }
  }
}
