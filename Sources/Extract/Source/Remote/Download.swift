// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat
internal import HergebruikSystem

/// Fetches an address into a private file, by curl.
///
/// The file of the last time stays, with what the server called it, and is used again where nothing changed.
/// Source: RFC 9110, sections 8.8 and 13.1 (ETag, Last-Modified, conditional requests).
struct Download {
  /// What was fetched.
  struct Result {
    var path: String
    var size: Int
    /// Seconds since 1970; nil where the server does not say.
    var lastModified: Double?
    /// The headers `Link`, with commas between them.
    var link: String?
    /// The header `X-Total-Count`: records on all pages.
    var total: Int?
  }

  /// What a server said of a body.
  private struct Memory: Codable {
    var url: String
    var etag: String?
    var lastModified: String?
    var link: String?
    var total: Int?
  }

  /// How often it is tried, and how long is waited in between.
  private static let waits = [1.0, 4.0, 16.0]
  /// curl's exit codes for what may go better the next time. Source: curl(1), "EXIT CODES".
  private static let passing: Set<Int32> = [6, 7, 16, 18, 28, 35, 52, 55, 56, 92]

  let options: RemoteOptions
  let context: ExtractContext

  /// Fetches an address; nil where the server says that there is no such page (404).
  ///
  /// - Throws: `source-failed`, `source-timeout`, `input-output`.
  func fetch(_ url: String, isPage: Bool = false) throws(Failure) -> Result? {
    for (attempt, wait) in (Self.waits + [0]).enumerated() {
      switch try attemptFetch(url) {
      case .done(let result): return result
      case .absent where isPage: return nil
      case .absent:
        throw failure(url, "the server says that there is nothing at this address (404)")
      case .passing(let why):
        guard attempt < Self.waits.count else { throw failure(url, "\(why), \(attempt + 1) times") }
        SystemTime.sleep(milliseconds: Int(wait * 1000))
      }
    }
    throw failure(url, "it could not be fetched")
  }

  private enum Outcome {
    case done(Result)
    case absent
    case passing(String)
  }

  private func attemptFetch(_ url: String) throws(Failure) -> Outcome {
    // curl runs in another folder.
    guard let folder = Paths.real(context.downloads) else { throw disk(context.downloads) }
    let base = "\(folder)/\(Self.name(url))"
    let memory = Self.recall(base, url)
    // Two datasets may fetch the same address at the same time, in two processes; on two machines these may have the same
    // number.
    let mark = String(UInt32.random(in: .min ... .max), radix: 16)
    let own = "\(base).\(ThisProcess.number).\(mark)"
    let (part, headers) = ("\(own).part", "\(own).headers")
    // Made here, so that its mode does not hang on what curl does with the umask; before curl may write to it.
    _ = try privateFile(headers, .exclusive)
    defer { Paths.remove(headers) }
    let process = try ChildProcess(
      .init(
        program: "curl", arguments: ["-q", "--config", "-"], environment: Self.environment(),
        directory: "/", timeout: options.timeout + 30,
        input: Array(try configuration(url, memory, headers: headers).utf8)))
    let size = try save(process, part, url)
    guard case .exit(let code) = try process.wait() else {
      throw failure(url, "curl was ended by a signal")
    }
    guard code == 0 else {
      let words = Self.words(code, isSFTP: url.hasPrefix("sftp:"))
      if Self.passing.contains(code) { return .passing(words) }
      throw failure(url, words)
    }
    let answer = try DownloadAnswer(headers: headers, isHTTP: url.hasPrefix("https:"))
    if answer.status == 200 {
      return try .done(keep(answer, url, base, part: part, size: size))
    }
    if answer.status == 304, let memory {
      Paths.remove(part)
      return .done(Self.reuse(base, memory, answer))
    }
    return try refusal(answer.status, url)
  }

  /// Keeps what was fetched for the next time.
  private func keep(
    _ answer: DownloadAnswer, _ url: String, _ base: String, part: String, size: Int
  ) throws(Failure) -> Result {
    try keep(
      part, base,
      Memory(
        url: url, etag: answer.etag, lastModified: answer.lastModified, link: answer.link,
        total: answer.total))
    return Result(
      path: "\(base).data", size: size, lastModified: Self.date(answer.lastModified),
      link: answer.link, total: answer.total)
  }

