// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What `hergebruik init` proposes of kinds of cells and files that need an option of their own.
@Suite("Proposed sources") struct InitSourceTests {
  @Test(
    "takes codes out of the formulas that protect their zeroes",
    arguments: [
      "code;naam\n\"=\"\"0012\"\"\";Een\n\"=\"\"0013\"\"\";Twee\n\"=\"\"0014\"\"\";Drie\n",
      "code;naam\n=\"0012\";Een\n=\"0013\";Twee\n=\"0014\";Drie\n",
      "=\"code\";naam\n=\"0012\";Een\n\"=\"\"0013\"\"\";Twee\n0014;Drie\n",
    ])
  func protectedCodes(_ export: String) async throws {
    let work = try Workdir(catalogue: false)
    try work.write("a.csv", export)
    let outcome = try await work.run("init", "a.csv")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try work.text("pipelines/a/pipeline.yaml")
    #expect(text.contains("unwrapFormulas: true"), "\(text)")
    try HurriedSteward.answer(work, ["pipelines/catalog.yaml", "pipelines/a/pipeline.yaml"])
    let run = try await work.run("run")
    #expect(run.code == 0 && !run.errors.contains("formula"), "\(run.errors)")
    #expect(
      try work.published("a")
        == [["code", "naam"], ["0012", "Een"], ["0013", "Twee"], ["0014", "Drie"]])
  }
}
