// SPDX-License-Identifier: EUPL-1.2

/// A picture of a dataset's data, with the same in figures.
package struct Figure: Sendable {
  /// What is in the picture, to read.
  package struct Table: Sendable, Equatable {
    /// What the columns hold; all but the first are numbers.
    package var head: [String]
    /// The rows, each as long as the head.
    package var rows: [[String]]
  }

  /// The `id` of its element, unique on a page.
  package var id: String
  /// What it shows.
  package var title: String
  /// What is to be seen in it, in sentences.
  package var description: String
  /// The picture: an `svg` element.
  package var svg: String
  /// What is in the picture.
  package var table: Table
  /// Whether it wants the whole width of a page.
  package var isWide = false

  /// What the template `figures` shows of it.
  var content: [String: Any] {
    [
      "id": id, "title": title, "description": description, "svg": svg, "isWide": isWide,
      "head": table.head.enumerated().map { cell($0.element, $0.offset) },
      "rows": table.rows.map { row in
        [
          "name": row.first ?? "",
          "cells": row.enumerated().dropFirst().map { cell($0.element, $0.offset) },
        ] as [String: Any]
      },
    ]
  }

  private func cell(_ text: String, _ column: Int) -> [String: Any] {
    ["text": text, "isNumber": column > 0]
  }
}
