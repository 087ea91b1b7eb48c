// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikRun
internal import HergebruikSystem

/// Where datasets are converted.
struct EngineArguments: ParsableArguments {
  /// What can have them converted.
  enum Name: String, ExpressibleByArgument, CaseIterable {
    /// This machine.
    case local
    /// The machines of a Spark cluster.
    case spark
  }

  @Option(
    help: ArgumentHelp(
      "Where datasets are converted: local, on this machine; or spark, on a cluster.",
      valueName: "engine"))
  var engine = Name.local

  @Option(
    help: ArgumentHelp(
      "The address of the cluster, such as spark://HOST:7077; with --engine spark.",
      valueName: "url"))
  var master: String?

  @Option(
    help: ArgumentHelp(
      "Where this program is on the machines of the cluster (default: where it is here).",
      valueName: "path"))
  var program: String?

  @Option(
    help: ArgumentHelp(
      "The Spark application of engines/spark (default: hergebruik-spark on the PATH).",
      valueName: "path"))
  var application: String?

  func validate() throws {
    switch engine {
    case .local:
      guard master == nil, program == nil, application == nil else {
        throw ValidationError("--master, --program and --application go with --engine spark.")
      }
    case .spark:
      guard master != nil else { throw ValidationError("--engine spark needs --master URL.") }
    }
  }

  /// The engine that was asked for; nil for this machine.
  var chosen: Engine? {
    guard engine == .spark, let master else { return nil }
    let itself = Program.itself.flatMap(Paths.real) ?? "hergebruik"
    return .spark(
      application: application ?? "hergebruik-spark", master: master, program: program ?? itself)
  }

  /// The same on the command line of another run.
  var arguments: [String] {
    guard case .spark(let application, let master, let program) = chosen else { return [] }
    return [
      "--engine", "spark", "--master", master, "--program", program, "--application", application,
    ]
  }
}
