// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
package import HergebruikTables
internal import HergebruikValues

/// How the values of a field become coarser, level by level.
///
/// A row of the file is a value, then what it is at level 1, 2, …; every row has as many levels. Two values
/// that are the same at a level must be the same at each higher one: only then do classes never fall apart
/// on the way up.
/// Source: ARX, "Generalization hierarchies"; Samarati, IEEE TKDE 13(6), 2001, section 3.
package struct Hierarchy: Sendable {
  /// The file, for messages.
  package let file: String
  /// Levels, the values themselves included.
  package let levels: Int
  private let type: FieldType
  private let rows: [String: [String]]

  /// Reads a CSV text without a header; what it holds is in canonical form, as in a code list.
  ///
  /// - Parameter type: the type of the field whose values it has.
  /// - Throws: `Failure` with `code-list` and the row, where the file is not a hierarchy.
  package init(
    csv text: String, delimiter: Character = ";", of type: FieldType = .any, file: String
  ) throws(Failure) {
    let layouts = ByteArena()
    let cast = Cast(canonical: type, layouts)
    guard let lines = DelimitedText.rows(text, delimiter: delimiter), let first = lines.first else {
      throw Self.failure(file, nil, "is empty, or has a quote that is not closed")
    }
    var rows: [String: [String]] = [:]
    var parents = [[String: String]](repeating: [:], count: first.count)
    for (number, cells) in lines.enumerated() {
      guard cells.count == first.count else {
        throw Self.failure(file, number, "does not have \(first.count) columns in every row")
      }
      var line = cells.compactMap { Self.canonical($0, .text) }
      guard let value = cells[0].isEmpty ? "" : Self.canonical(cells[0], cast) else {
        throw Self.failure(file, number, "has a value that is not of the type of the field")
      }
      line[0] = value
      guard line.dropFirst().allSatisfy({ !$0.isEmpty }) else {
        throw Self.failure(file, number, "has nothing at a level of a value")
      }
      guard rows.updateValue(line, forKey: line[0]) == nil else {
        throw Self.failure(file, number, "has a value twice")
      }
      for level in 1..<max(line.count, 1) {
        let known = parents[level].updateValue(line[level], forKey: line[level - 1])
        guard known == nil || known == line[level] else {
          throw Self.failure(
            file, number, "splits a value of level \(level - 1) again at level \(level)")
        }
      }
    }
    (self.file, self.type, self.rows, levels) = (file, type, rows, first.count)
  }

  private static func canonical(_ cell: String, _ cast: Cast) -> String? {
    var out = ByteBuffer()
    guard cast.append(cell.utf8.span, to: &out) else { return nil }
    return String(decoding: out.span, as: UTF8.self)
  }

  private static func failure(_ file: String, _ row: Int?, _ summary: String) -> Failure {
    Failure(
      .codeList, at: .init(file: file, row: row.map { $0 + 1 }), "the hierarchy \(summary)",
      hint: "Each row is a value, then what it becomes at level 1, 2 and so on.")
  }

  /// A column at every level.
  ///
  /// An empty value that the hierarchy does not list stays empty, up to a top that is one value for all.
  /// - Throws: `Failure` with `code-list`, and how many values are missing.
  func coded(_ column: CodedTable.Column) throws(Failure) -> CodedHierarchy {
    var paths: [[String]] = []
    var missing = 0
    for value in column.values {
      if let path = rows[value] {
        paths.append(path)
      } else if value.isEmpty {
        paths.append((0..<levels).map(blank))
      } else {
        missing += 1
      }
    }
    guard missing == 0 else {
      throw Failure(
        .codeList, at: .init(file: file, field: column.name),
        "\(missing) value\(missing == 1 ? "" : "s") of '\(column.name)' are not in the hierarchy",
        hint: "Give every value of the field a row of its own.")
    }
    let extra = column.values.contains("") && rows[""] == nil ? 1 : 0
    return CodedHierarchy(paths: paths, leaves: leaves(), domain: rows.count + extra, levels)
  }

  /// What an empty value becomes at a level.
  private func blank(_ level: Int) -> String {
    if let listed = rows[""] { return listed[level] }
    let top = Set(rows.values.compactMap(\.last))
    guard level > 0, level == levels - 1, top.count == 1, let only = top.first else { return "" }
    return only
  }

  /// The list that a run looks values up in at a level; at level 0 a value becomes itself.
  package func table(level: Int) -> CodeTable {
    let table = CodeTable(keys: [type])
    for (value, path) in rows where !value.isEmpty {
      _ = table.insert([Array(value.utf8)], Array(path[level].utf8))
    }
    table.blank = Array(blank(level).utf8)
    return table
  }

  /// How many of some values it does not have, in canonical form.
  package func missing(of values: [String]) -> Int {
    values.count { rows[$0] == nil }
  }

  /// For each level how many values of the field each of its values stands for.
  private func leaves() -> [[String: Int]] {
    (0..<levels).map { level in
      rows.values.reduce(into: [:]) { $0[$1[level], default: 0] += 1 }
    }
  }
}

/// A column's codes and values at each level of its hierarchy.
struct CodedHierarchy {
  /// One level.
  struct Level {
    /// For each code of the column its code at this level.
    var codes: [UInt32] = []
    var values: [String] = []
    /// For each value how many others of the domain it cannot be told from.
    var others: [Int] = []
  }

  private(set) var levels: [Level] = []
  /// Values that the hierarchy knows.
  let domain: Int

  /// The one level of a column that stays as it is.
  package init(fixed column: CodedTable.Column) {
    domain = column.values.count
    levels = [
      Level(
        codes: column.values.indices.map { UInt32($0) }, values: column.values,
        others: column.values.map { _ in 0 })
    ]
  }

  package init(paths: [[String]], leaves: [[String: Int]], domain: Int, _ count: Int) {
    self.domain = domain
    for number in 0..<count {
      var level = Level()
      var known: [String: UInt32] = [:]
      for path in paths {
        let value = path[number]
        let next = UInt32(level.values.count)
        let code = known[value] ?? next
        if code == next {
          known[value] = code
          level.values.append(value)
          level.others.append(max(leaves[number][value] ?? 0, 1) - 1)
        }
        level.codes.append(code)
      }
      levels.append(level)
    }
  }
}
