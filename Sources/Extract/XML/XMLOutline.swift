// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Which elements an XML file has, to know it by; no text of it.
package struct XMLOutline {
  private let structure: XMLStructure

  /// Reads a file; nil where it is no XML.
  ///
  /// - Throws: `format-error` where it begins as XML and is none.
  package init?(_ file: ExportFile) throws(Failure) {
    guard let structure = try XMLExtractor.structure(of: file) else { return nil }
    self.structure = structure
  }

  /// Whether it has an element at a path, which is written as that of a record; false where the path is none.
  ///
  /// - Parameter namespaces: What prefixes in the path stand for.
  package func has(_ path: String, _ namespaces: [String: String]) -> Bool {
    guard let path = try? XMLPathParser.record(path, namespaces) else { return false }
    return Self.has(path.steps[...], in: structure.top)
  }

  private static func has(_ steps: ArraySlice<XMLStep>, in element: XMLStructure.Element) -> Bool {
    guard let step = steps.first else { return true }
    return element.children.contains { child in
      step.test.fits(child) && has(steps.dropFirst(), in: child)
        || step.isDescendant && has(steps, in: child)
    }
  }
}

extension XMLNameTest {
  /// Whether an element has the name.
  fileprivate func fits(_ element: XMLStructure.Element) -> Bool {
    let fitsSpace =
      switch namespace {
      case .any: true
      case .none: element.uri.isEmpty
      case .uri(let uri): element.uri == uri
      }
    let word = element.name.split(separator: ":").last.map(String.init)
    return fitsSpace && (local == nil || local == word)
  }
}
