// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Texts {
  /// `rij 12, regel 14`, the file before it where there is no row; empty where nothing is known.
  func place(_ location: Diagnostic.Location) -> String {
    var parts: [String] = []
    func add(_ key: String, _ number: Int?) {
      guard let number else { return }
      parts.append(self(key, ["number": language.number(number)]))
    }
    if location.row == nil, let file = location.file { parts.append(file) }
    add("report-row", location.row)
    add("report-line", location.line)
    if location.row == nil, let field = location.field {
      parts.append(self("report-column", ["name": field]))
    }
    return parts.joined(separator: ", ")
  }
}
