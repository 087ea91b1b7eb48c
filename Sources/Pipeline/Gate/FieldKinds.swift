// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikModel

/// What the published fields are to the forbidden combinations: by the names of the columns that they come of, by what
/// their treatments leave, and by what stands in the table as it was written.
struct FieldKinds {
  /// What a field is.
  enum Kind {
    case birthDate, postcode6, postcode4, smallArea, namedArea, houseNumber, street, bagAddress
  }

  private let subject: GateSubject
  private let reading: TableReading
  /// By published field what was found in its cells, and is likely or certain.
  private let found: [String: Set<Detector>]
  private var kinds: [(field: PublishedField, kind: Kind)] = []
  /// The fields of which the cells are codes of neighbourhoods.
  private let codes: Set<String>

  /// Judges the fields of a dataset.
  init(_ subject: GateSubject, _ reading: TableReading) {
    (self.subject, self.reading) = (subject, reading)
    var found: [String: Set<Detector>] = [:]
    for item in reading.scanner.allFindings() where item.finding.confidence > .possible {
      guard case .field(let name) = item.place else { continue }
      found[name, default: []].insert(item.finding.detector)
    }
    self.found = found
    codes = Set(
      subject.record.fields.enumerated().filter { reading.scanner.isOfNeighbourhoods($0.offset) }
        .map(\.element.name))
    let origins = subject.origins.filter(\.isReadable)
    for origin in origins {
      for kind in kinds(of: origin) { kinds.append((origin.published, kind)) }
    }
    addPairs(origins)
    addCoordinates(origins)
    addGeometry()
  }

  /// The first field of a kind; `nil` if there is none.
  func first(_ kind: Kind) -> String? { kinds.first { $0.kind == kind }?.field.name }

  /// The fields that say where somebody is and are called `none`.
  var placesWithoutClass: [String] {
    kinds.filter {
      $0.field.privacy == .none && ($0.kind == .smallArea || codes.contains($0.field.name))
    }
    .map(\.field.name).uniqued
    .filter { !subject.pipeline.accepts(.field($0), Detector.coordinates.name) }
  }

  // MARK: One field

  private func kinds(of origin: FieldOrigins) -> [Kind] {
    var kinds: [Kind] = []
    if isBirthDate(origin) { kinds.append(.birthDate) }
    let resolution = origin.field.treatment.resolution(of: origin.field)
    switch resolution {
    case .gone: break
    case .coarser(.square): kinds.append(.smallArea)
    case .coarser(.category(let label)): kinds += category(label, origin)
    case .identity, .coarser: kinds += place(origin, resolution)
    }
    // What the cells are, whatever they are called.
    let holds = found[origin.published.name] ?? []
    if holds.contains(.bagID) || holds.contains(.address) { kinds.append(.bagAddress) }
    if holds.contains(.postcode) { kinds.append(.postcode6) }
    if codes.contains(origin.published.name) { kinds.append(.namedArea) }
    if holds.contains(.coordinates) || ["geopoint", "geojson"].contains(origin.published.type) {
      kinds.append(.smallArea)
    }
    return kinds
  }

  /// What a code list made of it: what the list calls a postcode is one, and so is what looks like one.
  private func category(_ label: String?, _ origin: FieldOrigins) -> [Kind] {
    let labels = [origin.published.name, label].compactMap(\.self)
    if labels.contains(where: LabelTokens.isSmallArea) { return [.smallArea] }
    guard let label, let meaning = subject.lexicon.meaning(of: label) else { return [] }
    return kind(meaning).map { [$0] } ?? []
  }

