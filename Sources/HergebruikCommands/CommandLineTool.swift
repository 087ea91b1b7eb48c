// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
public import HergebruikExtract
internal import HergebruikModel

/// The command line as a whole: parses, runs, and turns every end into an exit code.
public enum CommandLineTool {
  /// Runs a command line, without the program's own name, and returns the exit code.
  ///
  /// - Parameter formats: What exports may be; a program of one's own puts its formats behind ours.
  public static func run(
    _ arguments: [String], formats: ExtractorRegistry = .builtIn
  ) async -> Int32 {
    await Formats.$registered.withValue(formats) { await run(arguments) }
  }

  private static func run(_ arguments: [String]) async -> Int32 {
    do {
      var command = try HergebruikCommand.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return 0
    } catch let failure as Failure {
      Console.diagnose(failure.diagnostics)
      return DiagnosticCode.exitCode(for: failure.diagnostics)
    } catch let exit as ExitCode {
      return exit.rawValue
    } catch {
      let isHelp = HergebruikCommand.exitCode(for: error).isSuccess
      let message = HergebruikCommand.fullMessage(for: error, columns: 80)
      Console.write(message + "\n", to: isHelp ? .output : .error)
      return isHelp ? 0 : DiagnosticCode.usage.exitCode
    }
  }
}
