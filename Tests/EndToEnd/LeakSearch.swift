// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Testing

/// Looks for values in every byte that is published, packed files unpacked too.
struct LeakSearch {
  private let byHead: [[UInt8]: [[UInt8]]]

  /// Takes the values to look for; those of fewer than five bytes are passed over.
  init(_ values: some Sequence<String>) {
    let long = Set(values.map { Array($0.utf8) }.filter { $0.count >= 5 })
    byHead = Dictionary(grouping: long) { Array($0.prefix(5)) }
  }

  /// How many values there are.
  var count: Int { byHead.values.reduce(0) { $0 + $1.count } }

  /// Expects that no file of a project's catalogue has one of them.
  func expectNothing(in work: Workdir) throws {
    for (path, entry) in try work.tree("catalog") where entry.mode & S_IFMT == S_IFREG {
      var contents = [entry.content]
      if path.hasSuffix(".gz") { contents.append(try Gunzip.bytes(entry.content)) }
      for content in contents {
        let leaked = occurrences(in: content)
        #expect(leaked == 0, "\(path): \(leaked) values")
      }
    }
  }

  /// How many of the values stand in a text.
  func occurrences(in text: [UInt8]) -> Int {
    var found: Set<[UInt8]> = []
    for start in text.indices.dropLast(4) {
      guard let candidates = byHead[Array(text[start..<start + 5])] else { continue }
      for value in candidates where text[start...].starts(with: value) { found.insert(value) }
    }
    return found.count
  }
}
