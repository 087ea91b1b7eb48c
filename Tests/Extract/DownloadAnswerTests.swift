// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikExtract

@Suite("Answers of a server")
struct DownloadAnswerTests {
  @Test("are those of the last one, with all of its links")
  func last() {
    let answer = DownloadAnswer(
      "HTTP/1.1 302 Found\r\nETag: \"a\"\r\nLink: <https://a>; rel=next\r\n\r\n"
        + "HTTP/2 200 \r\nlink: <https://b>; rel=next\r\nLINK: <https://c>; rel=first\r\nx-total-count: 25\r\n\r\n"
    )
    #expect(answer.status == 200 && answer.etag == nil && answer.total == 25)
    #expect(answer.link == "<https://b>; rel=next, <https://c>; rel=first")
  }

  @Test("without a status are no good answer: an empty file is not 200")
  func none() {
    #expect(DownloadAnswer("").status == 0)
    #expect(DownloadAnswer("Link: <https://a>; rel=next\r\n").status == 0)
  }
}
