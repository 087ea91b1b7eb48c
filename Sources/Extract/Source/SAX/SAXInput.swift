// SPDX-License-Identifier: EUPL-1.2

import CLibXML2
internal import HergebruikFormat

extension SAXParser {
  /// Whether an element that is being parsed has far more attributes, or namespaces, than it may.
  ///
  /// libxml2 tells of an element once it is whole, and first compares all its attributes with each other. It
  /// reads 4,000 bytes at a time, though, and doubles its table (five places for each attribute) as it goes.
  static func isOverfull(_ handler: SAXHandler) -> Bool {
    guard let context = unsafe handler.context else { return false }
    return unsafe Int(context.pointee.maxatts) > 10 * attributeLimit
      || Int(context.pointee.nsNr) > 2 * attributeLimit
  }

  /// What is said of such an element.
  static func tooManyAttributes(_ handler: SAXHandler) -> Failure {
    var place = handler.place
    place.column = nil
    return Failure(
      .recordTooLarge, at: place,
      "an element has more than \(attributeLimit) attributes or namespaces",
      hint: "No export needs that: look at what made the file.")
  }
}

/// The bytes of a source as libxml2 asks for them.
final class SAXInput {
  private let source: any ByteSource
  /// Who gets what is parsed of them; set once the parser runs.
  unowned var handler: SAXHandler?
  private var buffer = ByteBuffer(capacity: 1 << 18)
  private var taken = 0
  private(set) var failure: Failure?

  init(_ source: any ByteSource) {
    self.source = source
  }

  func read(_ room: UnsafeMutablePointer<CChar>?, _ count: Int32) -> Int32 {
    guard let room = unsafe room, failure == nil else { return -1 }
    if let handler, SAXParser.isOverfull(handler) {
      failure = SAXParser.tooManyAttributes(handler)
      return -1
    }
    if taken == buffer.count {
      buffer.removeAll()
      taken = 0
      do throws(Failure) {
        switch try source.read(into: &buffer, upTo: 1 << 18) {
        case .bytes: break
        case .end: return 0
        case .undecodable(let summary, let hint):
          throw Failure(.encoding, summary, hint: hint)
        }
      } catch {
        failure = error
        return -1
      }
    }
    let length = min(Int(count), buffer.count - taken)
    unsafe UnsafeMutableRawBufferPointer(start: room, count: length)
      .copyMemory(
        from: UnsafeRawBufferPointer(
          rebasing: UnsafeRawBufferPointer(buffer.bytes)[taken..<taken + length]))
    taken += length
    return Int32(length)
  }
}
