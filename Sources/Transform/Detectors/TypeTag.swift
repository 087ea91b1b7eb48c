// SPDX-License-Identifier: EUPL-1.2

/// What stands in a text for what was there: its kind, in square brackets.
///
/// A tag has no digit and no capital, so that no detector finds anything in it.
package struct TypeTag: Equatable {
  private let index: UInt8

  package init(_ detector: Detector) { index = detector.rawValue }
  private init(index: UInt8) { self.index = index }

  /// For what points at the row's person and is no name.
  package static let hidden = TypeTag(index: UInt8(Detector.count))

  /// All of them.
  static let all = (0...UInt8(Detector.count)).map { TypeTag(index: $0) }

  /// The tag as it is published.
  var text: StaticString {
    switch Detector(rawValue: index) {
    case .canary, .hash: "[hash]"
    case .bsn: "[bsn]"
    case .onderwijsnummer: "[onderwijsnummer]"
    case .aNummer: "[a-nummer]"
    case .rsin: "[rsin]"
    case .btwNummer: "[btw-nummer]"
    case .iban: "[iban]"
    case .email: "[e-mailadres]"
    case .phone: "[telefoonnummer]"
    case .name: "[naam]"
    case .birthDate: "[geboortedatum]"
    case .documentNumber: "[documentnummer]"
    case .big: "[big-nummer]"
    case .agb: "[agb-code]"
    case .kvk: "[kvk-nummer]"
    case .kenteken: "[kenteken]"
    case .vin: "[chassisnummer]"
    case .address: "[adres]"
    case .postcode: "[postcode]"
    case .bagID: "[bag-nummer]"
    case .coordinates: "[coördinaten]"
    case .ipAddress: "[ip-adres]"
    case nil: "[afgeschermd]"
    }
  }

  /// The tag's bytes, UTF-8.
  package var bytes: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// The length of the tag that stands at a place of a text; 0 where none does.
  package static func length(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    guard unsafe text[start] == UInt8(ascii: "[") else { return 0 }
    for index in 0...UInt8(Detector.count) {
      let tag = unsafe TypeTag(index: index).bytes
      if start + tag.count <= text.count,
        unsafe UnsafeBufferPointer(rebasing: text[start..<start + tag.count]).elementsEqual(tag)
      {
        return tag.count
      }
    }
    return 0
  }
}
