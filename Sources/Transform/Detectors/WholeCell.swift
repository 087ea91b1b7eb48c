// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikValues

/// What a cell is as a whole, by its form and its check digits.
package struct WholeCell {
  /// What it is.
  package var kinds = DetectorSet()
  /// Those of `kinds` for which this one cell says little: role addresses, loopback addresses.
  package var doubtful = DetectorSet()
  /// Whether it is a place in a code: a parcel, a geohash, a plus code.
  private(set) var isPlaceCode = false
  /// Whether it is a telephone number that lost its zero or plus, if its column is one of those.
  private(set) var isShortPhone = false
  /// Whether it is the code of a neighbourhood.
  private(set) var isNeighbourhood = false

  /// Looks at a cell without spaces around it that is not empty.
  ///
  /// - Parameter scratch: Memory to work in.
  @inline(__always)
  package init(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ scratch: inout ByteBuffer
  ) {
    if cell.count > 64, counts.digits > 1, unsafe CoordinateForm.isShape(cell) {
      kinds.insert(.init(.coordinates))
    }
    guard cell.count <= 254 else { return }
    if counts.ats == 1 {
      unsafe tryEmail(cell)
    } else if counts.digits == 0 || cell.count > 64 {
      return
    } else if counts.letters == 0 {
      unsafe numbers(cell, counts)
    } else if counts.letters + counts.digits == cell.count {
      unsafe word(cell, counts, &scratch)
    } else {
      unsafe joined(cell, counts, &scratch)
    }
    if kinds.isEmpty, counts.letters > 1 { unsafe tryPlaceCode(cell, counts) }
  }

  private mutating func tryPlaceCode(_ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts) {
    isNeighbourhood = unsafe PlaceCodes.isNeighbourhood(cell)
    isPlaceCode = unsafe !isNeighbourhood && PlaceCodes.isPlace(cell, counts)
    guard isPlaceCode else { return }
    kinds.insert(.init(.coordinates))
    doubtful.insert(.init(.coordinates))
  }

  /// How many bytes at the end of a whole number say nothing, as spreadsheets and databases write it: 2 of `123456782.0`,
  /// 3 of `123456782,00`, 0 of others.
  @inline(__always)
  package static func emptyDecimals(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts
  ) -> Int {
    let count = cell.count
    guard counts.digits == count - 1, counts.joints + counts.others == 1, count >= 10,
      unsafe cell[count - 1] == 0x30
    else { return 0 }
    if unsafe isPoint(cell[count - 2]) { return 2 }
    return unsafe cell[count - 2] == 0x30 && isPoint(cell[count - 3]) ? 3 : 0
  }

  @inline(__always)
  private static func isPoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// Whether it is nothing that is looked for.
  var isNothing: Bool { kinds.isEmpty }

  private mutating func tryEmail(_ cell: UnsafeBufferPointer<UInt8>) {
    guard unsafe EmailAddress.isWhole(cell) else { return }
    kinds.insert(.init(.email))
    if unsafe EmailAddress.isRole(cell) { doubtful.insert(.init(.email)) }
  }

  // MARK: Digits, and what may stand between them

  private mutating func numbers(_ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts) {
    if counts.digits == cell.count {
      unsafe digits(cell)
      return
    }
    if counts.digits >= 6, unsafe DayForm.isWhole(cell) {
      kinds.insert(.init(.birthDate))
      return
    }
    if counts.digits + counts.joints == cell.count, 8...11 ~= counts.digits {
      unsafe joinedDigits(cell)
    }
    if counts.digits + counts.colons >= 4, let address = unsafe IPAddress(cell, counts) {
      kinds.insert(.init(.ipAddress))
      if address.isDoubtful { doubtful.insert(.init(.ipAddress)) }
    }
    if counts.digits >= 8, counts.digits <= 13 { unsafe tryPhone(cell) }
    if unsafe CoordinateForm.isWhole(cell) {
      kinds.insert(.init(.coordinates))
      doubtful.insert(.init(.coordinates))
    }
    if counts.others == 1, unsafe CoordinateForm.isPair(cell) { kinds.insert(.init(.coordinates)) }
  }

  /// Digits and nothing else.
  private mutating func digits(_ cell: UnsafeBufferPointer<UInt8>) {
    guard cell.count <= 16 else { return }
    var number = 0
    for place in cell.indices { unsafe number = number * 10 + Int(cell[place] &- 0x30) }
    switch cell.count {
    case 8:
      if IdentifierCell.passesElevenTest(number) { kinds.insert([.init(.bsn), .init(.rsin)]) }
      if NumberRules.isDay(number) { kinds.insert(.init(.birthDate)) }
      kinds.insert([.init(.kvk), .init(.agb)])
    case 9:
      if IdentifierCell.passesElevenTest(number) { kinds.insert([.init(.bsn), .init(.rsin)]) }
      if NumberRules.isOnderwijsnummer(number) { kinds.insert(.init(.onderwijsnummer)) }
      isShortPhone = PhoneNumber.lacksZero(number, digits: 9)
    case 10:
      if NumberRules.isANummer(number) { kinds.insert(.init(.aNummer)) }
    case 11:
      if NumberRules.isBIG(number) { kinds.insert(.init(.big)) }
      isShortPhone = PhoneNumber.lacksZero(number, digits: 11)
    case 12: kinds.insert(.init(.kvk))
    case 15, 16:
      if let type = NumberRules.bagType(number, digits: cell.count) {
        kinds.insert(.init(.bagID))
        if type == 30 || cell.count == 15 { doubtful.insert(.init(.bagID)) }
      }
    default: break
    }
    if cell.count >= 8 { unsafe tryPhone(cell) }
    if unsafe CoordinateForm.isWhole(cell) {
      kinds.insert(.init(.coordinates))
      doubtful.insert(.init(.coordinates))
    }
  }

  private mutating func tryPhone(_ cell: UnsafeBufferPointer<UInt8>) {
    guard let found = unsafe PhoneNumber.match(cell, from: 0), found.end == cell.count,
      unsafe !PhoneNumber.isService(cell)
    else { return }
    kinds.insert(.init(.phone))
    if found.isPlain { doubtful.insert(.init(.phone)) }
  }

  private mutating func joinedDigits(_ cell: UnsafeBufferPointer<UInt8>) {
    guard let (number, digits) = unsafe JoinedDigits.number(cell) else { return }
    switch digits {
    case 10: if NumberRules.isANummer(number) { kinds.insert(.init(.aNummer)) }
    case 11: if NumberRules.isBIG(number) { kinds.insert(.init(.big)) }
    default: unsafe serviceNumber(cell)
    }
    isShortPhone = PhoneNumber.lacksZero(number, digits: digits)
  }

  private mutating func serviceNumber(_ cell: UnsafeBufferPointer<UInt8>) {
    guard let (number, digits) = unsafe IdentifierCell.joinedDigits(cell) else { return }
    if IdentifierCell.passesElevenTest(number) { kinds.insert([.init(.bsn), .init(.rsin)]) }
    if digits == 9, NumberRules.isOnderwijsnummer(number) {
      kinds.insert(.init(.onderwijsnummer))
    }
  }

  // MARK: Letters and digits

  /// Letters and digits, with nothing between.
  private mutating func word(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ scratch: inout ByteBuffer
  ) {
    guard counts.highs == 0 else { return }
    switch cell.count {
    case 6:
      if unsafe IdentifierCell.postcode(cell) != nil {
        kinds.insert(.init(.postcode))
      } else if let series = unsafe LicencePlate.series(of: cell), series >= 4 {
        // The first three series, of before 1991, look like the codes of schools and municipalities.
        kinds.insert(.init(.kenteken))
        doubtful.insert(.init(.kenteken))
      }
    case 9:
      if unsafe CodeForms.isDocument(cell) { kinds.insert(.init(.documentNumber)) }
    case 12, 14:
      if unsafe CodeForms.isVAT(cell) { kinds.insert(.init(.btwNummer)) }
    case 17:
      if unsafe CodeForms.isVIN(cell, counts) { kinds.insert(.init(.vin)) }
    case 43: if unsafe Canary.isBase64(cell, at: 0) { kinds.insert(.init(.canary)) }
    case 32, 40, 64:
      if unsafe Canary.isHex(cell) {
        kinds.insert(.init(.canary))
      } else if unsafe CodeForms.isHex(cell) {
        kinds.insert(.init(.hash))
      }
    default: break
    }
    if unsafe StreetForm.isPostcodeAndNumber(cell) { kinds.insert(.init(.address)) }
    unsafe tryIBAN(cell, &scratch)
  }

  /// An account, in groups with spaces, dots, dashes or slashes between.
  private mutating func tryIBAN(
    _ cell: UnsafeBufferPointer<UInt8>, _ scratch: inout ByteBuffer
  ) {
    guard cell.count >= 15, cell.count <= 42, unsafe isLetter(cell[0]), unsafe isLetter(cell[1])
    else { return }
    scratch.removeAll()
    for place in cell.indices where unsafe !JoinedDigits.isJoint(cell[place]) {
      let byte = unsafe cell[place]
      guard isLetter(byte) || isDigit(byte) else { return }
      scratch.append(isLetter(byte) ? byte & 0xDF : byte)
    }
    if unsafe IdentifierCell.isIBAN(scratch.bytes), unsafe AccountCountries.has(scratch.bytes) {
      kinds.insert(.init(.iban))
    }
  }

  /// Letters, digits and what may stand between.
  private mutating func joined(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ scratch: inout ByteBuffer
  ) {
    switch cell.count {
    // `1234 AB`, `NL-1234AB` and `NL-1234 AB`.
    case 7, 9, 10:
      if unsafe IdentifierCell.postcode(cell) != nil { kinds.insert(.init(.postcode)) }
    case 8:
      if unsafe LicencePlate.series(of: cell) != nil {
        kinds.insert(.init(.kenteken))
      } else if counts.joints == 2, unsafe PlateForm.isSpaced(cell) {
        kinds.insert(.init(.kenteken))
        doubtful.insert(.init(.kenteken))
      }
    case 44:
      if unsafe Canary.isBase64(cell, at: 0) { kinds.insert(.init(.canary)) }
    default: break
    }
    unsafe tryIBAN(cell, &scratch)
    if counts.colons >= 2, let address = unsafe IPAddress(cell, counts) {
      kinds.insert(.init(.ipAddress))
      if address.isDoubtful { doubtful.insert(.init(.ipAddress)) }
    }
    if unsafe CodeForms.isJoinedVAT(cell) { kinds.insert(.init(.btwNummer)) }
    if unsafe StreetForm.isAddress(cell) || StreetForm.isPostcodeAndNumber(cell) {
      kinds.insert(.init(.address))
    }
    if unsafe CoordinateForm.isShape(cell) { kinds.insert(.init(.coordinates)) }
  }
}
