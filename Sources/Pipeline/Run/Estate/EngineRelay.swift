// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikFormat

/// Passes on what the runs of an estate ask of one engine, and gives each its own answers.
struct EngineRelay {
  private let connection: EngineConnection
  private var owners: [Int: (member: Int, number: Int)] = [:]
  private var next = 0
  /// What members said of which the end is not there yet.
  private var rests: [Int: [UInt8]] = [:]
  /// Why the engine does nothing; nil as long as it does.
  private var refusal: EngineReply?
  private var isOver = false

  /// Passes on to an engine that is connected.
  init(_ connection: EngineConnection) { self.connection = connection }

  /// Takes what a member said; the lines for it, at once where the engine does nothing.
  ///
  /// - Throws: `self-check` where that is no request.
  mutating func ask(_ member: Int, _ bytes: [UInt8]) throws(Failure) -> [UInt8] {
    var rest = (rests[member] ?? []) + bytes
    defer { rests[member] = rest }
    var answers: [UInt8] = []
    while let end = rest.firstIndex(of: 0x0A) {
      let line = Data(rest[..<end])
      rest.removeSubrange(...end)
      do {
        var request = try MessageCoder.decoder.decode(EngineRequest.self, from: line)
        if let refusal {
          answers += try Self.line(refusal)
          continue
        }
        owners[next] = (member, request.submit.number)
        request.submit.number = next
        next += 1
        try connection.send(request)
      } catch let failure as Failure {
        throw failure
      } catch {
        throw Failure(.selfCheck, "a run asked the engine something that is no request: \(error)")
      }
    }
    return answers
  }

  /// What the engine said, as lines for members.
  ///
  /// - Throws: `self-check` where a line cannot be written.
  mutating func pump() throws(Failure) -> [(member: Int, line: [UInt8])] {
    guard !isOver else { return [] }
    var lines: [(Int, [UInt8])] = []
    let (replies, isOver) = connection.pump()
    self.isOver = isOver
    for reply in replies {
      if reply.refused != nil { refusal = reply }
      if var answer = reply.answer, let owner = owners.removeValue(forKey: answer.number) {
        answer.number = owner.number
        lines.append((owner.member, try Self.line(EngineReply(answer: answer))))
      }
    }
    if isOver, refusal == nil {
      refusal = EngineReply(
        refused: .init(
          summary: "the engine ended before all datasets were done",
          hint:
            "What was published stays as it is. Read spark.log in '.hergebruik' of the estate, and run again."
        ))
    }
    if let refusal {
      let line = try Self.line(refusal)
      for member in Set(owners.values.map(\.member)) { lines.append((member, line)) }
      owners = [:]
    }
    return lines
  }

  private static func line(_ reply: EngineReply) throws(Failure) -> [UInt8] {
    do {
      return try MessageCoder.encoder.encode(reply) + [0x0A]
    } catch {
      throw Failure(.selfCheck, "an answer of the engine cannot be passed on: \(error)")
    }
  }
}
