// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// Answers requests for the files of a candidate, and for the publisher's pages under `/_preview/`. It never writes.
struct PreviewHandler: Sendable {
  let stage: PreviewStage
  let port: BoundPort
  let pass: PreviewPass
  /// Whether rows that the gate refuses for what points at one person are shown as well.
  var showsRefusedRows = false

  /// What every answer carries; pages may load style sheets, pictures and scripts from here and nothing else.
  private static let security: [(name: String, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
  ]

  /// Where pages ask whether something else is shown by now.
  private static let status = "/_preview/status"

  /// The largest page that the publisher's bar is put on, in bytes.
  private static let largestPage = 16 << 20

  /// The answer to a request.
  func answer(to request: RequestHead) -> Answer {
    guard port.isNamed(by: request["host"]) else {
      return message(.forbidden, "Open this preview as localhost or 127.0.0.1.", request)
    }
    guard request.method == "GET" || request.isHead else {
      var answer = message(.methodNotAllowed, "Only GET and HEAD work here.", request)
      answer.fields.append(("Allow", "GET, HEAD"))
      return answer
    }
    let (path, scene) = (request.path, stage.scene)
    guard RequestOrigin(request).isOwn(isPage: path != Self.status) else {
      return message(.forbidden, "Another site may not ask this preview for anything.", request)
    }
    switch pass.entry(of: request, on: port.value) {
    case .isOpen: break
    case .hasToken: return enter(request)
    case .isRefused: return notYours(request)
    }
    do throws(Failure) {
      if let answer = try desk(path, scene, request) { return answer }
      switch scene.files.find(path) {
      case .file(let file): return try self.file(file, path, scene, request)
      case .folder: return toSlash(path, request)
      case .nothing:
        return message(.notFound, "There is no such page in this candidate.", request)
      }
    } catch {
      return message(.internalError, "This page cannot be made.", request)
    }
  }

  /// The answer to a request that is not looked into.
  func refusal(_ status: Answer.Status) -> Answer {
    let text =
      switch status {
      case .ok, .movedPermanently, .seeOther, .forbidden, .notFound, .methodNotAllowed,
        .internalError:
        status.phrase
      case .badRequest: "This is no request of HTTP/1.1."
      case .requestTimeout: "The head of the request did not come in time."
      case .fieldsTooLarge: "The head of the request is too large."
      case .unavailable: "The preview is busy; ask again in a moment."
      case .versionNotSupported: "The preview speaks HTTP/1.1."
      }
    return message(status, text, nil)
  }

  /// Answers for the publisher's own pages; nil where a path is none of theirs.
  private func desk(
    _ path: String, _ scene: PreviewStage.Scene, _ request: RequestHead
  ) throws(Failure) -> Answer? {
    if path == Self.status {
      let state = JSONValue.object([
        "revision": .integer(scene.desk.record.revision),
        "isBuilding": .boolean(scene.isBuilding),
      ])
      let type = PreviewFiles.mediaType("status.json")
      return body(Array(state.document.utf8), type: type, request)
    }
    if let bytes = Desk.assets[String(path.dropFirst())] {
      return body(Array(bytes), type: PreviewFiles.mediaType(path), request)
    }
    if let page = try scene.desk.page(path) { return try html(page, path, scene, request) }
    return try scene.desk.page(path + "/") == nil ? nil : toSlash(path, request)
  }

  /// A page gets the publisher's bar. Anything else is read while it is sent, in blocks: it may be larger than memory.
  private func file(
    _ path: String, _ asked: String, _ scene: PreviewStage.Scene, _ request: RequestHead
  ) throws(Failure) -> Answer {
    // The path without links and doubled slashes decides, and not how it was asked for.
    let place = String(path.dropFirst(scene.files.root.count))
    if !showsRefusedRows, scene.desk.isHidden(place) {
      guard path.hasSuffix(".html") else {
        return message(.forbidden, Self.hiddenRows, request)
      }
      return try html(scene.desk.hidden(place), place, scene, request)
    }
    guard let file = OpenFile(path) else {
      return message(.unavailable, "The file cannot be opened; ask again in a moment.", request)
    }
    guard path.hasSuffix(".html"), file.size <= Self.largestPage else {
      return answer(
        .ok, type: PreviewFiles.mediaType(path), length: file.size,
        request.isHead ? .nothing : .file(file))
    }
    guard let bytes = file.contents() else {
      return message(.unavailable, "The file changed; ask again in a moment.", request)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return try html(text, asked.removingPercentEncoding ?? asked, scene, request)
  }

  private func html(
    _ page: String, _ path: String, _ scene: PreviewStage.Scene, _ request: RequestHead
  ) throws(Failure) -> Answer {
    let page = try scene.desk.withBar(page, path: path, isServed: true)
    return body(Array(page.utf8), type: PreviewFiles.mediaType("page.html"), request)
  }

  /// Gives the cookie, and sends a person on to the same address without the token.
  private func enter(_ request: RequestHead) -> Answer {
    var answer = message(.seeOther, "Go on without the token.", request)
    answer.fields.append(pass.cookie(on: port.value))
    answer.fields.append(("Location", "/" + request.path.drop { $0 == "/" }))
    return answer
  }

  /// A page for who has neither token nor cookie. A link of another site leads here as well, since the cookie goes with
  /// no request that another site began: the second time it is the page's own.
  private func notYours(_ request: RequestHead) -> Answer {
    let (why, again) = (
      Texts.localized("preview-not-yours"), Texts.localized("preview-open-again")
    )
    let page = """
      <!DOCTYPE html>
      <html lang="nl"><head><meta charset="utf-8"><title>Hergebruik</title></head>
      <body><p>\(why.nl)</p><p><a href="">\(again.nl)</a></p>
      <div lang="en"><p>\(why.text(in: .en))</p><p><a href="">\(again.text(in: .en))</a></p></div>
      </body></html>

      """
    return body(
      Array(page.utf8), .forbidden, type: PreviewFiles.mediaType("page.html"), request)
  }

  /// Why a file with rows is not shown, in both languages.
  private static var hiddenRows: String {
    let text = Texts.localized("desk-hidden-why")
    return "\(text.nl)\n\(text.text(in: .en))"
  }

  private func toSlash(_ path: String, _ request: RequestHead) -> Answer {
    var answer = message(.movedPermanently, "This is a folder.", request)
    // A second slash in front would name another host.
    answer.fields.append(("Location", "/" + path.drop { $0 == "/" } + "/"))
    return answer
  }

  private func message(_ status: Answer.Status, _ text: String, _ request: RequestHead?) -> Answer {
    body(Array((text + "\n").utf8), status, type: "text/plain; charset=utf-8", request)
  }

  private func body(
    _ bytes: [UInt8], _ status: Answer.Status = .ok, type: String, _ request: RequestHead?
  ) -> Answer {
    answer(
      status, type: type, length: bytes.count,
      request?.isHead == true ? .nothing : .bytes(bytes))
  }

  private func answer(
    _ status: Answer.Status, type: String, length: Int, _ body: Answer.Body
  ) -> Answer {
    Answer(
      status: status, fields: Self.security + [("Content-Type", type)], length: length, body: body)
  }
}
