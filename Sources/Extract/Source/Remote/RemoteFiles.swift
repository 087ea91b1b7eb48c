// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat

/// The pages of an answer, fetched one after another until the server has no more; all of them, or none.
final class RemoteFiles {
  /// How many times the time for one answer all pages together may take.
  private static let timeFactor = 8.0

  private let options: RemoteOptions
  private let context: ExtractContext
  private let maxAge: ISODuration?
  private let download: Download
  private let deadline: Double
  private var nextURL: String?
  private var page = 0
  /// Addresses that were asked for, and what stood there.
  private var seen: Set<String> = []
  private var digests: Set<UInt64> = []
  private var names: Set<UInt64> = []
  /// Records so far; nil where a page does not show how many it has.
  private var read: Int? = 0
  /// What the server says that there are.
  private var total: Int?
  /// Whether any page said where the next one is, or that there is none.
  private var isSaid = false

  init(_ options: RemoteOptions, maxAge: ISODuration?, _ context: ExtractContext) {
    (self.options, self.maxAge, self.context) = (options, maxAge, context)
    download = Download(options: options, context: context)
    deadline = Self.now + Self.timeFactor * options.timeout
    nextURL = options.url
    if case .number(let parameter, let first) = options.pages?.way {
      // An address that asks for a page begins there.
      page = first ?? PageAddress.number(parameter, in: options.url) ?? 1
      nextURL = PageAddress.setting(parameter, String(page), in: options.url)
    }
  }

  /// Fetches the next page; nil behind the last.
  ///
  /// - Throws: `source-…`, `format-error`, or `pages-incomplete` where pages are missing, or repeat.
  func next() throws(Failure) -> ExportFile? {
    guard let url = nextURL else { return nil }
    nextURL = nil
    let name = Download.shown(url)
    guard let pages = options.pages else {
      guard let result = try download.fetch(url) else { return nil }
      try check(result, url)
      return ExportFile(path: result.path, name: name, size: result.size)
    }
    try admit(url, pages)
    if seen.count == 1, case .style(.arcgis) = pages.way { total = try announced(pages) }
    guard let result = try download.fetch(url, isPage: seen.count > 1 && pages.isNumbered) else {
      // Behind the last number there may be nothing at all.
      try finish(pages, name)
      return nil
    }
    try check(result, url)
    let answer = try PageAnswer(result, pages, name: name)
    try add(answer, pages, name)
    nextURL = try following(answer, pages, url)
    if nextURL == nil { try finish(pages, name) }
    // A page without records is no page any more, but where it is all there is.
    if answer.count == 0, seen.count > 1 { return try next() }
    return ExportFile(path: result.path, name: name, size: result.size)
  }

  /// Looks whether one more page may be fetched.
  private func admit(_ url: String, _ pages: PageOptions) throws(Failure) {
    let name = Download.shown(url)
    guard seen.insert(url).inserted else {
      throw incomplete(
        name, "the pages go round: one of them names a page that was read already",
        hint: "Ask who runs the server: the last page must name no next one.")
    }
    guard seen.count <= pages.limit else {
      throw incomplete(
        name, "the answer has more than \(pages.limit) pages",
        hint: "Ask for larger pages in the address, or raise 'limit' under 'pages'.")
    }
    guard Self.now < deadline else {
      throw Failure(
        .sourceTimeout, at: .init(file: name),
        "the pages together take longer than \(Int(Self.timeFactor * options.timeout)) seconds",
        hint: "Ask for larger pages, or raise 'timeout': all pages may take eight times as long.")
    }
  }

  /// Counts a page, and compares it with those before.
  private func add(_ answer: PageAnswer, _ pages: PageOptions, _ name: String) throws(Failure) {
    read = answer.count.flatMap { count in read.map { $0 + count } }
    if let digest = answer.digest, !digests.insert(digest).inserted {
      throw incomplete(
        name, "a page has the same records as an earlier one",
        hint: "The server may not know the parameter for pages: look at two addresses by hand.")
    }
    for one in answer.names where !names.insert(one).inserted {
      throw incomplete(
        name, "a record of this page stands on an earlier page too, so others may be on none",
        hint: "Ask for a fixed order in the address, such as sortby, sortBy or orderByFields.")
    }
    if answer.next != .unsaid { isSaid = true }
    if case .none = pages.total { return }
    guard let said = answer.total else { return }
    if let total, total != said {
      throw Failure(
        .sourceChanged, at: .init(file: name),
        "the server says first that there are \(total) records and then \(said): they changed meanwhile",
        hint: "Run again, at a time when nobody changes them.")
    }
    total = said
  }