  /// What was fetched before, since the server has nothing newer.
  private static func reuse(_ base: String, _ memory: Memory, _ answer: DownloadAnswer) -> Result {
    // What is used stays: how old it is counts from now on.
    Paths.touch("\(base).data")
    Paths.touch("\(base).json")
    return Result(
      path: "\(base).data", size: size("\(base).data"),
      lastModified: date(answer.lastModified ?? memory.lastModified),
      link: answer.link ?? memory.link, total: answer.total ?? memory.total)
  }

  /// What an answer without a file means.
  private func refusal(_ status: Int, _ url: String) throws(Failure) -> Outcome {
    switch status {
    case 404, 410: return .absent
    case 408, 429, 500, 502, 503, 504: return .passing("the server answered \(status)")
    case 401, 403:
      throw failure(
        url, "the server refuses the request (\(status))",
        hint: "Check 'credential', and whether it has expired.")
    case 300..<400:
      throw failure(
        url, "the server sends on to another address (\(status)), which is not followed",
        hint:
          "Only https is followed, five times at most, and not with a header of one's own. Write the last "
          + "address.")
    default: throw failure(url, "the server answered \(status)")
    }
  }

  /// Writes what comes in, up to the most that may.
  private func save(
    _ process: ChildProcess, _ path: String, _ url: String
  ) throws(Failure) -> Int {
    let file = try privateFile(path, .emptied)
    var buffer = ByteBuffer(capacity: 1 << 18)
    var size = 0
    while case .bytes = try process.read(into: &buffer, upTo: 1 << 18) {
      size += buffer.count
      guard size <= options.maximumSize else {
        process.stop()
        Paths.remove(path)
        throw failure(
          url, "the answer is larger than \(options.maximumSize >> 20) MiB",
          hint: "Look whether the address is right; else raise 'maximumMegabytes'.")
      }
      guard unsafe file.write(buffer.span.bytes) else {
        throw disk(path)
      }
      buffer.removeAll()
    }
    return size
  }

