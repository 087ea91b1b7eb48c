// SPDX-License-Identifier: EUPL-1.2

import CLinux
import Glibc
import HergebruikFormat
import HergebruikModel
import HergebruikSystem
import HergebruikTestBasics
import Testing

@testable import HergebruikDefinition

@Suite("Keys")
struct KeyStoreTests {
  private let bytes = (0..<32).map { UInt8($0) }
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.folder("project")
  }

  private func store(_ environment: [String: String]) -> KeyStore {
    KeyStore(environment: environment, projectDirectory: folder.path + "/project")
  }

  private var keys: KeyStore { store(["HERGEBRUIK_KEYS": folder.path + "/keys"]) }

  private func content(_ key: PseudonymKey) -> [UInt8] {
    (0..<PseudonymKey.size).map { key.bytes.byte(at: $0) }
  }

  @Test("are read from the first place that has them")
  func places() throws {
    let environment = [
      "CREDENTIALS_DIRECTORY": folder.path + "/credentials",
      "HERGEBRUIK_KEYS": folder.path + "/keys", "HOME": folder.path + "/home",
    ]
    #expect(diagnostics { _ = try store(environment).load("k") }.map(\.code) == [.keyMissing])
    let names = ["home/.config/hergebruik/keys/k.key", "keys/k.key", "credentials/hergebruik-k"]
    for (number, name) in names.enumerated() {
      try folder.write(name, Array(repeating: UInt8(number), count: 32), mode: 0o600)
      let key = try store(environment).load("k")
      #expect(content(key) == Array(repeating: UInt8(number), count: 32))
    }
    // What is refused in the first place is not looked for in the next.
    try folder.write("credentials/hergebruik-k", [1], mode: 0o600)
    #expect(diagnostics { _ = try store(environment).load("k") }.map(\.code) == [.keyInvalid])
  }

  @Test("name the places where they were looked for, and nothing of the environment else")
  func missing() throws {
    let found = diagnostics { _ = try keys.load("k") }
    #expect(found.first?.summary.contains(folder.path + "/keys/k.key") == true)
    #expect(found.first?.hint?.contains("hergebruik key new k") == true)
    #expect(diagnostics { _ = try store([:]).load("k") }.map(\.code) == [.keyMissing])
  }

  @Test(
    "are refused with a mode that lets others in",
    arguments: [0o644, 0o640, 0o604, 0o660, 0o700, 0o4600, 0o444, 0o440] as [mode_t])
  func modes(mode: mode_t) throws {
    let path = try folder.write("keys/k.key", bytes, mode: mode)
    let found = diagnostics { _ = try keys.load("k") }
    #expect(found.map(\.code) == [.keyExposed])
    #expect(found.first?.hint?.contains("chmod 600 '\(path)'") == true)
  }

  @Test(
    "are taken with mode 600 and 400, and a credential with 440 too", arguments: [0o600, 0o400])
  func rightModes(mode: mode_t) throws {
    try folder.write("keys/k.key", bytes, mode: mode)
    #expect(content(try keys.load("k")) == bytes)
    try folder.write("keys/hergebruik-k", bytes, mode: 0o440)
    let credential = try store(["CREDENTIALS_DIRECTORY": folder.path + "/keys"]).load("k")
    #expect(content(credential) == bytes)
  }

  @Test("are refused with another size", arguments: [0, 1, 31, 33, 64])
  func sizes(size: Int) throws {
    try folder.write("keys/k.key", Array(repeating: 7, count: size), mode: 0o600)
    let found = diagnostics { _ = try keys.load("k") }
    #expect(found.map(\.code) == [.keyInvalid])
    #expect(found.first?.summary.contains("has \(size)") == true)
  }

  @Test("are refused where they are no regular file: a link, a broken link, a folder, a pipe")
  func kinds() throws {
    try folder.write("keys/real.key", bytes, mode: 0o600)
    let path = folder.path + "/keys"
    try #require(symlink(path + "/real.key", path + "/a.key") == 0)
    try #require(symlink(path + "/nowhere", path + "/b.key") == 0)
    try #require(mkdir(path + "/c.key", 0o600) == 0)
    try #require(mkfifo(path + "/d.key", 0o600) == 0)
    for name in ["a", "b", "c", "d"] {
      #expect(diagnostics { _ = try keys.load(name) }.map(\.code) == [.keyInvalid], "\(name)")
    }
    for name in ["a", "b"] {
      let found = diagnostics { _ = try keys.load(name) }
      #expect(found.map(\.summary) == ["the key is a symbolic link"], "\(name)")
      #expect(found.first?.hint?.hasPrefix("Put the file itself there") == true)
    }
  }

  @Test(
    "are refused where they belong to another user",
    .enabled(if: geteuid() == 0, "rights: only root can give a file to another user"))
  func owner() throws {
    let path = try folder.write("keys/k.key", bytes, mode: 0o600)
    try #require(chown(path, 12_345, 0) == 0)
    let found = diagnostics { _ = try keys.load("k") }
    #expect(found.map(\.code) == [.keyExposed])
    #expect(found.first?.hint?.contains("chown \(geteuid()) '\(path)'") == true)
  }

  @Test("are refused inside the project, also through a linked folder")
  func project() throws {
    try folder.write("project/keys/k.key", bytes, mode: 0o600)
    try #require(symlink(folder.path + "/project/keys", folder.path + "/linked") == 0)
    for name in ["project/keys", "linked"] {
      let inside = store(["HERGEBRUIK_KEYS": "\(folder.path)/\(name)"])
      #expect(diagnostics { _ = try inside.load("k") }.map(\.code) == [.keyExposed], "\(name)")
      #expect(diagnostics { _ = try inside.create("new") }.map(\.code) == [.keyExposed], "\(name)")
    }
    let deeper = store(["HERGEBRUIK_KEYS": folder.path + "/project/not/yet"])
    #expect(diagnostics { _ = try deeper.create("k") }.map(\.code) == [.keyExposed])
    #expect(access(folder.path + "/project/not", F_OK) == -1)
    // A folder whose name only begins like the project's is outside it.
    try folder.write("project-keys/k.key", bytes, mode: 0o600)
    let beside = store(["HERGEBRUIK_KEYS": folder.path + "/project-keys"])
    #expect(content(try beside.load("k")) == bytes)
  }

  @Test("cannot have a name that leads elsewhere", arguments: ["../k", "a/b", "", ".", "K", "a b"])
  func names(name: String) {
    #expect(diagnostics { _ = try keys.load(name) }.map(\.code) == [.usage])
    #expect(diagnostics { _ = try keys.create(name) }.map(\.code) == [.usage])
  }

  @Test("are made with 32 random bytes, mode 600 in folders of mode 700, and never twice")
  func create() throws {
    let home = store(["HOME": folder.path + "/home"])
    let (path, key) = try home.create("k")
    #expect(path == folder.path + "/home/.config/hergebruik/keys/k.key")
    var status = stat()
    try #require(stat(path, &status) == 0)
    #expect(status.st_mode == S_IFREG | 0o600)
    try #require(stat(folder.path + "/home/.config/hergebruik/keys", &status) == 0)
    #expect(status.st_mode == S_IFDIR | 0o700)
    #expect(content(try home.load("k")) == content(key))
    let (_, other) = try home.create("l")
    #expect(content(other) != content(key))
    #expect(Set(content(key)).count > 8)
    #expect(diagnostics { _ = try home.create("k") }.map(\.code) == [.keyExists])
    #expect(content(try home.load("k")) == content(key))
    // A key in another place would hide the new one.
    let both = store(["HOME": folder.path + "/home", "HERGEBRUIK_KEYS": folder.path + "/keys"])
    #expect(diagnostics { _ = try both.create("k") }.map(\.code) == [.keyExists])
    #expect(diagnostics { _ = try store([:]).create("k") }.map(\.code) == [.keyInvalid])
  }

  @Test("never show, and have an id that is HMAC's")
  func secrecy() throws {
    let key = try #require(bytes.withUnsafeBytes { PseudonymKey(copying: $0.bytes) })
    #expect("\(key)" == "<REDACTED>")
    #expect(String(reflecting: key) == "<REDACTED>")
    var dumped = ""
    dump(key, to: &dumped)
    #expect(dumped == "- <REDACTED> #0\n")
    // printf key-id | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…1f
    #expect(key.identifier == "fa0cde5e")
  }

  @Test("are loaded only in a process that cannot be dumped")
  func dumps() throws {
    try folder.write("keys/k.key", bytes, mode: 0o600)
    _ = try keys.load("k")
    var limit = rlimit()
    try #require(getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0)
    #expect(limit.rlim_cur == 0)
    #expect(limit.rlim_max == 0)
    #expect(hergebruik_dumps_allowed() == 0)
  }
}