  /// Where something is, by the names of columns.
  private func place(_ origin: FieldOrigins, _ resolution: Resolution) -> [Kind] {
    let isMade = origin.columns.contains { !$0.isOwn }
    var kinds: [Kind] = []
    if origin.says({ $0.subject == .detector(.postcode) })
      || origin.field.type == .string(.postcode)
    {
      let characters = isMade ? longest(origin) : nil
      kinds += postcode(resolution, characters: characters)
    }
    if origin.columns.contains(where: { LabelTokens.isPostcode4($0.label) }),
      resolution.tellsApart(step: 1, characters: 4)
    {
      kinds.append(.postcode4)
    }
    for subject: LabelMeaning.Subject in [.houseNumber, .detector(.bagID)]
    where origin.says({ $0.subject == subject }) && resolution.tellsApart(of: subject) {
      kinds.append(subject == .houseNumber ? .houseNumber : .bagAddress)
    }
    if origin.columns.contains(where: { LabelTokens($0.label).holds(["straat", "street"]) }),
      resolution == .identity
    {
      kinds.append(.street)
    }
    if origin.columns.contains(where: { LabelTokens.isSmallArea($0.label) }),
      resolution == .identity
    {
      kinds.append(.namedArea)
    }
    return kinds
  }

  /// A postcode of which so many characters are left; five of them are a few streets.
  ///
  /// - Parameter characters: Of the longest cell that a step made; `nil` if no step did. Longer ones are something else
  ///   that was looked up.
  private func postcode(_ resolution: Resolution, characters: Int?) -> [Kind] {
    switch characters {
    case 4: return [.postcode4]
    case 5, 6, 7: return [.postcode6]
    case .some: return []
    case nil:
      if resolution.tellsApart(step: 1, characters: 5) { return [.postcode6] }
      return resolution.tellsApart(step: 1, characters: 4) ? [.postcode4] : []
    }
  }

  private func kind(_ meaning: LabelMeaning) -> Kind? {
    switch meaning.subject {
    case .detector(.postcode): .postcode6
    case .houseNumber: .houseNumber
    case .detector(.bagID): .bagAddress
    case .detector, .account, .portrait, .role, .demographic, .sensitive, .freeText: nil
    }
  }

  // MARK: Days of birth

  /// Whether a day of birth can be read from it: from a day, a moment, a text, or a number of days.
  private func isBirthDate(_ origin: FieldOrigins) -> Bool {
    guard isOfBirth(origin) else { return false }
    // A coarsened day is no day; one of which eight characters are left is, and so is a number of which a month is.
    let resolution = origin.field.treatment.resolution(of: origin.field)
    guard resolution.tellsApart(step: 30, characters: 8), !isMerged(origin) else { return false }
    switch origin.published.type {
    case "integer", "number":
      // An age or a year is less; days and weeks since a day, 19800229, and an age with decimals are more.
      guard let (least, most) = profile(origin.published.name).flatMap(bounds) else { return true }
      let isYear = least.value >= 1850 && most.value <= 2100
      return max(least.decimals, most.decimals) > 1 || !isYear && most.value > 130
    case "year", "yearmonth": return false
    // Every other type, also one that is not thought of here.
    default: return longest(origin) >= 8
    }
  }

  /// Whether its values are those of a part of the rows, which spans many days.
  private func isMerged(_ origin: FieldOrigins) -> Bool {
    origin.field.privacy == .quasi && subject.pipeline.anonymity?.method == .mondrian
  }

  private func isOfBirth(_ origin: FieldOrigins) -> Bool {
    // Of years only where the export itself says so, as in `geboorte.datum.jaar`.
    let isMade = origin.columns.contains { !$0.isOwn }
    if !isMade, LabelTokens.isYear(origin.field.source ?? origin.field.name) { return false }
    return origin.says { meaning in
      meaning.subject == .detector(.birthDate)
        && (meaning.isTelling || ["date", "string", "any"].contains(origin.published.type))
    }
  }

  /// What several fields are together: a year, a month and a day of birth, or the digits and the letters of a postcode.
  private mutating func addPairs(_ origins: [FieldOrigins]) {
    let births = origins.filter { origin in
      origin.says { $0.subject == .detector(.birthDate) }
        && ["integer", "number", "string", "year", "yearmonth"].contains(origin.published.type)
        && origin.field.treatment.resolution(of: origin.field) == .identity
    }
    let isWhole = births.count >= 3 || births.count == 2 && births.contains { longest($0) >= 6 }
    if isWhole, let first = births.first { kinds.append((first.published, .birthDate)) }
    let codes = origins.filter { $0.says { $0.subject == .detector(.postcode) } }
    if let digits = codes.first(where: { longest($0) == 4 }),
      codes.contains(where: { longest($0) == 2 })
    {
      kinds.append((digits.published, .postcode6))
    }
  }

