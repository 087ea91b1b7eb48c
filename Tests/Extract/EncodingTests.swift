// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikTesting
import Testing

/// What Python's codecs make of 0x80 to 0xFF, as FNV-1a over the UTF-8; U+FFFD for what is undefined.
private let pythonTables: [(String, UInt64)] = [
  ("cp850", 0x960a_3b68_594d_bc63), ("cp437", 0x746e_5c4c_9c99_537b),
  ("iso-8859-15", 0x5df0_b681_d68e_ed40), ("windows-1252", 0x7349_09fd_7fdf_dc07),
  ("iso-8859-1", 0x3e17_65de_e263_6ca5),
]

@Suite struct EncodingTests {
  @Test(arguments: pythonTables)
  func decodesEveryByteAsPythonDoes(_ name: String, _ expected: UInt64) throws {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in UInt8(0x80)...0xFF {
      let sample = Sample(bytes: Array("a,b\nx,".utf8) + [byte], encoding: name)
      var cell = "\u{FFFD}"
      if name == "windows-1252", [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) {
        try sample.expectRefusal(.encoding, 2, 3)
      } else {
        cell = try #require(sample.rows().first?.last)
      }
      for byte in cell.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    #expect(hash == expected)
  }

  @Test func decodesCellsQuotesAndRejectedRecords() throws {
    let bytes: [UInt8] =
      Array("na".utf8) + [0xEF] + Array(";b\n\"".utf8) + [0x80, 0x22, 0x22, 0xE9]
      + Array("\";2\nx;".utf8) + [0xEB] + Array(";y\n".utf8)
    let found = try Sample(bytes: bytes, encoding: "windows-1252") {
      $0.delimiter = UInt8(ascii: ";")
    }.contents()
    #expect(found.header == ["naï", "b"])
    #expect(found.records.map(\.cells) == [["€\"é", "2"], ["x", "ë", "y"]])
  }

  @Test func namesTheByteAndNothingElse() throws {
    let bytes = Array("a,b\n1,2\nJansen,x".utf8) + [0x81] + Array("\n".utf8)
    let found = try Sample(bytes: bytes, encoding: "windows-1252").refusal()
    #expect(found.summary == "the byte 0x81 does not decode as windows-1252")
    #expect(found.location == .init(file: "0.csv", line: 3, column: 9))
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
      [0xF0, 0x9F, 0x98], [0xC3, 0x28],
    ] as [[UInt8]])
  func refusesIllFormedUTF8(_ bad: [UInt8]) throws {
    for padding in [0, 1, 7, 8, 15, 16, 17] {
      let lead = Array("a,b\n1,".utf8) + [UInt8](repeating: 0x78, count: padding)
      try Sample(bytes: lead + bad).expectRefusal(.encoding, 2, 3 + padding)
      try Sample(bytes: lead + bad + Array(",\n3,4\n".utf8)).expectRefusal(
        .encoding, 2, 3 + padding)
    }
  }

  /// The raw bytes of cells, and the sequences of UTF-8 and the other high bytes in them.
  private static let highBytes: [([UInt8], Int, Int)] = [
    (Array("plain".utf8), 0, 0),
    (Array("Café € 😎 ë".utf8), 4, 0),
    ([0x43, 0x61, 0x66, 0xE9], 0, 1),
    // A lead byte alone, a continuation byte alone, an overlong form, a surrogate, a sequence cut off.
    ([0xC3], 0, 1), ([0xA9, 0x78], 0, 1), ([0xC0, 0xAF], 0, 2), ([0xED, 0xA0, 0x80], 0, 3),
    ([0xF0, 0x9F, 0x98], 0, 3),
    // A lead byte that nothing follows, before a whole sequence.
    ([0xC3, 0xC3, 0xA9], 1, 1), ([0xC3, 0xA9, 0xA9], 1, 1), ([0xE9, 0xC3, 0xAB, 0xE9], 1, 2),
  ]

