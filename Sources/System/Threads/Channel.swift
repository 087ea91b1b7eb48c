// SPDX-License-Identifier: EUPL-1.2

/// Elements on their way from threads that make them to threads that take them: first in, first out, and bounded.
package final class Channel<Element, Failure: Error>: Sendable {
  private struct State {
    var elements: [Element] = []
    var isEnded = false
    var isCancelled = false
    var failure: Failure?
  }

  private let depth: Int
  private let state = Monitor(State())

  /// Creates a channel that holds so many elements at most.
  package init(depth: Int) { self.depth = depth }

  // MARK: For those that make

  /// Adds an element; waits while the channel is full.
  ///
  /// - Returns: Whether it was taken over: `false` if nobody wants more.
  package func put(_ element: Element) -> Bool {
    state.wait(waking: .all) { state in
      if state.isCancelled { return false }
      guard state.elements.count < depth else { return nil }
      state.elements.append(element)
      return true
    }
  }

  /// Says that nothing follows, and why; only the first call counts.
  package func end(_ failure: Failure? = nil) {
    state.withLock(waking: .all) { state in
      guard !state.isEnded else { return }
      (state.isEnded, state.failure) = (true, failure)
    }
  }

  // MARK: For those that take

  /// The next element; waits for it. `nil` at the end.
  ///
  /// - Throws: What `end` was told, once all elements were given out.
  package func take() throws(Failure) -> Element? {
    let (element, failure) = state.wait(waking: .all) { state -> (Element?, Failure?)? in
      if !state.elements.isEmpty { return (state.elements.removeFirst(), nil) }
      guard state.isEnded else { return nil }
      return (nil, state.failure)
    }
    if let failure { throw failure }
    return element
  }

  /// Says that nobody wants more: what waits is dropped, and `put` returns `false` from now on.
  package func cancel() {
    state.withLock(waking: .all) { state in
      state.isCancelled = true
      state.elements.removeAll()
    }
  }

  /// Waits until `end` was called.
  package func waitForEnd() {
    state.wait { $0.isEnded ? () : nil }
  }
}
