// SPDX-License-Identifier: EUPL-1.2

import HergebruikSystem
import Testing

@testable import HergebruikValues

/// What people make of values: hashes, logins, and words without anything between.
@Suite("What is made of identifiers")
struct IdentifierFormTests {
  private func table(_ values: [String]) -> IdentifierTable {
    let table = IdentifierTable(memory: 1 << 24)
    for value in values { table.insert(Array(value.utf8).span) }
    return table
  }

  private func holdsDigest(_ table: IdentifierTable, _ cell: String) -> Bool {
    let digests = table.digests
    return DigestForm.contains(Array(cell.utf8).span) { digests.contains($0) }
  }

  @Test("digests are those of RFC 1321 and FIPS 180-4")
  func known() {
    let heads: [(PlainDigest, UInt64)] = [
      (.md5, 0x9001_5098_3cd2_4fb0), (.sha1, 0xa999_3e36_4706_816a),
      (.sha256, 0xba78_16bf_8f01_cfea), (.sha512, 0xddaf_35a1_9361_7aba),
    ]
    for (digest, head) in heads {
      #expect(digest.head(of: Array("abc".utf8).span.bytes) == head)
    }
  }

  /// Of 123456782: `printf %s 123456782 | md5sum` and the like.
  @Test(arguments: [
    ("60ffe97e10dbeb5f03f8dfc4a53ac466", true),
    ("60FFE97E10DBEB5F03F8DFC4A53AC466", true),
    ("60ffe97e10dbeb5f", true),
    ("60ffe97e10dbeb5", false),
    ("md5:60ffe97e10dbeb5f03f8dfc4", true),
    ("zie 60ffe97e10dbeb5f03f8dfc4a53ac466 hier", true),
    ("YP/pfhDb618D+N/EpTrEZg==", true),
    ("YP_pfhDb618D-N_EpTrEZg", true),
    ("691867a1406b0de52121e63ecf7032059631f0a1", true),
    ("691867A1406B0DE52121E63ECF7032059631F0A1", true),
    ("691867a1406b0de5", true),
    ("691867a1406b0de", false),
    ("sha1:691867a1406b0de52121e63e", true),
    ("zie 691867a1406b0de52121e63ecf703205 hier", true),
    ("aRhnoUBrDeUhIeY+z3AyBZYx8KE=", true),
    ("aRhnoUBrDeUhIeY-z3AyBZYx8KE", true),
    ("eef30647d28ea37791c73e9ee10e982ee0eebf8f13cd29b144f5f1c4d8ef7596", true),
    ("EEF30647D28EA37791C73E9EE10E982EE0EEBF8F13CD29B144F5F1C4D8EF7596", true),
    ("eef30647d28ea377", true),
    ("eef30647d28ea37", false),
    ("sha256:eef30647d28ea37791c73e9e", true),
    ("zie eef30647d28ea37791c73e9ee10e982e hier", true),
    ("7vMGR9KOo3eRxz6e4Q6YLuDuv48TzSmxRPXxxNjvdZY=", true),
    ("7vMGR9KOo3eRxz6e4Q6YLuDuv48TzSmxRPXxxNjvdZY", true),
    (
      "da1a81ff3173f001e1f0d53c6af0ba66258410c16bee662dff7f26fbb5e97b9125dc0e76005ec0d9d7b9a30cbc6e38b0fb797646ec6cdb55c408aaa7f56d7894",
      true
    ),
    (
      "DA1A81FF3173F001E1F0D53C6AF0BA66258410C16BEE662DFF7F26FBB5E97B9125DC0E76005EC0D9D7B9A30CBC6E38B0FB797646EC6CDB55C408AAA7F56D7894",
      true
    ),
    ("da1a81ff3173f001", true),
    ("da1a81ff3173f00", false),
    ("sha512:da1a81ff3173f001e1f0d53c", true),
    ("zie da1a81ff3173f001e1f0d53c6af0ba66 hier", true),
    (
      "2hqB/zFz8AHh8NU8avC6ZiWEEMFr7mYt/38m+7Xpe5El3A52AF7A2de5owy8bjiw+3l2Ruxs21XECKqn9W14lA==",
      true
    ),
    (
      "2hqB_zFz8AHh8NU8avC6ZiWEEMFr7mYt_38m-7Xpe5El3A52AF7A2de5owy8bjiw-3l2Ruxs21XECKqn9W14lA", true
    ),
    ("60ffe97e-10db-eb5f-03f8-dfc4a53ac466", true),
    ("128934659083682058901043581716858061926", true),
    ("39850579567f4a03f2f038d59dd96fdb", false),
    ("een gewone tekst zonder iets dat daarop lijkt", false),
  ])
  func findsHashes(_ cell: String, _ expected: Bool) {
    for values in [["123456782"], ["1234.56.782"], ["aaaaa", "123456782", "Jan de Vries"]] {
      #expect(holdsDigest(table(values), cell) == expected, "\(cell)")
    }
    #expect(!holdsDigest(table(["123456783"]), cell))
  }

  @Test(arguments: [
    ("kamppiet", true), ("pietkamp", true), ("p.kamp", true), ("KAMP_P", true), ("P Kamp", true),
    ("kamp, p", true), ("zie p.kamp hier", true), ("pietkamp01", true), ("pvanderveen", true),
    ("kamp", false), ("piet", false), ("kampen", false), ("x.kamp", false), ("kampp", false),
    ("spietkamp", false), ("in het kamp", false),
  ])
  func findsWordsWithoutSpaces(_ cell: String, _ expected: Bool) {
    let table = table(["Kamp, Piet", "P. van der Veen"])
    #expect(table.occurs(in: Array(cell.utf8).span) == expected, "\(cell)")
  }

  @Test(arguments: [
    ("pkamp", true), ("kampp", true), ("PKAMP01", true), ("jvermeulen", true),
    ("vermeulenj", true), ("janvermeulen", true), ("kamp", false), ("xkamp", false),
    ("vermeulen", false), ("p kamp", false), ("", false), ("123456", false),
  ])
  func knowsLogins(_ cell: String, _ expected: Bool) {
    let table = table(["Kamp, Piet", "Vermeulen", "Jan"])
    #expect(table.mayBeLogin(Array(cell.utf8).span) == expected, "\(cell)")
  }
}
