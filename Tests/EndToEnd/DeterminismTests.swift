// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The same inputs give the same bytes, whoever runs it where.
@Suite("Determinism")
struct DeterminismTests {
  /// A way to run the program.
  private struct Place {
    var zone: String
    var locale: String
    var mask: String
    var folder: String
    var jobs: String
  }

  @Test("does not depend on time zone, locale, umask, folder or the number of workers")
  func sameTree() async throws {
    let places = [
      Place(zone: "UTC", locale: "C", mask: "022", folder: "a", jobs: "1"),
      Place(
        zone: "Pacific/Kiritimati", locale: "tr_TR.UTF-8", mask: "077", folder: "een andere map",
        jobs: "5"),
      Place(zone: "America/Adak", locale: "nl_NL.UTF-8", mask: "002", folder: "c/d", jobs: "2"),
    ]
    var first: [String: Workdir.Entry]?
    for place in places {
      let work = try SampleTests.work()
      try work.signOff()
      try work.write("\(place.folder)/README", "x")
      try work.copy(work.file("pipelines"), to: "\(place.folder)/pipelines")
      let outcome = try await work.run(
        tool: "/bin/sh",
        [
          "-c",
          "umask \(place.mask) && cd '\(place.folder)' && export TZ=\(place.zone) "
            + "LC_ALL=\(place.locale) LANG=\(place.locale) && exec \"$0\" run --date 2026-11-23 "
            + "--jobs \(place.jobs) --quiet",
          Repository.program,
        ])
      #expect((outcome.code, outcome.errors) == (0, ""))
      let tree = try work.tree("\(place.folder)/catalog/current")
      #expect(tree.count > 20)
      if let first { #expect(differences(first, tree).isEmpty, "\(differences(first, tree))") }
      first = first ?? tree
    }
  }
}
