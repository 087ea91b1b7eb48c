// SPDX-License-Identifier: EUPL-1.2

/// Some of the classes of a table: those listed, or all but those listed, whichever are fewer.
public struct ClassSet: Sendable {
  private var listed: Set<ClassKey> = []
  private var isComplement = false

  /// No class.
  public static let none = ClassSet()

  /// Bytes that a listed class takes, with the set's own.
  static let stride = 32

  init(_ listed: Set<ClassKey> = [], isComplement: Bool = false) {
    (self.listed, self.isComplement) = (listed, isComplement)
  }

  /// Whether it has a class.
  @inline(__always)
  func contains(_ key: ClassKey) -> Bool { listed.contains(key) != isComplement }
}

/// The classes that are left out of a release, and how much that is.
public struct Suppression: Sendable {
  /// The classes.
  public var classes: ClassSet = .none
  /// Their rows.
  public var rows = 0
  /// All rows, these included.
  public var total = 0

  /// Nothing is left out.
  public static let none = Suppression()
}
