// SPDX-License-Identifier: EUPL-1.2

/// What a treatment leaves of the values of a field, whatever the treatment is called.
///
/// It errs on the careful side: what may be read from a published value counts as left.
package enum Resolution: Hashable, Sendable {
  /// Each value is as it was.
  case identity
  /// Something of each value is left.
  case coarser(Coarsening)
  /// Nothing is left that says what the value was.
  case gone

  /// What is left of a value.
  package enum Coarsening: Hashable, Sendable {
    /// Its first so many characters.
    case start(Int)
    /// The year, or the year and the month, of a day.
    case year, month
    /// An age in bands of so many years.
    case age(years: Int)
    /// Which of the bands or multiples of a width it is in or near.
    case step(width: Double)
    /// The value itself between two limits; the limit for what is beyond.
    case limits(minimum: String?, maximum: String?)
    /// A square of the national grid, together with another coordinate.
    case square
    /// What a code list calls it, in the column of that label; `nil` for a level of a hierarchy.
    case category(String?)
    /// The value written otherwise, or less a part: it can be read as often as not.
    case readable
  }

  /// Whether values in `field` can be told apart that differ by `step`, where they are numbers, or in their first
  /// `characters`.
  ///
  /// - Parameters:
  ///   - step: The smallest difference of numbers that counts.
  ///   - characters: How many characters say as much as the value, from 1.
  package func tellsApart(step: Double, characters: Int) -> Bool {
    switch self {
    case .identity, .coarser(.limits), .coarser(.readable): true
    case .coarser(.step(let width)): width <= step
    case .coarser(.start(let count)): count >= characters
    case .coarser(.year), .coarser(.month), .coarser(.age), .coarser(.square),
      .coarser(.category), .gone:
      false
    }
  }
}

// MARK: - What each kind of treatment leaves

extension Resolution {
  /// The first `length` characters: all of a value that has no more.
  static func start(_ length: Int, of field: Field) -> Resolution {
    field.mostCharacters.map { length >= $0 } ?? false ? .identity : .coarser(.start(length))
  }

  /// The first `show` characters, which a mask shows only of a value that has more.
  static func masked(show: Int, of field: Field) -> Resolution {
    show == 0 || field.mostCharacters.map { show >= $0 } ?? false ? .gone : .coarser(.start(show))
  }

  /// A multiple of a base: of whole numbers and 1 the number itself.
  static func multiple(of base: String, _ field: Field) -> Resolution {
    // What is no number is refused when the treatment is compiled.
    guard let width = Double(base) else { return .identity }
    return field.type.name == "integer" && width <= 1 ? .identity : .coarser(.step(width: width))
  }

  /// Bands: of whole numbers and a width of 1 the number itself, between the limits.
  static func banded(_ band: NumberBand, of field: Field) -> Resolution {
    guard let width = Double(band.width) else { return .identity }
    return field.type.name == "integer" && width <= 1
      ? .coarser(.limits(minimum: band.minimum, maximum: band.maximum))
      : .coarser(.step(width: width))
  }

  /// Limits: nothing changes where all values are between them. A number of which nobody says that it may be less
  /// is taken to be 0 or more, as what counts or measures is.
  static func clamped(_ least: String?, _ most: String?, of field: Field) -> Resolution {
    let limits = field.constraints
    func number(_ text: String?) -> Double? { text.flatMap { Double($0) } }
    let low = [number(limits.minimum), number(limits.exclusiveMinimum)].compactMap(\.self).max()
    let high = [number(limits.maximum), number(limits.exclusiveMaximum)].compactMap(\.self).min()
    let keepsLow = number(least).map { $0 <= low ?? 0 } ?? true
    let keepsHigh = number(most).map { most in high.map { most >= $0 } ?? false } ?? true
    return keepsLow && keepsHigh ? .identity : .coarser(.limits(minimum: least, maximum: most))
  }
}

extension Field {
  /// How many characters (Unicode scalars) its canonical values have at most; `nil` if nothing says so.
  fileprivate var mostCharacters: Int? {
    switch type {
    case .string(.bsn): 9
    case .string(.postcode): 6
    case .string(.kenteken): 8
    case .string(.iban): 34
    case .string(.uuid): 36
    case .string(.default), .string(.email), .string(.uri), .string(.binary), .any:
      constraints.maxLength
    // No system keeps longer ones.
    case .integer, .number, .time, .datetime, .duration: 40
    case .boolean: 5
    case .date: 10
    case .year: 5
    case .yearmonth: 8
    case .geopoint, .object, .array, .list, .geojson: nil
    }
  }
}

extension CodeList {
  /// The label of the column with the result; `nil` for a hierarchy.
  package var label: String? {
    switch columns {
    case .labels(_, let label): label
    case .level, .chosenLevel: nil
    }
  }
}
