// SPDX-License-Identifier: EUPL-1.2

/// Decides whose turn it is: each project that asks has one, and then waits until all others that ask had one.
///
/// A project has one question open at a time. A dataset that must be by itself waits, when it is the first, until all
/// others are over; nothing overtakes it.
struct TurnGiver {
  /// What a project asks.
  enum Question: Sendable {
    /// A turn beside others.
    case some
    /// A turn by itself.
    case all
  }

  /// So many at once.
  let places: Int
  private var waiting: [(project: Int, question: Question)] = []
  private var given: [Int: Int] = [:]
  private var isTakenWhole = false

  /// Makes one that gives so many turns at once.
  init(places: Int) { self.places = max(1, places) }

  /// A project asks.
  mutating func ask(_ project: Int, _ question: Question) {
    waiting.append((project, question))
  }

  /// A project gives a turn back; one that it never had is not counted.
  mutating func giveBack(_ project: Int) {
    guard let count = given[project] else { return }
    given[project] = count > 1 ? count - 1 : nil
    if given.isEmpty { isTakenWhole = false }
  }

  /// A project is over, with all that it asked and had.
  mutating func leave(_ project: Int) {
    waiting.removeAll { $0.project == project }
    given[project] = nil
    if given.isEmpty { isTakenWhole = false }
  }

  /// The next project that has its turn; `nil` if none may begin now.
  mutating func next() -> Int? {
    guard let first = waiting.first, !isTakenWhole else { return nil }
    let underWay = given.values.reduce(0, +)
    switch first.question {
    case .some: guard underWay < places else { return nil }
    case .all:
      guard underWay == 0 else { return nil }
      isTakenWhole = true
    }
    waiting.removeFirst()
    given[first.project, default: 0] += 1
    return first.project
  }
}
