// SPDX-License-Identifier: EUPL-1.2

/// Steps that make a column of another, under another name and class.
enum StepLeaks {
  /// A dataset of a reference that is dropped, and what a step makes of it.
  private static func made(
    _ name: String, _ step: String, privacy: String, into: [String] = ["v"],
    source: String = "direct, treat: drop", taken: Bool = false, said: String = "none"
  ) -> LeakCase {
    LeakCase(
      name,
      [("ref", { "Q\($0 % 7)-\(["a", "b", "c"][$0 % 3])" }), ("zone", Cells.zone)],
      fields: ["ref": "privacy: \(source)", "zone": "privacy: \(privacy), treat: keep"],
      added: into.map { "source: \($0), privacy: \(said), treat: keep" },
      more: "steps: [\(step)]")
  }

  private static let steps: [(String, String, [String])] = [
    ("afleiden", "{derive: {name: v, as: \"ref\"}}", ["v"]),
    ("links", "{derive: {name: v, as: \"left(ref, 2)\"}}", ["v"]),
    ("groot", "{derive: {name: v, as: \"upper(ref)\"}}", ["v"]),
    ("lengte", "{derive: {name: v, as: \"length(ref)\"}}", ["v"]),
    ("samen", "{combine: {columns: [ref, zone], with: \" \", into: v}}", ["v"]),
    (
      "tweemaal", "{derive: {name: u, as: \"ref\"}}, {derive: {name: v, as: \"lower(u)\"}}",
      ["u", "v"]
    ),
  ]

  static let direct = LeakTests.Kind(
    name: "steps from a direct identifier", code: "direct-identifier-kept",
    leaks: steps.map { made("s-\($0.0)", $0.1, privacy: "none", into: $0.2) }
      + steps.map { made("sq-\($0.0)", $0.1, privacy: "quasi", into: $0.2, said: "quasi") })

  static let weaker = LeakTests.Kind(
    name: "steps to a weaker class", code: "personal-data",
    leaks: ["quasi", "sensitive"].flatMap { privacy in
      steps.map {
        made(
          "z-\(privacy)-\($0.0)", $0.1, privacy: "none", into: $0.2,
          source: "\(privacy), treat: keep")
      }
    })
}
