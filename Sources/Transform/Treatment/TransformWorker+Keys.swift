// SPDX-License-Identifier: EUPL-1.2

@_spi(Transform) internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

/// What is known only once the row is whole.
extension TransformWorker {
  func hash(
    _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: borrowing ByteBuffer
  ) {
    let value = UnsafeBufferPointer(rebasing: out.bytes[start...])
    let hash = KeyHash.of(value, isNumber: program.pointee.isNumber)
    hashes[program.pointee.hashSlot] = hash
    guard program.pointee.keepsSpace else { return }
    hashes[program.pointee.hashSlot + 1] =
      UTF8Text.mayBePadded(value) ? KeyHash.of(UTF8Text.trimmed(value), isNumber: false) : hash
  }

  /// Notes that a value of a key is missing.
  func clearHash(_ program: UnsafePointer<FieldProgram>) {
    hashes[program.pointee.hashSlot] = nil
    if program.pointee.keepsSpace { hashes[program.pointee.hashSlot + 1] = nil }
  }

  /// Whether a row's primary key is complete.
  func hasKey(_ place: (number: Int, line: Int), _ result: inout TransformResult) -> Bool {
    guard hasPrimaryKey, key(of: uniqueKeys[0]) == nil else { return true }
    result.problems.append(
      RowProblem(
        number: place.number, line: place.line, field: fieldWithoutValue(in: uniqueKeys[0]),
        problem: .key))
    return false
  }

  /// Collects the keys and the temporal range of a row that is kept.
  func finish(
    _ place: (number: Int, line: Int), _ cellStart: Int, _ open: borrowing OpenBatch,
    _ result: inout TransformResult
  ) {
    for (index, places) in uniqueKeys.enumerated() {
      guard let key = key(of: places) else { continue }
      Self.append(key, UInt64(place.number), to: &result.keys[index])
    }
    for index in foreignKeys.indices { refer(index, place.number, &result) }
    if let temporal { widenTemporal(cellStart + temporal, open, &result) }
  }

  /// Collects a row's foreign key where it is still to be looked up, and what other rows may refer to.
  private func refer(_ index: Int, _ number: Int, _ result: inout TransformResult) {
    let check = foreignKeys[index]
    if let key = key(of: check.places),
      !(check.reference?._withUnsafeGuaranteedRef { $0.contains(key) } ?? false)
    {
      Self.append(key, UInt64(number), to: &result.foreign[index])
    }
    if !check.referenced.isEmpty, let key = key(of: check.referenced) {
      Self.append(key, ForeignIndex.referenceRow, to: &result.foreign[index])
    }
  }

  @inline(__always)
  private static func append(_ key: KeyHash, _ row: UInt64, to keys: inout [UInt64]) {
    keys.append(key.high)
    keys.append(key.low)
    keys.append(row)
  }

  /// The hash of a row's values for a check; nil where one of them is missing.
  private func key(of places: UnsafeBufferPointer<Int>) -> KeyHash? {
    // The list and not the worker, so that the closure counts no references.
    let hashes = hashes
    if places.count == 1 { return hashes[places[0]] }
    for place in places where hashes[place] == nil { return nil }
    return KeyHash.of(places.count) { hashes[places[$0]].unsafelyUnwrapped }
  }

  private func fieldWithoutValue(in key: UnsafeBufferPointer<Int>) -> Int {
    let slot = key.first { hashes[$0] == nil }
    return programs.first {
      $0.hashSlot == slot || $0.keepsSpace && $0.hashSlot >= 0 && $0.hashSlot + 1 == slot
    }?.field ?? 0
  }

  private func widenTemporal(
    _ published: Int, _ open: borrowing OpenBatch, _ result: inout TransformResult
  ) {
    let start = published == 0 ? 0 : Int(open.ends[published - 1]) + 1
    let value = open.text.bytes[start..<Int(open.ends[published])]
    guard !value.isEmpty else { return }
    // Their number is told by field.
    guard SentinelDate.kind(UnsafeBufferPointer(rebasing: value)) == nil else { return }
    if result.temporal == nil {
      result.temporal = ValueRange(value)
    } else {
      result.temporal?.widen(value)
    }
  }
}
