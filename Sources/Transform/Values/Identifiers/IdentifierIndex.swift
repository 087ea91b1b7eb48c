// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What an `IdentifierTable` knows: hashes of whole values, for their first five bytes which lengths there are, their
/// numbers and their words.
struct IdentifierIndex: ~Copyable {
  /// Values that are shorter are in too many texts.
  static let minimumLength = 5
  /// Of longer values only the beginning counts.
  private static let maximumLength = minimumLength + 63

  /// Whether there were more values than fit.
  private(set) var isFull = false
  /// The values themselves.
  private(set) var kept = IdentifierValues()
  private var values = HashSet64(places: 1 << 10)
  private var heads = ProbeTable<Head>(places: 1 << 8)
  /// A bit for each hash of a head, 256 KiB of them: most places are passed over by it.
  private let filter = FixedArray<UInt64>(repeating: 0, count: 1 << 15)
  private var fewestOfValues = FewestSigns()
  private var numbers = IdentifierNumbers()
  private var words = IdentifierWords()
  private let limit: Int

  /// The first five bytes of values, and for each length less five whether there is such a value.
  private struct Head: ProbeSlot {
    static var free: Head { Head(bytes: 0, lengths: 0) }
    var isFree: Bool { bytes == 0 }

    var bytes: UInt64
    var lengths: UInt64
  }

  /// Makes an empty one.
  ///
  /// - Parameter limit: The most bytes that it may take.
  init(limit: Int) { self.limit = limit }

  /// Different values.
  var count: Int { values.count }

  /// How many digits and letters a text has at least in which one of them is found.
  var fewest: FewestSigns {
    var fewest = fewestOfValues
    if let digits = numbers.shortest { fewest.enter(digits: digits, letters: 0, others: 0) }
    if !words.isEmpty {
      fewest.enter(digits: 0, letters: IdentifierWords.fewestLetters, others: 0)
    }
    return fewest
  }

  /// Enters a value; short ones are passed over.
  mutating func insert(_ cell: Span<UInt8>) {
    guard cell.count >= Self.minimumLength, !isFull else { return }
    let length = min(cell.count, Self.maximumLength)
    let isNew = values.insert(Self.hash(cell, from: 0, length))
    // Of two long values the beginnings may be alike, and their words and numbers not.
    guard isNew || cell.count > Self.maximumLength else { return }
    numbers.insert(cell)
    words.insert(cell)
    if isNew {
      fewestOfValues.enter(cell[..<length])
      kept.append(cell)
      addHead(Self.head(cell, at: 0), length)
    }
    if !fits(values: values.bytes, heads: heads.places) { isFull = true }
    if values.isCrowded { growValues() }
    if heads.isCrowded { growHeads() }
  }

  /// Whether any value stands in a cell, as `IdentifierTable` says.
  func occurs(in cell: Span<UInt8>) -> Bool {
    guard count > 0, cell.count >= Self.minimumLength else { return false }
    if numbers.occurs(in: cell) || words.occurs(in: cell) { return true }
    var before: UInt8 = 0
    for i in 0...(cell.count - Self.minimumLength) {
      let kind = Self.kind(cell[i])
      if kind != before || kind == 0, begins(in: cell, at: i) { return true }
      before = kind
    }
    return false
  }

  /// Whether a cell may be a name by which somebody logs in, as `IdentifierTable` says.
  func mayBeLogin(_ cell: Span<UInt8>) -> Bool {
    guard count > 0, Self.minimumLength <= cell.count, cell.count <= 40 else { return false }
    if words.mayBeLogin(cell) { return true }
    var end = cell.count
    while end > 0, cell[end - 1] &- 0x30 < 10 { end -= 1 }
    guard end > Self.minimumLength else { return false }
    for i in 0..<end where Self.kind(cell[i]) != 2 { return false }
    // "pkamper" ends in a value, and "kamperp" begins with one.
    if isValue(cell, 0, end - 1) { return true }
    for start in 1...end - Self.minimumLength
    where start == 1 || end - start > Self.minimumLength {
      if isValue(cell, start, end) { return true }
    }
    return false
  }

  /// Whether a part of a cell is a value.
  private func isValue(_ cell: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start >= Self.minimumLength else { return false }
    let bit = Self.mix(Self.head(cell, at: start))
    guard filter[Int(bit >> 49)] >> (bit >> 43 & 63) & 1 == 1 else { return false }
    return values.contains(Self.hash(cell, from: start, end - start))
  }

