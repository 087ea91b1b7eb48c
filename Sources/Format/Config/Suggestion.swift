// SPDX-License-Identifier: EUPL-1.2

/// The nearest valid word to a misspelt one.
public enum Suggestion {
  /// "Did you mean 'x'?" where one is near, else the list of valid words.
  public static func hint(for word: String, among words: [String]) -> String {
    if let near = nearest(to: word, among: words) { return "Did you mean '\(near)'?" }
    let valid = Set(words).sorted()
    let shown = valid.prefix(30).joined(separator: ", ")
    return valid.count > 30 ? "Valid are \(shown), …" : "Valid are \(shown)."
  }

  /// The word at the smallest edit distance, where that is at most a third of its length (2 at least).
  package static func nearest(to word: String, among words: [String]) -> String? {
    let folded = Array(word.lowercased().unicodeScalars)
    let ranked = words.map { candidate in
      (word: candidate, distance: distance(folded, Array(candidate.lowercased().unicodeScalars)))
    }
    guard let best = ranked.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }),
      best.distance <= max(2, word.count / 3), best.distance < word.count
    else { return nil }
    return best.word
  }

  /// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
