// SPDX-License-Identifier: EUPL-1.2

/// A value in a configuration file, with its place; the YAML library stays behind the pipeline.
public struct ConfigNode: Sendable {
  /// The kinds of value.
  public indirect enum Value: Sendable {
    /// A text, and whether it was written in quotes (then it is never a number, boolean or null).
    case scalar(String, quoted: Bool)
    case sequence([ConfigNode])
    case mapping([(key: ConfigNode, value: ConfigNode)])
  }

  /// What it is.
  public var value: Value
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in characters.
  public var column: Int
  /// The file; nil for the one that is being read.
  public var file: String?

  /// Makes a node.
  public init(_ value: Value, line: Int, column: Int, file: String? = nil) {
    self.value = value
    self.line = line
    self.column = column
    self.file = file
  }

  /// The text of a scalar; nil for anything else, and for an unquoted `null`, `~` or nothing.
  public var text: String? {
    guard case .scalar(let text, let quoted) = value else { return nil }
    return !quoted && ["", "~", "null", "Null", "NULL"].contains(text) ? nil : text
  }

  /// Whether it is an unquoted nothing.
  public var isNull: Bool {
    guard case .scalar(_, quoted: false) = value else { return false }
    return text == nil
  }

  /// A word for what it is, for messages.
  public var kind: String {
    switch value {
    case .scalar: isNull ? "nothing" : "a value"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }
}
