// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat

/// Addresses of pages.
enum PageAddress {
  /// The address with a parameter that has a value, and no other of that name.
  static func setting(_ name: String, _ value: String, in url: String) -> String {
    let rest = removing(name, from: url)
    return "\(rest)\(rest.contains("?") ? rest.hasSuffix("?") ? "" : "&" : "?")\(name)=\(value)"
  }

  /// The address without a parameter, in capitals or not.
  static func removing(_ name: String, from url: String) -> String {
    guard let mark = url.firstIndex(of: "?") else { return url }
    let kept = url[url.index(after: mark)...].split(separator: "&").filter {
      $0.prefix { $0 != "=" }.lowercased() != name.lowercased()
    }
    return kept.isEmpty ? String(url[..<mark]) : "\(url[..<mark])?\(kept.joined(separator: "&"))"
  }

  /// A parameter that is a number.
  static func number(_ name: String, in url: String) -> Int? {
    guard let mark = url.firstIndex(of: "?") else { return nil }
    for part in url[url.index(after: mark)...].split(separator: "&") {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2, pair[0].lowercased() == name.lowercased() { return Int(pair[1]) }
    }
    return nil
  }

  /// The address with a number that is larger by so many records than in the first one.
  static func moved(_ name: String, by count: Int, in url: String) -> String {
    let (start, overflow) = (number(name, in: url) ?? 0).addingReportingOverflow(count)
    return setting(name, String(overflow ? count : start), in: url)
  }

  /// The whole address of a next page, which must be on the same server: credentials go nowhere else.
  ///
  /// - Throws: `source-failed` where it is on another one, or no address.
  static func resolved(
    _ text: String, at url: String, _ options: RemoteOptions
  ) throws(Failure) -> String {
    let place = Diagnostic.Location(file: Download.shown(url))
    guard let base = URL(string: url), let next = URL(string: text, relativeTo: base)?.absoluteURL,
      let scheme = next.scheme?.lowercased(), next.user == nil, next.password == nil
    else {
      throw Failure(
        .sourceFailed, at: place, "what the answer gives for its next page is no address",
        hint: "Correct 'pages', or ask who runs the server.")
    }
    var found = next.absoluteString
    if let mark = found.firstIndex(of: "#") { found = String(found[..<mark]) }
    // A server behind another one often names itself without the 's'; the page is fetched with it all the same.
    if scheme == "http", next.port == nil { found = "https" + found.dropFirst(4) }
    guard RemoteOptions.origin(found) == RemoteOptions.origin(options.url), !found.contains("\"")
    else {
      throw Failure(
        .sourceFailed, at: place, "the next page is on another server, which is not followed",
        hint: "Ask who runs the server: its pages must name its own address.")
    }
    return found
  }
}
