// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
package import HergebruikFormat
package import HergebruikModel

/// How an export of a known kind is read and what its columns are: a pipeline file with a title, and with what the kind is known by.
///
/// A recipe is a file of the program: `title` and `matches`, a line `---`, and the text of the pipeline file, in which `@PATH@` stands for
/// the export.
package struct Recipe: Sendable {
  /// What it is called: `bag2-pand`.
  package let name: String
  /// What it is for.
  package let title: LocalizedText
  /// Paths of elements that every export of the kind has.
  let matches: [String]
  /// The pipeline file.
  let body: String
  /// The word under `extract:`.
  let format: String
  /// What stands under it.
  let options: ConfigNode
  /// The columns that the fields read, and their published names.
  let columns: [(column: SourceColumn, name: String)]

  /// Reads a recipe.
  ///
  /// - Throws: `self-check` where the program's own file is damaged.
  init(_ name: String, _ text: String) throws(Failure) {
    let damaged = Failure(.selfCheck, "the recipe '\(name)' of the program is damaged")
    let problems = ConfigProblems(file: name)
    let parts = text.split(separator: "\n---\n", maxSplits: 1)
    guard parts.count == 2,
      let head = YAMLDocument.parse(String(parts[0]), problems: problems),
      let root = YAMLDocument.parse(String(parts[1]), problems: problems),
      let dutch = head["title"]?["nl"]?.text, let english = head["title"]?["en"]?.text,
      let matches = head["matches"]?.list.map({ $0.compactMap(\.text) }),
      let extract = root["extract"], case .mapping(let pairs) = extract.value,
      let format = pairs.first?.key.text, let options = pairs.first?.value,
      let fields = root["fields"]?.list
    else { throw damaged }
    self.name = name
    title = LocalizedText(nl: dutch, en: english)
    (self.matches, self.format, self.options) = (matches, format, options)
    body = String(parts[1])
    var columns: [(column: SourceColumn, name: String)] = []
    for field in fields {
      guard let source = field["source"], let label = source.text ?? source["path"]?.text,
        let published = field["name"]?.text
      else { throw damaged }
      columns.append((SourceColumn(label: label, source: source), published))
    }
    self.columns = columns
  }

  /// What prefixes in `matches` stand for.
  var namespaces: [String: String] {
    guard let node = options["namespaces"], case .mapping(let pairs) = node.value else {
      return [:]
    }
    return Dictionary(
      pairs.compactMap { pair in
        pair.key.text.flatMap { key in pair.value.text.map { (key, $0) } }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The pipeline file for an export.
  ///
  /// - Parameters:
  ///   - path: What stands behind `path:`.
  ///   - member: What stands behind `member:`; nil where it is no archive.
  ///   - remarks: What is said above it.
  func text(path: String, member: String?, remarks: [String]) -> String {
    let place =
      YAMLWriter.quoted(path) + (member.map { "\n    member: \(YAMLWriter.quoted($0))" } ?? "")
    return remarks.map { YAMLWriter.comment($0) }.joined()
      + body.replacing("\"@PATH@\"", with: place)
  }

  /// The options with the source of an export.
  func node(path: String, member: String?) -> ConfigNode {
    guard case .mapping(var pairs) = options.value else { return options }
    pairs.removeAll { $0.key.text == "path" }
    pairs.insert((ExtractProposal.plain("path"), ExtractProposal.text(path)), at: 0)
    if let member {
      pairs.append((ExtractProposal.plain("member"), ExtractProposal.text(member)))
    }
    return ConfigNode(.mapping(pairs), line: 1, column: 1)
  }
}

extension ConfigNode {
  /// The value of a key; nil where it is no group, or lacks it.
  fileprivate subscript(key: String) -> ConfigNode? {
    guard case .mapping(let pairs) = value else { return nil }
    return pairs.first { $0.key.text == key }?.value
  }

  /// The values of a list; nil where it is none.
  fileprivate var list: [ConfigNode]? {
    guard case .sequence(let items) = value else { return nil }
    return items
  }
}
