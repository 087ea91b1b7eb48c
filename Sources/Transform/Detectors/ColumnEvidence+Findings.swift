// SPDX-License-Identifier: EUPL-1.2

extension ColumnEvidence {
  /// What the column is, the surest first.
  ///
  /// - Parameters:
  ///   - label: What its name says.
  ///   - headerDecides: Whether a telling name is enough, as in an export. In what is published a column
  ///     called `bsn` may well hold pseudonyms: there its values have to agree.
  ///   - isOfThings: Whether its name says that names in it are those of organisations or things.
  ///   - isPattern: Whether it is a text in which one number that passes the test of a BSN is likely one.
  package func findings(
    _ label: LabelMeaning?, headerDecides: Bool = true, isOfThings: Bool = false,
    isPattern: Bool = false
  ) -> [Finding] {
    var found = Detector.allCases.compactMap { detector -> Finding? in
      [
        named(detector, label, headerDecides), wholes(detector, label), texts(detector),
        numbers(detector, isPattern: isPattern), shortPhones(detector),
      ].compactMap { $0 }.max { $0.confidence < $1.confidence }
    }
    // Texts speak of streets and schools as well: there only the header tells that names are not of persons.
    if let name = found.firstIndex(where: { $0.detector == .name }),
      isOfBodies && found[name].basis == .whole || isOfThings && label?.detector != .name,
      !isOfPersons(found[name])
    {
      found[name].confidence = .possible
    }
    if isOtherNumber(label) {
      found.removeAll { $0.detector == .bsn && ($0.reason == .values || $0.basis == .number) }
    }
    return found.sorted {
      ($1.confidence, $0.detector.rawValue) < ($0.confidence, $1.detector.rawValue)
    }
  }

  /// Whether a tenth of the cells, three at least, have a word of organisations (B.V., stichting, school), and no more than
  /// twice as many are names: clubs and companies are called after people.
  private var isOfBodies: Bool {
    bodies >= 3 && share(bodies, 10) && whole(.name) + knownShapes <= 2 * bodies
  }

  /// Whether names are those of persons all the same: behind a title, or with initials in a fifth of the cells.
  private func isOfPersons(_ finding: Finding) -> Bool {
    finding.basis == .text || finding.reason == .header
      || share(initialNames, 20) && initialNames >= 5
  }

  /// Whether the header says that the numbers are of organisations: an RSIN has the test of a citizen service number, and
  /// among the eight digits of the chamber of commerce one in eleven passes it.
  private func isOtherNumber(_ label: LabelMeaning?) -> Bool {
    guard let label, label.isTelling else { return false }
    return label.detector == .rsin
      || label.detector == .kvk && tallies.service.total <= whole(.kvk)
  }

  // MARK: The header

  private func named(
    _ detector: Detector, _ label: LabelMeaning?, _ headerDecides: Bool
  ) -> Finding? {
    guard let label, label.detector == detector else { return nil }
    let isWhole = agreeing(detector) >= inText(detector)
    let hits = isWhole ? agreeing(detector) : inText(detector)
    let agree = values > 0 && 2 * hits >= values
    let confidence: Finding.Confidence
    if !headerDecides {
      guard agree else { return nil }
      confidence = label.isTelling ? .likely : .possible
    } else if !label.isTelling {
      let isLikely = detector == .name ? hasNames : agree
      confidence = isLikely ? .likely : .possible
    } else {
      confidence = agree || Self.isByHeaderAlone(detector) ? .certain : .likely
    }
    return Finding(
      detector, confidence, .header, hits: hits, values: values, basis: isWhole ? .whole : .text)
  }

  /// Whether enough of the values are names where the header asks for one: of an owner, who may be a company.
  private var hasNames: Bool {
    share(whole(.name) + knownShapes, 30)
  }

  /// Cells that have the form of what the header says.
  private func agreeing(_ detector: Detector) -> Int {
    detector == .rsin ? whole(.bsn) : whole(detector)
  }

