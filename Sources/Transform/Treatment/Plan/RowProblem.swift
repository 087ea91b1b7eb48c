// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDisclosure
package import HergebruikFormat
package import HergebruikGeometry
package import HergebruikModel
package import HergebruikTables
package import HergebruikValues

/// A cell that was refused, without its value.
package struct RowProblem: Sendable {
  /// The record's number in its batch, from 0.
  package var number: Int
  /// The line in the batch, from 0, on which the record begins.
  package var line: Int
  /// The field, as an index into the plan's fields.
  package var field: Int
  /// Why it was refused.
  package var problem: CellProblem
}

/// What one worker found out about one batch, besides the treated rows.
package struct TransformResult: Sendable {
  /// Refused cells, by row.
  package internal(set) var problems: [RowProblem] = []
  /// The rows of the batch that were refused, as indices into it.
  package internal(set) var badRows: [Int] = []
  /// The records of the export behind those rows: an unpivoted record counts once.
  package internal(set) var badRecords = 0
  /// For each uniqueness check: high hash, low hash and record number in the batch, for each row.
  package internal(set) var keys: [[UInt64]] = []
  /// For each foreign key: high hash, low hash and record number in the batch, for each row whose values are
  /// still to be looked up; and what other rows may refer to.
  package internal(set) var foreign: [[UInt64]] = []
  /// For each pseudonymised field what tells its values apart, for `PseudonymIndex`.
  package internal(set) var pseudonyms: [[PseudonymEntry]] = []
  /// For each field: cells of published rows that are empty because the code list lacks their value.
  package internal(set) var unmatched: [Int] = []
  /// The smallest and the largest value of the temporal field, as published.
  package internal(set) var temporal: ValueRange?
  /// How many of the rows that were kept have their place where places are expected.
  package internal(set) var places = PlaceTally()
  /// For each field how many of its days stand for no day; empty where none does.
  package internal(set) var sentinelDays: [SentinelDays] = []
  /// The box around the coordinates of the rows that were kept.
  package internal(set) var box: BoundingBox?
  /// How those coordinates were converted, by reference system.
  package internal(set) var conversions: [GeographyRecord.Conversion] = []
  /// The classes of the rows, where the plan asks for them.
  package internal(set) var classes = BatchClasses()

  /// Whether the treated rows of the batch have more bytes than offsets of 32 bits reach: those behind are missing.
  package internal(set) var isTooLarge = false

  /// Makes an empty result.
  package init() {}

  /// What to say of rows that became too large.
  package static var tooLarge: Failure {
    Failure(
      .recordTooLarge,
      "what the steps and treatments make of a piece of the export has more than 4 GB",
      hint: "Look whether a code list, a replacement or a derived column has far too long texts.")
  }
}

extension TransformPlan {
  /// What to tell a person about a refused cell; the place is the caller's.
  package func diagnostic(
    for problem: CellProblem, field index: Int, at location: Diagnostic.Location
  ) -> Diagnostic {
    Self.diagnostic(for: problem, fields[index], at: location)
  }

  /// What to tell a person about a refused cell of a field.
  static func diagnostic(
    for problem: CellProblem, _ field: Field, at location: Diagnostic.Location
  ) -> Diagnostic {
    var location = location
    location.field = field.label
    let (summary, hint) = Self.words(for: problem, of: field)
    return Diagnostic(problem.code, at: location, "\(field.label) \(summary)", hint: hint)
  }

  private static func words(
    for problem: CellProblem, of field: Field
  ) -> (summary: String, hint: String) {
    switch problem {
    case .type: ("is not \(field.type.inWords)", field.type.remedy)
    case .constraint(let constraint): constraint.words(of: field)
    case .key:
      (
        "is empty, but is part of the primary key",
        "Every row needs its own key: fill it in the source system."
      )
    case .calculation:
      (
        "is no number of at most \(FixedDecimal.digits) digits",
        "Expressions calculate exactly: correct the number in the source system."
      )
    case .treatment(let problem): words(for: problem, field.treatment)
    case .geometry(let problem): problem.words
    }
  }

