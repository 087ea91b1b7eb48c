// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
@_spi(Transform) internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

/// The hashes of the values of keys in the row at hand.
struct KeyHashes: ~Copyable {
  /// By slot; `nil` if the value is missing.
  let slots: FixedArray<KeyHash?>

  /// Enters the canonical value at the end of the output.
  func enter(
    _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: borrowing ByteBuffer
  ) {
    let value = out.span.extracting(start...)
    let hash = unsafe KeyHash.of(value, isNumber: program.pointee.isNumber)
    unsafe slots[program.pointee.hashSlot] = hash
    guard unsafe program.pointee.keepsSpace else { return }
    unsafe slots[program.pointee.hashSlot + 1] =
      UTF8Text.mayBePadded(value) ? KeyHash.of(UTF8Text.trimmed(value), isNumber: false) : hash
  }

  /// Notes that a value is missing.
  func clear(_ program: UnsafePointer<FieldProgram>) {
    unsafe slots[program.pointee.hashSlot] = nil
    if unsafe program.pointee.keepsSpace { unsafe slots[program.pointee.hashSlot + 1] = nil }
  }

  /// The hash of the values of a check; `nil` if one of them is missing.
  func key(of places: Kept<Int>) -> KeyHash? {
    if places.count == 1 { return slots[places[0]] }
    for index in 0..<places.count where slots[places[index]] == nil { return nil }
    return KeyHash.of(places.count) { slots[places[$0]] ?? .free }
  }
}

/// The keys of a row, which are known only once it is whole.
///
/// Memory safety: the plan holds the sets of keys that `foreign` refers to, and lives as long as the worker.
@safe
struct RowKeys: ~Copyable {
  let hashes: KeyHashes
  /// For each unique check where its values' hashes are; that of the primary key, if any, is the first.
  private let unique: [Kept<Int>]
  private let hasPrimary: Bool
  /// The same of each foreign key: plain values, so that looking one up counts no references.
  private let foreign:
    [(
      places: Kept<Int>, referenced: Kept<Int>,
      reference: Unmanaged<ReferenceKeys>?
    )]

  /// Makes room for the keys of a plan; `arena` keeps it.
  init(_ plan: TransformPlan, _ arena: ByteArena) {
    hashes = KeyHashes(slots: FixedArray(repeating: nil, count: plan.hashSlots))
    unique = plan.uniqueChecks.map { arena.keep(list: $0.slots) }
    hasPrimary = plan.uniqueChecks.first?.code == .primaryKey
    unsafe foreign = unsafe plan.foreignChecks.map { check in
      unsafe (
        arena.keep(list: check.slots), arena.keep(list: check.referencedSlots),
        check.reference.map { unsafe Unmanaged.passUnretained($0) }
      )
    }
  }

  /// Whether the primary key is complete.
  @inline(__always)
  func isComplete(
    _ programs: [FieldProgram], _ place: (number: Int, line: Int),
    _ result: inout TransformResult
  ) -> Bool {
    guard hasPrimary, hashes.key(of: unique[0]) == nil else { return true }
    result.problems.append(
      RowProblem(
        number: place.number, line: place.line, field: fieldWithoutValue(programs), problem: .key))
    return false
  }

  /// Hands out the keys of a row that is kept.
  @inline(__always)
  func finish(_ number: Int, _ result: inout TransformResult) {
    for (index, places) in unique.enumerated() {
      guard let key = hashes.key(of: places) else { continue }
      Self.append(key, UInt64(number), to: &result.keys[index])
    }
    for index in unsafe foreign.indices { refer(index, number, &result) }
  }

  /// Hands out a row's foreign key where it is still to be looked up, and what other rows may refer to.
  private func refer(_ index: Int, _ number: Int, _ result: inout TransformResult) {
    let check = unsafe foreign[index]
    if let key = unsafe hashes.key(of: check.places),
      unsafe !(check.reference?.takeUnretainedValue().contains(key) ?? false)
    {
      Self.append(key, UInt64(number), to: &result.foreign[index])
    }
    if unsafe !check.referenced.isEmpty, let key = unsafe hashes.key(of: check.referenced) {
      Self.append(key, ForeignIndex.referenceRow, to: &result.foreign[index])
    }
  }

  @inline(__always)
  private static func append(_ key: KeyHash, _ row: UInt64, to keys: inout [UInt64]) {
    keys.append(key.high)
    keys.append(key.low)
    keys.append(row)
  }

  /// The field of the primary key that has no value.
  private func fieldWithoutValue(_ programs: [FieldProgram]) -> Int {
    let places = unique[0]
    let slot = (0..<places.count).first { hashes.slots[places[$0]] == nil }.map { places[$0] }
    return programs.first {
      $0.hashSlot == slot || $0.keepsSpace && $0.hashSlot >= 0 && $0.hashSlot + 1 == slot
    }?.field ?? 0
  }
}
