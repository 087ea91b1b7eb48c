// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
package import HergebruikModel

extension Field {
  /// The field that a treatment of another names, by its source or else its name; nil where none has it, or
  /// more than one.
  package static func index(of label: String, in fields: [Field]) -> Int? {
    let sources = fields.indices.filter { fields[$0].source == label }
    let found = sources.isEmpty ? fields.indices.filter { fields[$0].name == label } : sources
    return found.count == 1 ? found[0] : nil
  }
}

extension FieldCompiler {
  /// Enters the other fields that the treatment of a field reads; what is wrong with them is reported.
  mutating func companions(of index: Int) -> Range<Int> {
    let field = table.fields[index]
    let start = companions.count
    for label in field.treatment.companions {
      guard let other = Field.index(of: label, in: table.fields) else {
        let labels = table.fields.map(\.label)
        let isTwice = table.fields.contains { $0.source == label || $0.name == label }
        report(
          field,
          "'\(field.treatment.name)' reads '\(label)', which "
            + (isTwice ? "more than one field is called" : "is not the source or name of a field"),
          isTwice
            ? "Give one of them another 'name', and write that."
            : Suggestion.hint(for: label, among: labels))
        continue
      }
      check(table.fields[other], isItself: other == index, for: field)
      companions.append(other)
    }
    return start..<companions.count
  }

  private mutating func check(_ other: Field, isItself: Bool, for field: Field) {
    if isItself {
      report(
        field, "'\(field.treatment.name)' reads the field itself twice",
        "Name another column of the export.")
    }
    if case .numbers = field.treatment.traits.takes,
      !["integer", "number"].contains(other.type.name)
    {
      report(
        field,
        "'\(field.treatment.name)' reads \(other.label), which is of type \(other.type.name)",
        "Write type: number for both coordinates, with 'decimalChar' where the export has decimal commas."
      )
    }
    if other.privacy == .direct {
      problems.append(
        Diagnostic(
          .directIdentifierKept, at: field.location,
          "\(field.label): '\(field.treatment.name)' reads \(other.label), which points at a person by "
            + "itself",
          hint: "A direct identifier can only be dropped, redacted or pseudonymised."))
    }
  }
}
