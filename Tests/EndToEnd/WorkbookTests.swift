// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Workbooks that hold more than they show, through the program.
@Suite("Workbooks") struct WorkbookTests {
  /// A sheet with columns `code`, `aantal` and `intern`, which is hidden; row 2 has `#N/A` for `aantal`, and row 3 is hidden.
  private static let workbook = """
    UEsDBBQAAAAIAAAAfF3HHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQSwMEFAAAAAgAAAB8
    XRdq8PWGAAAA7QAAAAsAAABfcmVscy8ucmVsc43PPQ4CIRQE4KsQDrBvY2FhWCobW+MFEB8/4ecRwOx6eylXY2E5mcmXjLhi
    VN1Tbs6XxrYUc1u4672cAJp2mFSbqGAejaGaVB+xWihKB2URDvN8hLo3uBR7k10eC185u70K/gOTMV7jmfQzYe4//K/FkFW1
    2Be+RViphjtRmAbKQQr4eCffUEsDBBQAAAAIAAAAfF3Mdw1ugwAAAN4AAAAaAAAAeGwvX3JlbHMvd29ya2Jvb2sueG1sLnJl
    bHONz7sKAjEQheFXCXmAncXCQrKpbGzFFxji5MJuLmRG1Lc35QoWlocfPjjmShtKqoVjaqxeeSu86CjSTgDsImXkqTYqo/ja
    M8qYPUBDt2IgOMzzEfre0NbsTXW5L5q1ur0b/QNX75Ojc3WPTEV++PCsfeVIJAPFHkiGPw1FgzXwdcd+AFBLAwQUAAAACAAA
    AHxdAEclD44AAADfAAAADwAAAHhsL3dvcmtib29rLnhtbI2PMQ7CMAxFrxL5ALgwMFRtB8TCMULrkog4juwgOD5VS3cm+/8v
    vy93b9HnXeTpPpyy9RBqLS2ijYHY20EK5SWZRdnXReoDrSj5yQJR5YSnpjkj+5hhI7T6D0PmOY50lfHFlOsGUUq+RskWYjEY
    urXBftNlz9TDJfkJ3Orcph6O4LSNy2KAQ4f7Be5PDV9QSwMEFAAAAAgAAAB8XXQF4Qu1AAAAiAEAAAgAAAB4bC9zLnhtbG2Q
    3Q6CMAyFX4XMe4s/8cKMJSZe+w6VVSGyjWwN8PiOmSCCN23ac86XtLJ3/hUqIs4G09hQiIq5PQOEsiKDYetaslF5OG+Q4+if
    EFpPqFPINLDP8xMYrK1QsnRNSDUztS3EQWQGh9SrWmuKq50AJeHjS4QrMirpXR9zGRcisI+gTpVOk4RuNC8URMvY/Ndqy+Tt
    pEHiruH4m6a03Nzg8p86rIGzgxbm+5cxjsdFFmZXw/R89QZQSwECFAMUAAAACAAAAHxdxxwXPAoAAAAIAAAAEwAAAAAAAAAA
    AAAApAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIAAAAfF0XavD1hgAAAO0AAAALAAAAAAAAAAAAAACkATsA
    AABfcmVscy8ucmVsc1BLAQIUAxQAAAAIAAAAfF3Mdw1ugwAAAN4AAAAaAAAAAAAAAAAAAACkAeoAAAB4bC9fcmVscy93b3Jr
    Ym9vay54bWwucmVsc1BLAQIUAxQAAAAIAAAAfF0ARyUPjgAAAN8AAAAPAAAAAAAAAAAAAACkAaUBAAB4bC93b3JrYm9vay54
    bWxQSwECFAMUAAAACAAAAHxddAXhC7UAAACIAQAACAAAAAAAAAAAAAAApAFgAgAAeGwvcy54bWxQSwUGAAAAAAUABQA1AQAA
    OwMAAAAA
    """

  private func work(_ keys: String) throws -> Workdir {
    let work = try Workdir()
    let bytes = try #require(
      Data(base64Encoded: Self.workbook, options: .ignoreUnknownCharacters))
    try work.write("pipelines/a/export.xlsx", Array(bytes))
    try work.write(
      "pipelines/a/pipeline.yaml",
      """
      version: 1
      extract:
        xlsx: {path: export.xlsx}
      \(keys)
      fields:
        - {source: code, privacy: none, treat: keep}
        - {source: aantal, type: integer, privacy: none, treat: keep}
        - {source: intern, privacy: none, treat: drop}
      metadata:
        title: {nl: Proef}
        description: {nl: Een proef met verzonnen gegevens.}
        theme: [GOVE]

      """)
    return work
  }

  @Test("an error of a formula stops the run, unless it is declared as missing")
  func error() async throws {
    let outcome = try await work("").run("run")
    #expect(outcome.code == 1 && outcome.errors.contains("Blad!B2"), "\(outcome.errors)")
    #expect(outcome.errors.contains("missingValues"))
  }

  @Test("what is hidden stops the run, and is published where it is accepted")
  func hidden() async throws {
    let missing = "missingValues: [\"\", \"#N/A\"]"
    let refused = try await work(missing).run("run")
    #expect(refused.code == 1)
    #expect(refused.errors.contains("[hidden-rows]") && refused.errors.contains("[hidden-columns]"))
    #expect(refused.errors.contains("accept: [{finding: hidden-columns, field: \"intern\""))
    let accepted = try work(
      missing
        + "\naccept: [{finding: hidden-rows, reason: een filter}, {finding: hidden-columns, field: intern, reason: valt weg}]"
    )
    let outcome = try await accepted.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try accepted.published("a") == [["code", "aantal"], ["a", ""], ["b", "4"]])
  }

  @Test("init says what is hidden, and proposes a file all the same")
  func proposal() async throws {
    let work = try work("")
    try work.remove("pipelines/a/pipeline.yaml")
    let outcome = try await work.run("init", "pipelines/a/export.xlsx")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try work.text("pipelines/export/pipeline.yaml")
    #expect(text.contains("hidden-rows") && text.contains("hidden-columns"), "\(text)")
  }
}
