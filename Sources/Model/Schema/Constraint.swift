// SPDX-License-Identifier: EUPL-1.2

/// A rule for the cells of a field: its name in the pipeline file, in records and in `schema.json`.
///
/// This file is all that reading, comparing, publishing and the site know of single constraints. What one is compiled into,
/// how it judges a cell and what a person is told stands in `FieldLimits.swift` of the Treatment room.
/// Source: https://datapackage.org/standard/table-schema/#field-constraints
package enum Constraint: String, CaseIterable, CodingKey, Hashable, Sendable {
  /// No cell may be missing.
  case required
  /// No value may occur twice.
  case unique
  /// The permitted values, written as in the export.
  case `enum`
  /// The fewest characters (Unicode scalars), items of a list or array, or members of an object.
  case minLength
  /// The most characters (Unicode scalars), items of a list or array, or members of an object.
  case maxLength
  /// The smallest value: a number with a decimal point, or an ISO date.
  case minimum
  /// The largest value: a number with a decimal point, or an ISO date.
  case maximum
  /// What every value is above: a number with a decimal point, or an ISO date.
  case exclusiveMinimum
  /// What every value is below: a number with a decimal point, or an ISO date.
  case exclusiveMaximum
  /// A regular expression for the whole cell, as written in the export.
  case pattern

  /// What stands behind its name.
  package enum Value: Hashable, Sendable {
    case yes
    case texts([String])
    case text(String)
    case count(Int)
  }

  /// All that is to be known of it, apart from what it asks of a cell.
  package struct Traits: Sendable {
    /// How its value is written.
    package enum Form: Sendable {
      /// `true` or `false`.
      case flag
      /// A list of values of the field.
      case values
      /// A value of the field, with a decimal point or in ISO 8601.
      case limit
      case count
      case pattern
    }

    /// What another value of it means to a program that reads the table.
    package enum Change: Sendable {
      /// It is either promised or not.
      case promise
      /// Values come and go.
      case list
      /// Any other value is looser.
      case whole
      /// Programs made room for it: a larger one breaks them.
      case room
      /// A looser one is to be expected of a table that lives: a lower one.
      case lower
      /// The same: a higher one.
      case higher
    }

    /// When it still holds for values that are published as they are.
    package enum Endurance: Sendable {
      case always
      /// Once its values are in canonical form too.
      case rewritten
      /// If the canonical form is what stands in the export.
      case asWritten
      /// The same; a number of items stays as it is.
      case measured
    }

    /// What CSV on the Web has for it, under the same name.
    package enum CSVW: Sendable {
      case nothing
      /// A property of the column.
      case column
      /// A property of the datatype of texts.
      case texts
      /// A property of the datatype of what has an order.
      case ordered
    }

    package var form: Form
    /// The types of field that have it; `nil` for all.
    package var types: [String]?
    package var change: Change
    package var endurance: Endurance
    package var csvw: CSVW
    /// The text that says it on the page of a dataset; `nil` if that page does not.
    package var rule: String?

    fileprivate init(
      _ form: Form, of types: [String]? = nil, _ change: Change, _ endurance: Endurance,
      csvw: CSVW = .nothing, rule: String? = nil
    ) {
      (self.form, self.types, self.change) = (form, types, change)
      (self.endurance, self.csvw, self.rule) = (endurance, csvw, rule)
    }
  }

  /// What it is.
  package var traits: Traits {
    switch self {
    case .required: Traits(.flag, .promise, .always, csvw: .column, rule: "rule-required")
    case .unique: Traits(.flag, .promise, .always, rule: "rule-unique")
    case .enum: Traits(.values, .list, .rewritten)
    case .minLength:
      Traits(
        .count, of: FieldType.measured, .lower, .measured, csvw: .texts,
        rule: "rule-minimum-length")
    case .maxLength:
      Traits(
        .count, of: FieldType.measured, .room, .measured, csvw: .texts, rule: "rule-maximum-length")
    case .minimum:
      Traits(
        .limit, of: FieldType.ordered, .lower, .always, csvw: .ordered, rule: "rule-minimum")
    case .maximum:
      Traits(
        .limit, of: FieldType.ordered, .higher, .always, csvw: .ordered, rule: "rule-maximum")
    case .exclusiveMinimum: Traits(.limit, of: FieldType.ordered, .lower, .always)
    case .exclusiveMaximum: Traits(.limit, of: FieldType.ordered, .higher, .always)
    case .pattern: Traits(.pattern, .whole, .asWritten, rule: "rule-pattern")
    }
  }
}
