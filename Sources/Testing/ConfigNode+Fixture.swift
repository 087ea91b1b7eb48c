// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat

extension ConfigNode {
  /// A text as if it stood in quotes.
  public static func text(_ text: String) -> ConfigNode {
    ConfigNode(.scalar(text, quoted: true), line: 1, column: 1)
  }

  /// A number, `true`, `false` or `null`, as if it stood without quotes.
  public static func plain(_ text: String) -> ConfigNode {
    ConfigNode(.scalar(text, quoted: false), line: 1, column: 1)
  }

  /// A group of keys.
  public static func group(_ pairs: KeyValuePairs<String, ConfigNode>) -> ConfigNode {
    ConfigNode(.mapping(pairs.map { (.plain($0.key), $0.value) }), line: 1, column: 1)
  }
}
