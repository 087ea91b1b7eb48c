// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// A program that writes the export to its standard output.
struct CommandOptions: Sendable {
  private let run: [String]
  private let environment: [String: String]
  private let pass: [String]
  private let timeout: Double

  /// Reads the group `command`; problems go to the reader's collection.
  init(_ keys: inout ConfigReader) {
    let words = keys.strings("run") ?? []
    run = words
    if words.isEmpty || words[0].isEmpty {
      keys.missing(
        "run", hint: "Write the program and its arguments as a list: run: [psql, -X, -c, \"…\"].")
    }
    var variables: [String: String] = [:]
    if var group = keys.mapping("environment") {
      for name in group.names.sorted() {
        variables[name] = group.string(name)
        Self.check(name, group, key: name)
      }
      group.finish()
    }
    environment = variables
    pass = keys.strings("pass") ?? []
    for name in pass { Self.check(name, keys, key: "pass") }
    timeout = Self.seconds("timeout", &keys) ?? 3600
    keys.finish()
  }

  private static func check(_ name: String, _ keys: ConfigReader, key: String) {
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy {
        (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
          || $0 == 0x5F
      }
    if !isName {
      keys.invalid(
        key, "'\(name)' cannot be the name of a variable", hint: "Write a name such as PGHOST.")
    } else if name.hasPrefix("HERGEBRUIK") || name == "CREDENTIALS_DIRECTORY" {
      keys.invalid(
        key, "'\(name)' says where keys are, and a program gets nothing of those",
        hint: "Give it a secret of its own.")
    }
  }

  /// A duration.
  static func seconds(_ key: String, _ keys: inout ConfigReader) -> Double? {
    guard let text = keys.string(key) else { return nil }
    guard let duration = ISODuration(text), duration.seconds > 0 else {
      keys.invalid(key, "'\(key)' must be a duration", hint: "Write 'PT10M' for ten minutes.")
      return nil
    }
    return duration.seconds
  }

  /// The export that the program writes.
  func file(_ context: ExtractContext) -> ExportFile {
    ExportFile(
      name: run[0],
      once: { counter throws(Failure) in
        var variables = environment
        for name in pass {
          guard let value = ThisProcess.variable(name) else {
            throw Failure(
              .inputOutput, at: .init(file: run[0]), "the variable '\(name)' is not set",
              hint: "'pass' names it: set it for whoever runs the pipeline, cron included.")
          }
          variables[name] = value
        }
        let process = try ChildProcess(
          .init(
            program: run[0], arguments: Array(run.dropFirst()), environment: variables,
            directory: context.folder.isEmpty ? "." : context.folder, timeout: timeout))
        return CommandSource(process, name: run[0], scratch: context.scratch, counter)
      })
  }
}

/// What a program writes; at its end it must say that all went well.
private final class CommandSource: ByteSource {
  private let process: ChildProcess
  private let name: String
  private let scratch: String
  private let counter: ReadCounter

  init(_ process: ChildProcess, name: String, scratch: String, _ counter: ReadCounter) {
    (self.process, self.name, self.scratch, self.counter) = (process, name, scratch, counter)
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let before = buffer.count
    if case .bytes = try process.read(into: &buffer, upTo: limit) {
      counter.add(buffer.count - before)
      return .bytes
    }
    switch try process.wait() {
    case .exit(0): return .end
    case .exit(let code): throw failure("ended with exit code \(code)")
    case .signal(let signal): throw failure("was ended by signal \(signal)")
    }
  }

  /// Its own words may hold personal data: they go to a private file, not into a message.
  private func failure(_ what: String) -> Failure {
    var hint = "It wrote nothing to standard error: run it by hand to see why."
    if !process.errorText.isEmpty {
      let path = "\(scratch)/command-errors.txt"
      hint = "What it said is in \(path), which only you can read."
      Paths.remove(path)
      let file = FileDescriptor(
        path, for: .writing, [.create, .exclusive, .noLink], mode: 0o600)
      if file?.write(process.errorText) != true {
        hint = "What it said could not be kept: run it by hand to see."
      }
    }
    return Failure(
      .sourceFailed, at: .init(file: name),
      "the program \(what), so what it wrote is not published",
      hint: hint)
  }
}
