// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel

/// The pages of an answer, fetched one after another.
final class RemoteFiles {
  /// Pages of one answer.
  private static let pageLimit = 100_000

  private let options: RemoteOptions
  private let context: ExtractContext
  private let maxAge: ISODuration?
  private var nextURL: String?
  private var page = 0
  private var seen: Set<String> = []

  init(_ options: RemoteOptions, maxAge: ISODuration?, _ context: ExtractContext) {
    (self.options, self.maxAge, self.context) = (options, maxAge, context)
    nextURL = options.url
    if case .number(let parameter, let first, _) = options.pages {
      page = first
      nextURL = Self.numbered(options.url, parameter, first)
    }
  }

  /// Fetches the next page; nil behind the last.
  func next() throws(Failure) -> ExportFile? {
    guard let url = nextURL else { return nil }
    nextURL = nil
    guard seen.insert(url).inserted, seen.count <= Self.pageLimit else {
      throw Failure(
        .sourceFailed, at: .init(file: Download.shown(url)), "the pages of the answer never end",
        hint: "Look at what the server gives as the next page.")
    }
    let download = Download(options: options, context: context)
    guard let result = try download.fetch(url, isPage: seen.count > 1) else { return nil }
    try check(result, url)
    let name = Download.shown(url)
    switch options.pages {
    case nil: break
    case .next(let path): nextURL = try following(result, path, name)
    case .number(let parameter, _, let records):
      // A page without records is no page any more.
      if seen.count > 1, try isEmpty(result, records, name) { return nil }
      page += 1
      nextURL = Self.numbered(options.url, parameter, page)
    }
    return ExportFile(path: result.path, name: name, size: result.size)
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

  /// The address of the next page; nil where the answer names none.
  private func following(
    _ result: Download.Result, _ path: [String], _ name: String
  ) throws(Failure) -> String? {
    guard let found = try value(result, path, name) else { return nil }
    guard let text = found as? String else {
      if found is NSNull { return nil }
      throw Failure(
        .format, at: .init(file: name), "'\(path.joined(separator: "."))' is no address",
        hint: "Correct 'pages: {next: …}'.")
    }
    guard !text.isEmpty else { return nil }
    let url = text.hasPrefix("/") ? RemoteOptions.host(options.url) + text : text
    guard RemoteOptions.host(url) == RemoteOptions.host(options.url) else {
      throw Failure(
        .sourceFailed, at: .init(file: name),
        "the next page is on another server, which is not followed",
        hint: "Ask who runs the server: its pages must name its own address.")
    }
    return url
  }

  private func isEmpty(
    _ result: Download.Result, _ records: [String], _ name: String
  ) throws(Failure) -> Bool {
    guard let list = try value(result, records, name) as? [Any] else { return true }
    return list.isEmpty
  }

  /// What stands at a path of an answer.
  private func value(
    _ result: Download.Result, _ path: [String], _ name: String
  ) throws(Failure) -> Any? {
    guard result.size <= 256 << 20, let data = FileManager.default.contents(atPath: result.path),
      let document = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    else {
      throw Failure(
        .format, at: .init(file: name), "a page of the answer is no JSON, or larger than 256 MiB",
        hint: "Pages are for JSON answers; take 'pages' out for anything else.")
    }
    var value: Any? = document
    for key in path { value = (value as? [String: Any])?[key] }
    return value
  }

  private static func numbered(_ url: String, _ parameter: String, _ number: Int) -> String {
    "\(url)\(url.contains("?") ? "&" : "?")\(parameter)=\(number)"
  }
}
