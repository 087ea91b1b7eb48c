// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// The countries with international account numbers, and how long theirs are: without them every 97th
/// code of some letters and digits would be one.
///
/// Source: ISO 13616-1; the IBAN registry of SWIFT.
enum AccountCountries {
  /// Whether letters and digits begin with a country and have its length; all digits where the country
  /// has nothing else.
  package static func has(_ account: UnsafeBufferPointer<UInt8>) -> Bool {
    guard account.count >= 15 else { return false }
    let key = unsafe UInt16(account[0] & 0xDF) << 8 | UInt16(account[1] & 0xDF)
    guard let length = lengths[key], Int(length.magnitude) == account.count else { return false }
    return unsafe length > 0 || account[4...].allSatisfy(isDigit)
  }

  /// The length by country; negative where only digits follow.
  private static let lengths: [UInt16: Int8] = {
    let list = """
      AD24 AE-23 AL28 AT-20 AZ28 BA-20 BE-16 BG22 BH22 BR29 BY28 CH21 CR-22 CY28 CZ-24 DE-22 DK-18
      DO28 EE-20 EG-29 ES-24 FI-18 FO-18 FR27 GB22 GE22 GI23 GL-18 GR27 GT28 HR-21 HU-28 IE22 IL-23
      IQ23 IS-26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT-20 LU20 LV21 LY-25 MC27 MD24 ME-22 MK19
      MR-27 MT31 MU30 NL18 NO-15 PK24 PL-28 PS29 PT-25 QA29 RO24 RS-22 SA24 SC31 SD-18 SE-24 SI-19
      SK-24 SM27 ST-25 SV28 TL-23 TN-24 TR26 UA29 VA-22 VG24 XK-20
      """
    var lengths: [UInt16: Int8] = [:]
    for entry in list.split(whereSeparator: \.isWhitespace) {
      let code = Array(entry.utf8.prefix(2))
      lengths[UInt16(code[0]) << 8 | UInt16(code[1])] = Int8(entry.dropFirst(2)) ?? 0
    }
    return lengths
  }()
}
