// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikDefinition

/// Seals as OpenSSH 9 makes them, with keys that were thrown away.
@Suite("Seal")
struct SealTests {
  private static let text = Array("version: 2\nrole: \"FG\"\n".utf8)
  private static let own =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJSvDhcsBotiFHixZie4Rq8v+WDPmrM0CBy3crfR/+bo FG Voorbeeldstad"
  private static let other =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFY8oCLcO8vomNE7g5vmYl8Xp31eg1efD6Qw2GzBn+s8 ander"

  private static let sealed = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAglK8OFywGi2IUeLFmJ7hGry/5YM
    +aszQIHLdyt9H/5ugAAAATaGVyZ2VicnVpay1zaWduLW9mZgAAAAAAAAAGc2hhNTEyAAAA
    UwAAAAtzc2gtZWQyNTUxOQAAAEDRDiY0e6lYZRvkWwDgK0ZoWgVa7yWdPlzWfZKC8zXRvy
    9748vZICY/GPBrk29rHIyr18lsm6Gz/2aqnoCqPSMC
    -----END SSH SIGNATURE-----

    """

  private static let sealed256 = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAglK8OFywGi2IUeLFmJ7hGry/5YM
    +aszQIHLdyt9H/5ugAAAATaGVyZ2VicnVpay1zaWduLW9mZgAAAAAAAAAGc2hhMjU2AAAA
    UwAAAAtzc2gtZWQyNTUxOQAAAEBJQjmi80Oaxtgrm/v/cKqREPGHVWdi9xCA9TVo25Lj8U
    uuvZRXIQg2Qnu+G6X7rszbA0KtTPA7ISvKwxUec0YJ
    -----END SSH SIGNATURE-----

    """

  private static let byOther = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgVjygItw7y+iY0TuDm+ZiXxenfV
    6DV58PpDDYbMGf6zwAAAATaGVyZ2VicnVpay1zaWduLW9mZgAAAAAAAAAGc2hhNTEyAAAA
    UwAAAAtzc2gtZWQyNTUxOQAAAEAgGvDxsLXHW8cdyz7yscl7q1ZbEYQBA/8quDMXKTUOkT
    2Dm8Y5Ati64z681OHpMw8i0YmTYFfpBJGfyFnoyxwE
    -----END SSH SIGNATURE-----

    """

  private static let ofFile = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAglK8OFywGi2IUeLFmJ7hGry/5YM
    +aszQIHLdyt9H/5ugAAAAEZmlsZQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUx
    OQAAAEBJ6QC7E6ZdSGyTDt78yxw0/q31IQ8eUdh24MfkrWTNizjc1noNeC3X+ffZVyJJiJ
    jWPHl/uJUEc7jgpOZ3Uc8L
    -----END SSH SIGNATURE-----

    """

  private func isValid(
    _ seal: String, _ text: [UInt8] = text, by lines: [String] = [own]
  ) -> Bool {
    Seal(seal)?.isValid(of: text, by: lines.compactMap(SealSigner.init)) ?? false
  }

  @Test("holds for the text and the signer that it is of")
  func holds() {
    #expect(isValid(Self.sealed))
    #expect(isValid(Self.sealed256))
    #expect(isValid(Self.byOther, by: [Self.own, Self.other]))
    #expect(isValid(Self.sealed.replacing("\n", with: "\r\n")))
  }

  @Test("holds for nothing else")
  func refuses() {
    #expect(!isValid(Self.byOther))
    #expect(!isValid(Self.sealed, by: []))
    #expect(!isValid(Self.sealed, by: [Self.other]))
    #expect(!isValid(Self.ofFile), "a signature for another use")
    #expect(!isValid(Self.sealed, Self.text.dropLast()))
    for index in Self.text.indices {
      var text = Self.text
      text[index] ^= 1
      #expect(!isValid(Self.sealed, text))
    }
  }

  @Test("is none where a byte of it is another, or gone")
  func damaged() {
    let bytes = Array(Self.sealed.utf8)
    let start = Self.sealed.utf8.count - Self.sealed.drop { $0 != "\n" }.utf8.count
    for index in start..<(bytes.count - 36) where bytes[index] != UInt8(ascii: "\n") {
      var changed = bytes
      changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      if changed != bytes { #expect(!isValid(String(decoding: changed, as: UTF8.self))) }
    }
    for count in 0..<(bytes.count - 1) {
      #expect(!isValid(String(decoding: bytes[..<count], as: UTF8.self)))
    }
    #expect(!isValid("") && !isValid("\n\n\n"))
  }

  @Test("knows keys of Ed25519 alone")
  func keys() {
    #expect(SealSigner(Self.own)?.key.count == 32)
    #expect(SealSigner(Self.own) != SealSigner(Self.other))
    for line in [
      "", "ssh-ed25519", "ssh-ed25519 !!", "ssh-ed25519 AAAA", "ssh-rsa AAAAB3NzaC1yc2E= x",
      Self.own.replacing("ssh-ed25519 ", with: "ssh-rsa "), String(Self.own.prefix(60)),
    ] {
      #expect(SealSigner(line) == nil, "\(line)")
    }
  }
}