  /// Looks whether all pages were read.
  private func finish(_ pages: PageOptions, _ name: String) throws(Failure) {
    if case .style(.wfs) = pages.way, total == nil, read != nil { total = try announced(pages) }
    if let total, let read {
      guard read != total else { return }
      throw incomplete(
        name, "the server says that there are \(total) records, and its pages have \(read)",
        hint:
          "Look at how the answer names its next page, and write 'pages' as it does. Where the number is of "
          + "something else, write 'total: none' under 'pages'.")
    }
    guard !pages.isOptional, !isSaid, let what = pages.wanted else { return }
    throw incomplete(
      name, "no page of the answer has \(what), so this may be the first of several",
      hint:
        "Correct 'pages'. Where one page may be all there is, write 'optional: true' under 'pages'."
    )
  }

  private func incomplete(_ name: String, _ what: String, hint: String) -> Failure {
    Failure(.pagesIncomplete, at: .init(file: name), what, hint: hint)
  }

  /// How many records there are, by a question of its own; nil where the server does not say.
  private func announced(_ pages: PageOptions) throws(Failure) -> Int? {
    if case .none = pages.total { return nil }
    var url = options.url
    let isArcGIS = if case .style(.arcgis) = pages.way { true } else { false }
    if isArcGIS {
      url = PageAddress.setting("returnCountOnly", "true", in: url)
      url = PageAddress.setting("f", "json", in: url)
    } else {
      for key in ["startIndex", "count", "outputFormat"] {
        url = PageAddress.removing(key, from: url)
      }
      url = PageAddress.setting("resultType", "hits", in: url)
    }
    guard let result = try download.fetch(url) else { return nil }
    return try PageAnswer.announced(result, isXML: !isArcGIS, name: Download.shown(url))
  }

  private func check(_ result: Download.Result, _ url: String) throws(Failure) {
    guard let maxAge else { return }
    let place = Diagnostic.Location(file: Download.shown(url))
    guard let changed = result.lastModified else {
      throw Failure(
        .sourceStale, at: place, "the server does not say how old the export is",
        hint: "Take 'maxAge' out, or ask for the header Last-Modified.")
    }
    let age = context.now - changed
    guard age <= maxAge.seconds else {
      throw Failure(
        .sourceStale, at: place,
        "the export was last changed \(Int(age / 3600)) hours ago, and may be \(maxAge.text) old at most",
        hint: "Check that the nightly export ran.")
    }
  }

  // MARK: The next page

  /// The address of the next page; nil behind the last.
  private func following(
    _ answer: PageAnswer, _ pages: PageOptions, _ url: String
  ) throws(Failure) -> String? {
    if case .address(let text) = answer.next {
      return try PageAddress.resolved(text, at: url, options)
    }
    let count = answer.count ?? 0
    switch pages.way {
    case .next, .style(.ogc), .style(.odata), .style(.link): return nil
    case .number(let parameter, _):
      guard count > 0 else { return nil }
      page += 1
      return PageAddress.setting(parameter, String(page), in: options.url)
    case .style(.arcgis):
      guard count > 0, answer.isCut || (total.map { read ?? 0 < $0 } ?? false) else { return nil }
      return PageAddress.moved("resultOffset", by: read ?? 0, in: options.url)
    case .style(.wfs):
      // Without a total only a page that is not full is the last.
      let isFull = PageAddress.number("count", in: url).map { count >= $0 } ?? true
      guard count > 0, total.map({ read ?? 0 < $0 }) ?? isFull else { return nil }
      return PageAddress.moved("startIndex", by: read ?? 0, in: options.url)
    }
  }

  private static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec)
  }
}

extension PageOptions {
  /// Whether pages have numbers, behind the last of which there may be nothing.
  fileprivate var isNumbered: Bool {
    if case .number = way { true } else { false }
  }

  /// What an answer of several pages must have somewhere; nil where the end shows in another way.
  fileprivate var wanted: String? {
    switch way {
    case .next(let path): "'\(path.text)'"
    case .style(.ogc): "a list 'links'"
    case .style(.link): "a header 'Link'"
    case .style(.odata), .style(.wfs), .style(.arcgis), .number: nil
    }
  }
}
