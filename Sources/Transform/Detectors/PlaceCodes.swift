// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Places that are written as codes: parcels of the land registry, geohashes and plus codes.
///
/// Source: docs/detectors.md; Kadaster, "Kadastrale aanduiding"; G. Niemeyer, geohash.org; Google, "Open Location Code".
enum PlaceCodes {
  /// Whether a cell is a place to within some twenty metres, in one of these codes.
  static func isPlace(_ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts) -> Bool {
    guard 8...60 ~= cell.count, counts.digits > 0, counts.letters > 1 else { return false }
    if counts.others == 1, counts.joints == 0 || cell.count > 12 { return unsafe isPlusCode(cell) }
    guard counts.others == 0, counts.colons == 0 else { return false }
    return unsafe counts.joints == 0 && counts.uppers == 0 && isGeohash(cell) || isParcel(cell)
      || isNamedParcel(cell)
  }

  /// Whether a cell is the code of a neighbourhood of Statistics Netherlands: `BU03630000`.
  static func isNeighbourhood(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe cell.count == 10 && cell[0] == UInt8(ascii: "B") && cell[1] == UInt8(ascii: "U")
      && cell[2...].allSatisfy(isDigit)
  }

  // MARK: Parcels

  /// `ASD04-F-6543`, `ASD04 F 6543 G0`, `ASD04F6543`.
  private static func isParcel(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard unsafe isUpper(cell[0]), unsafe isUpper(cell[1]), unsafe isUpper(cell[2]),
      unsafe isDigit(cell[3]), unsafe isDigit(cell[4])
    else { return false }
    return unsafe isSection(cell, from: 5)
  }

  /// `Amsterdam F 6543`: a place, a section and a number.
  private static func isNamedParcel(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard unsafe isUpper(cell[0]) else { return false }
    var end = cell.count
    while end > 0, unsafe isDigit(cell[end - 1]) { end -= 1 }
    guard 1...5 ~= cell.count - end, end > 5, unsafe JoinedDigits.isJoint(cell[end - 1]) else {
      return false
    }
    var start = end - 1
    while start > 0, unsafe isUpper(cell[start - 1]) { start -= 1 }
    guard 1...2 ~= end - 1 - start, start > 3, unsafe JoinedDigits.isJoint(cell[start - 1]) else {
      return false
    }
    let place = unsafe Lexicon.shared.names.kinds(cell, 0, start - 1)
    return unsafe place.contains(.place) || hasPlace(cell, start - 1)
  }

  /// Whether one of the words before a place in a cell is that of a town: `Bergen op Zoom`.
  private static func hasPlace(_ cell: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    var start = 0
    for i in 0...end where unsafe i == end || cell[i] == 0x20 || cell[i] == UInt8(ascii: "-") {
      if i - start > 3, unsafe Lexicon.shared.names.kinds(cell, start, i).contains(.place) {
        return true
      }
      start = i + 1
    }
    return false
  }

  /// One or two capitals, one to five digits, and perhaps `G0` or `A1` behind them.
  private static func isSection(_ cell: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var i = start
    func skipJoint() { if i < cell.count, unsafe JoinedDigits.isJoint(cell[i]) { i += 1 } }
    func count(_ isWanted: (UInt8) -> Bool) -> Int {
      let first = i
      while i < cell.count, unsafe isWanted(cell[i]) { i += 1 }
      return i - first
    }
    skipJoint()
    guard 1...2 ~= count(isUpper) else { return false }
    skipJoint()
    guard 1...5 ~= count(isDigit) else { return false }
    if i == cell.count { return true }
    skipJoint()
    return unsafe i < cell.count && (cell[i] == UInt8(ascii: "G") || cell[i] == UInt8(ascii: "A"))
      && cell.count - i <= 5
  }

  // MARK: Codes of degrees

  /// Eight to twelve small letters and digits that are a place within the country.
  private static func isGeohash(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard 8...12 ~= cell.count else { return false }
    var (south, north, west, east) = (-90.0, 90.0, -180.0, 180.0)
    var isLongitude = true
    for place in cell.indices {
      let byte = unsafe cell[place]
      guard let value = geohash(byte) else { return false }
      for bit in stride(from: 4, through: 0, by: -1) {
        let isUpper = value >> bit & 1 == 1
        if isLongitude {
          let middle = (west + east) / 2
          if isUpper { west = middle } else { east = middle }
        } else {
          let middle = (south + north) / 2
          if isUpper { south = middle } else { north = middle }
        }
        isLongitude.toggle()
      }
    }
    return 50.7...53.6 ~= south && 3.3...7.3 ~= west
  }

  /// The value of a letter or digit of base 32 without a, i, l and o.
  private static func geohash(_ byte: UInt8) -> Int? {
    let digits: StaticString = "0123456789bcdefghjkmnpqrstuvwxyz"
    return (0..<32).first { unsafe digits.utf8Start[$0] == byte }
  }

  /// `9F46W8QR+2C`, and `W8QR+2C Amsterdam`.
  private static func isPlusCode(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let plus = unsafe cell.firstIndex(of: UInt8(ascii: "+")), plus == 8 || plus == 4 else {
      return false
    }
    guard unsafe cell[..<plus].allSatisfy(isPlusDigit) else { return false }
    var end = plus + 1
    while end < cell.count, unsafe isPlusDigit(cell[end]) { end += 1 }
    guard 2...3 ~= end - plus - 1 else { return false }
    return unsafe plus == 8 ? end == cell.count : end < cell.count && cell[end] == 0x20
  }

  private static func isPlusDigit(_ byte: UInt8) -> Bool {
    let digits: StaticString = "23456789CFGHJMPQRVWX"
    return (0..<20).contains {
      unsafe digits.utf8Start[$0] == byte & 0xDF || digits.utf8Start[$0] == byte
    }
  }

  private static func isUpper(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte }
}
