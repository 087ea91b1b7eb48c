// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

extension ConfigNode {
  /// The value of a key; nil where it is absent, or where this is no group of keys.
  package subscript(key: String) -> ConfigNode? {
    guard case .mapping(let pairs) = value else { return nil }
    return pairs.first { $0.key.text == key }?.value
  }

  /// The items of a list; a single value counts as a list of one.
  package var items: [ConfigNode] {
    if case .sequence(let items) = value { return items }
    return [self]
  }

  /// What an item of `fields` calls its column.
  var label: String? {
    self["source"]?.text ?? self["source"]?["path"]?.text ?? self["name"]?.text
  }

  /// Another value in the same place.
  func with(_ value: Value) -> ConfigNode {
    ConfigNode(value, line: line, column: column, file: file)
  }

  /// The same, in a file of its own.
  func placed(in file: String) -> ConfigNode {
    var placed = self
    placed.file = file
    switch value {
    case .scalar: break
    case .sequence(let items): placed.value = .sequence(items.map { $0.placed(in: file) })
    case .mapping(let pairs):
      placed.value = .mapping(
        pairs.map { (key: $0.key.placed(in: file), value: $0.value.placed(in: file)) })
    }
    return placed
  }
}
