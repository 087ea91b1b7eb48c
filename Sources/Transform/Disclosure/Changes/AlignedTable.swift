// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// One of two tables that are aligned: what was read of it and not passed yet.
struct AlignedTable: ~Copyable {
  /// Bytes that are read ahead.
  private static let least = 1 << 16
  /// Records that are given at a time, and the bytes from which fewer are.
  private static let (step, mostText) = (512, 1 << 20)

  private let release: Differencing.Release
  private let width: Int
  private var buffer = ByteBuffer(capacity: 1 << 21)
  private var at = 0
  private var isEnded = false
  /// Whether what is there is not even one whole record.
  private var isShort = false
  private var batch = RecordBatch()
  /// Records in the batch that are not cut into cells yet.
  private var waiting = 0
  /// Where the first records of `rest` end, behind their line feeds.
  private(set) var ends: [Int] = []

  init(_ release: Differencing.Release, width: Int) {
    (self.release, self.width) = (release, width)
  }

  var rest: Span<UInt8> { buffer.span.extracting(at...) }
  var isEmpty: Bool { at == buffer.count }

  /// Reads until there is enough to look at.
  mutating func fill(_ source: RecordAligner.Source) throws(Failure) {
    while !isEnded, isShort || buffer.count - at < Self.least {
      buffer.removeFirst(at)
      (at, isShort) = (0, false)
      isEnded = try !source(release, &buffer)
    }
  }

  mutating func pass(_ count: Int) { at += count }

  /// Finds so many whole records; where there is none more has to be read.
  mutating func findRecords(_ most: Int) throws(Failure) {
    ends.removeAll(keepingCapacity: true)
    var start = 0
    while ends.count < most, let feed = WrittenRecords.recordEnd(in: rest, from: start) {
      start = feed + 1
      ends.append(start)
    }
    isShort = ends.isEmpty
    guard isShort, isEnded else { return }
    throw Failure(.selfCheck, "the table does not end with a whole record")
  }

  /// A record without its line feed.
  @_lifetime(borrow self)
  func record(_ index: Int) -> Span<UInt8> {
    rest.extracting((index == 0 ? 0 : ends[index - 1])..<(ends[index] - 1))
  }

  func record(_ index: Int, isSameAs number: Int, of other: borrowing AlignedTable) -> Bool {
    record(index).elementsEqual(other.record(number))
  }

  /// Gives the first records, but those that are common, and passes over them.
  mutating func give(
    _ count: Int, but isCommon: [Bool] = [], _ sink: RecordAligner.Sink
  ) throws(Failure) {
    guard count > 0 else { return }
    for index in 0..<count where isCommon.isEmpty || !isCommon[index] {
      let start = index == 0 ? 0 : ends[index - 1]
      batch.text.append(at + start..<at + ends[index], of: buffer)
      waiting += 1
    }
    at += ends[count - 1]
    ends.removeAll(keepingCapacity: true)
    if waiting >= Self.step || batch.text.count >= Self.mostText { try flush(sink) }
  }

  /// Gives all that is left.
  mutating func giveRest(
    _ source: RecordAligner.Source, _ sink: RecordAligner.Sink
  ) throws(Failure) {
    while true {
      try fill(source)
      guard !isEmpty else { break }
      try findRecords(Self.step)
      try give(ends.count, sink)
    }
    try flush(sink)
  }

  private mutating func flush(_ sink: RecordAligner.Sink) throws(Failure) {
    guard waiting > 0 else { return }
    try WrittenRecords.cut(&batch, width: width)
    try sink(batch, release)
    batch.removeAll()
    waiting = 0
  }
}

/// The records that two tables have in common, of those that were found.
struct CommonRecords {
  var count = 0
  /// The last one in either.
  var last = (older: 0, newer: 0)
  private(set) var inOlder: [Bool]
  private(set) var inNewer: [Bool]

  init(_ older: borrowing AlignedTable, _ newer: borrowing AlignedTable) {
    inOlder = Array(repeating: false, count: older.ends.count)
    inNewer = Array(repeating: false, count: newer.ends.count)
    // Numbers of older records; the same one may be there more than once.
    var slots = ProbeTable<UInt32>(expected: older.ends.count)
    for index in inOlder.indices {
      let place = slots.place(of: ByteHash.of(older.record(index)) >> 20) { _ in false }
      slots.fill(place, with: UInt32(index))
    }
    for index in inNewer.indices {
      let record = newer.record(index)
      let place = slots.place(of: ByteHash.of(record) >> 20) {
        !inOlder[Int($0)] && record.elementsEqual(older.record(Int($0)))
      }
      guard !slots[place].isFree else { continue }
      let other = Int(slots[place])
      (inOlder[other], inNewer[index]) = (true, true)
      (count, last) = (count + 1, (max(last.older, other), index))
    }
  }
}
