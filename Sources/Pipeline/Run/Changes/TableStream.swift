// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikSystem

/// The records of a written table, two blocks ahead at most.
///
/// A thread of its own unpacks them, or whoever reads the table for something else feeds them.
final class TableStream: WrittenBytes, @unchecked Sendable {
  /// The names of its columns.
  var names: [String] { table.names }

  /// A block, which cannot be copied.
  private final class Block: @unchecked Sendable {
    var bytes = ByteBuffer(capacity: 1 << 21)
  }

  private let table: WrittenTable
  private let isFed: Bool
  private let blocks = Channel<Block, Failure>(depth: 2)

  /// Opens the table of a release, and reads its header.
  ///
  /// - Parameter isFed: Whether somebody else gives the bytes.
  /// - Throws: `Failure` if it cannot be read.
  init(
    _ record: DatasetRecord, in folder: String, isFed: Bool = false
  ) throws(Failure) {
    table = try WrittenTable(record, in: folder)
    self.isFed = isFed
  }

  /// Starts to read ahead, unless somebody feeds it.
  func start() {
    guard !isFed else { return }
    let error = WorkThread.start("unpack") { self.read() }
    guard error != 0 else { return }
    end(
      Failure(
        .inputOutput, at: .init(file: table.path),
        "no thread can be started to read the table: \(SystemError.words(error))",
        hint: "Look at the limits of this user for processes (ulimit -u), and at the memory."))
  }

  /// Waits until there is room, or nobody wants more.
  func feed(_ records: Span<UInt8>) {
    let block = Block()
    block.bytes.append(records)
    _ = blocks.put(block)
  }

  /// Says that there are no more bytes, or why.
  func end(_ failure: Failure?) { blocks.end(failure) }

  /// Appends the next bytes; `false` at the end.
  ///
  /// - Throws: `Failure` if the table cannot be read.
  func next(into buffer: inout ByteBuffer) throws(Failure) -> Bool {
    guard let block = try blocks.take() else { return false }
    buffer.append(block.bytes.span)
    return true
  }

  /// Ends the reading, and waits for the end of its own.
  func stop() {
    blocks.cancel()
    if !isFed { blocks.waitForEnd() }
  }

  private func read() {
    var found: Failure?
    do throws(Failure) {
      var isMore = true
      while isMore {
        let block = Block()
        isMore = try table.next(into: &block.bytes) > 0 && blocks.put(block)
      }
    } catch {
      found = error
    }
    end(found)
  }
}
