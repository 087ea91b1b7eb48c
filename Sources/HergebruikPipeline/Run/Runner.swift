// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Runs datasets. This first form takes the lock and reads every file; the engine comes after it.
public struct Runner: Sendable {
  private let options: RunOptions

  /// Makes a runner.
  public init(options: RunOptions) {
    self.options = options
  }

  /// Runs the datasets; what goes wrong is in the report.
  public func run() -> RunReport {
    do throws(Failure) {
      let project = try Project(directory: options.project)
      let lock = try RunLock(project)
      var report = RunReport()
      try withExtendedLifetime(lock) { () throws(Failure) in
        report = try ProjectDefinitions(project, asked: options.datasets).report
      }
      report.diagnostics.append(
        Diagnostic(
          .notInThisVersion, "the files were read, and nothing was run: there is no engine yet",
          hint: "Use 'hergebruik check' to read the files alone."))
      return report
    } catch {
      return RunReport(diagnostics: error.diagnostics)
    }
  }
}
