// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Mustache

/// The templates that the program carries.
enum Templates {
  /// Every template by the name that others use for it.
  static let sources: [String: [UInt8]] = [
    "layout": PackageResources.layout_mustache,
    "catalogue": PackageResources.catalogue_mustache,
    "dataset": PackageResources.dataset_mustache,
    "fields": PackageResources.fields_mustache,
    "explorer": PackageResources.explorer_mustache,
    "search": PackageResources.search_mustache,
    "search-page": PackageResources.search_page_mustache,
    "privacy-report": PackageResources.privacy_report_mustache,
    "validation-report": PackageResources.validation_report_mustache,
  ]

  static func library() throws(Failure) -> MustacheLibrary {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    var library = MustacheLibrary()
    for (name, bytes) in sources.sorted(by: { $0.key < $1.key }) {
      do {
        try library.register(String(decoding: bytes, as: UTF8.self), named: name)
      } catch {
        throw Failure(.selfCheck, "the page template '\(name)' does not parse: \(error)")
      }
    }
    return library
  }
}

/// Escapes text for elements and for attributes in double quotes; every template asks for it.
///
/// Mustache's own escape works on characters, and `"` with a combining accent behind it is another
/// character than `"`: it would end an attribute. This one works on Unicode scalars.
struct PageText: MustacheContentType {
  static let name = "PAGE"

  func escapeText(_ text: String) -> String {
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
