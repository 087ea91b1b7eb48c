// SPDX-License-Identifier: EUPL-1.2

/// A page as it works without a server: links to folders lead to their `index.html`, links from the web root start at
/// the page, and no search engine keeps it.
struct StaticPage {
  let html: String

  /// Changes a page.
  ///
  /// - Parameter path: Where its file is below the web root: `datasets/bomen/index.html`.
  init(_ page: String, path: String) {
    let root = String(repeating: "../", count: path.split(separator: "/").count - 1)
    var text = page
    for attribute in [" href=\"", " src=\""] { text = Self.relinked(text, attribute, root) }
    html = text.replacing(
      "<head>", with: "<head>\n<meta name=\"robots\" content=\"noindex\">", maxReplacements: 1)
  }

  private static func relinked(_ page: String, _ attribute: String, _ root: String) -> String {
    let parts = page.split(separator: attribute, omittingEmptySubsequences: false)
    var text = String(parts.first ?? "")
    for part in parts.dropFirst() {
      let end = part.firstIndex(of: "\"") ?? part.endIndex
      text += attribute + toFile(part[..<end], root) + part[end...]
    }
    return text
  }

  /// `../bomen/#velden` as `../bomen/index.html#velden`; an address of elsewhere, or of a file, as it is.
  private static func toFile(_ address: Substring, _ root: String) -> String {
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    var path = String(address[..<end])
    guard !path.isEmpty, !path.hasPrefix("//"), !path.contains(":") else { return String(address) }
    if path.hasPrefix("/") { path = root + path.dropFirst() }
    let last = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    if ["", ".", ".."].contains(last) { path += (last.isEmpty ? "" : "/") + "index.html" }
    return path + address[end...]
  }
}
