// SPDX-License-Identifier: EUPL-1.2

/// What a request may take of the preview, so that none keeps another waiting without an end.
struct ServerLimits: Sendable {
  /// The largest head in bytes. Browsers send the cookies of every program on this machine.
  var head = 32 << 10
  /// How long a head may take, from the connection on.
  var headTime = Duration.seconds(5)
  /// How long an answer may take to be made.
  var answerTime = Duration.seconds(30)
  /// How long a client may take nothing of an answer.
  var pauseTime = Duration.seconds(10)
  /// The least that a client must take in the long run, in bytes a second, after the first minute.
  var leastSpeed = 50_000
  /// How long a client may still send when it has its answer, and how many bytes.
  var drainTime = Duration.seconds(2)
  var drainBytes = 1 << 20
  /// The most connections; whoever comes then takes the place of one that waited longest.
  var connections = 64
  /// The most memory of answers that are being sent, in bytes.
  var heldBytes = 64 << 20
  /// The threads that make answers.
  var workers = 4
}
