// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@Suite struct DiagnosticTests {
  private func exitCode(_ codes: DiagnosticCode...) -> Int32 {
    DiagnosticCode.exitCode(for: codes.map { Diagnostic($0, "x") })
  }

  @Test func ranksExitCodes() {
    #expect(exitCode() == 0)
    #expect(exitCode(.typeError) == 1)
    #expect(exitCode(.typeError, .unknownKey) == 2)
    #expect(exitCode(.typeError, .unknownKey, .inputOutput) == 4)
    #expect(exitCode(.inputOutput, .extraLabel, .typeError) == 3)
    #expect(exitCode(.locked) == 5)
  }

  @Test func countsErrorsOnly() {
    let warning = Diagnostic(.typeError, severity: .warning, "x")
    #expect(DiagnosticCode.exitCode(for: [warning]) == 0)
    #expect(DiagnosticCode.datasetOrphaned.exitCode == 0)
  }

  @Test func givesEveryCodeARankAndAName() {
    for code in DiagnosticCode.allCases {
      let isWarning =
        [
          .datasetOrphaned, .datasetWithdrawn, .dateBeforeRelease, .catalogueHeld,
          .accessibilityStatementMissing,
        ]
        .contains(code) || code.remarkSeverity == .warning
      #expect((1...5).contains(code.exitCode) != isWarning, "\(code)")
      #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" }, "\(code)")
    }
  }
}
