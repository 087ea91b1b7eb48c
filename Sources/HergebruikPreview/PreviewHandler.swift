// SPDX-License-Identifier: EUPL-1.2

import FlyingFox
import Foundation
import HergebruikModel
import HergebruikPipeline

/// Answers requests for the files of a candidate, and for the publisher's pages under `/_preview/`. It never writes.
struct PreviewHandler: HTTPHandler {
  let stage: PreviewStage
  let port: BoundPort

  /// What every answer carries; pages may load style sheets, pictures and scripts from here and nothing else.
  private static let security: [HTTPHeader: String] = [
    HTTPHeader("Content-Security-Policy"):
      "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
      + "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
      + "frame-ancestors 'none'",
    HTTPHeader("X-Content-Type-Options"): "nosniff",
    HTTPHeader("Referrer-Policy"): "no-referrer",
    HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
    HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
    .cacheControl: "no-store",
  ]

  /// Where pages ask whether something else is shown by now.
  private static let status = "/_preview/status"

  /// The largest page that the publisher's bar is put on, in bytes.
  private static let largestPage = 16 << 20

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard port.isNamed(by: request.headers[.host]) else {
      return message(.forbidden, "Open this preview as localhost or 127.0.0.1.", request)
    }
    guard request.method == .GET || request.method == .HEAD else {
      var response = message(.methodNotAllowed, "Only GET and HEAD work here.", request)
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    let (path, scene) = (request.target.path(), stage.scene)
    guard RequestOrigin(request.headers).isOwn(isPage: path != Self.status) else {
      return message(.forbidden, "Another site may not ask this preview for anything.", request)
    }
    if let answer = try desk(path, scene, request) { return answer }
    switch scene.files.find(path) {
    case .file(let file): return try self.file(file, path, scene, request)
    case .folder: return toSlash(path, request)
    case .nothing: return message(.notFound, "There is no such page in this candidate.", request)
    }
  }

  /// Answers for the publisher's own pages; nil where a path is none of theirs.
  private func desk(
    _ path: String, _ scene: PreviewStage.Scene, _ request: HTTPRequest
  ) throws -> HTTPResponse? {
    if path == Self.status {
      let state = JSONValue.object([
        "revision": .integer(scene.desk.record.revision),
        "isBuilding": .boolean(scene.isBuilding),
      ])
      return body(Data(state.document.utf8), type: PreviewFiles.mediaType("status.json"), request)
    }
    if let bytes = Desk.assets[String(path.dropFirst())] {
      return body(Data(bytes), type: PreviewFiles.mediaType(path), request)
    }
    if let page = try scene.desk.page(path) { return try html(page, path, scene, request) }
    return try scene.desk.page(path + "/") == nil ? nil : toSlash(path, request)
  }

  /// A page gets the publisher's bar. Anything else is read while it is sent, in blocks: it may be larger than memory.
  private func file(
    _ file: String, _ path: String, _ scene: PreviewStage.Scene, _ request: HTTPRequest
  ) throws -> HTTPResponse {
    let sequence = try HTTPBodySequence(
      file: URL(fileURLWithPath: file), suggestedBufferSize: 1 << 16)
    let type = PreviewFiles.mediaType(file)
    guard file.hasSuffix(".html"), sequence.count ?? 0 <= Self.largestPage else {
      return answer(
        .ok, type: type, length: sequence.count ?? 0,
        request.method == .HEAD ? HTTPBodySequence() : sequence)
    }
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    return try html(text, path.removingPercentEncoding ?? path, scene, request)
  }

  private func html(
    _ page: String, _ path: String, _ scene: PreviewStage.Scene, _ request: HTTPRequest
  ) throws -> HTTPResponse {
    let page = try scene.desk.withBar(page, path: path, isServed: true)
    return body(Data(page.utf8), type: PreviewFiles.mediaType("page.html"), request)
  }

  private func toSlash(_ path: String, _ request: HTTPRequest) -> HTTPResponse {
    var response = message(.movedPermanently, "This is a folder.", request)
    // A second slash in front would name another host.
    response.headers[.location] = "/" + path.drop { $0 == "/" } + "/"
    return response
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
