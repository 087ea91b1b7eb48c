// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

extension Detector {
  /// Whether a whole cell has this form, by itself: what its column makes of that is another question.
  package func matches(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe Self.matching(cell).contains(self)
  }

  /// All detectors whose form a whole cell has.
  package static func matching(_ cell: UnsafeBufferPointer<UInt8>) -> DetectorSet {
    let cell = unsafe UTF8Text.trimmedASCII(cell)
    let tables = ByteTables.shared
    let counts = unsafe ByteCounts(cell, tables.lanes)
    var scratch = ByteBuffer(capacity: 64)
    let whole = unsafe WholeCell(cell, counts, &scratch)
    guard whole.isNothing else { return whole.kinds }
    switch unsafe NameForm.likeness(cell, counts, tables, .shared) {
    case .name, .initialName: return DetectorSet(.name)
    case .part, .ordinaryPart, .knownShape, .shape, .none: return whole.kinds
    }
  }
}
