// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension Cast {
  /// Reads the canonical form of a type, as a code list has it.
  init(canonical type: FieldType, _ arena: ByteArena) {
    switch type {
    case .any, .string(.default): self = .text
    case .string(let format): self = .string(format)
    case .integer: self = NumberLayout(NumberFormat(), integer: true).map { .integer($0) } ?? .text
    case .number: self = NumberLayout(NumberFormat()).map { .number($0) } ?? .text
    case .boolean: self = .boolean(true: arena.keep(["true"]), false: arena.keep(["false"]))
    case .date: self = Self.layout(.date, arena).map { .date($0) } ?? .text
    case .time: self = Self.layout(.time, arena).map { .time($0) } ?? .text
    case .datetime: self = Self.layout(.datetime, arena).map { .datetime($0) } ?? .text
    case .year: self = .year
    case .yearmonth: self = .yearmonth
    case .duration: self = .duration
    case .geopoint(let format): self = .geopoint(format)
    case .object: self = .object
    case .array: self = .array
    case .list(let format): self = .list(ListLayout(format, arena))
    case .geojson: self = .geojson
    }
  }

  private static func layout(_ kind: DateLayout.Kind, _ arena: ByteArena) -> DateLayout? {
    DateLayout("default", kind: kind, arena: arena)
  }
}
