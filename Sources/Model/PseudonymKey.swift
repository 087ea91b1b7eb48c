// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// The secret that pseudonyms are made with: 32 bytes that never show and are wiped at the end.
///
/// Printing, dumping or interpolating it shows `<REDACTED>`.
/// Source: docs/privacy-specification.md, section 4.
package final class PseudonymKey: @unchecked Sendable {
  /// How many bytes a key has.
  package static let size = 32

  private let memory: UnsafeMutableRawBufferPointer

  /// Copies a key out of a buffer, which the caller wipes; nil where it has not 32 bytes.
  package init?(copying bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.size else { return nil }
    memory = .allocate(byteCount: Self.size, alignment: 16)
    memory.copyMemory(from: bytes)
  }

  deinit {
    Self.wipe(memory)
    memory.deallocate()
  }

  /// Lends the bytes; they must not be kept.
  package func withUnsafeBytes<Result, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> Result
  ) throws(E) -> Result {
    try body(UnsafeRawBufferPointer(memory))
  }

  /// Overwrites memory with zeroes in a way that the optimiser keeps.
  package static func wipe(_ memory: UnsafeMutableRawBufferPointer) {
    SecretMemory.wipe(memory)
  }
}

extension PseudonymKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the key.
  package var description: String { "<REDACTED>" }

  /// Never the key.
  package var debugDescription: String { description }

  /// Nothing to look into.
  package var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
