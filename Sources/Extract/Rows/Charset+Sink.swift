// SPDX-License-Identifier: EUPL-1.2

extension Charset {
  /// Appends bytes to the current cell as UTF-8; false where one means nothing in this set.
  func append(_ bytes: some Sequence<UInt8>, to sink: RecordSink) -> Bool {
    for byte in bytes {
      guard byte >= 0x80 else {
        sink.append(byte)
        continue
      }
      var packed = table[Int(byte)]
      guard packed != 0 else { return false }
      for _ in 0..<(packed >> 24) {
        sink.append(UInt8(truncatingIfNeeded: packed))
        packed >>= 8
      }
    }
    return true
  }
}
