// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What a format proposes for an export that nobody has described yet: its options, and its columns.
package struct ExtractProposal: Sendable {
  /// How well the export fits.
  package enum Confidence: Int, Comparable, Sendable {
    /// It could be this as well as something else.
    case possible
    /// It looks like this throughout.
    case likely
    /// It can be nothing else: it says so itself.
    case certain

    /// Whether one is less than another.
    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  /// One option, or a column's key, with what a person should know of it.
  package struct Option: Sendable {
    /// The key; nested keys with a dot: `dialect.delimiter`.
    package var key: String
    /// The value, or what is taken for it until a person has answered.
    package var value: ConfigNode
    /// Why, and how sure, or what to answer.
    package var remark: String
    /// Whether only a person knows it: the file is then written with a question.
    package var isQuestion: Bool

    /// Makes an option.
    package init(
      _ key: String, _ value: ConfigNode, _ remark: String = "", isQuestion: Bool = false
    ) {
      self.key = key
      self.value = value
      self.remark = remark
      self.isQuestion = isQuestion
    }
  }

  /// How the records of an export fall apart, blank lines left out; a record with line ends within quotes is one.
  package struct Account: Equatable, Sendable {
    /// All of them, counted from the first byte to the last.
    package var all: Int
    /// Those above the header.
    package var above: Int
    /// Those of the header.
    package var header: Int
    /// Those below the table.
    package var below: Int

    /// Makes an account.
    package init(all: Int, above: Int, header: Int, below: Int) {
      (self.all, self.above, self.header, self.below) = (all, above, header, below)
    }

    /// Those that must be rows, or be told of as wrong ones.
    package var rows: Int { all - above - header - below }
  }

  /// A column with the place of each row.
  package struct Geometry: Equatable, Sendable {
    /// How it is written, as under `geometry: from:`.
    package enum Kind: String, Sendable {
      case geojson, gml, wkt
    }

    /// Its index among the columns, from 0.
    package var column: Int
    package var kind: Kind

    /// Makes one.
    package init(column: Int, kind: Kind) { (self.column, self.kind) = (column, kind) }
  }

  /// How well it fits.
  package var confidence: Confidence
  /// The options besides the source's.
  package var options: [Option]
  /// The columns of a format with paths; empty for one with labels.
  package var columns: [SourceColumn]
  /// What a person should know of the whole: nothing that stands in a cell.
  package var remarks: [String]
  /// How its records fall apart; nil for a format that has nothing around its records.
  package var account: Account?
  /// The column with the place of each row, where the format knows it; nil elsewhere.
  package var geometry: Geometry?

  /// Makes a proposal.
  package init(
    _ confidence: Confidence, options: [Option] = [], columns: [SourceColumn] = [],
    remarks: [String] = [], account: Account? = nil
  ) {
    self.account = account
    self.confidence = confidence
    self.options = options
    self.columns = columns
    self.remarks = remarks
  }

  /// The options as they would be read from a pipeline file.
  package func node(source: [(key: String, value: ConfigNode)]) -> ConfigNode {
    var top = source.map { ($0.key, $0.value) }
    var groups: [(String, [(key: ConfigNode, value: ConfigNode)])] = []
    for option in options {
      let parts = option.key.split(separator: ".").map(String.init)
      guard parts.count == 2 else {
        top.append((option.key, option.value))
        continue
      }
      let pair = (key: Self.plain(parts[1]), value: option.value)
      if let at = groups.firstIndex(where: { $0.0 == parts[0] }) {
        groups[at].1.append(pair)
      } else {
        groups.append((parts[0], [pair]))
      }
    }
    top += groups.map { ($0.0, ConfigNode(.mapping($0.1), line: 1, column: 1)) }
    return ConfigNode(.mapping(top.map { (Self.plain($0.0), $0.1) }), line: 1, column: 1)
  }

  /// A number, `true`, `false` or `null`.
  package static func plain(_ text: String) -> ConfigNode {
    ConfigNode(.scalar(text, quoted: false), line: 1, column: 1)
  }

  /// A text.
  package static func text(_ text: String) -> ConfigNode {
    ConfigNode(.scalar(text, quoted: true), line: 1, column: 1)
  }
}

/// A format that can say how an export of unknown making would be read.
package protocol ProposingExtractor: Extractor {
  /// Looks at an export; nil where it is of another format.
  ///
  /// - Throws: `Failure` where it is of this format, but cannot be read.
  static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal?
}

extension ExportFile {
  /// A file of a path, whatever it is.
  package static func at(_ path: String) -> ExportFile {
    ExportFile(path: path, size: FileSelection.size(of: path))
  }

  /// A path as `path:` has it, where nothing in it is a pattern.
  package static func pattern(_ path: String) -> String {
    path.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
