// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikExtract
internal import HergebruikFormat

/// How long and how much a dataset, and a run, may take: `limits:` in catalog.yaml.
package struct RunLimits: Hashable, Sendable {
  /// Seconds for one dataset.
  package var time = 2 * 3600.0
  /// Seconds for a run as a whole, until it begins to publish.
  package var run = 12 * 3600.0
  /// Bytes of memory for one worker; three quarters of what the machine has, where nothing is said.
  package var memory = RunLimits.memoryOfMachine / 4 * 3

  /// Makes the limits of who says nothing.
  package init() {}

  /// Reads the group.
  static func read(_ reader: inout ConfigReader) -> RunLimits {
    var limits = RunLimits()
    guard var group = reader.mapping("limits") else { return limits }
    limits.time = duration("time", &group) ?? limits.time
    limits.run = duration("run", &group) ?? limits.run
    if let text = group.string("memory") {
      if let size = ByteSize(text), size.bytes >= 64 << 20 {
        limits.memory = size.bytes
      } else {
        group.invalid(
          "memory", "'memory' must be an amount of 64M at least", hint: "Write it as 800M or 4G.")
      }
    }
    group.finish()
    return limits
  }

  private static func duration(_ key: String, _ group: inout ConfigReader) -> Double? {
    guard let text = group.string(key) else { return nil }
    guard let duration = ISODuration(text), duration.seconds >= 1 else {
      group.invalid(
        key, "'\(key)' must be a duration in days, hours, minutes and seconds",
        hint: "Write PT2H for two hours, or PT90M.")
      return nil
    }
    return duration.seconds
  }

  /// The memory of the machine, or what the group of processes may have of it where that is less, in bytes.
  ///
  /// Source: sysconf(3); Linux, Control Group v2, memory.max.
  private static var memoryOfMachine: Int {
    let pages = max(1, sysconf(Int32(_SC_PHYS_PAGES)))
    let machine = pages.multipliedReportingOverflow(by: max(1, sysconf(Int32(_SC_PAGESIZE))))
    let group = FileManager.default.contents(atPath: "/sys/fs/cgroup/memory.max")
      .flatMap {
        Int(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
      }
    return min(machine.overflow ? Int.max : machine.partialValue, group ?? Int.max)
  }
}
