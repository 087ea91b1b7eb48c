// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// How an answer of several pages goes on, and what shows that all were read.
struct PageOptions: Sendable {
  /// Protocols that say it themselves.
  enum Style: String, CaseIterable, Sendable {
    /// OGC API Features: a link with `rel=next`, `numberMatched`.
    case ogc
    /// WFS 2.0: `next`, or `startIndex`; `numberMatched`.
    case wfs
    /// ArcGIS REST: `resultOffset`, `exceededTransferLimit`.
    case arcgis
    /// OData 2 to 4: `@odata.nextLink`, `@odata.count`.
    case odata
    /// The header `Link` of RFC 8288.
    case link
  }

  /// Where the next page is.
  enum Way: Sendable {
    case style(Style)
    /// The address at a path in the answer: `next`, `_links.next.href`.
    case next(AnswerPath)
    /// A number in the address, until an answer has no records.
    case number(parameter: String, first: Int?)
  }

  /// How many records there are, by the server.
  enum Total: Sendable {
    /// At one of the usual names, where an answer has it.
    case usual
    case path(AnswerPath)
    /// It is not looked at.
    case none
  }

  var way: Way
  /// The list of records in an answer; nil where the protocol says it, or nobody does.
  var records: AnswerPath?
  var total = Total.usual
  /// Pages at most.
  var limit = 10_000
  /// Whether there may be one page only, which then says nothing of a next.
  var isOptional = false

  /// The words of the group.
  static let example =
    "Write pages: ogc (or wfs, arcgis, odata, link), or a group with next or parameter."

  /// Reads `pages`, a word or a group; nil where it is wrong, which is reported.
  ///
  /// - Parameter format: The path of the records that the format itself reads, where it has one.
  init?(_ keys: inout ConfigReader, format: String?) {
    let words = Style.allCases.map(\.rawValue)
    if keys.names.contains("pages"), keys.place("pages").text != nil {
      guard let style = keys.word("pages", of: words).flatMap(Style.init(rawValue:)) else {
        return nil
      }
      way = .style(style)
      records = style == .link ? Self.records(of: format) : nil
      return
    }
    guard var group = keys.mapping("pages") else { return nil }
    defer { group.finish() }
    let next = Self.path("next", &group)
    let parameter = group.string("parameter")
    let style = group.word("by", of: words).flatMap(Style.init(rawValue:))
    let first = group.integer("first", in: 0...1_000_000)
    let named = ["next", "parameter", "by"].filter(group.names.contains)
    guard named.count == 1 else {
      Self.pass(&group)
      group.missing("next", hint: Self.example)
      return nil
    }
    if let next {
      way = .next(next)
    } else if let parameter, !parameter.isEmpty {
      way = .number(parameter: parameter, first: first)
    } else if let style {
      way = .style(style)
    } else {
      // What is wrong with it was said.
      Self.pass(&group)
      if parameter?.isEmpty == true {
        group.invalid("parameter", "'parameter' is empty", hint: "Write its name: parameter: page.")
      }
      return nil
    }
    readRest(&group, format)
  }

  private mutating func readRest(_ group: inout ConfigReader, _ format: String?) {
    records = Self.path("records", &group)
    switch way {
    case .style(.link), .next:
      if records == nil, !group.names.contains("records") { records = Self.records(of: format) }
    case .style:
      if group.names.contains("records") {
        group.invalid("records", "the protocol says where the records are", hint: "Take it out.")
      }
    case .number:
      if !group.names.contains("records") {
        group.missing("records", hint: "Say where in an answer the records are: records: results.")
      }
    }
    if group.names.contains("first"), case .number = way {
    } else if group.names.contains("first") {
      group.invalid("first", "'first' goes with 'parameter'", hint: "Take it out.")
    }
    if group.string("total") == "none" {
      total = .none
    } else if let path = Self.path("total", &group) {
      total = .path(path)
    }
    limit = group.integer("limit", in: 1...1_000_000) ?? limit
    isOptional = group.boolean("optional") ?? false
  }

  /// Asks for what is not read any more, so that it is not said to be unknown.
  private static func pass(_ group: inout ConfigReader) {
    for key in ["records", "total"] { _ = group.string(key) }
    _ = group.integer("limit", in: 1...1_000_000)
    _ = group.boolean("optional")
  }

  private static func path(_ key: String, _ group: inout ConfigReader) -> AnswerPath? {
    guard let text = group.string(key) else { return nil }
    do throws(OptionProblem) {
      return try AnswerPath(text)
    } catch {
      group.invalid(key, error.summary, hint: error.hint)
      return nil
    }
  }

  /// The records as the format reads them, which may lie in several lists: then nobody counts them.
  private static func records(of format: String?) -> AnswerPath? {
    format.flatMap { try? AnswerPath($0) }
  }
}
