// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

struct FilePathTests {
  @Test(
    arguments: [
      ("v", "."), ("", "."), (".", "."), ("/", "/"), ("/v", "/"), ("a/b", "a"), ("a/b/", "a"),
      ("/a/b//", "/a"), ("v/", "."), ("a//b", "a/"), ("é", "."),
    ])
  func parents(path: String, parent: String) {
    #expect(FilePath.parent(path) == parent)
  }
}
