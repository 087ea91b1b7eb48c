// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition

/// A line to an engine; docs/workers.md describes it.
struct EngineRequest: Codable, Sendable {
  /// A task that is to be done.
  var submit: EngineOrder
}

/// A task for a worker that an engine starts somewhere.
struct EngineOrder: Codable, Sendable {
  /// Its number; the answer has the same.
  var number: Int
  /// Whose it is: engines give each project its turn.
  var project: String
  /// The dataset's name.
  var dataset: String
  /// The task as a line for a worker. Engines pass it on and do not read it.
  var task: String
  /// The folder in which each attempt makes one of its own.
  var attempts: String
  /// Where the program is on the machine of the worker.
  var program: String
  /// The version that the program must have.
  var version: String
  /// The folder of keys on the machine of the worker; nil where the worker's own environment says.
  var keys: String?
  var limits: Limits

  /// What the worker may take.
  struct Limits: Codable, Sendable {
    /// Seconds.
    var time: Double
    /// Bytes of memory.
    var memory: Int
  }
}

/// A line from an engine; one of the members is there.
struct EngineReply: Codable, Sendable {
  /// It takes tasks.
  var ready: Ready?
  /// A task is over.
  var answer: EngineAnswer?
  /// It does nothing, and why.
  var refused: Refusal?

  /// That it takes tasks.
  struct Ready: Codable, Sendable {
    /// Of its messages.
    var version: Int
  }

  /// Why it does nothing.
  struct Refusal: Codable, Sendable {
    /// In a sentence.
    var summary: String
    /// How to mend it.
    var hint: String
    /// The file that has to be mended; nil where it is none.
    var file: String?
  }
}

/// What came of a task.
struct EngineAnswer: Codable, Sendable {
  /// How it went.
  enum Outcome: String, Codable, Sendable {
    /// The worker answered: `message` is there.
    case done
    /// The worker ended without an answer, by itself or by somebody else's hand: `exit` or `signal` is there.
    case ended
    /// It was ended, for it took too long.
    case time
    /// It was ended, for it took too much memory.
    case memory
    /// No worker could be had, or none was let to its end: `why` is there.
    case lost
  }

  var number: Int
  var outcome: Outcome
  /// The name of the folder of the attempt that this is about; nil where there is none.
  var attempt: String?
  /// The result, as the line of the worker.
  var message: String?
  var exit: Int32?
  var signal: Int32?
  /// What the worker did at the end.
  var stage: TaskStage?
  /// Rows that it had treated when it last said so.
  var rows: Int?
  /// Whether it said that there was no memory to be had.
  var ranOutOfMemory: Bool?
  /// Why it was lost, in words without anything of an export.
  var why: String?
}
