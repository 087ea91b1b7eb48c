// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// Hashes without a key of a dropped column, made by an independent program and written as people write them.
enum HashLeaks {
  /// The hash of one value by `md5sum` and the like, as hexadecimal digits, for each of sixty values.
  private static func digests(_ program: String, of values: [String]) -> [String] {
    let script = values.map { "printf %s '\($0)' | \(program)" }.joined(separator: "\n")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return [] }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map {
      String($0.prefix { $0 != " " })
    }
  }

  private static let values = (0..<60).map(Cells.bsn)
  private static let programs = ["md5", "sha1", "sha256", "sha512"]
  private static let made: [String: [String]] = Dictionary(
    uniqueKeysWithValues: programs.map { ($0, digests("\($0)sum", of: values)) })

  private static func hex(_ program: String, _ row: Int) -> String {
    made[program].flatMap { $0.indices.contains(row) ? $0[row] : nil } ?? "no \(program)sum"
  }

  private static func base64(_ program: String, _ row: Int) -> String {
    let digits = Array(hex(program, row))
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0
    }
    return Data(bytes).base64EncodedString()
  }

  private static func leak(_ name: String, _ cells: @escaping LeakCase.Cells) -> LeakCase {
    LeakCase(
      name, [("BSN", Cells.bsn), ("kol", cells), ("zone", Cells.zone)],
      fields: ["BSN": "privacy: direct, treat: drop"])
  }

  /// A hash in some of the cells.
  private static func some(_ name: String, _ cells: @escaping LeakCase.Cells) -> LeakCase {
    leak(name) { $0 % 2 == 1 ? cells($0) : "onbekend" }
  }

  static let kind = LeakTests.Kind(
    name: "hashes of a dropped column", code: "identifier-found",
    leaks: programs.flatMap { program -> [LeakCase] in
      [
        some("x-hex-\(program)") { hex(program, $0) },
        some("x-groot-\(program)") { hex(program, $0).uppercased() },
        some("x-voor-\(program)") { "\(program):\(hex(program, $0))" },
        leak("x-begin-\(program)") { String(hex(program, $0).prefix(16)) },
        leak("x-twintig-\(program)") { String(hex(program, $0).prefix(20)) },
        leak("x-base64-\(program)") { base64(program, $0) },
        leak("x-link-\(program)") { row in
          String(
            base64(program, row).filter { $0 != "=" }.map {
              $0 == "+" ? "-" : $0 == "/" ? "_" : $0
            })
        },
      ]
    } + [
      leak("x-uuid") { row in
        let digits = Array(hex("md5", row))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
          .joined(separator: "-")
      },
      leak("x-getal") { row in
        hex("md5", row).reduce(UInt128(0)) { $0 << 4 | UInt128($1.hexDigitValue ?? 0) }.description
      },
      leak("x-een") { $0 == 7 ? String(hex("md5", 7).prefix(16)) : "x\($0)" },
      leak("x-tekst") { $0 % 6 == 0 ? "ref \(hex("sha1", $0)) hier" : "niets bijzonders" },
      LeakCase(
        "x-punten",
        [
          (
            "BSN",
            {
              "\(Cells.bsn($0).prefix(4)).\(Cells.bsn($0).dropFirst(4).prefix(2)).\(Cells.bsn($0).suffix(3))"
            }
          ),
          ("kol", { String(hex("sha256", $0).prefix(24)) }),
        ], fields: ["BSN": "privacy: direct, treat: drop"]),
    ])
}
