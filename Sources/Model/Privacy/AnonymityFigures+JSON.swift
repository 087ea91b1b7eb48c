// SPDX-License-Identifier: EUPL-1.2

extension AnonymityFigures {
  /// The figures for a program: `hergebruik risk --json`.
  ///
  /// `sensitive` has an object for each field; where there is one field its figures are at the top too.
  /// `levels` and `loss` are there where levels were chosen.
  package var json: JSONValue {
    var members: [String: JSONValue] = [
      "rows": .integer(rows), "k": .integer(k), "classes": .integer(classes),
      "uniqueRows": .integer(uniqueRows), "suppressedRows": .integer(suppressedRows),
      "risk": risk.json,
    ]
    members["classSizes"] = .object(
      Dictionary(
        uniqueKeysWithValues: classSizes.map { band in
          (
            band.label,
            .object(["classes": .integer(band.classes), "rows": .integer(band.rows)])
          )
        }))
    members["sensitive"] = .object(
      Dictionary(uniqueKeysWithValues: sensitive.map { ($0.field, .object($0.members)) }))
    if sensitive.count == 1, let only = sensitive.first {
      members.merge(only.members) { _, new in new }
    }
    if let generalisation {
      members["loss"] = .fraction(generalisation.loss)
      members["levels"] = .object(
        Dictionary(
          uniqueKeysWithValues: generalisation.levels.map { ($0.field, .integer($0.level)) }))
    }
    return .object(members)
  }
}

extension SensitiveFigures {
  fileprivate var members: [String: JSONValue] {
    [
      "lDiversity": .object([
        "distinct": .integer(distinct), "entropy": .fraction(entropy),
        "recursive": .object(["c": .fraction(recursive.c), "l": .integer(recursive.l)]),
      ]), "tCloseness": .fraction(tCloseness),
    ]
  }
}

extension Risks {
  fileprivate var json: JSONValue {
    .object([
      "safeSize": .integer(safeSize), "beyondPopulation": .integer(beyondPopulation),
      "prosecutor": prosecutor.json, "journalist": journalist.json,
      "marketer": .object(["average": .fraction(marketer)]),
    ])
  }
}

extension Risks.Risk {
  fileprivate var json: JSONValue {
    .object([
      "recordsAtRisk": .fraction(recordsAtRisk), "highest": .fraction(highest),
      "average": .fraction(average),
    ])
  }
}

extension JSONValue {
  /// The shortest decimal that is the same number; figures are finite.
  fileprivate static func fraction(_ value: Double) -> JSONValue {
    .decimal(value == value.rounded() ? "\(Int(value))" : "\(value)")
  }
}
