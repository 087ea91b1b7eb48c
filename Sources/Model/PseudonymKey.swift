// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// The secret that pseudonyms are made with: 32 bytes that never show and are wiped at the end.
///
/// Printing, dumping or interpolating it shows `<REDACTED>`.
/// Source: docs/privacy-specification.md, section 4.
///
/// Memory safety: it owns 32 bytes, which nobody changes between `init` and `deinit`; `bytes` lasts no longer than the key.
@safe
package final class PseudonymKey: @unchecked Sendable {
  /// How many bytes a key has.
  package static let size = 32

  private let memory: UnsafeMutableBufferPointer<UInt8>

  /// Copies a key out of a buffer, which the caller wipes; nil where it has not 32 bytes.
  package init?(copying bytes: RawSpan) {
    guard bytes.byteCount == Self.size else { return nil }
    unsafe memory = .allocate(capacity: Self.size)
    unsafe memory.initialize(repeating: 0)
    for place in 0..<Self.size { unsafe memory[place] = bytes.byte(at: place) }
  }

  deinit {
    var bytes = unsafe memory.mutableSpan
    SecretMemory.wipe(&bytes)
    unsafe memory.deallocate()
  }

  /// Lends the bytes.
  package var bytes: RawSpan {
    // The key lives as long as what borrows it, and its memory as long as the key.
    unsafe _overrideLifetime(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(memory)), borrowing: self)
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
