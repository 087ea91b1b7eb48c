// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
import Mustache

/// A report as one page, to read and to print: the whole of it in Dutch, and then the same in English.
///
/// The headings of the second article are one level deeper, so that the page has one title.
enum ReportPage {
  /// Renders a template that fills in `report`, with what `article` makes of the texts of a language.
  ///
  /// - Parameters:
  ///   - heading: the key of the report's name.
  ///   - title: that of the dataset.
  /// - Throws: `self-check` where a template is missing.
  static func html(
    _ template: String, heading: String, title: LocalizedText, _ article: (Texts) -> [String: Any]
  ) throws(Failure) -> String {
    var articles: [[String: Any]] = []
    for (depth, language) in Language.allCases.enumerated() {
      let texts = try Texts(language)
      var shown = article(texts)
      shown["t"] = texts.all
      shown["lang"] = language.rawValue
      shown["other"] = ["code": language.other.rawValue, "name": language.other.name]
      shown["heading"] = [
        "title": "h\(depth + 1)", "part": "h\(depth + 2)", "kind": "h\(depth + 3)",
      ]
      shown["name"] = texts[heading]
      shown["title"] = title.text(in: language)
      shown["titleLang"] = texts.foreign(title)
      articles.append(shown)
    }
    let page: [String: Any] = [
      "articles": articles, "pageTitle": "\(try Texts(.nl)[heading]) – \(title.nl)",
      "style": String(decoding: PackageResources.report_css, as: UTF8.self),
    ]
    guard let text = try Templates.report(template).render(page, withTemplate: template) else {
      throw Failure(.selfCheck, "the page template '\(template)' is missing from the program")
    }
    return text
  }
}

extension Texts {
  /// The tag of the language that a text is in, where it is not this one.
  func foreign(_ text: LocalizedText) -> String? {
    language == .en && text.en == nil ? Language.nl.rawValue : nil
  }

  /// What a code of a diagnostic means, by the names of the templates.
  func words(of code: DiagnosticCode) -> [String: Any] {
    [
      "code": code.rawValue, "words": code.title.text(in: language),
      "explanation": code.explanation.text(in: language),
      "remedy": code.remedy.text(in: language),
    ]
  }
}
