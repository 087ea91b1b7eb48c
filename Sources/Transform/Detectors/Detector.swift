// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

/// A kind of personal data that is looked for; `docs/detectors.md` has the rule of each.
///
/// Source: docs/privacy-specification.md, section 5.
package enum Detector: UInt8, CaseIterable, Sendable, Hashable {
  /// A trace of what must never be published: an unkeyed hash of a known number.
  case canary
  case bsn
  case onderwijsnummer
  case aNummer
  case rsin
  case btwNummer
  case iban
  case email
  case phone
  case name
  case birthDate
  case documentNumber
  case big
  case agb
  case kvk
  case kenteken
  case vin
  case address
  case postcode
  case bagID
  case coordinates
  case ipAddress
  /// Cells that are 32, 40 or 64 hexadecimal digits: of what, is not known.
  case hash

  /// How many there are.
  static let count = Detector.hash.index + 1

  /// Its place in lists of counts.
  @inline(__always) var index: Int { Int(rawValue) }
}

extension Detector {
  /// The stable name, for configuration and for programs.
  package var name: String {
    switch self {
    case .canary: "canary"
    case .bsn: "bsn"
    case .onderwijsnummer: "onderwijsnummer"
    case .aNummer: "a-nummer"
    case .rsin: "rsin"
    case .btwNummer: "btw-nummer"
    case .iban: "iban"
    case .email: "email"
    case .phone: "phone"
    case .name: "name"
    case .birthDate: "birth-date"
    case .documentNumber: "document-number"
    case .big: "big"
    case .agb: "agb"
    case .kvk: "kvk"
    case .kenteken: "kenteken"
    case .vin: "vin"
    case .address: "address"
    case .postcode: "postcode"
    case .bagID: "bag-id"
    case .coordinates: "coordinates"
    case .ipAddress: "ip-address"
    case .hash: "hash"
    }
  }

  /// The detector of a stable name.
  package init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// What it is called in a report for the data protection officer.
  package var dutchName: String { Texts.localized("detector-\(name)").nl }

  /// What it is called in a sentence.
  package var words: String {
    switch self {
    case .canary: "an unkeyed hash of a citizen service number"
    case .bsn: "a citizen service number (BSN)"
    case .onderwijsnummer: "an education number"
    case .aNummer: "an A-number"
    case .rsin: "an RSIN"
    case .btwNummer: "a VAT number"
    case .iban: "a bank account"
    case .email: "an e-mail address"
    case .phone: "a telephone number"
    case .name: "a person's name"
    case .birthDate: "a date of birth"
    case .documentNumber: "a document number"
    case .big: "a BIG number"
    case .agb: "an AGB code"
    case .kvk: "a KVK number"
    case .kenteken: "a number plate"
    case .vin: "a chassis number"
    case .address: "an address"
    case .postcode: "a postcode"
    case .bagID: "a BAG id"
    case .coordinates: "coordinates"
    case .ipAddress: "an IP address"
    case .hash: "a hash"
    }
  }

  /// What a column of it most likely says about persons.
  package var suggests: PrivacyClass {
    switch self {
    case .birthDate, .address, .postcode, .bagID, .coordinates, .kvk, .agb: .quasi
    default: .direct
    }
  }

  /// Whether the law or its use for fraud forbids to publish it of anybody: an acceptance is of no use.
  ///
  /// Source: Uitvoeringswet AVG, article 46 (numbers of persons that a law prescribes).
  package var isNeverPublished: Bool {
    switch self {
    case .canary, .bsn, .onderwijsnummer, .aNummer, .documentNumber: true
    case .rsin, .btwNummer, .iban, .email, .phone, .name, .birthDate, .big, .agb, .kvk, .kenteken,
      .vin, .address, .postcode, .bagID, .coordinates, .ipAddress, .hash:
      false
    }
  }

  /// Whether it always has letters, so that a number is none.
  package var isWrittenWithLetters: Bool {
    switch self {
    case .iban, .email, .name, .documentNumber, .kenteken, .vin, .address, .ipAddress: true
    case .canary, .bsn, .onderwijsnummer, .aNummer, .rsin, .btwNummer, .phone, .birthDate, .big,
      .agb, .kvk, .postcode, .bagID, .coordinates, .hash:
      false
    }
  }

  /// Whether it says where something is: that is personal beside persons, and not beside trees.
  package var isPlace: Bool {
    switch self {
    case .address, .postcode, .bagID, .coordinates: true
    default: false
    }
  }
}

/// A set of detectors.
package struct DetectorSet: OptionSet, Hashable, Sendable {
  /// Bit `i` is the detector with raw value `i`.
  package var rawValue: UInt32

  /// Makes a set of bits.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Makes a set of one.
  @inline(__always)
  package init(_ detector: Detector) { rawValue = 1 << UInt32(detector.rawValue) }

  /// Makes a set of some.
  package init(_ detectors: some Sequence<Detector>) {
    rawValue = detectors.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  /// Whether a detector is in it.
  @inline(__always)
  package func contains(_ detector: Detector) -> Bool {
    rawValue >> UInt32(detector.rawValue) & 1 == 1
  }

  /// Its members, in the order of `Detector.allCases`.
  package var detectors: [Detector] { Detector.allCases.filter(contains) }
}