  /// What curl reads: so that nothing secret stands among its arguments.
  private func configuration(
    _ url: String, _ memory: Memory?, headers: String
  ) throws(Failure) -> String {
    var lines = [
      "url = \(Self.quoted(url))", "silent", "globoff", "dump-header = \(Self.quoted(headers))",
      "connect-timeout = 20", "speed-limit = 1", "speed-time = 60",
      "max-time = \(Int(options.timeout))",
      "proto = \"=https,sftp\"", "proto-redir = \"=https\"", "tlsv1.2",
      "user-agent = \"hergebruik\"", "max-filesize = \(options.maximumSize)",
    ]
    var follows = url.hasPrefix("https:")
    if let name = options.credential {
      switch try context.credentials.credential(name) {
      case .basic(let user, let password):
        lines.append("user = \(Self.quoted("\(user):\(password)"))")
      case .bearer(let token): lines.append("oauth2-bearer = \(Self.quoted(token))")
      case .header(let name, let value):
        // curl would send it to another server as well.
        follows = false
        lines.append("header = \(Self.quoted("\(name): \(value)"))")
      }
    }
    if follows { lines += ["location", "max-redirs = 5"] }
    if let authority = options.authority {
      let path = authority.hasPrefix("/") ? authority : "\(context.folder)/\(authority)"
      guard let whole = Paths.real(path) else {
        throw Failure(
          .inputOutput, at: .init(file: path), "the file of 'authority' is not there",
          hint: "Put the certificates of your own authority there, as PEM.")
      }
      lines.append("cacert = \(Self.quoted(whole))")
    }
    if let key = options.hostKey {
      lines.append("hostpubsha256 = \(Self.quoted(String(key.dropFirst("SHA256:".count))))")
    }
    if let memory {
      if let etag = memory.etag {
        lines.append("header = \(Self.quoted("If-None-Match: \(etag)"))")
      }
      if let date = memory.lastModified {
        lines.append("header = \(Self.quoted("If-Modified-Since: \(date)"))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A word for curl's configuration. Source: curl(1), "--config".
  private static func quoted(_ text: String) -> String {
    var word = "\""
    for character in text {
      if character == "\"" || character == "\\" { word += "\\" }
      word.append(character)
    }
    return word + "\""
  }

  /// What of our environment reaches curl: a proxy, and where the system's certificates are.
  private static func environment() -> [String: String] {
    var found: [String: String] = [:]
    for name in [
      "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "CURL_CA_BUNDLE", "SSL_CERT_FILE",
      "SSL_CERT_DIR",
    ] {
      if let value = ThisProcess.variable(name) { found[name] = value }
    }
    return found
  }

  /// A file name for an address: not a secret, only the same each time. Source: FNV-1a, 64 bits.
  private static func name(_ url: String) -> String {
    let hash = url.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }

  private static func recall(_ base: String, _ url: String) -> Memory? {
    guard let data = FileManager.default.contents(atPath: "\(base).json"),
      let memory = try? JSONDecoder().decode(Memory.self, from: data), memory.url == url,
      Paths.canRead("\(base).data")
    else { return nil }
    return memory
  }

  private func keep(_ part: String, _ base: String, _ memory: Memory) throws(Failure) {
    // In this order: a memory without its body is forgotten.
    Paths.remove("\(base).json")
    guard Paths.rename(part, to: "\(base).data") else { throw disk(base) }
    // Under a name of its own first: another process may keep the same address at this moment.
    let new = "\(part).json"
    let file = try privateFile(new, .exclusive)
    guard let data = try? JSONEncoder().encode(memory) else { throw disk(base) }
    guard file.write(data.bytes), Paths.rename(new, to: "\(base).json") else { throw disk(base) }
  }

  /// Makes a file of mode 0600, whatever the umask, and opens it for writing.
  private func privateFile(
    _ path: String, _ how: FileOpening
  ) throws(Failure) -> FileDescriptor {
    guard
      let file = FileDescriptor(
        path, for: .writing, how.union([.create, .noLink]), mode: 0o600)
    else { throw disk(path) }
    return file
  }

  private static func size(_ path: String) -> Int { FileSelection.size(of: path) ?? 0 }

  /// An HTTP date, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func date(_ text: String?) -> Double? {
    let words = (text ?? "").split(whereSeparator: { " ,:".contains($0) })
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard words.count == 8, words[7] == "GMT", let month = months.firstIndex(of: String(words[2])),
      let day = Int(words[1]), let year = Int(words[3]), let hour = Int(words[4]),
      let minute = Int(words[5]), let second = Int(words[6]), 1...31 ~= day,
      1900...9999 ~= year,
      0...24 ~= hour, 0...59 ~= minute, 0...60 ~= second
    else { return nil }
    return Double(
      CivilTime.seconds(
        utc: (year, month + 1, day), hour: hour, minute: minute, second: second))
  }

  private static func words(_ code: Int32, isSFTP: Bool) -> String {
    switch code {
    case 60 where isSFTP: "the sftp server's key is not the one of 'hostKey'"
    case 6: "the name of the server is not known"
    case 7: "there is no connection to the server"
    case 18: "the answer was cut off"
    case 28: "the server is too slow"
    case 35, 58, 59, 60, 77, 83, 90, 91: "the server's certificate or encryption is not trusted"
    case 47: "the server sends on too often"
    case 1:
      "the address, or one that the server sends on to, is not https (or this curl has no sftp)"
    case 63: "the answer is larger than it may be"
    case 67: "the server refuses the user or password"
    case 79: "the sftp server's key is not the one of 'hostKey', or the transfer failed"
    case 78: "there is nothing at this address"
    default: "it could not be fetched (curl's exit code \(code))"
    }
  }

  private func failure(_ url: String, _ what: String, hint: String? = nil) -> Failure {
    Failure(
      .sourceFailed, at: .init(file: Self.shown(url)), what,
      hint: hint
        ?? "What was published stays as it is. Try the address by hand, or ask who runs the server."
    )
  }

  /// An address without what follows the question mark, which may be secret.
  static func shown(_ url: String) -> String {
    url.firstIndex(of: "?").map { "\(url[..<$0])?…" } ?? url
  }

  private func disk(_ path: String) -> Failure {
    Failure(
      .inputOutput, at: .init(file: path),
      "the download cannot be kept: \(SystemError.last)",
      hint: "Check the free space, and that you own the folder .hergebruik.")
  }
}
