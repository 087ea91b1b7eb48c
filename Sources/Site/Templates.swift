// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import Mustache
internal import Synchronization

/// The templates that the program carries.
enum Templates {
  /// Every template by the name that others use for it.
  static let sources: [String: [UInt8]] = [
    "layout": PackageResources.layout_mustache,
    "contact": PackageResources.contact_mustache,
    "crumbs": PackageResources.crumbs_mustache,
    "tabs": PackageResources.tabs_mustache,
    "notices": PackageResources.notices_mustache,
    "home": PackageResources.home_mustache,
    "catalogue": PackageResources.catalogue_mustache,
    "datasets": PackageResources.datasets_mustache,
    "themes": PackageResources.themes_mustache,
    "dataset": PackageResources.dataset_mustache,
    "facts": PackageResources.facts_mustache,
    "fields": PackageResources.fields_mustache,
    "dataset-fields": PackageResources.dataset_fields_mustache,
    "dataset-quality": PackageResources.dataset_quality_mustache,
    "dataset-changes": PackageResources.dataset_changes_mustache,
    "dataset-privacy": PackageResources.dataset_privacy_mustache,
    "replaced": PackageResources.replaced_mustache,
    "described": PackageResources.described_mustache,
    "withdrawn": PackageResources.withdrawn_mustache,
    "developers": PackageResources.developers_mustache,
    "text": PackageResources.text_mustache,
    "figures": PackageResources.figures_mustache,
    "sample": PackageResources.sample_mustache,
    "explorer": PackageResources.explorer_mustache,
    "search": PackageResources.search_mustache,
    "search-page": PackageResources.search_page_mustache,
    "report": PackageResources.report_mustache,
    "privacy-report": PackageResources.privacy_report_mustache,
    "validation-report": PackageResources.validation_report_mustache,
    "desk": PackageResources.desk_mustache,
    "desk-layout": PackageResources.desk_layout_mustache,
    "desk-dataset": PackageResources.desk_dataset_mustache,
    "desk-problem": PackageResources.desk_problem_mustache,
    "desk-withheld": PackageResources.desk_withheld_mustache,
    "desk-bar": PackageResources.desk_bar_mustache,
  ]

  /// What templates are for. None includes one that is for something else, so that each is parsed by itself: that takes
  /// longer than to fill them in.
  enum Purpose: CaseIterable {
    case site, reports, desk

    /// That of a template.
    init(of name: String) {
      self = name.hasPrefix("desk") ? .desk : name.hasSuffix("report") ? .reports : .site
    }
  }

  /// A report's template and the layout that it fills in, parsed once. The other report stays unparsed: that takes
  /// longer than to fill one in.
  ///
  /// - Throws: `Failure` with `self-check` where one does not parse.
  static func report(_ name: String) throws(Failure) -> MustacheLibrary {
    try parsedReports.withLock { (parsed) throws(Failure) in
      if let library = parsed[name] { return library }
      let library = try library(of: ["report", name], SiteDesign())
      parsed[name] = library
      return library
    }
  }

  private static let parsedReports = Mutex<[String: MustacheLibrary]>([:])

  /// The templates for a purpose, a municipality's own before the program's.
  ///
  /// - Throws: `Failure` with `template` where one of its own does not parse, `self-check` where one of the program's
  ///   does not.
  static func library(
    for purpose: Purpose, _ design: SiteDesign = SiteDesign()
  ) throws(Failure) -> MustacheLibrary {
    try library(of: sources.keys.filter { Purpose(of: $0) == purpose }.sorted(), design)
  }

  private static func library(
    of names: [String], _ design: SiteDesign
  ) throws(Failure) -> MustacheLibrary {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    var library = MustacheLibrary()
    for name in names {
      guard let bytes = sources[name] else { continue }
      let own = design.files[name + ".mustache"]
      do {
        let text = String(decoding: own ?? bytes, as: UTF8.self)
        let isAsked = text.hasPrefix(PageText.pragma)
        try library.register(isAsked ? text : PageText.pragma + text, named: name)
      } catch {
        guard own != nil else {
          throw Failure(.selfCheck, "the page template '\(name)' does not parse: \(error)")
        }
        let (what, line) = Self.mistake(error)
        throw Failure(
          .template, at: .init(file: "\(name).mustache", line: line), what,
          hint: "Compare it with the program's own; see docs/site.md.")
      }
    }
    return library
  }

  /// What is wrong with a template, and on which line, where that is known.
  private static func mistake(_ error: any Error) -> (what: String, line: Int?) {
    let place = error as? MustacheTemplate.ParserError
    let what =
      switch place?.error as? MustacheTemplate.Error {
      case .sectionCloseNameIncorrect: "a section is closed by another name than it was opened with"
      case .unfinishedName: "a tag is not written as Mustache wants it, or is not closed"
      case .expectedSectionEnd:
        "a section is not closed: {{#name}} or {{^name}} needs its {{/name}}"
      case .invalidSetDelimiter:
        "a tag that sets other delimiters is not written as Mustache wants it"
      case .transformAppliedToInheritanceSection, .illegalTokenInsideInheritSection,
        .textInsideInheritSection:
        "between {{<name}} and {{/name}} stands something else than blocks {{$name}}…{{/name}}"
      case .invalidConfigVariableSyntax, .unrecognisedConfigVariable:
        "{{% … %}} says something that is not known"
      // The parser came to the end.
      case nil: "a tag is not closed: {{ needs its }}"
      }
    return (what, place?.context.lineNumber)
  }
}

/// Escapes text for elements and for attributes in double quotes; every template asks for it.
///
/// Mustache's own escape works on characters, and `"` with a combining accent behind it is another
/// character than `"`: it would end an attribute. This one works on Unicode scalars.
struct PageText: MustacheContentType {
  static let name = "PAGE"
  /// What a template begins with to ask for it.
  static let pragma = "{{% CONTENT_TYPE: PAGE}}"

  func escapeText(_ text: String) -> String {
    if text.utf8.allSatisfy(Self.isPlain) { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case _ where Self.isForbidden(scalar): escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Whether a byte is ASCII that stays as it is.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      false
    default: 0x20...0x7E ~= byte || byte == 0xA
    }
  }

  /// Controls and noncharacters, which no HTML text may hold.
  ///
  /// Source: HTML, "Preprocessing the input stream".
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: false
    case 0...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
