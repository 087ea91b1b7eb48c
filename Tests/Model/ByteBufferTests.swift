// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@Suite struct ByteBufferTests {
  private func text(_ buffer: borrowing ByteBuffer) -> String {
    String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test func growsAndKeepsItsBytes() {
    var buffer = ByteBuffer(capacity: 1)
    var expected: [UInt8] = []
    for number in 0..<5000 {
      let byte = UInt8(truncatingIfNeeded: number &* 7)
      buffer.append(byte)
      expected.append(byte)
    }
    #expect(Array(buffer.bytes) == expected)
    #expect(buffer.capacity >= 5000)
  }

  @Test func appendsTextAndWhatAClosureWrites() {
    var buffer = ByteBuffer(copying: Array("a".utf8))
    buffer.append("é")
    buffer.append(upTo: 4) { at in
      at[0] = UInt8(ascii: "z")
      return 1
    }
    #expect(text(buffer) == "aéz")
  }

  @Test func shortensAtBothEnds() {
    var buffer = ByteBuffer(copying: Array("abcdef".utf8))
    buffer.truncate(to: 5)
    buffer.removeFirst(2)
    #expect(text(buffer) == "cde")
    let capacity = buffer.capacity
    buffer.removeAll()
    #expect(buffer.isEmpty && buffer.capacity == capacity)
  }
}
