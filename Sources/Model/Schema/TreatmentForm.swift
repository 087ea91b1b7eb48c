// SPDX-License-Identifier: EUPL-1.2

extension Treatment {
  /// What is known of a treatment whatever its measures.
  package struct Traits: Sendable {
    /// What its name alone stands for in the pipeline file; `nil` if it needs a measure.
    package var alone: Treatment?
    /// What stands behind its name in the pipeline file; `nil` if nothing may.
    package var measure: TreatmentMeasure?
    /// What it can treat.
    package var takes: Input
    /// What comes out.
    package var gives: Output
    /// Whether a direct identifier may be treated so.
    package var suitsDirectIdentifier: Bool
    /// Its words; `nil` if they depend on its measure, or if nobody sees it.
    package var words: TreatmentWords?

    init(
      alone: Treatment? = nil, measure: TreatmentMeasure? = nil, takes: Input = .any,
      gives: Output, suitsDirectIdentifier: Bool = false, words: TreatmentWords? = nil
    ) {
      (self.alone, self.measure, self.takes, self.gives) = (alone, measure, takes, gives)
      (self.suitsDirectIdentifier, self.words) = (suitsDirectIdentifier, words)
    }
  }

  /// The types of field that a treatment can treat.
  package enum Input: Sendable {
    case any
    case texts
    case numbers
    /// Dates, and dates with times.
    case dates
    /// Those of which no part is unknown.
    case wholeDays
  }

  /// What a treatment makes of a field.
  package enum Output: Sendable {
    /// Nothing: the field is not published.
    case nothing
    /// A value of the same type and format.
    case same
    /// A number of the same type.
    case number
    /// A year, or a year and a month.
    case year, month
    /// A text.
    case text
  }
}

/// How the measure of a treatment is written behind its name, with what makes the treatment of it.
package enum TreatmentMeasure: Sendable {
  /// This word: `{date: year}`. What stands before the colon in the name is the key.
  case word(String, Treatment)
  /// A text; the first value is what the documentation calls it, here and below.
  case text(String, @Sendable (String) -> Treatment)
  /// A whole number within bounds.
  case integer(String, ClosedRange<Int>, @Sendable (Int) -> Treatment)
  /// A number with a decimal point, as it is written.
  case decimal(String, @Sendable (String) -> Treatment)
  /// A group of keys.
  case group(Group)
  /// A code list with labels: `{codes, from, with, to}`.
  case codeList(@Sendable (CodeList) -> Treatment)
  /// A hierarchy: `{hierarchy, level}`.
  case hierarchy(@Sendable (CodeList) -> Treatment)

  /// A group of keys.
  package struct Group: Sendable {
    package var parameters: [Parameter]
    /// Makes the treatment of values that are there and of the right kind.
    package var make: @Sendable (Arguments) throws(Problem) -> Treatment

    init(
      _ parameters: [Parameter],
      make: @escaping @Sendable (Arguments) throws(Problem) -> Treatment
    ) {
      (self.parameters, self.make) = (parameters, make)
    }
  }

  /// One key of a group.
  package struct Parameter: Sendable {
    /// What may stand behind it.
    package enum Kind: Sendable {
      case text
      case integer(ClosedRange<Int>)
      case decimal
      case word([String])
    }

    /// Whether it has to be there.
    package enum Presence: Sendable {
      /// It has; with what to say if it is not.
      case needed(hint: String)
      /// This stands for it if it is not.
      case standard(String)
      case optional
    }

    package var name: String
    package var kind: Kind
    package var presence: Presence

    init(_ name: String, _ kind: Kind, _ presence: Presence) {
      (self.name, self.kind, self.presence) = (name, kind, presence)
    }
  }

  /// The values of a group, as text, by key.
  package struct Arguments: Sendable {
    private var values: [String: String] = [:]

    /// Has no values.
    package init() {}

    /// The value of a key; `nil` if it is not there.
    package subscript(_ key: String) -> String? {
      get { values[key] }
      set { values[key] = newValue }
    }

    /// - Throws: `Problem` if it is not there.
    func text(_ key: String) throws(Problem) -> String {
      guard let value = values[key] else {
        throw Problem(key: key, summary: "'\(key)' is missing here", hint: "Write '\(key)'.")
      }
      return value
    }

    /// - Throws: `Problem` if it is not there, or no whole number.
    func integer(_ key: String) throws(Problem) -> Int {
      guard let number = Int(try text(key)) else {
        throw Problem(
          key: key, summary: "'\(key)' is no whole number", hint: "Write a whole number.")
      }
      return number
    }
  }

  /// Values that do not go together.
  package struct Problem: Error {
    package var key: String
    package var summary: String
    package var hint: String
    /// Whether a key is missing, and not wrong.
    package var isMissing = false
  }
}

// MARK: - The groups

extension TreatmentMeasure {
  static let mask = Group([
    Parameter("show", .integer(0...64), .standard("0")),
    Parameter("length", .integer(1...64), .standard("8")),
  ]) { values throws(Problem) in
    let (show, length) = (try values.integer("show"), try values.integer("length"))
    guard show < length else {
      throw Problem(
        key: "show", summary: "a mask that shows \(show) of \(length) characters hides nothing",
        hint: "Make 'show' smaller than 'length'.")
    }
    return .mask(show: show, length: length)
  }

  static let ageBand = Group([
    Parameter(
      "width", .integer(1...50), .needed(hint: "Write how many years a band has: 5 or 10.")),
    Parameter(
      "top", .integer(1...150),
      .needed(
        hint: "Very old people are few: write the age from which all are together, such as 90.")),
    Parameter(
      "at", .text,
      .needed(
        hint:
          "It is fixed, because an age that changes on a birthday tells it: at: 2026-01-01.")),
  ]) { values throws(Problem) in
    .ageBand(
      AgeBand(
        width: try values.integer("width"), top: try values.integer("top"),
        date: try values.text("at")))
  }

  static let band = Group([
    Parameter("width", .decimal, .needed(hint: "Write the size of a band, such as 10.")),
    Parameter(
      "minimum", .decimal,
      .needed(hint: "Write where the first band begins; what is below falls into one band.")),
    Parameter(
      "maximum", .decimal,
      .needed(hint: "Write where the last band ends; what is above falls into one band.")),
  ]) { values throws(Problem) in
    .band(
      NumberBand(
        width: try values.text("width"), minimum: try values.text("minimum"),
        maximum: try values.text("maximum")))
  }

  static let square = Group([
    Parameter(
      "size", .word(Treatment.squareSizes.map(String.init)),
      .needed(hint: "Write the side of the squares in metres: 100, 500 or 1000.")),
    Parameter(
      "y", .text,
      .needed(
        hint: "Write the column of the export that has the y coordinate, such as y: Y_COORD.")),
  ]) { values throws(Problem) in
    .square(size: try values.integer("size"), y: try values.text("y"))
  }

  static let clamp = Group([
    Parameter("minimum", .decimal, .optional), Parameter("maximum", .decimal, .optional),
  ]) { values throws(Problem) in
    guard values["minimum"] != nil || values["maximum"] != nil else {
      throw Problem(
        key: "maximum", summary: "", hint: "Write a 'minimum', a 'maximum' or both.",
        isMissing: true)
    }
    return .clamp(minimum: values["minimum"], maximum: values["maximum"])
  }
}
