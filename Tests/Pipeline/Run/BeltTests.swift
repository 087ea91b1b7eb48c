// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@testable import HergebruikRun

/// Who gets which task, without any rows.
@Suite("Belt")
struct BeltTests {
  private var state = BeltState(workers: 2, files: 1, ordering: nil)

  /// What a worker that asks gets, for comparing.
  private mutating func next() -> String {
    switch state.next() {
    case .task(.read(_, let number)): "read \(number)"
    case .task(.enter): "enter"
    case .task(.sort): "sort"
    case .task(.merge): "merge"
    case .task(.end): "end"
    case .task(.compress(let piece)): "compress \(piece.number)"
    case .task(.write(let pieces, _)): "write \(pieces.map(\.number))"
    case .wait: "wait"
    case .leave: "leave"
    }
  }

  private func piece(_ number: Int) -> Piece {
    let piece = Piece()
    piece.number = number
    return piece
  }

  private mutating func read() throws -> Block {
    guard case .task(.read(let block, _)) = state.next() else {
      throw Failure(.selfCheck, "there was nothing to read")
    }
    state.reader = .free
    return block
  }

  private mutating func enter(_ pieces: Int = 0, isRefused: Bool = false) throws -> Block {
    guard case .task(.enter(let block)) = state.next() else {
      throw Failure(.selfCheck, "there was nothing to enter")
    }
    state.endEnter(
      block, .init(rows: 1, isRefused: isRefused, pieces: (0..<pieces).map(piece)))
    return block
  }

  @Test("enters blocks in the order of the export, one at a time")
  mutating func entersInOrder() throws {
    let (first, second, third) = (try read(), try read(), try read())
    // As many blocks as workers, and one.
    #expect(next() == "wait")
    state.blocks[1] = second
    #expect(next() == "wait")
    state.blocks[0] = first
    #expect(next() == "enter")
    #expect(next() == "wait")
    state.endEnter(first, .init(rows: 5, isRefused: false, pieces: []))
    #expect(state.rows == 5)
    #expect(try enter() === second)
    state.blocks[2] = third
    #expect(try enter() === third)
    state.endInput(try read())
    #expect(next() == "end")
    #expect(next() == "wait")
    state.end([])
    #expect(next() == "leave")
  }

  @Test("waits at the end for blocks that are being treated")
  mutating func waitsForTheLast() throws {
    let first = try read()
    state.endInput(try read())
    #expect(next() == "wait")
    state.blocks[0] = first
    #expect(try enter() === first)
    #expect(next() == "end")
  }

  @Test("writes pieces in their order, by one worker at a time, while others go on")
  mutating func writesInOrder() throws {
    state.blocks[0] = try read()
    _ = try enter(3)
    #expect(next() == "compress 0")
    #expect(next() == "compress 1")
    #expect(next() == "compress 2")
    state.files[0].packed[1] = piece(1)
    // The first is not there yet, so something else is done.
    _ = try read()
    state.files[0].packed[0] = piece(0)
    #expect(next() == "write [0, 1]")
    state.files[0].packed[2] = piece(2)
    // Someone writes: the third piece waits, and reading goes on meanwhile.
    _ = try read()
    state.files[0].endWrite(2)
    #expect(next() == "write [2]")
  }

  @Test("stops reading while a disk is too slow for what was made")
  mutating func boundsPieces() throws {
    state.blocks[0] = try read()
    _ = try enter(6)
    for number in 0..<6 { #expect(next() == "compress \(number)") }
    for number in 0..<6 { state.files[0].packed[number] = piece(number) }
    #expect(next() == "write [0, 1, 2, 3, 4, 5]")
    #expect(next() == "wait")
    state.files[0].endWrite(6)
    #expect(next() == "read 1")
  }

  @Test("ends without the ends of files where too many rows were refused")
  mutating func refused() throws {
    state.blocks[0] = try read()
    _ = try enter(isRefused: true)
    #expect(state.isRefused)
    state.endInput(try read())
    #expect(next() == "leave")
  }

  @Test("reads nothing behind a fault, and tells the first failure to all")
  mutating func fails() throws {
    state.blocks[0] = try read()
    state.reader = .ended
    #expect(next() == "enter")
    #expect(next() == "wait")
    state.fail(Failure(.inputOutput, "the disk is full"))
    state.fail(Failure(.selfCheck, "and then this"))
    #expect(next() == "leave")
    #expect(next() == "leave")
    #expect(state.failure?.diagnostics.map(\.code) == [.inputOutput])
  }
}