  /// Whether values can hardly confirm what the header says.
  private static func isByHeaderAlone(_ detector: Detector) -> Bool {
    switch detector {
    case .name, .kvk, .agb, .documentNumber, .coordinates, .address: true
    default: false
    }
  }

  // MARK: Whole cells

  private func wholes(_ detector: Detector, _ label: LabelMeaning?) -> Finding? {
    guard whole(detector) + (detector == .name ? knownShapes : 0) > 0,
      let confidence = confidence(detector)
    else { return nil }
    let hits = whole(detector) + (detector == .name ? knownShapes : 0)
    return Finding(detector, confidence, .values, hits: hits, values: values, basis: .whole)
  }

  /// Whether so many hundredths of the values are it.
  private func share(_ hits: Int, _ percent: Int) -> Bool { 100 * hits >= percent * values }

  private func confidence(_ detector: Detector) -> Finding.Confidence? {
    let (all, firm) = (whole(detector), firm(detector))
    switch detector {
    case .bsn, .onderwijsnummer: return byTest(all)
    case .aNummer, .big: return byShare(all, certainFrom: 10, likelyFrom: 3)
    case .vin: return byShare(all, certainFrom: 10, likelyFrom: 5) ?? .possible
    case .canary, .iban: return .certain
    case .email: return firm > 0 ? .certain : .possible
    case .btwNummer: return share(all, 50) ? .certain : .likely
    case .phone: return phone(all, firm)
    case .name: return name(all, firm)
    case .kenteken: return plate(all, firm)
    case .postcode:
      if share(all, 50), distinctEstimate >= 5 { return .certain }
      return share(all, 10) ? .likely : .possible
    case .address:
      if share(all, 80), distinctEstimate >= 5 { return .certain }
      return share(all, 10) ? .likely : .possible
    case .bagID: return byShare(firm, certainFrom: 5, likelyFrom: 5)
    case .coordinates:
      if firm > 0 { return .certain }
      if share(placeCodes, 50), distinctEstimate >= 5 { return .likely }
      return share(all, 90) && distinctEstimate >= 20 ? .possible : nil
    case .ipAddress:
      guard firm > 0 else { return .possible }
      return share(all, 50) ? .certain : .likely
    case .hash: return all == values ? .possible : nil
    // Their forms say nothing without the header.
    case .rsin, .birthDate, .documentNumber, .agb, .kvk: return nil
    }
  }

  /// One in eleven numbers passes by chance: 20 different ones of which half pass do so in 3 of a
  /// million columns, five that all pass in 6 of a million.
  private func byTest(_ hits: Int) -> Finding.Confidence? {
    let distinct = distinctEstimate
    if distinct >= 20, share(hits, 50) { return share(hits, 90) ? .certain : .likely }
    return distinct >= 5 && hits == values ? .likely : nil
  }

  private func byShare(_ hits: Int, certainFrom: Int, likelyFrom: Int) -> Finding.Confidence? {
    guard share(hits, 50) else { return nil }
    let distinct = distinctEstimate
    if distinct >= certainFrom, share(hits, 90) { return .certain }
    return distinct >= likelyFrom ? .likely : nil
  }

  private func phone(_ all: Int, _ firm: Int) -> Finding.Confidence? {
    if firm > 0 { return share(firm, 50) ? .certain : .likely }
    guard distinctEstimate >= 10 else { return .possible }
    return share(all, 90) ? .certain : share(all, 50) ? .likely : .possible
  }

  /// Of columns of names at least four in ten have a name of the list in them, of places, streets, words and
  /// organisations one in eight at most; see docs/detectors.md.
  private func name(_ all: Int, _ firm: Int) -> Finding.Confidence? {
    let distinct = distinctEstimate
    if share(firm, 50), distinct >= 20 { return .certain }
    if share(firm, 10), firm >= 5 || share(all, 20) && distinct >= 20 { return .likely }
    let (shaped, begun) = (firm + shapes, firm + knownShapes)
    if share(shaped, 60), share(begun, 10), distinct >= 10 { return .likely }
    if share(shaped, 60), share(begun, 40), begun >= 3 { return .likely }
    let plain = all - ordinaryNames
    if share(all, 20), share(plain, 15), distinct >= 20 { return .likely }
    if share(all, 25), share(plain, 15), distinct >= 10 { return .likely }
    return share(firm, 2) || share(all, 10) && distinct >= 10 ? .possible : nil
  }

