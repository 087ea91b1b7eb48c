// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat

/// What a server answered, by its headers: those of the last answer where it sent on.
struct DownloadAnswer {
  /// The number of the answer; 200 of a protocol that has none.
  var status = 200
  var etag: String?
  var lastModified: String?
  var link: String?
  var total: Int?

  init(headers path: String, isHTTP: Bool) throws(Failure) {
    guard isHTTP else { return }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.inputOutput, at: .init(file: path), "the server's answer cannot be read")
    }
    read(String(decoding: data, as: UTF8.self))
  }

  /// Reads headers, as curl writes them.
  init(_ headers: String) { read(headers) }

  private mutating func read(_ headers: String) {
    status = 0
    for line in headers.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("HTTP/") {
        let words = line.split(separator: " ")
        status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        (etag, lastModified, link, total) = (nil, nil, nil, nil)
        continue
      }
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      switch line[..<colon].lowercased() {
      case "etag": etag = String(value)
      case "last-modified": lastModified = String(value)
      case "link": link = (link.map { "\($0), " } ?? "") + value
      case "x-total-count": total = Int(value).flatMap { $0 < 0 ? nil : $0 }
      default: break
      }
    }
  }
}
