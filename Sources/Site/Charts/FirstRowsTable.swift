// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// The first rows of a dataset, as a page shows them.
enum FirstRowsTable {
  /// What the template `sample` shows; nil where no rows were kept.
  static func content(of dataset: DatasetRecord, texts: Texts) -> [String: Any]? {
    guard let rows = dataset.profile?.sample, !rows.isEmpty else { return nil }
    let fields = dataset.fields
    return [
      "caption": texts(
        "sample-caption",
        ["shown": texts.count("rows", rows.count), "all": texts.language.number(dataset.rows)]),
      "heads": fields.map { field in
        [
          "title": field.title?.text(in: texts.language) ?? field.name, "name": field.name,
          "isNumber": isNumber(field), "hasTitle": field.title != nil,
        ] as [String: Any]
      },
      "lines": rows.map { row in
        [
          "cells": zip(row, fields).map { cell, field in
            [
              "text": ShownValue.text(cell, of: field, texts), "isNumber": isNumber(field),
              "isLong": cell.count > 40,
              "isEmpty": cell.isEmpty,
            ] as [String: Any]
          }
        ]
      },
    ]
  }

  private static func isNumber(_ field: PublishedField) -> Bool {
    field.type == "integer" || field.type == "number"
  }
}
