// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import HergebruikPreview

struct StaticPageTests {
  @Test(arguments: [
    ("../bomen/", "../bomen/index.html"), ("./", "./index.html"), ("..", "../index.html"),
    ("velden/#a", "velden/index.html#a"), ("datasets/?q=x", "datasets/index.html?q=x"),
    ("/assets/site.css", "../../assets/site.css"), ("/", "../../index.html"),
    ("#inhoud", "#inhoud"), ("bomen.csv.gz", "bomen.csv.gz"), ("?q=x", "?q=x"), ("", ""),
    ("https://example.nl/x/", "https://example.nl/x/"), ("//example.nl/", "//example.nl/"),
    ("mailto:a@example.nl", "mailto:a@example.nl"),
  ])
  func leadsToFiles(_ address: String, _ file: String) {
    let page = StaticPage(
      "<a class=\"x\" href=\"\(address)\">href=</a>", path: "datasets/bomen/index.html")
    #expect(page.html == "<a class=\"x\" href=\"\(file)\">href=</a>")
  }

  @Test func asksSearchEnginesToStayAway() {
    let page = StaticPage("<head><title>x</title></head><body>&lt;head></body>", path: "index.html")
    #expect(page.html.hasPrefix("<head>\n<meta name=\"robots\" content=\"noindex\"><title>"))
    #expect(page.html.components(separatedBy: "noindex").count == 2)
  }
}
