// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikSystem

/// SHA-256 and HMAC against the vectors of FIPS 180-4, RFC 4231 and RFC 2104.
@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "the digests of FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func digests(text: String, expected: String) {
    #expect(SHA256Hasher.digest(of: Array(text.utf8)).hexadecimal == expected)
  }

  @Test("a million times the letter a, in parts of every size")
  func parts() {
    var hasher = SHA256Hasher()
    var (size, left) = (0, 1_000_000)
    while left > 0 {
      let count = min(size, left)
      hasher.update(Array(repeating: 0x61, count: count))
      (size, left) = (size + 1, left - count)
    }
    #expect(
      hasher.finish().hexadecimal
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("a copy goes on by itself, and asking for the digest does not end the hash")
  func copies() {
    var one = SHA256Hasher()
    one.update(Array("ab".utf8))
    var other = one
    other.update(Array("x".utf8))
    _ = one.finish()
    one.update(Array("c".utf8))
    #expect(one.finish() == SHA256Hasher.digest(of: Array("abc".utf8)))
    #expect(other.finish() == SHA256Hasher.digest(of: Array("abx".utf8)))
  }

  @Test("a digest that was a key is overwritten")
  func wipes() {
    var digest = SHA256Hasher.digest(of: [1])
    digest.wipe()
    #expect(digest.hexadecimal == String(repeating: "0", count: 64))
  }
}

@Suite("HMAC-SHA256")
struct HMACSHA256Tests {
  /// A case of RFC 4231.
  struct Vector: Sendable, CustomTestStringConvertible {
    let number: Int
    let key: [UInt8]
    let message: [UInt8]
    let code: String
    var testDescription: String { "RFC 4231, case \(number)" }
  }

  static let vectors = [
    Vector(
      number: 1, key: Array(repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Vector(
      number: 2, key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Vector(
      number: 3, key: Array(repeating: 0xAA, count: 20),
      message: Array(repeating: 0xDD, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Vector(
      number: 4, key: Array(1...25), message: Array(repeating: 0xCD, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Vector(
      number: 6, key: Array(repeating: 0xAA, count: 131),
      message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Vector(
      number: 7, key: Array(repeating: 0xAA, count: 131),
      message: Array(
        """
        This is a test using a larger than block-size key and a larger than block-size data. \
        The key needs to be hashed before being used by the HMAC algorithm.
        """.utf8),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  /// The codes are those of Python's `hmac` module.
  @Test(
    "a key of a whole block is taken as it is, and one of a byte more by its digest",
    arguments: [
      (63, "fec03438818f31699d16d5e64bc29fdef7c347780cb745cda10a0351c848602f"),
      (64, "39488044d05b0608f2620b71f41742992ad8c1169d6f7f2262cbab25918a5cb9"),
      (65, "6c2226d2a1960db14321af5aa44197960c6ed8ef2b0add36b779c3829b929d6a"),
    ])
  func block(length: Int, expected: String) {
    let key = (0..<length).map { UInt8($0) }
    let code = key.withUnsafeBytes { HMACSHA256(key: $0.bytes) }
    #expect(code.code(for: Array("hergebruik".utf8)).hexadecimal == expected)
  }

  @Test("the codes of RFC 4231", arguments: vectors)
  func codes(vector: Vector) {
    let code = vector.key.withUnsafeBytes { HMACSHA256(key: $0.bytes) }
    #expect(code.code(for: vector.message).hexadecimal == vector.code)
    // The same again, and with the message begun by the prefix.
    #expect(code.code(for: vector.message).hexadecimal == vector.code)
    for length in 0...vector.message.count {
      let begun = vector.key.withUnsafeBytes {
        HMACSHA256(key: $0.bytes, prefix: Array(vector.message.prefix(length)))
      }
      #expect(begun.code(for: Array(vector.message.dropFirst(length))).hexadecimal == vector.code)
    }
  }

  @Test("threads share a key", .timeLimit(.minutes(1)))
  func threads() async {
    let code = [1, 2, 3].withUnsafeBytes { HMACSHA256(key: $0.bytes) }
    let alone = (0..<200).map { code.code(for: [UInt8($0)]) }
    await withTaskGroup(of: [SHA256Digest].self) { group in
      for _ in 0..<8 { group.addTask { (0..<200).map { code.code(for: [UInt8($0)]) } } }
      for await together in group { #expect(together == alone) }
    }
  }
}
