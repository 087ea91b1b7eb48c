// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc

/// The process that runs, and what it may use.
package enum ThisProcess {
  /// Its number.
  package static var number: Int32 { getpid() }

  /// The user whose rights it has.
  package static var user: UInt32 { geteuid() }

  /// The user who started it.
  package static var starter: UInt32 { getuid() }

  /// The name of a user; `nil` if the machine knows none.
  package static func name(ofUser number: UInt32) -> String? {
    var entry = unsafe passwd()
    var found: UnsafeMutablePointer<passwd>?
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 14) { buffer in
      guard let base = buffer.baseAddress,
        unsafe getpwuid_r(number, &entry, base, buffer.count, &found) == 0, unsafe found != nil,
        let name = unsafe entry.pw_name
      else { return nil }
      return unsafe String(cString: name)
    }
  }

  /// A variable of its environment; `nil` if it is not set.
  package static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Goes to another folder; `false`, with `SystemError.last`, if that fails.
  package static func enter(folder: String) -> Bool { unsafe chdir(folder) == 0 }

  /// Leaves no core file when it dies; `false`, with `SystemError.last`, if that cannot be had.
  ///
  /// Source: getrlimit(2), RLIMIT_CORE.
  @discardableResult
  package static func forbidCoreFiles() -> Bool {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    return unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0
  }

  /// Keeps its memory from debuggers and from whoever collects core dumps; `false`, with `SystemError.last`, if that
  /// cannot be had.
  ///
  /// Source: prctl(2), PR_SET_DUMPABLE.
  package static func forbidDumps() -> Bool { hergebruik_forbid_dumps() == 0 }

  /// The most files that it may have open at once; `nil` if that is not known.
  package static var openFileLimit: Int? {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return nil
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// Ends it, after what was arranged for its end.
  package static func end(_ code: Int32) -> Never { exit(code) }

  /// Ends it by a signal, as if nothing had caught that; by its exit code if the signal is blocked.
  package static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    kill(getpid(), number)
    usleep(1_000_000)
    _exit(128 + number)
  }
}
