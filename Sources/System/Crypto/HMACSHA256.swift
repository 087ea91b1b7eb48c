// SPDX-License-Identifier: EUPL-1.2

internal import CCrypto

/// HMAC-SHA256 under one key, of as many messages as wanted, by any number of threads at once.
///
/// The states behind the inner and the outer key block are made once and copied for each message, which allocates
/// nothing. They are worth as much as the key, and are overwritten when the object goes.
/// Source: RFC 2104; FIPS 198-1.
///
/// Memory safety: it owns two states, which only `init` and `deinit` write.
@safe
package final class HMACSHA256: Sendable {
  /// The inner and the outer state. Only `init` and `deinit` write them, so that threads may share them.
  nonisolated(unsafe) private let states: UnsafeMutablePointer<SHA256Hasher>

  /// - Parameters:
  ///   - key: Bytes of any number, which are not kept.
  ///   - prefix: What every message begins with.
  package init(key: RawSpan, prefix: [UInt8] = []) {
    unsafe states = .allocate(capacity: 2)
    unsafe states.initialize(repeating: SHA256Hasher(), count: 2)
    var storage = InlineArray<64, UInt8>(repeating: 0)
    var block = storage.mutableSpan
    defer { SecretMemory.wipe(&block) }
    Self.fill(&block, with: key)
    for (state, pad) in [(0, 0x36 as UInt8), (1, 0x36 ^ 0x5C)] {
      for place in block.indices { block[place] ^= pad }
      unsafe states[state].update(block.bytes)
    }
    unsafe states[0].update(prefix)
  }

  deinit {
    unsafe OPENSSL_cleanse(states, 2 * MemoryLayout<SHA256Hasher>.stride)
    unsafe states.deallocate()
  }

  /// A key of more than a block is replaced by its digest; the rest of the block is zero.
  private static func fill(_ block: inout MutableSpan<UInt8>, with key: RawSpan) {
    guard key.byteCount > block.count else {
      for place in 0..<key.byteCount { block[place] = key.byte(at: place) }
      return
    }
    var hasher = SHA256Hasher()
    hasher.update(key)
    var digest = hasher.finish()
    for place in 0..<SHA256Digest.byteCount { block[place] = digest.bytes[place] }
    digest.wipe()
  }

  /// The code of a message.
  package func code(for message: RawSpan) -> SHA256Digest {
    var inner = unsafe states[0]
    inner.update(message)
    var outer = unsafe states[1]
    let digest = inner.finish()
    unsafe outer.update(digest.bytes.bytes)
    return outer.finish()
  }

  /// The code of a message.
  package func code(for message: [UInt8]) -> SHA256Digest {
    unsafe code(for: message.span.bytes)
  }
}
