// SPDX-License-Identifier: EUPL-1.2

/// The head of a request: its first line and its fields. The body, if any, is never read.
///
/// Source: RFC 9112, sections 2 to 5; where that lets a recipient be lenient, this is strict.
struct RequestHead: Sendable {
  /// Why a head is refused.
  enum Problem: Error {
    /// It breaks the grammar.
    case malformed
    /// It has more fields than a browser sends.
    case tooManyFields
    /// Its version is not HTTP/1.0 or HTTP/1.1.
    case version
  }

  /// The most fields.
  static let mostFields = 100

  /// The method as it was sent: methods are case-sensitive.
  let method: String
  /// The path as it was sent, percent-encoded, without the query.
  let path: String
  /// What follows the first question mark, as it was sent; empty where there is none.
  let query: String
  /// Fields by their names in lower case; what came twice is joined by a comma, so that it equals no expected value.
  private let fields: [String: String]

  /// Reads a head.
  ///
  /// - Parameter bytes: All up to the empty line, without the CRLF CRLF at the end.
  init(_ bytes: ArraySlice<UInt8>) throws(Problem) {
    let lines = try Self.lines(bytes)
    let words = lines[0].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count == 3, Self.isToken(words[0]), !words[1].isEmpty,
      words[1].allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { throw .malformed }
    guard words[2].elementsEqual("HTTP/1.1".utf8) || words[2].elementsEqual("HTTP/1.0".utf8)
    else { throw words[2].starts(with: "HTTP/".utf8) ? .version : .malformed }
    guard lines.count <= 1 + Self.mostFields else { throw .tooManyFields }
    method = String(decoding: words[0], as: UTF8.self)
    path = String(decoding: words[1].prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    query = String(
      decoding: words[1].drop { $0 != UInt8(ascii: "?") }.dropFirst(), as: UTF8.self)
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), Self.isToken(line[..<colon])
      else { throw .malformed }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let value = String(decoding: Self.trimmed(line[(colon + 1)...]), as: UTF8.self)
      fields[name] = fields[name].map { "\($0), \(value)" } ?? value
    }
    self.fields = fields
  }

  /// The value of a field; `nil` where it was not sent. The name is in lower case.
  subscript(name: String) -> String? { fields[name] }

  /// Whether only the head of the answer is wanted.
  var isHead: Bool { method == "HEAD" }

  /// The lines between CRLFs; no line has a control character in it, a lone CR or LF included.
  private static func lines(_ bytes: ArraySlice<UInt8>) throws(Problem) -> [ArraySlice<UInt8>] {
    var (lines, start, at): ([ArraySlice<UInt8>], Int, Int) = (
      [], bytes.startIndex, bytes.startIndex
    )
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == 0x0d, at + 1 < bytes.endIndex, bytes[at + 1] == 0x0a {
        lines.append(bytes[start..<at])
        (start, at) = (at + 2, at + 2)
      } else if byte < 0x20 && byte != 0x09 || byte == 0x7f {
        throw .malformed
      } else {
        at += 1
      }
    }
    return lines + [bytes[start...]]
  }

  private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
    let marks = "!#$%&'*+-.^_`|~".utf8
    return !bytes.isEmpty
      && bytes.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: marks.contains(byte)
        }
      }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let rest = bytes.drop(while: isBlank)
    return rest.prefix(
      (rest.lastIndex { !isBlank($0) } ?? rest.startIndex - 1) - rest.startIndex + 1)
  }
}
