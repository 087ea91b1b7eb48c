// SPDX-License-Identifier: EUPL-1.2

@_spi(Transform) internal import HergebruikModel

/// What is known only once the row is whole.
extension TransformWorker {
  func hash(from start: Int, _ out: borrowing ByteBuffer, into slot: Int) {
    let value = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: out.bytes[start...]))
    hashes[slot] = Self.hash { $0.combine(bytes: value) }
  }

  /// Two independent 64-bit SipHashes with the process's random seed.
  private static func hash(_ feed: (inout Hasher) -> Void) -> (high: UInt64, low: UInt64) {
    var (first, second) = (Hasher(), Hasher())
    first.combine(0 as UInt8)
    second.combine(1 as UInt8)
    feed(&first)
    feed(&second)
    return (
      UInt64(bitPattern: Int64(first.finalize())), UInt64(bitPattern: Int64(second.finalize()))
    )
  }

  /// Whether a row's primary key is complete.
  func hasKey(_ place: (number: Int, line: Int), _ result: inout TransformResult) -> Bool {
    guard let check = plan.uniqueChecks.first, check.code == .primaryKey, key(of: check) == nil
    else { return true }
    result.problems.append(
      RowProblem(
        number: place.number, line: place.line, field: fieldWithoutValue(in: check), problem: .key))
    return false
  }

  /// Collects the keys and the temporal range of a row that is kept.
  func finish(
    _ place: (number: Int, line: Int), _ cellStart: Int, _ open: borrowing OpenBatch,
    _ result: inout TransformResult
  ) {
    for index in plan.uniqueChecks.indices {
      guard let key = key(of: plan.uniqueChecks[index]) else { continue }
      result.keys[index].append(key.high)
      result.keys[index].append(key.low)
      result.keys[index].append(UInt64(place.number))
    }
    if hasTemporal { widenTemporal(cellStart, open, &result) }
  }

  /// The hash of a row's values for a check; nil where one of them is missing.
  private func key(of check: TransformPlan.UniqueCheck) -> (high: UInt64, low: UInt64)? {
    if check.slots.count == 1 { return hashes[check.slots[0]] }
    for slot in check.slots where hashes[slot] == nil { return nil }
    return Self.hash { hasher in
      for slot in check.slots {
        hasher.combine(hashes[slot]?.high)
        hasher.combine(hashes[slot]?.low)
      }
    }
  }

  private func fieldWithoutValue(in check: TransformPlan.UniqueCheck) -> Int {
    let slot = check.slots.first { hashes[$0] == nil }
    return programs.first { $0.hashSlot == slot }?.field ?? 0
  }

  private func widenTemporal(
    _ cellStart: Int, _ open: borrowing OpenBatch, _ result: inout TransformResult
  ) {
    var published = cellStart
    for program in programs where !program.isDropped {
      defer { published += 1 }
      guard program.isTemporal else { continue }
      let start = published == 0 ? 0 : Int(open.ends[published - 1]) + 1
      let value = open.text.bytes[start..<Int(open.ends[published])]
      guard !value.isEmpty else { return }
      if result.temporal == nil {
        result.temporal = ValueRange(value)
      } else {
        result.temporal?.widen(value)
      }
    }
  }
}
