// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikSystem

/// Messages to and from a process, a line of JSON each, through two pipes; used by one thread, which never waits for them.
struct MessagePipes {
  private var input: Int32
  private let output: Int32
  /// The longest message that is taken, in bytes.
  private let longest: Int
  private var unsent: ArraySlice<UInt8> = []
  private var received: [UInt8] = []
  private var searched = 0

  /// Takes over two descriptors that are open.
  init(input: Int32, output: Int32, longest: Int) {
    (self.input, self.output, self.longest) = (input, output, longest)
    for end in [input, output] { FileAccess.forbidWaiting(end) }
  }

  /// Adds what is to be waited for.
  func enter(_ poll: inout Poll) {
    poll.add(output, for: .reading)
    if !unsent.isEmpty { poll.add(input, for: .writing) }
  }

  /// Sends a message, as much of it as is taken now.
  mutating func send(_ message: some Encodable) throws {
    unsent += try MessageCoder.encoder.encode(message) + [0x0A]
    FileAccess.write(someOf: &unsent, to: input)
  }

  /// Sends what was not taken before, and takes the messages that are there; `full` says as well that one cannot be read,
  /// so that nothing more that is said can be trusted.
  mutating func take<Message: Decodable>(
    _ type: Message.Type
  ) -> (messages: [Message], state: FileAccess.Drained) {
    FileAccess.write(someOf: &unsent, to: input)
    var state = drain()
    var messages: [Message] = []
    while let end = received[searched...].firstIndex(of: 0x0A) {
      let line = Data(received[..<end])
      received.removeSubrange(...end)
      searched = 0
      do {
        messages.append(try MessageCoder.decoder.decode(type, from: line))
      } catch {
        state = .full
      }
    }
    searched = received.count
    return (messages, state)
  }

  /// Reads what is there, and keeps it.
  mutating func drain() -> FileAccess.Drained {
    FileAccess.drain(output, into: &received, upTo: longest)
  }

  /// Sends nothing more.
  mutating func closeInput() {
    if input >= 0 { FileAccess.close(input) }
    input = -1
  }

  /// Sends and takes nothing more.
  mutating func close() {
    closeInput()
    FileAccess.close(output)
  }
}

/// How messages are written and read on both sides.
enum MessageCoder {
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
