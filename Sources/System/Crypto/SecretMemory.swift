// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc

/// Memory that holds what nobody else may know.
package enum SecretMemory {
  /// Fills memory from the kernel's generator; `false`, with `SystemError.last`, if that fails.
  ///
  /// Source: getrandom(2).
  package static func fillRandomly(_ memory: UnsafeMutableRawBufferPointer) -> Bool {
    getrandom(memory.baseAddress, memory.count, 0) == memory.count
  }

  /// Overwrites memory with zeroes in a way that the optimiser keeps.
  ///
  /// Source: bzero(3).
  package static func wipe(_ memory: UnsafeMutableRawBufferPointer) {
    guard let base = memory.baseAddress else { return }
    explicit_bzero(base, memory.count)
  }
}
