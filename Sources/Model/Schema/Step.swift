// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// An expression as it stands in the pipeline file; the Transform stage reads it.
package struct ExpressionText: Hashable, Sendable {
  /// The expression.
  package var text: String
  /// Where it begins in the pipeline file.
  package var location: Diagnostic.Location

  /// Makes an expression.
  package init(_ text: String, location: Diagnostic.Location) {
    (self.text, self.location) = (text, location)
  }
}

/// What is done to the columns and rows of an export, before any field is treated.
package struct Step: Hashable, Sendable {
  /// The words that the pipeline file uses, in the order of the documentation.
  package enum Name: String, CaseIterable, Sendable {
    case filter, derive, rename, split, combine, lookup, replace, deduplicate, unpivot
  }

  /// The kinds of step.
  package enum Kind: Hashable, Sendable {
    /// Rows for which it is true stay.
    case filter(ExpressionText)
    /// A new column with the value of an expression.
    case derive(name: String, as: ExpressionText)
    /// Columns get other names; each old one is there once.
    case rename([Renaming])
    /// A column becomes several: what stands between occurrences of a text.
    case split(column: String, by: String, into: [String])
    /// A new column of several, with a text between those that are not missing.
    case combine(columns: [String], with: String, into: String)
    /// A new column with what a code list says of another.
    case lookup(column: String, list: CodeList, into: String)
    /// Values of a column become others; what is not named stays.
    case replace(column: String, values: Replacements)
    /// Of rows that agree in some columns the first stays.
    case deduplicate([String])
    /// Columns become rows: a column with their names, and one with their cells.
    case unpivot(columns: [String], name: String, value: String)
  }

  /// A column and what it is called from then on.
  package struct Renaming: Hashable, Sendable {
    /// The name so far.
    package var old: String
    /// The name from then on.
    package var new: String

    /// Makes a renaming.
    package init(old: String, new: String) { (self.old, self.new) = (old, new) }
  }

  /// Where the new values of a column stand.
  package enum Replacements: Hashable, Sendable {
    /// In the pipeline file, as pairs of an old and a new one.
    case pairs([Renaming])
    /// In a code list.
    case list(CodeList)
  }

  /// What is done.
  package var kind: Kind
  /// Where it stands in the pipeline file.
  package var location: Diagnostic.Location

  /// Makes a step.
  package init(_ kind: Kind, location: Diagnostic.Location) {
    (self.kind, self.location) = (kind, location)
  }

  /// Which columns it reads, makes and takes away.
  private struct Facts {
    var name: Name
    var read: [String] = []
    var made: [String] = []
    var taken: [String] = []
    var codeList: (column: String, list: CodeList)?
  }

  private var facts: Facts {
    switch kind {
    case .filter: Facts(name: .filter)
    case .derive(let name, _): Facts(name: .derive, made: [name])
    case .rename(let names):
      Facts(
        name: .rename, read: names.map(\.old), made: names.map(\.new), taken: names.map(\.old))
    case .split(let column, _, let into):
      Facts(name: .split, read: [column], made: into, taken: [column])
    case .combine(let columns, _, let into): Facts(name: .combine, read: columns, made: [into])
    case .lookup(let column, let list, let into):
      Facts(name: .lookup, read: [column], made: [into], codeList: (column, list))
    case .replace(let column, .list(let list)):
      Facts(name: .replace, read: [column], codeList: (column, list))
    case .replace(let column, .pairs): Facts(name: .replace, read: [column])
    case .deduplicate(let columns): Facts(name: .deduplicate, read: columns)
    case .unpivot(let columns, let name, let value):
      Facts(name: .unpivot, read: columns, made: [name, value], taken: columns)
    }
  }

  /// The columns that it reads and names, besides those in expressions.
  package var read: [String] { facts.read }
  /// The columns that it makes.
  package var made: [String] { facts.made }
  /// The columns that are not there any more after it.
  package var taken: [String] { facts.taken }
  /// The code list that it needs, with the column that is looked up; nil for most.
  package var codeList: (column: String, list: CodeList)? { facts.codeList }
  /// The word that the pipeline file uses.
  package var name: String { facts.name.rawValue }
}

/// A condition that every row must satisfy, after the steps and before treatment.
package struct RowCheck: Hashable, Sendable {
  /// The condition.
  package var expression: ExpressionText
  /// What it means, for people; nil where nobody says.
  package var title: String?

  /// Makes a check.
  package init(_ expression: ExpressionText, title: String? = nil) {
    (self.expression, self.title) = (expression, title)
  }
}