  // MARK: Coordinates under any name

  /// Two columns of numbers that are all within the country, as degrees or in metres of the national grid, are places.
  private mutating func addCoordinates(_ origins: [FieldOrigins]) {
    let fields = origins.filter { origin in
      origin.published.isNumber && origin.field.treatment.resolution(of: origin.field) == .identity
    }.map(\.published)
    for (first, second) in Self.areas {
      guard let one = fields.first(where: { isWithin(first, $0) }),
        let other = fields.first(where: { isWithin(second, $0) && $0.name != one.name })
      else { continue }
      kinds += [(one, .smallArea), (other, .smallArea)]
    }
  }

  /// `geometry` shows its columns whole, as coordinates or in GeoJSON, also where the columns themselves are dropped.
  private mutating func addGeometry() {
    for field in subject.pipeline.placeFields {
      let shown = PublishedField(
        name: field.name, type: "geojson", privacy: field.privacy, treatment: .coordinates)
      kinds.append((shown, .smallArea))
    }
  }

  private struct Side {
    var range: ClosedRange<Double>
    /// Decimals that one of the bounds has at least: zeros at the end are not written.
    var decimals: Int
  }

  /// The country in EPSG:4326 and EPSG:28992, a little larger.
  private static let areas = [
    (Side(range: 3.2...7.3, decimals: 3), Side(range: 50.7...53.7, decimals: 3)),
    (Side(range: 7_000...300_000, decimals: 0), Side(range: 289_000...629_000, decimals: 0)),
  ]

  private func isWithin(_ side: Side, _ field: PublishedField) -> Bool {
    guard let profile = profile(field.name), profile.distinct.count >= 10,
      let (least, most) = bounds(profile)
    else { return false }
    return side.range.contains(least.value) && side.range.contains(most.value)
      && max(least.decimals, most.decimals) >= side.decimals
  }

  private typealias Bound = (value: Double, decimals: Int)

  private func bounds(_ profile: DatasetProfile.Field) -> (Bound, Bound)? {
    func bound(_ text: String?) -> Bound? {
      guard let text, let value = Double(text) else { return nil }
      return (value, text.split(separator: ".").dropFirst().first?.count ?? 0)
    }
    guard let least = bound(profile.minimum), let most = bound(profile.maximum) else { return nil }
    return (least, most)
  }

  // MARK: What is known of a column

  private func longest(_ origin: FieldOrigins) -> Int {
    let column = subject.record.fields.firstIndex { $0.name == origin.published.name }
    return column.map { reading.longest[$0] } ?? 0
  }

  private func profile(_ name: String) -> DatasetProfile.Field? {
    subject.record.profile?.fields.first { $0.name == name }
  }
}

extension Resolution {
  /// Whether what is left tells neighbours apart, of a number of a house or an address.
  fileprivate func tellsApart(of subject: LabelMeaning.Subject) -> Bool {
    // Houses on one side of a street have every other number, so steps of nine leave four or five; most numbers have
    // two digits.
    if subject == .houseNumber { return tellsApart(step: 9, characters: 2) }
    // The last digit of a BAG identifier tells apart at most ten addresses.
    return tellsApart(step: 10, characters: 15)
  }
}

extension [String] {
  /// Each of them once, in the same order.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension LabelTokens {
  /// Whether it is the label of an area that is hardly larger than that of a postcode's four digits.
  fileprivate static func isSmallArea(_ label: String) -> Bool {
    LabelTokens(label).begins(["buurt", "wijk", "neighbourhood", "neighborhood"])
  }

  /// Whether it is the label of the four digits of a postcode.
  fileprivate static func isPostcode4(_ label: String) -> Bool {
    let tokens = LabelTokens(label)
    return tokens.has(["pc4", "postcode4"]) || tokens.holds(["postcode4", "postcodegebied"])
  }

  /// Whether a name is that of years.
  fileprivate static func isYear(_ label: String) -> Bool {
    LabelTokens(label).words.last.map { $0.hasSuffix("jaar") || $0 == "year" } ?? false
  }
}
