// SPDX-License-Identifier: EUPL-1.2

/// How much is read at a time, and how large a record may be; tests use small ones.
package struct BlockSizes: Sendable {
  /// Bytes read at a time.
  package var block: Int
  /// The largest record, in bytes.
  package var record: Int

  /// Makes sizes; 1 MiB and 12 MiB unless said otherwise.
  package init(block: Int = 1 << 20, record: Int = 12 << 20) {
    self.block = block
    self.record = record
  }
}
