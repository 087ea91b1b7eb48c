// SPDX-License-Identifier: EUPL-1.2

package import HergebruikGeometry
package import HergebruikModel
package import HergebruikTables

/// What a pipeline file says of a table and its treatment: all that decides what the public sees of it.
package struct TreatedTable: Sendable {
  /// What tells rows apart and what they refer to, by the published names of fields.
  package struct Keys: Sendable {
    /// The fields of the primary key; empty for none.
    package var primary: [String]
    /// Fields whose values occur once together.
    package var unique: [[String]]
    /// Fields whose values must stand elsewhere.
    package var foreign: [ForeignKey]

    /// Makes keys; none by default.
    package init(primary: [String] = [], unique: [[String]] = [], foreign: [ForeignKey] = []) {
      (self.primary, self.unique, self.foreign) = (primary, unique, foreign)
    }
  }

  /// What makes pseudonyms differ, besides the key.
  package struct Pseudonyms: Sendable {
    /// The dataset's name, or a domain that several datasets share.
    package var domain: String
    /// The release; empty for pseudonyms that stay the same.
    package var release: String

    /// Says what they differ by.
    package init(domain: String, release: String = "") {
      (self.domain, self.release) = (domain, release)
    }
  }

  /// What is published of the rows.
  package enum Form: Sendable {
    /// Each as it is after treatment.
    case rows
    /// Each with the names of parts in place of its quasi-identifiers: see `PartTable`.
    case parts
    /// What is counted and added up.
    case cells(Aggregate)
  }

  /// The fields of the pipeline file, in order.
  package var fields: [Field]
  /// What counts as missing if a field does not say otherwise.
  package var missingValues: [String]
  /// What tells rows apart.
  package var keys: Keys
  /// The published name of the field whose range is wanted.
  package var temporalField: String?
  /// What pseudonyms and chances depend on.
  package var pseudonyms: Pseudonyms
  /// What is asked of coordinates; `nil` if rows have none.
  package var geometry: GeometryRequest?
  /// What is published of the rows.
  package var form: Form

  /// Describes a table.
  package init(
    fields: [Field], missingValues: [String] = [""], keys: Keys = Keys(),
    temporalField: String? = nil, pseudonyms: Pseudonyms, geometry: GeometryRequest? = nil,
    form: Form = .rows
  ) {
    (self.fields, self.missingValues, self.keys) = (fields, missingValues, keys)
    (self.temporalField, self.pseudonyms) = (temporalField, pseudonyms)
    (self.geometry, self.form) = (geometry, form)
  }

  /// What is counted and added up; `nil` if rows are published.
  var aggregate: Aggregate? {
    if case .cells(let aggregate) = form { return aggregate }
    return nil
  }

  /// Whether only the name of a part is left of a field.
  func isPart(_ field: Field) -> Bool {
    switch form {
    case .parts: field.privacy == .quasi
    case .rows, .cells: false
    }
  }
}

extension TransformPlan {
  /// What is wanted of the classes that rows are in.
  package enum ClassQuestion: Equatable, Sendable {
    /// Nothing.
    case none
    /// Their sizes.
    case sizes
    /// Their sizes, and how the values of these sensitive fields, by name, are divided over them.
    case values(of: Set<String>)
    /// The quasi-identifiers themselves, with the values of these sensitive fields.
    case combinations(with: Set<String>)

    /// The sensitive fields that are asked for.
    var sensitive: Set<String> {
      switch self {
      case .none, .sizes: []
      case .values(let names), .combinations(let names): names
      }
    }
  }

  /// What a publication needs besides the pipeline file.
  package struct Publication: Sendable {
    /// What is wanted of the classes of quasi-identifiers.
    package var classes: ClassQuestion
    /// The code lists, by the name of the field that is looked up.
    package var codes: [String: CodeTable]
    /// What the foreign keys refer to, by their position; nothing if that is the table itself.
    package var references: [Int: ReferenceKeys]

    /// Asks for a publication.
    package init(
      classes: ClassQuestion = .none, codes: [String: CodeTable] = [:],
      references: [Int: ReferenceKeys] = [:]
    ) {
      (self.classes, self.codes, self.references) = (classes, codes, references)
    }
  }

  /// What counting needs besides the pipeline file.
  package struct Census: Sendable {
    /// What is wanted of the classes of quasi-identifiers.
    package var classes: ClassQuestion
    /// The code lists, by the name of the field that is looked up.
    package var codes: [String: CodeTable]

    /// Asks for a census.
    package init(of classes: ClassQuestion, codes: [String: CodeTable] = [:]) {
      (self.classes, self.codes) = (classes, codes)
    }
  }

  /// What a table is compiled for.
  package enum Use: Sendable {
    /// Nothing runs: only what is wrong is wanted.
    case check
    /// Rows are treated, to be published.
    case publication(Publication)
    /// Rows are only counted: what does not bear on their classes is checked, and not treated.
    case census(Census)

    /// What is wanted of the classes of rows.
    var classes: ClassQuestion {
      switch self {
      case .check: .none
      case .publication(let publication): publication.classes
      case .census(let census): census.classes
      }
    }

    /// The code lists.
    var codes: [String: CodeTable] {
      switch self {
      case .check: [:]
      case .publication(let publication): publication.codes
      case .census(let census): census.codes
      }
    }

    /// What foreign keys refer to.
    var references: [Int: ReferenceKeys] {
      switch self {
      case .check, .census: [:]
      case .publication(let publication): publication.references
      }
    }

    /// Whether rows are only counted.
    var isCensus: Bool {
      switch self {
      case .check, .publication: false
      case .census: true
      }
    }
  }
}
