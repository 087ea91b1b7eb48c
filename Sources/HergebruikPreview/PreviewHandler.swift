// SPDX-License-Identifier: EUPL-1.2

import FlyingFox
import Foundation

/// Answers requests for the files of a candidate, and for the list of changes under `/_preview/`.
struct PreviewHandler: HTTPHandler {
  let files: PreviewFiles
  /// The page with the changes.
  let changes: String?
  let port: BoundPort

  /// What every answer carries; pages may load style sheets and pictures from here and nothing else.
  private static let security: [HTTPHeader: String] = [
    HTTPHeader("Content-Security-Policy"):
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
      + "form-action 'none'; frame-ancestors 'none'",
    HTTPHeader("X-Content-Type-Options"): "nosniff",
    HTTPHeader("Referrer-Policy"): "no-referrer",
    HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
    HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
    .cacheControl: "no-store",
  ]

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard port.isNamed(by: request.headers[.host]) else {
      return message(.forbidden, "Open this preview as localhost or 127.0.0.1.", request)
    }
    guard request.method == .GET || request.method == .HEAD else {
      var response = message(.methodNotAllowed, "Only GET and HEAD work here.", request)
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    let path = request.target.path()
    if let changes, path == "/_preview/" {
      return body(Data(changes.utf8), type: PreviewFiles.mediaType("changes.html"), request)
    }
    switch path == "/_preview" && changes != nil ? .folder : files.find(path) {
    case .file(let file): return try self.file(file, request)
    case .folder:
      var response = message(.movedPermanently, "This is a folder.", request)
      // A second slash in front would name another host.
      response.headers[.location] = "/" + path.drop { $0 == "/" } + "/"
      return response
    case .nothing: return message(.notFound, "There is no such page in this candidate.", request)
    }
  }

  /// A file is read while it is sent, in blocks: it may be larger than memory.
  private func file(_ path: String, _ request: HTTPRequest) throws -> HTTPResponse {
    let sequence = try HTTPBodySequence(
      file: URL(fileURLWithPath: path), suggestedBufferSize: 1 << 16)
    return answer(
      .ok, type: PreviewFiles.mediaType(path), length: sequence.count ?? 0,
      request.method == .HEAD ? HTTPBodySequence() : sequence)
  }

  private func message(
    _ status: HTTPStatusCode, _ text: String, _ request: HTTPRequest
  ) -> HTTPResponse {
    body(Data((text + "\n").utf8), status, type: "text/plain; charset=utf-8", request)
  }

  private func body(
    _ data: Data, _ status: HTTPStatusCode = .ok, type: String, _ request: HTTPRequest
  ) -> HTTPResponse {
    answer(
      status, type: type, length: data.count,
      request.method == .HEAD ? HTTPBodySequence() : HTTPBodySequence(data: data))
  }

  private func answer(
    _ status: HTTPStatusCode, type: String, length: Int, _ body: HTTPBodySequence
  ) -> HTTPResponse {
    var headers = HTTPHeaders(Self.security)
    headers[.contentType] = type
    headers[.contentLength] = String(length)
    return HTTPResponse(statusCode: status, headers: headers, body: body)
  }
}
