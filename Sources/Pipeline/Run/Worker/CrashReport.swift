// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikSystem

/// What is told of a dataset whose worker did not come back.
struct CrashReport {
  /// Why.
  enum Cause: Hashable, Sendable {
    /// It ended by itself, or by somebody else's hand.
    case ended(ProcessEnd, ranOutOfMemory: Bool)
    /// It took longer than a dataset may, in seconds.
    case time(Double)
    /// The run took longer than it may, in seconds.
    case runTime(Double)
    /// It took more memory than it may, in bytes.
    case memory(Int)
    /// A person stopped the work.
    case stopped
  }

  /// The dataset's pipeline file, as a person would type it.
  var file: String
  /// What it did; nil where it had not begun.
  var stage: TaskStage?
  /// Rows that it had treated.
  var rows = 0
  var cause: Cause

  /// The same in a sentence, without anything of the export.
  var diagnostic: Diagnostic {
    switch cause {
    case .ended(let end, let ranOutOfMemory): crashed(end, ranOutOfMemory)
    case .time(let seconds):
      Diagnostic(
        .datasetTimeout, at: .init(file: file),
        "it was not done within \(Self.words(seconds)), and was ended while it \(place)",
        hint:
          "Look why it is slow, or hangs; where it needs that long, raise 'limits: {time: …}' in catalog.yaml. "
          + Self.stays)
    case .runTime(let seconds):
      Diagnostic(
        .datasetTimeout, at: .init(file: file),
        stage == nil
          ? "the run was at the end of its \(Self.words(seconds)) before this dataset was begun"
          : "the run was at the end of its \(Self.words(seconds)), and ended it while it \(place)",
        hint:
          "Look which dataset is slow; where all need that long, raise 'limits: {run: …}' in catalog.yaml. "
          + Self.stays)
    case .stopped:
      Diagnostic(
        .inputOutput, at: .init(file: file), "it was stopped before it was done", hint: Self.stays)
    case .memory(let bytes):
      Diagnostic(
        .datasetCrashed, at: .init(file: file),
        "it took more memory than it may, \(ByteSize(bytes: bytes).inWords), and was ended while it \(place)",
        hint:
          "Where the machine has more, raise 'limits: {memory: …}' in catalog.yaml. \(Self.stays) \(report("memory"))"
      )
    }
  }

  private func crashed(_ end: ProcessEnd, _ ranOutOfMemory: Bool) -> Diagnostic {
    let what: String
    let name: String
    switch end {
    case .exit(let code):
      (what, name) = ("its worker ended with exit code \(code)", "exit code \(code)")
    case .signal(let signal):
      (what, name) = (
        "its worker was ended by signal \(signal) (\(Self.words(of: signal)))", "signal \(signal)"
      )
    }
    let memory = ranOutOfMemory ? ": there was no memory to be had" : ""
    return Diagnostic(
      .datasetCrashed, at: .init(file: file), "\(what)\(memory), while it \(place)",
      hint: (ranOutOfMemory || end == .signal(Signal.kill)
        ? "Look whether the machine has enough memory, or give the run less: --memory, --jobs. "
        : "")
        + "\(Self.stays) \(report(name))")
  }

  private var place: String {
    guard let stage else { return "had not begun" }
    return stage == .convert && rows > 0 ? "\(stage.words) (\(rows) were done)" : stage.words
  }

  private static let stays = "What was published stays as it is."

  /// What the makers need to know.
  private func report(_ name: String) -> String {
    "Send the makers: hergebruik \(Version.current), \(name), stage \(stage?.rawValue ?? "none"), and the pipeline "
      + "file; never the export."
  }

  private static func words(of signal: Int32) -> String {
    switch signal {
    case Signal.illegalInstruction, Signal.trap: "a check of the program itself failed"
    case Signal.abort: "the program gave up"
    case Signal.segmentation, Signal.busError:
      "memory that is not its own, as where the stack is full"
    case Signal.kill: "by force, as the system does where memory runs out"
    case Signal.arithmetic: "impossible arithmetic"
    default: Signal.words(signal)
    }
  }

  /// `2 hours`, `90 seconds`.
  static func words(_ seconds: Double) -> String {
    let whole = Int(seconds)
    for (size, unit) in [(86_400, "day"), (3600, "hour"), (60, "minute")]
    where whole >= size && whole % size == 0 {
      return "\(whole / size) \(unit)\(whole == size ? "" : "s")"
    }
    return "\(whole) second\(whole == 1 ? "" : "s")"
  }
}
