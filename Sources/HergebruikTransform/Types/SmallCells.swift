// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Booleans by their words; canonical `true` and `false`.
enum BooleanCell {
  static func append(
    _ cell: UnsafeBufferPointer<UInt8>, true trueValues: ByteStrings,
    false falseValues: ByteStrings, to out: inout ByteBuffer
  ) -> Bool {
    let isTrue = trueValues.contains(cell)
    guard isTrue || falseValues.contains(cell) else { return false }
    out.append(isTrue ? "true" : "false")
    return true
  }
}

/// Years `YYYY` and months `YYYY-MM`, with a minus where before our era, as XML Schema writes them.
enum YearCell {
  static func append(_ cell: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) -> Bool {
    let text = UTF8Text.trimmedASCII(cell)
    let sign = text.first == UInt8(ascii: "-") ? 1 : 0
    guard text.count == sign + 4, text[sign...].allSatisfy(isDigit) else { return false }
    out.append(text)
    return true
  }

  static func appendMonth(_ cell: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) -> Bool {
    let text = UTF8Text.trimmedASCII(cell)
    guard text.count == 7, text[4] == UInt8(ascii: "-"), text[..<4].allSatisfy(isDigit),
      isDigit(text[5]), isDigit(text[6])
    else { return false }
    guard 1...12 ~= Int(text[5] &- 0x30) * 10 + Int(text[6] &- 0x30) else { return false }
    out.append(text)
    return true
  }
}

/// Durations such as `P1Y2M3DT4H5M6.7S`.
///
/// Source: XML Schema Part 2, 3.2.6 duration.
enum DurationCell {
  static func append(_ cell: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) -> Bool {
    let text = UTF8Text.trimmedASCII(cell)
    var i = text.first == UInt8(ascii: "-") ? 1 : 0
    guard i < text.count, text[i] == UInt8(ascii: "P") else { return false }
    i += 1
    var designators = Array("YMDHMS".utf8)[...]
    var (inTime, parts, timeParts) = (false, 0, 0)
    while i < text.count {
      if text[i] == UInt8(ascii: "T"), !inTime {
        (inTime, i) = (true, i + 1)
        designators = Array("HMS".utf8)[...]
        continue
      }
      let start = i
      while i < text.count, isDigit(text[i]) { i += 1 }
      guard i > start, i < text.count else { return false }
      var hasFraction = false
      if text[i] == UInt8(ascii: ".") {
        let point = i
        i += 1
        while i < text.count, isDigit(text[i]) { i += 1 }
        guard i > point + 1, i < text.count else { return false }
        hasFraction = true
      }
      let allowed = inTime ? designators : designators.prefix { $0 != UInt8(ascii: "H") }
      guard let at = allowed.firstIndex(of: text[i]),
        !hasFraction || text[i] == UInt8(ascii: "S")
      else { return false }
      designators = designators[(at + 1)...]
      (i, parts, timeParts) = (i + 1, parts + 1, timeParts + (inTime ? 1 : 0))
    }
    guard parts > 0, !inTime || timeParts > 0 else { return false }
    out.append(text)
    return true
  }
}

/// Points as `lon, lat` in degrees.
///
/// Source: https://datapackage.org/standard/table-schema/#geopoint
enum GeopointCell {
  static func append(
    _ cell: UnsafeBufferPointer<UInt8>, _ format: GeopointFormat, to out: inout ByteBuffer
  ) -> Bool {
    var text = UTF8Text.trimmedASCII(cell)
    if format == .array {
      guard text.count > 2, text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else {
        return false
      }
      text = UnsafeBufferPointer(rebasing: text[1..<(text.count - 1)])
    }
    guard let comma = text.firstIndex(of: UInt8(ascii: ",")),
      let longitude = degrees(UnsafeBufferPointer(rebasing: text[..<comma])),
      let latitude = degrees(UnsafeBufferPointer(rebasing: text[(comma + 1)...])),
      abs(longitude) <= 180, abs(latitude) <= 90
    else { return false }
    out.append(UTF8Text.trimmedASCII(cell))
    return true
  }

  private static func degrees(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    let text = UTF8Text.trimmedASCII(text)
    let allowed = text.allSatisfy { isDigit($0) || "+-.".utf8.contains($0) }
    return allowed ? Double(String(decoding: text, as: UTF8.self)) : nil
  }
}