  @inline(__always)
  private func begins(in cell: Span<UInt8>, at start: Int) -> Bool {
    let head = Self.head(cell, at: start)
    let bit = Self.mix(head)
    guard filter[Int(bit >> 49)] >> (bit >> 43 & 63) & 1 == 1 else { return false }
    return find(head, bit, in: cell, at: start)
  }

  private func find(
    _ head: UInt64, _ hash: UInt64, in cell: Span<UInt8>, at start: Int
  ) -> Bool {
    // Of a head that is not there no length is known.
    var lengths = heads[heads.place(of: hash) { $0.bytes == head }].lengths
    while lengths != 0 {
      let length = Self.minimumLength + lengths.trailingZeroBitCount
      lengths &= lengths - 1
      let end = start + length
      guard end <= cell.count else { return false }
      let isLongest = length == Self.maximumLength
      guard isLongest || Self.isBorder(cell, at: end) else { continue }
      if values.contains(Self.hash(cell, from: start, length)) { return true }
    }
    return false
  }

  // MARK: The tables

  private mutating func addHead(_ bytes: UInt64, _ length: Int) {
    let hash = Self.mix(bytes)
    filter[Int(hash >> 49)] |= 1 << (hash >> 43 & 63)
    let place = heads.place(of: hash) { $0.bytes == bytes }
    var head = heads[place]
    head.lengths |= 1 << UInt64(length - Self.minimumLength)
    if head.isFree {
      head.bytes = bytes
      heads.fill(place, with: head)
    } else {
      heads[place] = head
    }
  }

  private mutating func growValues() {
    guard fits(values: 2 * values.bytes, heads: heads.places) else {
      isFull = true
      return
    }
    values.grow()
  }

  private mutating func growHeads() {
    guard fits(values: values.bytes, heads: 2 * heads.places) else {
      isFull = true
      return
    }
    heads.grow { Self.mix($0.bytes) }
  }

  /// - Parameters:
  ///   - values: Bytes for the values.
  ///   - heads: Places for the heads.
  private func fits(values: Int, heads: Int) -> Bool {
    values + 16 * heads + numbers.bytes + words.bytes + kept.bytes <= limit
  }

  // MARK: Bytes

  /// Letters and digits; others have a border at each side.
  @inline(__always)
  private static func kind(_ byte: UInt8) -> UInt8 {
    if byte &- 0x30 < 10 { return 1 }
    return (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 ? 2 : 0
  }

  @inline(__always)
  private static func isBorder(_ cell: Span<UInt8>, at i: Int) -> Bool {
    guard i < cell.count else { return true }
    let (one, other) = (kind(cell[i - 1]), kind(cell[i]))
    return one != other || one == 0
  }

  /// The first five bytes of a word in which letters count as small ones, and a few signs as others: it is
  /// only where one begins to look.
  @inline(__always)
  private static func head(_ cell: Span<UInt8>, at start: Int) -> UInt64 {
    var head: UInt64 = 0
    if start + 8 <= cell.count {
      head = cell.word(at: start)
      head = UInt64(littleEndian: head) & 0xFF_FFFF_FFFF
    } else {
      for i in 0..<minimumLength { head |= UInt64(cell[start + i]) << UInt64(8 * i) }
    }
    // No value is without a head, not even one of NUL bytes.
    return head | 1 << 63 | 0x20_2020_2020
  }

  /// Eight bytes in which capitals are small letters.
  @inline(__always)
  private static func lower(_ word: UInt64) -> UInt64 {
    let (ascii, high) = (word & 0x7F7F_7F7F_7F7F_7F7F, 0x8080_8080_8080_8080 as UInt64)
    // The highest bit of each byte of 0x41 and above, and of 0x5B and above.
    let (letters, behind) = (
      ascii &+ 0x3F3F_3F3F_3F3F_3F3F, ascii &+ 0x2525_2525_2525_2525
    )
    return word | (letters & ~behind & ~word & high) >> 2
  }

  /// The hash of a part of a cell, in which capitals are small letters.
  private static func hash(
    _ cell: Span<UInt8>, from start: Int, _ length: Int
  ) -> UInt64 {
    var (hash, i) = (UInt64(length) &* 0x9E37_79B9_7F4A_7C15, start)
    while i &+ 8 <= start &+ length {
      hash = mix(hash ^ lower(cell.word(at: i)))
      i &+= 8
    }
    var rest: UInt64 = 0
    while i < start &+ length {
      rest = rest << 8 | UInt64(cell[i])
      i &+= 1
    }
    return mix(hash ^ lower(rest)) | 1
  }

  /// The finaliser of SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
  /// generators", 2014.
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
