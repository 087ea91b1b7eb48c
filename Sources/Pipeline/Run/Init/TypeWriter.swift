// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikModel

/// Writes a type as the keys of a field.
enum TypeWriter {
  static func keys(_ type: FieldType) -> [String] {
    var keys = ["type: \(type.name)"]
    switch type {
    case .string(let format):
      if format != .default { keys.append("format: \(format.rawValue)") }
    case .integer(let format), .number(let format):
      if format.decimalChar != "." {
        keys.append("decimalChar: \(YAMLWriter.quoted(format.decimalChar))")
      }
      if let group = format.groupChar { keys.append("groupChar: \(YAMLWriter.quoted(group))") }
      if !format.bareNumber { keys.append("bareNumber: false") }
      let negative = NumberFormat.Negative.allCases.filter(format.negative.contains)
      if !negative.isEmpty {
        keys.append("negative: [\(negative.map(\.rawValue).joined(separator: ", "))]")
      }
    case .boolean(let format):
      keys.append(
        "trueValues: [\(format.trueValues.map(YAMLWriter.quoted).joined(separator: ", "))]")
      keys.append(
        "falseValues: [\(format.falseValues.map(YAMLWriter.quoted).joined(separator: ", "))]")
    case .date(let format), .time(let format), .datetime(let format):
      if format.pattern != "default" {
        keys.append("format: \(YAMLWriter.quoted(format.pattern))")
      }
      // Which hundred years two digits stand for cannot be seen.
      if format.pivotYear != nil { keys.append("pivotYear: \(Question.mark)") }
      if format.unknownParts { keys.append("unknownParts: true") }
    case .geopoint(let format):
      if format != .default { keys.append("format: \(format.rawValue)") }
    case .list(let format):
      keys += [
        "itemType: \(format.item.rawValue)", "delimiter: \(YAMLWriter.quoted(format.delimiter))",
      ]
    case .year, .yearmonth, .duration, .object, .array, .geojson, .any: break
    }
    return keys
  }
}
