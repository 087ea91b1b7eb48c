// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// Exports that were made to do harm: nothing else is read, fetched or written, in little memory.
@Suite("Hostile exports")
struct HostileExportTests {
  /// KiB: 64 MiB, 5 for the code of PROJ and the libraries that it loads, and 15 that the program takes
  /// more where it is built for tests.
  private static let memory = 84 * 1024

  private func expectRefusal(
    _ work: Workdir, _ code: String, exit: Int32 = 1, isLong: Bool = true,
    _ place: SourceLocation = #_sourceLocation
  ) async throws {
    let outcome = try await work.run("run")
    #expect(outcome.code == exit, "\(outcome.errors)", sourceLocation: place)
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)", sourceLocation: place)
    #expect(!outcome.errors.contains("root:"), sourceLocation: place)
    #expect(outcome.peak < Self.memory, "\(outcome.peak) KiB", sourceLocation: place)
    // A program that ends at once may do so before its memory is looked at.
    #expect(outcome.peak > 1024 || !isLong, "\(outcome.peak) KiB", sourceLocation: place)
    #expect(!work.isPublished, sourceLocation: place)
  }

  /// A dataset of every kind of record in a file.
  private func work(xml path: String, record: String = "a") throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "a", extract: "xml: {path: \"\(path)\", record: \(record)}",
      fields: ["source: {path: ., optional: true}, name: tekst, privacy: none, treat: keep"])
    return work
  }

  /// Attacks by entities, each by another way: a file, its bytes in base64, a parameter entity that sends a file away, a
  /// program, an entity that grows, and one without end.
  private static let attacks = [
    "file": "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><l><a>&x;</a></l>",
    "base64":
      "<!DOCTYPE l [<!ENTITY x SYSTEM \"php://filter/convert.base64-encode/resource=/etc/passwd\">]><l><a>&x;</a></l>",
    "away":
      "<!DOCTYPE l [<!ENTITY % f SYSTEM \"file:///etc/passwd\"><!ENTITY % d SYSTEM \"http://127.0.0.1:9/x.dtd\">%d;]><l><a>b</a></l>",
    "program": "<!DOCTYPE l [<!ENTITY x SYSTEM \"expect://id\">]><l><a>&x;</a></l>",
    "growing":
      "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\">"
      + (1...9).map {
        "<!ENTITY \(Self.name($0)) \"\(String(repeating: "&\(Self.name($0 - 1));", count: 10))\">"
      }
      .joined() + "]><l><a>&\(Self.name(9));</a></l>",
    "endless": "<!DOCTYPE l [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><l><a>&a;</a></l>",
  ]

  private static func name(_ level: Int) -> Character { Array("abcdefghij")[level] }

  @Test("refuses attacks by entities", arguments: attacks.keys.sorted())
  func attack(_ kind: String) async throws {
    let work = try work(xml: "export.xml")
    try work.write("pipelines/a/export.xml", try #require(Self.attacks[kind]))
    try await expectRefusal(work, "format-error", isLong: false)
  }

  @Test(
    "refuses every public example of an attack by entities",
    .enabled(if: Repository.hasData, Repository.noData))
  func publicExamples() async throws {
    let folder = Repository.shared + "/data/edge/xxe"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.count == 6)
    for file in files {
      let work = try work(xml: "export.xml")
      try work.write("pipelines/a/export.xml", bytes(ofFile: "\(folder)/\(file)"))
      try await expectRefusal(work, "format-error", isLong: false)
    }
  }

  @Test(
    "opens no file and no connection that an entity names",
    arguments: ["file", "http", "parameter", "include"])
  func looksAtNothing(_ kind: String) async throws {
    let work = try work(xml: "export.xml")
    try work.write("secret.txt", "root:geheim")
    let listener = try Listener()
    let secret = "file://\(work.file("secret.txt"))"
    let web = "http://127.0.0.1:\(listener.port)/x"
    let text =
      switch kind {
      case "file": "<!DOCTYPE l [<!ENTITY x SYSTEM \"\(secret)\">]><l><a>&x;</a></l>"
      case "http": "<!DOCTYPE l SYSTEM \"\(web)\"><l><a>b</a></l>"
      case "parameter": "<!DOCTYPE l [<!ENTITY % x SYSTEM \"\(web)\"> %x;]><l><a>b</a></l>"
      default:
        "<l xmlns:xi=\"http://www.w3.org/2001/XInclude\"><a><xi:include href=\"\(secret)\" parse=\"text\"/></a></l>"
      }
    try work.write("pipelines/a/export.xml", text)
    let watch = try FileWatch(work.file("secret.txt"))
    if kind == "include" {
      // An element like any other, which is not followed.
      let outcome = try await work.run("run")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try work.published("a") == [["tekst"], [""]])
    } else {
      try await expectRefusal(work, "format-error", isLong: false)
    }
    #expect(!watch.sawAnything)
    #expect(!listener.wasCalled)
    _ = try bytes(ofFile: work.file("secret.txt"))
    #expect(watch.sawAnything, "the watch sees nothing at all")
  }

  @Test("refuses depth and breadth without end")
  func depthAndBreadth() async throws {
    let deep = try work(xml: "export.xml")
    try deep.write(
      "pipelines/a/export.xml",
      "<l><a>" + String(repeating: "<b>", count: 2_000_000))
    try await expectRefusal(deep, "format-error")
    let broad = try work(xml: "export.xml")
    try broad.write(
      "pipelines/a/export.xml", "<l><a>" + String(repeating: "lang ", count: 8_000_000))
    try await expectRefusal(broad, "record-too-large")
  }

  @Test("refuses what would never end, at once")
  func endless() async throws {
    let pipe = try work(xml: "export.xml")
    try #require(mkfifo(pipe.file("pipelines/a/export.xml"), 0o600) == 0)
    try await expectRefusal(pipe, "input-output", exit: 4, isLong: false)
    let device = try work(xml: "/dev/zero")
    try await expectRefusal(device, "input-output", exit: 4, isLong: false)
    let broad = try work(xml: "export.xml")
    let attributes = (0..<100_000).map { "a\($0)='1'" }.joined(separator: " ")
    try broad.write("pipelines/a/export.xml", "<l><a \(attributes)/></l>")
    try await expectRefusal(broad, "record-too-large", isLong: false)
    let view = try Workdir()
    try view.dataset(
      "a", extract: "sqlite: {path: export.db, timeout: PT1S}",
      fields: ["source: n, name: n, privacy: none, treat: keep"])
    let script =
      "import sqlite3,sys; sqlite3.connect(sys.argv[1]).execute('create view t as with recursive r(n) as "
      + "(select 1 union all select n + 1 from r) select n from r where n < 0')"
    let made = try await view.run(
      tool: "python3", ["-c", script, view.file("pipelines/a/export.db")])
    try #require(made.code == 0, "\(made.errors)")
    try await expectRefusal(view, "source-timeout", isLong: false)
  }

  /// Bombs made by Python's own modules: their name, what makes the bytes, and the format that reads them.
  static let bombs = [
    ("zip", "csv: {path: export.bin, member: \"*.csv\"}"),
    ("zip-in-zip", "csv: {path: export.bin, member: [\"*.zip\", \"*.csv\"]}"),
    ("gzip", "csv: {path: export.bin}"), ("xz", "csv: {path: export.bin}"),
    ("tar-members", "csv: {path: export.bin, member: \"*.csv\"}"),
    ("xlsx", "xlsx: {path: export.bin}"), ("ods", "ods: {path: export.bin}"),
  ]

  @Test("stops at a bomb", arguments: bombs)
  func bomb(_ kind: String, _ extract: String) async throws {
    let work = try Workdir()
    try work.dataset(
      "a", extract: extract, fields: ["source: x, name: x, privacy: none, treat: keep"])
    let made = try await work.run(
      tool: "python3",
      [
        Repository.root + "/Tests/EndToEnd/Programs/bombs.py", kind,
        work.file("pipelines/a/export.bin"),
      ])
    try #require(made.code == 0, "\(made.errors)")
    try await expectRefusal(work, "compression-error")
  }

  @Test("writes nothing where a member of an archive points")
  func traversal() async throws {
    let work = try Workdir()
    try work.dataset(
      "a", extract: "csv: {path: export.bin, member: \"*.csv\"}",
      fields: ["source: x, name: x, privacy: none, treat: keep"])
    let made = try await work.run(
      tool: "python3",
      [
        Repository.root + "/Tests/EndToEnd/Programs/bombs.py", "traversal",
        work.file("pipelines/a/export.bin"),
      ])
    try #require(made.code == 0, "\(made.errors)")
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("a").count == 4)
    for path in [
      work.path + "/evil.csv", work.file("evil.csv"), work.file("pipelines/evil.csv"), "/evil.csv",
    ] {
      #expect(!FileManager.default.fileExists(atPath: path), "\(path)")
    }
  }
}

/// A port on loopback that nobody should call.
private final class Listener {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 4) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    try #require(isOpen)
  }

  deinit { close(descriptor) }

  var wasCalled: Bool {
    var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&file, 1, 0) != 0
  }
}

/// Sees whether anybody opens a file.
private final class FileWatch {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK))
    try #require(descriptor >= 0 && inotify_add_watch(descriptor, path, UInt32(IN_OPEN)) >= 0)
  }

  deinit { close(descriptor) }

  var sawAnything: Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    return read(descriptor, &buffer, buffer.count) > 0
  }
}