  @Test(arguments: highBytes)
  func countsWhatLooksLikeUTF8InSingleByteText(
    _ cell: [UInt8], _ sequences: Int, _ others: Int
  ) throws {
    for padding in 0...17 {
      let row = [UInt8](repeating: 0x78, count: padding) + cell + Array(",1\n".utf8)
      for name in ["iso-8859-1", "iso-8859-15", "cp850", "cp437"] {
        let found = try Sample(bytes: Array("a,b\n".utf8) + row + row, encoding: name).contents()
        #expect(found.utf8Sequences == 2 * sequences, "\(name), padding \(padding)")
        #expect(found.otherHighBytes == 2 * others, "\(name), padding \(padding)")
      }
    }
  }

  @Test func countsNothingInUnicodeText() throws {
    let text = "a,b\nCafé,€\n"
    for sample in [Sample(text), Sample(bytes: utf16(text), encoding: "utf-16le")] {
      let found = try sample.contents()
      #expect(found.utf8Sequences == 0 && found.otherHighBytes == 0)
    }
  }

  @Test func anEmptiedBatchHasNoCounts() throws {
    var batch = RecordBatch()
    (batch.utf8Sequences, batch.otherHighBytes) = (2, 3)
    batch.removeAll()
    #expect(batch.utf8Sequences == 0 && batch.otherHighBytes == 0)
  }

  @Test func readsWellFormedUTF8() throws {
    let text = "a,b\n\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF},é"
    #expect(
      try Sample(text).rows() == [
        ["\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}", "é"]
      ])
  }

  @Test func consumesByteOrderMarks() throws {
    #expect(try Sample("\u{FEFF}a\n1").contents().header == ["a"])
    #expect(try Sample("\u{FEFF}\"a\"\n1").contents().header == ["a"])
    for (name, bytes) in [
      ("utf-16", utf16("\u{FEFF}a,b\n1,😎é\n", big: true)), ("utf-16", utf16("\u{FEFF}a,b\n1,😎é\n")),
      ("utf-16le", utf16("a,b\n1,😎é\n")), ("utf-16le", utf16("\u{FEFF}a,b\n1,😎é\n")),
      ("utf-16be", utf16("a,b\n1,😎é\n", big: true)),
    ] {
      let found = try Sample(bytes: bytes, encoding: name).contents()
      #expect(found.header == ["a", "b"])
      #expect(found.rows == [["1", "😎é"]])
    }
  }

  @Test func refusesContradictingByteOrderMarks() throws {
    for (declared, text, hint) in [
      ("windows-1252", Array("\u{FEFF}a\n".utf8), "Write 'encoding: utf-8'."),
      ("utf-16", Array("\u{FEFF}a\n".utf8), "Write 'encoding: utf-8'."),
      ("utf-8", utf16("\u{FEFF}a\n"), "Write 'encoding: utf-16le'."),
      ("utf-16le", utf16("\u{FEFF}a\n", big: true), "Write 'encoding: utf-16be'."),
    ] {
      let found = try Sample(bytes: text, encoding: declared).refusal()
      #expect(found.code == .encoding)
      #expect(found.hint == hint)
    }
    try Sample(bytes: utf16("a\n1\n"), encoding: "utf-16").expectRefusal(.encoding, 1, 1)
    try Sample(bytes: [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]).expectRefusal(.encoding, 1, 1)
  }

  @Test func locatesWhatIsNotUTF16() throws {
    let lead = utf16("a,b\n1,2\n😎é,")
    for bad in [[0x00, 0xD8, 0x41, 0x00], [0x00, 0xDC], [0x00, 0xD8], [0x41]] as [[UInt8]] {
      try Sample(bytes: lead + bad, encoding: "utf-16le").expectRefusal(.encoding, 3, 9)
    }
    try Sample(bytes: utf16("a") + [0x00, 0xD8], encoding: "utf-16le").expectRefusal(
      .encoding, 1, 3)
    try Sample(bytes: utf16("a\n") + [0x00, 0xDC], encoding: "utf-16le").expectRefusal(
      .encoding, 2, 1)
  }

  private func utf16(_ text: String, big: Bool = false) -> [UInt8] {
    text.utf16.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return big ? pair.reversed() : pair
    }
  }
}
