// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// The list of what a candidate would change, as a small page in Dutch with the candidate's own style.
struct ChangesPage {
  let changes: CatalogueChanges

  var html: String {
    """
    <!doctype html>
    <html lang="nl">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Wat er verandert</title>
    <link rel="stylesheet" href="/assets/site.css">
    </head>
    <body>
    <main class="wide">
    <p><a href="/">Naar de catalogus zoals die wordt</a></p>
    <h1>Wat er verandert</h1>
    <p>Dit voorbeeld is nog niet gepubliceerd. Dit zijn de verschillen met wat nu gepubliceerd is.</p>
    <table>
    <thead>
    <tr><th scope="col">Dataset</th><th scope="col">Verandering</th><th scope="col">Rijen nu</th>\
    <th scope="col">Rijen straks</th></tr>
    </thead>
    <tbody>
    \(changes.datasets.map(row).joined(separator: "\n"))
    </tbody>
    </table>
    <p>Bestanden: \(changes.filesAdded.count) nieuw, \(changes.filesChanged.count) gewijzigd, \
    \(changes.filesRemoved.count) weg.</p>
    </main>
    </body>
    </html>

    """
  }

  private func row(_ dataset: CatalogueChanges.Dataset) -> String {
    let title = Self.escaped(dataset.title.nl)
    let name =
      dataset.kind == .removed
      ? title : "<a href=\"/datasets/\(Self.escaped(dataset.name))/\">\(title)</a>"
    return "<tr><th scope=\"row\">\(name)</th>"
      + "<td data-label=\"Verandering\">\(Self.escaped(what(dataset)))</td>"
      + "<td data-label=\"Rijen nu\">\(dataset.rowsBefore.map(String.init) ?? "–")</td>"
      + "<td data-label=\"Rijen straks\">\(dataset.rowsAfter.map(String.init) ?? "–")</td></tr>"
  }

  private func what(_ dataset: CatalogueChanges.Dataset) -> String {
    switch dataset.kind {
    case .added: return "nieuw"
    case .removed: return "verdwijnt"
    case .unchanged: return "geen"
    case .changed: break
    }
    var parts = [dataset.dataChanged ? "nieuwe gegevens" : "alleen beschrijving of pagina"]
    if dataset.dataChanged, let rows = dataset.rows {
      parts.append("\(rows.added) rijen nieuw, \(rows.removed) weg")
      if let changed = rows.changed { parts.append("\(changed) rijen gewijzigd") }
      let fields = rows.fields.map { "\($0.name) (\($0.changed))" }
      if !fields.isEmpty { parts.append("gewijzigde cellen: " + fields.joined(separator: ", ")) }
    }
    parts += dataset.schema.map { change in
      change.words.nl + (change.verdict == .breaking ? " (breekt gebruik)" : "")
    }
    return parts.joined(separator: "; ")
  }

  /// Works on Unicode scalars: a quote with an accent behind it is a character of its own.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}
