// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Testing

/// The server, and the certificate that it shows.
struct HTTPSServer {
  let program: RunningProgram
  let port: Int
  let certificate: String

  init(_ work: Workdir) async throws {
    certificate = work.path + "/cert.pem"
    let key = work.path + "/key.pem"
    let made = try await work.run(
      tool: "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=test",
        "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key, "-out",
        certificate,
      ])
    try #require(made.code == 0, "\(made.errors)")
    let program = try RunningProgram(
      .init(
        executable: "/usr/bin/python3",
        arguments: [
          Repository.root + "/Tests/EndToEnd/Programs/https_server.py", certificate, key,
        ], environment: [:], directory: work.path))
    try await program.wait { program.outputSoFar.contains("\n") }
    let words = program.outputSoFar.split(whereSeparator: \.isWhitespace)
    self.program = program
    port = try #require(words.count > 1 ? Int(words[1]) : nil)
  }

  func stop() async throws {
    program.signal(SIGKILL)
    _ = try await program.finish()
  }

  /// How often a path was asked for.
  func hits(_ path: String) -> Int {
    program.outputSoFar.split(separator: "\n").count { $0.hasPrefix(path + " ") }
  }
}

/// Gives a project and a server to a test, and ends the server.
func withHTTPSServer(
  _ body: (Workdir, HTTPSServer) async throws -> Void
) async throws {
  let work = try Workdir()
  let server = try await HTTPSServer(work)
  do {
    try await body(work, server)
  } catch {
    try await server.stop()
    throw error
  }
  try await server.stop()
}
