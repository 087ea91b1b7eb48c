// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension Figures {
  /// Where the rows are.
  static func mapFigure(
    _ places: DatasetProfile.Places, in outline: Outline?, _ texts: Texts
  ) -> Draft? {
    guard let chart = MapChart(places, in: outline, texts: texts) else { return nil }
    let title = texts["map-title"]
    let told = places.clusters.reduce(0) { $0 + $1.rows }
    var text = texts.count("map-rows", places.rows)
    if !places.clusters.isEmpty {
      text += " " + texts["map-groups"]
      if told < places.rows {
        text += " " + texts.count("map-untold", places.rows - told)
      }
    }
    if let shape = chart.outline {
      if shape.path != nil { text += " " + texts["map-outline"] }
      if shape.isPart { text += " " + texts["map-part"] }
    }
    let table =
      places.clusters.isEmpty ? sides(places, texts) : groups(chart.clusters, places.rows, texts)
    return { id in
      Figure(
        id: id, title: title, description: text,
        svg: chart.svg(id, title: title, description: text), table: table)
    }
  }

  /// The groups, the largest first.
  private static func groups(
    _ clusters: [DatasetProfile.Places.Spot], _ all: Int, _ texts: Texts
  ) -> Figure.Table {
    var rows = clusters.map { spot in
      [place(spot, texts), texts.language.number(spot.rows), texts.share(spot.rows, of: all)]
    }
    let rest = all - clusters.reduce(0) { $0 + $1.rows }
    if rest > 0 {
      rows.append([texts["chart-rare"], texts.language.number(rest), texts.share(rest, of: all)])
    }
    return .init(head: [texts["map-middle"], texts["chart-rows"], texts["chart-part"]], rows: rows)
  }

  /// How far the places reach: each of them is in the data.
  private static func sides(_ places: DatasetProfile.Places, _ texts: Texts) -> Figure.Table {
    func degrees(_ steps: Int?) -> String {
      texts.language.decimal(Projection.degrees(steps ?? 0), places: 4) + "°"
    }
    let (lons, lats) = (places.spots.map(\.lon), places.spots.map(\.lat))
    return .init(
      head: [texts["map-side"], texts["map-degrees"]],
      rows: [
        [texts["map-north"], degrees(lats.max())], [texts["map-south"], degrees(lats.min())],
        [texts["map-west"], degrees(lons.min())], [texts["map-east"], degrees(lons.max())],
        [texts["chart-rows"], texts.language.number(places.rows)],
      ])
  }

  private static func place(_ spot: DatasetProfile.Places.Spot, _ texts: Texts) -> String {
    func degrees(_ steps: Int) -> String {
      texts.language.decimal(Projection.degrees(steps), places: 3)
    }
    return texts("map-place", ["lat": degrees(spot.lat), "lon": degrees(spot.lon)])
  }
}
