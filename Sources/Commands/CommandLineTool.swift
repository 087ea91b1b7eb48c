// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Dispatch
internal import HergebruikDefinition
internal import HergebruikExtract
public import HergebruikFormat
internal import HergebruikRun
internal import HergebruikSystem

/// The command line as a whole: parses, runs, and turns every end into an exit code.
public enum CommandLineTool {
  /// Is the program: runs the command line of this process, and ends it.
  ///
  /// It starts itself as `hergebruik worker` for each dataset, so a program of one's own calls this first, before it
  /// does anything else.
  ///
  /// - Parameter formats: What exports may be besides what they may be already; each with a name of its own.
  public static func main(adding formats: any Extractor.Type...) -> Never {
    // Whoever reads along may leave early ('| head', a browser): that ends nothing here.
    // A file that may not grow any more is an error that says so.
    Signal.ignoreBrokenWrites()
    // Whoever started this may have had them blocked, as Dispatch's threads have: nothing but KILL would end it.
    Signal.unblockRequests()
    let arguments = CommandLine.arguments
    guard let name = arguments.first, !name.isEmpty, Paths.canRead("/proc/self/exe") else {
      let failure = Failure(
        .inputOutput, at: .init(file: "/proc/self/cmdline"),
        "the program cannot read its own command line",
        hint: "On Linux it stands in /proc: mount it, also in a container or a chroot.")
      Console.diagnose(failure.diagnostics)
      ThisProcess.end(DiagnosticCode.exitCode(for: failure.diagnostics))
    }
    // Not its name: another may stand there by now.
    let code = Program.$itself.withValue("/proc/self/exe") {
      run(Array(arguments.dropFirst()), with: ExtractorRegistry.builtIn.adding(formats))
    }
    ThisProcess.end(code)
  }

  /// Runs a command line, without the program's own name, and returns the exit code; datasets are converted in this
  /// process.
  ///
  /// - Parameter formats: What exports may be besides what they may be already; each with a name of its own.
  public static func run(_ arguments: [String], adding formats: any Extractor.Type...) -> Int32 {
    run(arguments, with: ExtractorRegistry.builtIn.adding(formats))
  }

  private static func run(_ arguments: [String], with formats: ExtractorRegistry) -> Int32 {
    Formats.$registered.withValue(formats) { perform(arguments) }
  }

  private static func perform(_ arguments: [String]) -> Int32 {
    do {
      // A run starts a worker for each dataset: nothing of the other commands is set up for that.
      let command: any ParsableCommand =
        arguments.starts(with: ["worker", "--parent"])
        ? try WorkerCommand.parseAsRoot(Array(arguments.dropFirst()))
        : try HergebruikCommand.parseAsRoot(InitCommand.listingRecipes(arguments))
      guard let log = (command as? any LoggedCommand)?.log else { return perform(command) }
      let name = type(of: command).configuration.commandName ?? ""
      return CommandLog.$current.withValue(log) {
        log.run.begin(name, version: Version.current)
        let code = perform(command)
        log.run.end(name, exitCode: code)
        return code
      }
    } catch {
      return end(error)
    }
  }

  /// Performs a command; the exit code.
  private static func perform(_ command: any ParsableCommand) -> Int32 {
    var command = command
    do {
      if let asynchronous = command as? any AsyncParsableCommand {
        return wait(for: asynchronous)
      }
      try command.run()
      return 0
    } catch {
      return end(error)
    }
  }

  /// Runs a command that serves others, and waits for it; the others need no thread but this one.
  private static func wait(for command: any AsyncParsableCommand) -> Int32 {
    let done = DispatchSemaphore(value: 0)
    nonisolated(unsafe) var (command, code) = (command, Int32(0))
    Task {
      do {
        try unsafe await command.run()
      } catch {
        unsafe code = end(error)
      }
      done.signal()
    }
    done.wait()
    return unsafe code
  }

  /// Tells what ended a command; the exit code.
  private static func end(_ error: any Error) -> Int32 {
    switch error {
    case let failure as Failure:
      Console.diagnose(failure.diagnostics)
      return DiagnosticCode.exitCode(for: failure.diagnostics)
    case let exit as ExitCode:
      return exit.rawValue
    default:
      let isHelp = HergebruikCommand.exitCode(for: error).isSuccess
      let message = HergebruikCommand.fullMessage(for: error, columns: 80)
      if !isHelp, CommandLog.current?.form == .json {
        Console.diagnose([Diagnostic(.usage, message)])
      } else {
        Console.write(message + "\n", to: isHelp ? .output : .error)
      }
      return isHelp ? 0 : DiagnosticCode.usage.exitCode
    }
  }
}