  /// What a treatment could not do, whichever it was.
  private static func words(
    for problem: TreatmentProblem, _ treatment: Treatment
  ) -> (summary: String, hint: String) {
    switch problem {
    case .birth:
      (
        "is a day after \(treatment.ageDay), at which the age is taken",
        "Correct it in the source system, or choose a later 'at' in the pipeline file."
      )
    case .square:
      (
        "and \(treatment.companions.first ?? "y") are no point of the national grid that has a square",
        "In metres (EPSG:28992) x is from 0 to 300000 and y from 289000 to 629000. Correct them in the "
          + "source system, or add what stands for 'no place', such as \"0\", to 'missingValues'; where all rows are "
          + "so, check that x and y are not swapped."
      )
    case .unmatched:
      (
        "\(treatment.companions.map { "with \($0) " }.joined())is not in the list \(treatment.codeList?.file ?? "")",
        "Add it to the list, or write 'unmatched: empty' to publish such a cell empty."
      )
    case .digits:
      (
        "is no number of at most \(FixedDecimal.digits) digits",
        "'\(treatment.name)' calculates exactly: correct the number in the source system."
      )
    }
  }
}

extension Treatment {
  /// The day at which ages are taken; empty if it is another treatment.
  fileprivate var ageDay: String {
    if case .ageBand(let band) = self { return band.date }
    return ""
  }
}

extension TransformPlan {
  /// A warning for each field with cells that are empty because the code list lacks their value.
  ///
  /// - Parameter counts: `TransformResult.unmatched`, added up.
  package func warnings(unmatched counts: [Int], file: String?) -> [Diagnostic] {
    zip(fields, counts).compactMap { field, count in
      guard count > 0, let list = field.treatment.codeList else { return nil }
      return Diagnostic(
        .codeUnmatched, severity: .warning, at: .init(file: file, field: field.label),
        "\(count) cell\(count == 1 ? "" : "s") of \(field.label) \(count == 1 ? "is" : "are") "
          + "published \(field.treatment.isChosen ? "as if it were empty" : "empty"): "
          + "\(list.with.isEmpty ? "the value is" : "the values are") not in the list \(list.file)",
        hint: "Look whether the list is complete and up to date.")
    }
  }
}

extension FieldType {
  /// What a value of the type is, for "is not …".
  fileprivate var inWords: String {
    switch self {
    case .string(.default), .any: "a text"
    case .string(.email): "an e-mail address"
    case .string(.uri): "a web address (URI)"
    case .string(.uuid): "a UUID"
    case .string(.binary): "a text in base64"
    case .string(.bsn): "a citizen service number (BSN) that passes the eleven test"
    case .string(.postcode): "a postcode such as 1234 AB"
    case .string(.kenteken): "a Dutch licence plate"
    case .string(.iban): "an IBAN whose check digits are right"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "one of the words for true or false"
    case .date(let format): "a date of the form \(format.inWords("YYYY-MM-DD"))"
    case .time(let format): "a time of the form \(format.inWords("hh:mm:ss"))"
    case .datetime(let format):
      "a date and time of the form \(format.inWords("YYYY-MM-DDThh:mm:ss"))"
    case .year: "a year of four digits"
    case .yearmonth: "a month of the form YYYY-MM"
    case .duration: "a duration such as P1Y2M or PT36H"
    case .geopoint(.default): "a point of the form longitude, latitude"
    case .geopoint(.array): "a point of the form [longitude, latitude]"
    case .geopoint(.object): "a point of the form {\"lon\": …, \"lat\": …}"
    case .object: "a JSON object"
    case .array: "a JSON array"
    case .list(let list):
      "a list of type \(list.item.rawValue), with '\(list.delimiter)' between the items"
    case .geojson: "a geometry or feature in GeoJSON"
    }
  }

  /// What its lengths are counted in.
  var measure: String {
    switch self {
    case .list, .array: "items"
    case .object: "members"
    default: "characters"
    }
  }

  /// What to look at first.
  fileprivate var remedy: String {
    switch self {
    case .integer, .number:
      "Check 'decimalChar', 'groupChar', 'bareNumber' and 'negative' of the field, then the source system."
    case .date, .time, .datetime:
      "Check the field's 'format' (and whether day and month are swapped), then the source system."
    case .list: "Check 'itemType' and 'delimiter' of the field, then the source system."
    case .boolean: "Check 'trueValues' and 'falseValues' of the field, then the source system."
    default: "Correct it in the source system, or add the value to 'missingValues'."
    }
  }
}

extension DateFormat {
  /// The form, for "a date of the form …".
  fileprivate func inWords(_ standard: String) -> String {
    (pattern == "default" ? standard : pattern)
      + (unknownParts ? ", with zeroes for an unknown month and day" : "")
  }
}
