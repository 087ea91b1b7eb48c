// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc

/// Memory that holds what nobody else may know.
package enum SecretMemory {
  /// Fills memory from the kernel's generator; `false`, with `SystemError.last`, if that fails.
  ///
  /// Source: getrandom(2).
  package static func fillRandomly(_ memory: inout MutableSpan<UInt8>) -> Bool {
    unsafe memory.withUnsafeMutableBytes {
      unsafe getrandom($0.baseAddress, $0.count, 0) == $0.count
    }
  }

  /// Overwrites memory with zeroes in a way that the optimiser keeps.
  ///
  /// Source: bzero(3).
  package static func wipe(_ memory: inout MutableSpan<UInt8>) {
    unsafe memory.withUnsafeMutableBytes { memory in
      guard let base = memory.baseAddress else { return }
      unsafe explicit_bzero(base, memory.count)
    }
  }
}
