// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What has a place in a total order.
package protocol Ordered {
  func precedes(_ other: Self) -> Bool
}

/// Elements in their order, one at a time; an element may be valid only until the next one is taken.
package protocol SortedRun {
  associatedtype Element: Ordered
  mutating func next() throws(Failure) -> Element?
}

/// The heads of sorted runs, the least one first: a binary heap.
package struct RunHeap<Run: SortedRun> {
  private var runs: [Run] = []
  /// The head of a run, and which run.
  private var heads: [(element: Run.Element, run: Int)] = []
  /// Whether the least head was given out.
  private var isTaken = false

  /// Makes a heap without runs.
  package init() {}

  /// Adds a run; of all runs before the first element is taken.
  package mutating func add(_ run: Run) throws(Failure) {
    runs.append(run)
    guard let head = try runs[runs.count - 1].next() else { return }
    heads.append((head, runs.count - 1))
    var at = heads.count - 1
    while at > 0, heads[at].element.precedes(heads[(at - 1) / 2].element) {
      heads.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  /// Takes the least element of all runs, which is valid until the next call.
  package mutating func next() throws(Failure) -> Run.Element? {
    if isTaken { try replaceLeast() }
    isTaken = !heads.isEmpty
    return heads.first?.element
  }

  private mutating func replaceLeast() throws(Failure) {
    if let head = try runs[heads[0].run].next() {
      heads[0].element = head
    } else {
      heads[0] = heads[heads.count - 1]
      heads.removeLast()
    }
    sink()
  }

  private mutating func sink() {
    var at = 0
    while true {
      var least = at
      for child in 2 * at + 1...2 * at + 2 where child < heads.count {
        if heads[child].element.precedes(heads[least].element) { least = child }
      }
      guard least != at else { return }
      heads.swapAt(at, least)
      at = least
    }
  }
}
