// SPDX-License-Identifier: EUPL-1.2

/// A page as it works without a server: links to folders lead to their `index.html`, and no search engine keeps it.
struct StaticPage {
  let html: String

  init(_ page: String) {
    let parts = page.split(separator: Self.link, omittingEmptySubsequences: false)
    var linked = String(parts.first ?? "")
    for part in parts.dropFirst() {
      let end = part.firstIndex(of: "\"") ?? part.endIndex
      linked += Self.link + Self.toFile(part[..<end]) + part[end...]
    }
    html = linked.replacing(
      "<head>", with: "<head>\n<meta name=\"robots\" content=\"noindex\">", maxReplacements: 1)
  }

  private static let link = " href=\""

  /// `../bomen/#velden` as `../bomen/index.html#velden`; an address of elsewhere, or of a file, as it is.
  private static func toFile(_ address: Substring) -> String {
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    let path = address[..<end]
    let last = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard !path.isEmpty, !path.hasPrefix("/"), !path.contains(":"), ["", ".", ".."].contains(last)
    else { return String(address) }
    return path + (last.isEmpty ? "" : "/") + "index.html" + address[end...]
  }
}
