// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Enters a value of a schema beside those of the pipeline file; the two may not contradict each other.
struct SchemaMerge {
  let file: String
  let problems: ConfigProblems

  func enter(
    _ key: String, _ value: ConfigNode,
    into pairs: inout [(key: ConfigNode, value: ConfigNode)], of subject: String
  ) {
    guard let index = pairs.firstIndex(where: { $0.key.text == key }) else {
      return pairs.append((key: value.with(.scalar(key, quoted: false)), value: value))
    }
    let written = pairs[index].value
    if case .mapping(let theirs) = value.value, case .mapping(var mine) = written.value {
      for pair in theirs {
        enter(pair.key.text ?? "", pair.value, into: &mine, of: subject)
      }
      pairs[index].value = written.with(.mapping(mine))
    } else if !Self.agree(written, value) {
      problems.report(
        .invalidValue, at: written,
        "'\(key)' of '\(subject)' is not what the schema says in \(file):\(value.line)",
        hint: "Write it in one of the two.")
    }
  }

  /// Adds the items of a list to those of the pipeline file, but for those that stand there.
  func add(
    _ key: String, _ list: ConfigNode, to pairs: inout [(key: ConfigNode, value: ConfigNode)]
  ) {
    guard let index = pairs.firstIndex(where: { $0.key.text == key }) else {
      return pairs.append((key: list.with(.scalar(key, quoted: false)), value: list))
    }
    // Something else than a list is reported where it is read.
    guard case .sequence(let written) = pairs[index].value.value else { return }
    let new = list.items.filter { item in !written.contains { Self.agree($0, item) } }
    pairs[index].value = pairs[index].value.with(.sequence(written + new))
  }

  /// Whether two values say the same; of a text in two languages the Dutch one counts, of a value with a
  /// label the value.
  private static func agree(_ one: ConfigNode, _ other: ConfigNode) -> Bool {
    switch (one.value, other.value) {
    case (.scalar, .scalar): return one.text == other.text
    case (.mapping, .scalar): return (one["nl"] ?? one["value"])?.text == other.text
    case (.scalar, .mapping): return one.text == other["value"]?.text
    case (.mapping(let mine), .mapping(let theirs)):
      return mine.count == theirs.count
        && mine.allSatisfy { key, value in
          key.text.flatMap { other[$0] }.map { agree(value, $0) } ?? false
        }
    default:
      let (mine, theirs) = (one.items, other.items)
      return mine.count == theirs.count && zip(mine, theirs).allSatisfy(agree)
    }
  }
}
