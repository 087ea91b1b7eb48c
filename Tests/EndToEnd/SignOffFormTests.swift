// SPDX-License-Identifier: EUPL-1.2

import Testing

/// The form that an FG fills in without a shell.
@Suite("Form of the sign-off")
struct SignOffFormTests {
  private func work() async throws -> (work: Workdir, form: String) {
    let work = try Workdir(isSigned: false)
    try work.dataset(
      "t", csv: "path: a.csv",
      fields: [
        "source: wijk, privacy: quasi, treat: keep", "source: naam, privacy: direct, treat: drop",
        "source: kleur, privacy: none, treat: keep",
      ], more: "privacy: {k: {minimum: 5}}")
    // Two of sixty cells have the form of a name.
    let rows = (0..<60).map {
      "wijk \($0 % 3),n\($0),\($0 == 7 || $0 == 13 ? "J. Jansen" : "blauw")\n"
    }
    try work.write("pipelines/t/a.csv", "wijk,naam,kleur\n" + rows.joined())
    let outcome = try await work.run("preview", "t", "--export", "uit")
    #expect(outcome.output.contains("form.yaml"), "\(outcome.errors)")
    let page = try work.text("uit/_preview/t/report.html")
    #expect(page.contains("Niemand staat alleen") && !page.contains("Jansen"))
    return (work, try work.text("uit/_preview/t/form.yaml"))
  }

  private func filled(_ form: String, _ answers: [String: String]) -> String {
    answers.reduce(form) { text, answer in
      text.replacing("\n\(answer.key): \"\"\n", with: "\n\(answer.key): \"\(answer.value)\"\n")
    }
  }

  private static let answers = [
    "role": "FG", "decision": "publish", "validUntil": Workdir.lastDay,
    "purpose": "Inzicht in wijken", "decidedBy": "Directeur",
  ]

  @Test("signs as it says, with what its report called possible, and a run publishes")
  func signs() async throws {
    let (work, form) = try await work()
    #expect(form.contains("possible: [\"kleur: name\"]"), "\(form)")
    var text = filled(form, Self.answers)
    text = text.replacing("  uncompared: \"\"", with: "  uncompared: \"Een proef.\"")
    try work.write("antwoord.yaml", text)
    let signed = try await work.run("sign-off", "--from", "antwoord.yaml")
    #expect(signed.code == 0, "\(signed.errors)")
    #expect(signed.output.contains("Directeur decided, and FG signed"), "\(signed.output)")
    #expect(signed.output.contains("--legal-basis"), "\(signed.output)")
    let assessment = try work.text("pipelines/t/assessment.yaml")
    for line in [
      "purpose: \"Inzicht in wijken\"", "exceptions: [uncompared]", "possible: [\"kleur: name\"]",
      "validUntil: \"\(Workdir.lastDay)\"",
    ] {
      #expect(assessment.contains(line), "\(line)")
    }
    #expect(assessment.firstMatch(of: #/\nreport: "[0-9a-f]{64}"\n/#) != nil)
    let night = try await work.run("run")
    #expect(night.code == 0, "\(night.errors)")
  }

  @Test("says what is missing or wrong, where, and how to mend it; nothing is signed then")
  func mistakes() async throws {
    let (work, form) = try await work()
    let right = filled(form, Self.answers)
    let cases = [
      (
        form,
        ["'role' is not filled in", "'decision' is not filled in", "'validUntil' is not filled"]
      ),
      (right.replacing("\"publish\"", with: "\"ja\""), ["'ja' is neither publish nor refuse"]),
      (right.replacing(Workdir.lastDay, with: "31-12-2027"), ["is not a day that exists"]),
      (right + "doel: \"x\"\n", ["'doel' is not a key that belongs here"]),
      (right.replacing("  without-k:", with: "  zonder-k:"), ["'zonder-k' is not a key"]),
      (right.replacing("version: 1", with: "version: 7"), ["format 7"]),
      (
        right.replacing(#/definition: "[0-9a-f]+"/#, with: "definition: \"00\""),
        ["changed since this form was made"]
      ),
      (right.replacing("dataset: \"t\"", with: "dataset: \"u\""), ["there is no dataset 'u'"]),
      (right.replacing(Workdir.lastDay, with: "2099-01-01"), ["3 years at most"]),
      ("geen: [formulier", ["antwoord.yaml"]), ("", ["antwoord.yaml"]),
    ]
    for (text, words) in cases {
      try work.write("antwoord.yaml", text)
      let signed = try await work.run("sign-off", "--from", "antwoord.yaml")
      #expect(signed.code != 0)
      for word in words { #expect(signed.unwrappedErrors.contains(word), "\(signed.errors)") }
    }
    #expect(!work.exists("pipelines/t/assessment.yaml"))
    let mixed = try await work.run("sign-off", "--from", "antwoord.yaml", "--role", "FG")
    #expect(mixed.code == 2 && mixed.errors.contains("--from takes the whole decision"))
    let other = try await work.run("sign-off", "t", "--decision", "publish", "--role", "FG")
    #expect(other.code == 2 && other.errors.contains("--valid-until"), "\(other.errors)")
    try work.write("antwoord.yaml", right)
    let wrong = try await work.run("sign-off", "v", "--from", "antwoord.yaml")
    #expect(wrong.code == 2 && wrong.unwrappedErrors.contains("about the dataset 't'"))
  }

  @Test("is bound to the definition that was looked at")
  func changed() async throws {
    let (work, form) = try await work()
    try work.write("antwoord.yaml", filled(form, Self.answers))
    let file = "pipelines/t/pipeline.yaml"
    try work.write(file, try work.text(file).replacing("minimum: 5", with: "minimum: 2"))
    let signed = try await work.run("sign-off", "--from", "antwoord.yaml")
    #expect(signed.code == 3 && signed.unwrappedErrors.contains("changed since this form was made"))
  }
}
