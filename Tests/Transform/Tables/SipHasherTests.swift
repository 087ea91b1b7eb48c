// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikTables
@testable import HergebruikValues

@Suite struct SipHasherTests {
  /// From OpenSSL: `openssl mac -macopt hexkey:0001…0f -macopt size:16 -in FILE SIPHASH`, which is SipHash-2-4.
  @Test(
    arguments: zip(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 64],
      [
        "A3817F04BA25A8E66DF67214C7550293", "DA87C1D86B99AF44347659119B22FC45",
        "8177228DA4A45DC7FCA38BDEF60AFFE4", "9C70B60C5267A94E5F33B6B02985ED51",
        "F88164C12D9C8FAF7D0F6E7C7BCD5579", "1368875980776F8854527A07690E9627",
        "14EECA338B208613485EA0308FD7A15E", "A1F1EBBED8DBC153C0B84AA61FF08239",
        "3B62A9BA6258F5610F83E264F31497B4",
        "D626B266905EF35882634DF68532C125", "5493E99933B0A8117E08EC0F97CFC3D9",
        "1EAF077DC0D4CD3F8CAD4D383658A74B",
      ]))
  func isWhatOpenSSLSays(length: Int, hash: String) {
    var hasher = SipHasher(
      key: (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908), rounds: (2, 4))
    let found = (0..<length).map { UInt8($0) }.withUnsafeBufferPointer { hasher.finish($0.span) }
    let bytes = [found.high, found.low].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
    }
    let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    #expect(digits.joined().uppercased() == hash)
  }
}

@Suite struct SortedEntrySortTests {
  /// Few and many entries, of any hash, of few hashes, and of hashes that differ in the last bits only.
  @Test(arguments: [0, 1, 2, 63, 64, 65, 20_000], [UInt64.max, 3, 0x0300_0000_0000_0000])
  func sortsAsComparingDoes(count: Int, mask: UInt64) {
    var generator = SystemRandomNumberGenerator()
    func random() -> UInt64 { .random(in: 0 ... .max, using: &generator) }
    var entries = (0..<count).map { _ in
      SortedEntry(high: random() & mask, low: random() & 3, word: random())
    }
    let sorted = entries.sorted { $0.precedes($1) }
    SortedEntry.sort(&entries)
    #expect(entries == sorted)
  }
}