  /// A twentieth of the codes of six letters and digits have the form of a plate without dashes.
  private func plate(_ all: Int, _ firm: Int) -> Finding.Confidence? {
    if share(firm, 50) { return distinctEstimate >= 5 ? .certain : .likely }
    if firm >= 3 { return .likely }
    if share(all, 80), distinctEstimate >= 5 { return .likely }
    return firm > 0 ? .possible : nil
  }

  // MARK: Texts

  private func texts(_ detector: Detector) -> Finding? {
    let (found, told) = (inText(detector), toldInText(detector))
    if told > 0 {
      let confidence: Finding.Confidence =
        detector == .phone || detector == .kenteken || detector == .birthDate ? .likely : .certain
      return Finding(detector, confidence, .context, hits: found, values: values, basis: .text)
    }
    if detector == .bsn { return passingNumbers }
    if found > 0 {
      return Finding(
        detector, inText(detector, found), .text, hits: found, values: values, basis: .text)
    }
    let doubtful = doubtfulInText(detector)
    guard doubtful > 0, let confidence = doubted(detector, doubtful) else { return nil }
    return Finding(detector, confidence, .text, hits: doubtful, values: values, basis: .doubtful)
  }

  /// Names without dhr. or mevr. are in one of twenty names of schools: then they are not worth a word.
  private func doubted(_ detector: Detector, _ hits: Int) -> Finding.Confidence? {
    guard detector == .name else { return .possible }
    if share(hits, 5), hits >= 5 { return .likely }
    return share(hits, 2) ? .possible : nil
  }

  private func inText(_ detector: Detector, _ found: Int) -> Finding.Confidence {
    switch detector {
    case .canary, .iban, .email: .certain
    // Of names: dhr. or mevr. stood before it, and once is somebody.
    case .phone, .btwNummer, .ipAddress, .name: .likely
    default: found >= 3 ? .likely : .possible
    }
  }

  /// More numbers that pass than chance allows: hits > n/11 + 3·√(10n/121), which one of some hundred columns has; with 6 in
  /// place of 3 one of a million.
  private var passingNumbers: Finding? {
    let n = Double(numbers)
    func isMore(_ deviations: Double) -> Bool {
      Double(passing) > n / 11 + deviations * (10 * n / 121).squareRoot()
    }
    guard isMore(3) else { return nil }
    return Finding(
      .bsn, passing >= 5 && isMore(6) ? .likely : .possible, .text, hits: doubtfulInText(.bsn),
      values: values, basis: .doubtful)
  }

  /// Four fifths of a column that are telephone numbers without their zero, with others: one in fifteen numbers of nine
  /// digits looks so.
  private func shortPhones(_ detector: Detector) -> Finding? {
    let hits = shortPhones + whole(.phone)
    guard detector == .phone, shortPhones > 0, share(hits, 80), distinctShortPhones >= 10 else {
      return nil
    }
    return Finding(.phone, .likely, .values, hits: hits, values: values, basis: .whole)
  }

  // MARK: Numbers, glued to other signs or not

  private func numbers(_ detector: Detector, isPattern: Bool) -> Finding? {
    let isLikely =
      detector == .bsn
      && (tallies.service.isMoreThanEleventh || isPattern && withNumber(.bsn) > 0)
      || detector == .onderwijsnummer && tallies.school.isHalf
      || detector == .aNummer && tallies.administration.isHalf
    guard isLikely else { return nil }
    return Finding(
      detector, .likely, .values, hits: withNumber(detector), values: values, basis: .number)
  }
}
