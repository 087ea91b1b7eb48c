// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Cells that hold a name and nothing else.
package enum NameForm {
  /// How much a cell looks like a name.
  package enum Likeness {
    /// First name or initials, and a surname.
    case name
    /// A known surname or first name alone, or a name by which somebody logs in.
    case part
    /// The same, of a word that is in dictionaries too.
    case ordinaryPart
    /// Two to four words with capitals, of which the first is a known first name or the last a surname.
    case knownShape
    /// Two to four words with capitals, and nothing else.
    case shape
    case none
  }

  /// Whether a cell is a name, or a word that may be one.
  package static func isName(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ tables: ByteTables,
    _ lexicon: Lexicon
  ) -> Bool {
    switch unsafe likeness(cell, counts, tables, lexicon) {
    case .name, .part, .ordinaryPart, .knownShape: true
    case .shape, .none: false
    }
  }

  /// Looks at a cell of letters, spaces, dots, dashes, apostrophes and at most one comma.
  package static func likeness(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ tables: ByteTables,
    _ lexicon: Lexicon
  ) -> Likeness {
    guard counts.digits == 0, cell.count <= 60, counts.others <= 2 else { return .none }
    guard counts.uppers > 0 || counts.highs > 0 else { return unsafe login(cell, counts, lexicon) }
    if let comma = unsafe cell.firstIndex(of: UInt8(ascii: ",")) {
      return unsafe turned(cell, comma, tables, lexicon)
    }
    let chain = unsafe NameChain(cell, from: 0, tables, lexicon, isCell: true)
    guard chain.end >= cell.count - 1, chain.isPossible else { return .none }
    if chain.isBare { return chain.isSurnameKnown || chain.isLoud ? .name : .shape }
    if chain.isName || chain.initials > 0 { return .name }
    if chain.capitals == 1, chain.initials == 0 {
      let kinds = chain.last
      guard !kinds.isDisjoint(with: .name), !kinds.contains(.place) else { return .none }
      return kinds.contains(.ordinary) ? .ordinaryPart : .part
    }
    guard chain.capitals + chain.prefixes <= 5, chain.capitals <= 4 else { return .none }
    return chain.isFirstKnown ? .knownShape : .shape
  }

  /// `Vries, J. de`, and `Vries, Jan de`.
  private static func turned(
    _ cell: UnsafeBufferPointer<UInt8>, _ comma: Int, _ tables: ByteTables, _ lexicon: Lexicon
  ) -> Likeness {
    let last = unsafe NameChain(
      UnsafeBufferPointer(rebasing: cell[..<comma]), from: 0, tables, lexicon)
    let rest = unsafe NameChain(
      UnsafeBufferPointer(rebasing: cell[(comma + 1)...]), from: 0, tables, lexicon, isCell: true)
    guard last.end == comma, 1...3 ~= last.capitals, last.isPossible, !rest.isStreet, !rest.isBody,
      rest.end >= cell.count - comma - 2
    else { return .none }
    if rest.initials > 0 { return .name }
    guard rest.capitals > 0, rest.isFirstKnown else { return .none }
    return last.last.contains(.last) ? .name : .knownShape
  }

  /// `j.jansen`, `jan.jansen`, `j_jansen`: small letters with one sign between.
  private static func login(
    _ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts, _ lexicon: Lexicon
  ) -> Likeness {
    guard counts.joints + counts.others == 1, counts.letters == cell.count - 1,
      let sign = unsafe cell.firstIndex(where: {
        $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
      }),
      sign > 0, cell.count - sign > 3
    else { return .none }
    let last = unsafe lexicon.names.kinds(cell, sign + 1, cell.count)
    guard last.contains(.last) else { return .none }
    if sign > 1, unsafe !lexicon.names.kinds(cell, 0, sign).contains(.first) { return .none }
    return .part
  }
}
