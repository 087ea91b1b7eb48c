// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem
internal import Synchronization

/// The turns of one run among others of an estate: asked for, and given back, through two descriptors of whoever
/// started it. It never waits for them.
package final class WorkTurns: Sendable {
  /// What goes over the descriptors: a byte each.
  enum Byte {
    /// A turn for a dataset beside others is asked for.
    static let some = UInt8(ascii: "s")
    /// A turn for a dataset by itself is asked for.
    static let all = UInt8(ascii: "a")
    /// The turn that was asked for is given.
    static let granted = UInt8(ascii: "g")
    /// A turn is over.
    static let done = UInt8(ascii: "d")
  }

  private struct State {
    var asked: UInt8?
    var hasTurn = false
    var isOver = false
  }

  /// Where answers come in.
  let reading: Int32
  private let writing: Int32
  private let state = Mutex(State())

  /// Takes turns through descriptors that are open.
  package init(reading: Int32, writing: Int32) {
    (self.reading, self.writing) = (reading, writing)
    FileAccess.forbidWaiting(reading)
  }

  /// Whether whoever gives turns is gone.
  var isOver: Bool { state.withLock { $0.isOver } }

  /// Whether a dataset may begin now; if not, its turn is asked for.
  ///
  /// - Parameter alone: Whether nothing else may be under way.
  func take(alone: Bool) -> Bool {
    let kind = alone ? Byte.all : Byte.some
    return state.withLock { state in
      if state.asked == nil {
        state.asked = kind
        say(kind, &state)
      }
      hear(&state)
      guard state.hasTurn else { return false }
      let isRight = state.asked == kind
      // A turn of the other kind is of no use: it goes back.
      if !isRight { say(Byte.done, &state) }
      (state.hasTurn, state.asked) = (false, nil)
      return isRight
    }
  }

  /// Says that a dataset that had its turn is over.
  func giveBack() { state.withLock { say(Byte.done, &$0) } }

  private func say(_ byte: UInt8, _ state: inout State) {
    if unsafe !FileAccess.write([byte].span.bytes, to: writing) { state.isOver = true }
  }

  private func hear(_ state: inout State) {
    var byte: [UInt8] = [0]
    let count = FileAccess.read(reading, into: &byte)
    if count == 1, byte[0] == Byte.granted { state.hasTurn = true }
    if count == 0 { state.isOver = true }
  }
}
