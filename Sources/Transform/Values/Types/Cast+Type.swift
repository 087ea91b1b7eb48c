// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

extension Cast {
  /// Reads a type as the export writes it; nil where its format says nothing that can be read.
  package init?(_ type: FieldType, _ arena: ByteArena) {
    switch type {
    case .integer(let format): self.init(NumberLayout(format, integer: true), Cast.integer)
    case .number(let format): self.init(NumberLayout(format), Cast.number)
    case .boolean(let words):
      self = .boolean(true: arena.keep(words.trueValues), false: arena.keep(words.falseValues))
    case .date(let format): self.init(DateLayout(format, kind: .date, arena: arena), Cast.date)
    case .time(let format): self.init(DateLayout(format, kind: .time, arena: arena), Cast.time)
    case .datetime(let format):
      self.init(DateLayout(format, kind: .datetime, arena: arena), Cast.datetime)
    case .any, .string(.default): self = .text
    case .string(let format): self = .string(format)
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

  private init?<Layout>(_ layout: Layout?, _ make: (Layout) -> Cast) {
    guard let layout else { return nil }
    self = make(layout)
  }
}

extension FieldType {
  /// Values of a configuration file, written as in the export, in canonical form; what is not of the type is
  /// left out.
  package func canonical(_ values: [String]) -> [String] {
    let arena = ByteArena()
    guard let cast = Cast(self, arena) else { return [] }
    return withExtendedLifetime(arena) { values.compactMap(cast.canonical) }
  }
}
