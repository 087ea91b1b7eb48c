// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// An answer to a request. Every answer closes its connection.
struct Answer: Sendable {
  /// What follows the head.
  enum Body: Sendable {
    case nothing
    case bytes([UInt8])
    /// A file that is read while it is sent: it may be larger than memory.
    case file(OpenFile)
  }

  /// The statuses that the preview gives. Source: RFC 9110, section 15; RFC 6585, section 5.
  enum Status: Int, Sendable {
    case ok = 200
    case movedPermanently = 301
    case seeOther = 303
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case requestTimeout = 408
    case fieldsTooLarge = 431
    case internalError = 500
    case unavailable = 503
    case versionNotSupported = 505

    /// The phrase of the status line.
    var phrase: String {
      switch self {
      case .ok: "OK"
      case .movedPermanently: "Moved Permanently"
      case .seeOther: "See Other"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .requestTimeout: "Request Timeout"
      case .fieldsTooLarge: "Request Header Fields Too Large"
      case .internalError: "Internal Server Error"
      case .unavailable: "Service Unavailable"
      case .versionNotSupported: "HTTP Version Not Supported"
      }
    }
  }

  var status: Status
  /// The fields in the order in which they are sent; `Date`, `Content-Length` and `Connection` come by themselves.
  var fields: [(name: String, value: String)]
  /// The length of the body in bytes, also where a HEAD request gets none.
  var length: Int
  var body: Body

  /// The bytes of the head, with the empty line.
  func head(at time: Int = SystemTime.now) -> [UInt8] {
    var text = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\nDate: \(Self.date(time))\r\n"
    for (name, value) in fields { text += "\(name): \(value)\r\n" }
    return Array("\(text)Content-Length: \(length)\r\nConnection: close\r\n\r\n".utf8)
  }

  /// `Sat, 28 Nov 2026 14:37:29 GMT`. Source: RFC 9110, section 5.6.7.
  private static func date(_ seconds: Int) -> String {
    let time = CivilTime(utc: seconds)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = time.day < 10 ? "0\(time.day)" : "\(time.day)"
    return "\(days[time.weekday]), \(day) \(months[time.month - 1]) \(time.year) \(time.clock) GMT"
  }
}

/// A file that is open for reading; it is closed with the last who has it.
final class OpenFile: Sendable {
  private let file: FileDescriptor
  /// Its size in bytes when it was opened.
  let size: Int

  /// Its descriptor.
  var descriptor: Int32 { file.number }

  /// Opens a regular file; `nil` where that cannot be done, with `SystemError.last`.
  init?(_ path: String) {
    guard let file = FileDescriptor(path, for: .reading, .noWaiting), let status = file.status,
      status.isFile
    else { return nil }
    size = status.size
    self.file = file
  }

  /// All of its bytes; `nil` where they cannot be read, or are no longer as many.
  func contents() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: size)
    return FileAccess.read(descriptor, into: &bytes, at: 0) == size ? bytes : nil
  }
}
