// SPDX-License-Identifier: EUPL-1.2

/// Where a browser says that a request comes from.
///
/// A page of another site may lead a person here, and may do nothing else: load nothing, ask nothing.
/// Source: Fetch Metadata Request Headers, https://www.w3.org/TR/fetch-metadata/; RFC 6454, section 7.
struct RequestOrigin {
  private let origin: String?
  private let host: String?
  private let site: String?
  private let mode: String?
  private let destination: String?

  init(_ request: RequestHead) {
    origin = request["origin"]
    host = request["host"]
    site = request["sec-fetch-site"]
    mode = request["sec-fetch-mode"]
    destination = request["sec-fetch-dest"]
  }

  /// Whether it comes from this preview's own pages, from a person, or from a program that is no browser.
  ///
  /// - Parameter isPage: Whether it asks for something that a link of another site may lead to.
  func isOwn(isPage: Bool) -> Bool {
    if let origin, origin.lowercased() != "http://\(host?.lowercased() ?? "")" { return false }
    switch site {
    case nil, "same-origin", "none": return true
    default: return isPage && mode == "navigate" && destination == "document"
    }
  }
}
