// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc
internal import Synchronization

/// Sees to it that a process takes with it what it started, and goes with who started it.
package enum ProcessFamily {
  /// How many groups are known at once.
  private static let room = 64
  /// The process groups that were started and are not over; 0 in free places. A signal handler reads it.
  nonisolated(unsafe) private static let groups: UnsafeMutablePointer<Int32> = {
    let groups = UnsafeMutablePointer<Int32>.allocate(capacity: room)
    unsafe groups.initialize(repeating: 0, count: room)
    return unsafe groups
  }()
  private static let changing = Mutex(())

  /// Enters a process group that must not outlive this process.
  package static func enter(_ group: Int32) {
    changing.withLock { _ in
      for place in 0..<room where unsafe groups[place] == 0 {
        unsafe groups[place] = group
        return
      }
    }
  }

  /// Takes out a process group that is over.
  package static func leave(_ group: Int32) {
    changing.withLock { _ in
      for place in 0..<room where unsafe groups[place] == group { unsafe groups[place] = 0 }
    }
  }

  /// Ends this process, and all groups that were entered, as soon as the thread that started it is gone, or when it is
  /// asked to (SIGTERM).
  ///
  /// - Parameter parent: The process that started this one.
  ///
  /// Source: prctl(2), PR_SET_PDEATHSIG.
  package static func endWith(parent: Int32) {
    // Made before a handler may need it.
    unsafe groups[0] = unsafe groups[0]
    signal(SIGTERM) { _ in
      // Nothing here but system calls: the signal may come at any moment.
      let groups = unsafe ProcessFamily.groups
      for place in 0..<64 where unsafe groups[place] > 0 { unsafe kill(-groups[place], SIGKILL) }
      _exit(143)
    }
    hergebruik_signal_with_parent(SIGTERM)
    // It may have gone before that was arranged.
    if getppid() != parent { kill(getpid(), SIGTERM) }
  }

  /// Ends every process of a session, as one that lost its leader.
  ///
  /// Source: proc_pid_stat(5), field 6.
  package static func endSession(_ session: Int32) {
    guard session > 1, let folder = unsafe opendir("/proc") else { return }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let process = Int32(name), process != session,
        let fields = statistics(of: process), fields.count > 3, fields[3] == "\(session)"
      else { continue }
      kill(process, SIGKILL)
    }
  }

  /// The bytes of memory that a process has in use; nil where that is not known.
  ///
  /// Source: proc_pid_statm(5), resident.
  package static func memory(of process: Int32) -> Int? {
    let fields = read("/proc/\(process)/statm")?.split(separator: " ") ?? []
    guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
    let (bytes, isTooMuch) = pages.multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    return isTooMuch ? nil : bytes
  }

  /// The most bytes of memory that a process had in use at once; nil where that is not known.
  ///
  /// Source: proc_pid_status(5), VmHWM.
  package static func peakMemory(of process: Int32) -> Int? {
    guard
      let line = read("/proc/\(process)/status", atMost: 1 << 13)?.split(separator: "\n")
        .first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
        Int($0)
      })
    else { return nil }
    let (bytes, isTooMuch) = kibibytes.multipliedReportingOverflow(by: 1024)
    return isTooMuch ? nil : bytes
  }

  /// What stands behind the name of a process in its `stat`: the state first.
  private static func statistics(of process: Int32) -> [Substring]? {
    guard let text = read("/proc/\(process)/stat"), let end = text.lastIndex(of: ")") else {
      return nil
    }
    return text[text.index(after: end)...].split(separator: " ")
  }

  private static func read(_ path: String, atMost count: Int = 1024) -> String? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let count = unsafe Glibc.read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
