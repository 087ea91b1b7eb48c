// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikRun
internal import HergebruikSystem

/// How a run or a preview works.
struct WorkArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The day of the catalogue (default: today).", valueName: "YYYY-MM-DD"))
  var date: String?

  @Option(
    help: ArgumentHelp(
      "Threads, over all datasets (default: one per processor; four per processor at most).",
      valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Memory for whole-table questions and for sorting, such as 512M or 2G.", valueName: "size"))
  var memory = ByteSize(bytes: 512 << 20)

  func validate() throws {
    if let date, !AmsterdamDate.isValid(date), !AmsterdamDate.isValidMoment(date) {
      throw ValidationError(
        "--date must be a day that exists, written as YYYY-MM-DD, or one with its time: "
          + "YYYY-MM-DDThh:mm:ssZ.")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be a number from 1 to 1024.")
    }
    guard memory.bytes >= ByteSize.minimum else {
      throw ValidationError("--memory must be at least 16M.")
    }
  }

  @OptionGroup var logging: LogArguments

  /// What the run is told.
  func options(
    _ project: ProjectArguments, isDryRun: Bool, engine: Engine? = nil,
    progress: RunOptions.Progress?
  ) -> RunOptions {
    // On a cluster each dataset has as many threads, and side by side there are as many as it has room for.
    let threads = jobs ?? (engine == nil ? Crew.processors : 1)
    var options = RunOptions(
      project: project.project, datasets: project.datasets, isDryRun: isDryRun,
      date: date.map { String($0.prefix(10)) } ?? AmsterdamDate.today(),
      jobs: Self.bounded(threads, memory.bytes), memory: memory.bytes,
      environment: Console.environment,
      formats: Formats.registered, progress: progress)
    options.isDateAsked = date != nil
    options.moment = date.map { $0.utf8.count > 10 ? $0 : nil } ?? AmsterdamDate.moment()
    (options.worker, options.engine) = (Program.itself, engine)
    options.log = CommandLog.current?.run
    return options
  }

  /// Works with progress on a terminal, and shows what came of it.
  ///
  /// - Throws: What `ReportPrinter.show` throws.
  func show(
    _ project: ProjectArguments, isDryRun: Bool, acceptsChange: Bool, engine: Engine? = nil,
    estate: EstateArguments? = nil, _ printer: ReportPrinter, _ body: (Runner) -> RunReport
  ) throws {
    let line = printer.isQuiet ? nil : ProgressLine.onTerminal()
    var options = options(
      project, isDryRun: isDryRun, engine: engine, progress: line?.observer)
    options.acceptsChange = acceptsChange
    estate?.join(&options)
    let report = body(Runner(options: options))
    line?.finish()
    options.log?.enter(report)
    try printer.show(report)
  }

  /// As many threads as the machine, and the memory for whole-table questions, have a use for: each takes 8 MiB of
  /// that at least, and more than a few on a processor stand in each other's way.
  static func bounded(_ jobs: Int, _ memory: Int) -> Int {
    max(1, min(jobs, 4 * Crew.processors, memory / (8 << 20)))
  }
}

extension ByteSize: ExpressibleByArgument {
  /// Reads an argument.
  public init?(argument: String) {
    self.init(argument)
  }

  /// How the default shows in the help.
  public var defaultValueDescription: String {
    bytes % (1 << 20) == 0 ? "\(bytes >> 20)M" : "\(bytes)"
  }
}
