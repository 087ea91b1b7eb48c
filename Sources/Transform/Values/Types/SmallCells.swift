// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// Booleans by their words; canonical `true` and `false`.
package enum BooleanCell {
  package static func append(
    _ cell: Span<UInt8>, true trueValues: ByteStrings,
    false falseValues: ByteStrings, to out: inout ByteBuffer
  ) -> Bool {
    let isTrue = trueValues.containsTrimmed(cell)
    guard isTrue || falseValues.containsTrimmed(cell) else { return false }
    out.append(isTrue ? "true" : "false")
    return true
  }
}

/// Years `YYYY` and months `YYYY-MM`, with a minus where before our era, as XML Schema writes them.
package enum YearCell {
  package static func append(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    let text = UTF8Text.trimmed(cell)
    let sign = text.first == UInt8(ascii: "-") ? 1 : 0
    guard text.count == sign + 4, text[sign...].allSatisfy(isDigit) else { return false }
    out.append(text)
    return true
  }

  static func appendMonth(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    let text = UTF8Text.trimmed(cell)
    guard text.count == 7, text[4] == UInt8(ascii: "-"), text[..<4].allSatisfy(isDigit),
      isDigit(text[5]), isDigit(text[6])
    else { return false }
    guard 1...12 ~= Int(text[5] &- 0x30) * 10 + Int(text[6] &- 0x30) else { return false }
    out.append(text)
    return true
  }
}

/// Points as `lon, lat` in degrees.
///
/// Source: https://datapackage.org/standard/table-schema/#geopoint
package enum GeopointCell {
  package static func append(
    _ cell: Span<UInt8>, _ format: GeopointFormat, to out: inout ByteBuffer
  ) -> Bool {
    if format == .object { return appendObject(UTF8Text.trimmedASCII(cell), to: &out) }
    var text = UTF8Text.trimmedASCII(cell)
    if format == .array {
      guard text.count > 2, text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else {
        return false
      }
      text = text.extracting(1..<(text.count - 1))
    }
    guard let comma = text.firstIndex(of: UInt8(ascii: ",")),
      let longitude = degrees(text.extracting(..<comma)),
      let latitude = degrees(text.extracting((comma + 1)...)),
      abs(longitude) <= 180, abs(latitude) <= 90
    else { return false }
    out.append(UTF8Text.trimmedASCII(cell))
    return true
  }

  private static func appendObject(
    _ text: Span<UInt8>, to out: inout ByteBuffer
  ) -> Bool {
    guard JSONCursor.isWhole(text, UInt8(ascii: "{")), JSONCursor.count(text) == 2,
      let longitude = number("lon", text), let latitude = number("lat", text),
      abs(longitude) <= 180, abs(latitude) <= 90
    else { return false }
    out.append(text)
    return true
  }

  private static func number(_ key: StaticString, _ text: Span<UInt8>) -> Double? {
    guard var value = GeoJSONCell.member(key, of: JSONCursor(text)), value.next != nil else {
      return nil
    }
    let start = value.at
    return value.number() ? degrees(text.extracting(start..<value.at)) : nil
  }

  private static func degrees(_ text: Span<UInt8>) -> Double? {
    let text = UTF8Text.trimmedASCII(text)
    let allowed = text.allSatisfy { isDigit($0) || "+-.".utf8.contains($0) }
    return allowed ? Double(String(decoding: text, as: UTF8.self)) : nil
  }
}
