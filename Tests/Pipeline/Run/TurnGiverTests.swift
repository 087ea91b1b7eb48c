// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikRun

/// Whose turn it is among the projects of an estate.
@Suite("Turns of projects")
struct TurnGiverTests {
  @Test("each project has its turn, also beside one that asks again and again")
  func fair() {
    var giver = TurnGiver(places: 2)
    for project in [0, 1, 2] { giver.ask(project, .some) }
    #expect(giver.next() == 0 && giver.next() == 1)
    #expect(giver.next() == nil)
    giver.ask(0, .some)
    giver.giveBack(0)
    #expect(giver.next() == 2)
    giver.giveBack(1)
    #expect(giver.next() == 0)
    #expect(giver.next() == nil)
  }

  @Test("who must be alone is, and is not overtaken")
  func alone() {
    var giver = TurnGiver(places: 3)
    giver.ask(0, .some)
    #expect(giver.next() == 0)
    giver.ask(1, .all)
    giver.ask(2, .some)
    #expect(giver.next() == nil)
    giver.giveBack(0)
    #expect(giver.next() == 1)
    #expect(giver.next() == nil)
    giver.giveBack(1)
    #expect(giver.next() == 2)
  }

  @Test("a project that is over has and asks nothing any more")
  func left() {
    var giver = TurnGiver(places: 1)
    giver.ask(0, .all)
    #expect(giver.next() == 0)
    giver.ask(0, .some)
    giver.ask(1, .some)
    giver.leave(0)
    #expect(giver.next() == 1)
    // What it never had cannot be given back.
    giver.giveBack(0)
    giver.ask(2, .some)
    #expect(giver.next() == nil)
    giver.leave(1)
    #expect(giver.next() == 2)
  }
}
