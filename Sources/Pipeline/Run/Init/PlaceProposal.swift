// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikGeometry
internal import HergebruikModel

/// Where each row is, as far as names and numbers tell.
struct PlaceProposal {
  /// One way of saying it.
  struct Way: Equatable {
    /// The columns, by index: one with geometries, or easting and northing.
    let columns: [Int]
    /// What stands behind `geometry:`.
    let text: String
  }

  /// The ways that may be meant, the likeliest first.
  let ways: [Way]
  /// Why, and how sure, or what to look at.
  let reason: String
  /// Whether only a person knows.
  let isQuestion: Bool
  /// How the numbers of a column are written, of one that is a coordinate.
  let writings: [Int: CoordinateEvidence.Writing]
  /// Coordinates of which some are 0, which is no place.
  let hasNoughts: Set<Int>
}

extension PlaceProposal {
  /// What a column is called, and what was seen of it.
  struct Column {
    var name: String
    var label: CoordinateLabel?
    var geometry: GeometryEvidence
    var coordinate: CoordinateEvidence?
    /// Whether it may be published.
    var isOpen: Bool
  }

  /// Decides; nil where nothing tells of places.
  ///
  /// - Parameter known: The column of which the format itself knows that it has the place.
  init?(_ columns: [Column], known: ExtractProposal.Geometry?) {
    if let known, columns.indices.contains(known.column) {
      self.init(
        ways: [
          Way(
            columns: [known.column],
            text: "{from: {\(known.kind.rawValue): \(columns[known.column].name)}}")
        ], reason: "sure: the place of each row")
      return
    }
    let geometries = columns.indices.filter {
      columns[$0].isOpen && columns[$0].geometry.isLikely
    }
    if !geometries.isEmpty {
      self.init(geometries: geometries, columns)
      return
    }
    self.init(pairsOf: columns)
  }

  private init(
    ways: [Way], reason: String, isQuestion: Bool = false,
    writings: [Int: CoordinateEvidence.Writing] = [:], noughts: Set<Int> = []
  ) {
    (self.ways, self.reason, self.isQuestion) = (ways, reason, isQuestion)
    (self.writings, hasNoughts) = (writings, noughts)
  }

  // MARK: Geometries

  private init(geometries: [Int], _ columns: [Column]) {
    let judged = geometries.map { (index: $0, judgement: GeometryJudgement(columns[$0].geometry)) }
    let ways = judged.flatMap { index, judgement in
      judgement.systems.map { system in
        Way(
          columns: [index],
          text: "{from: {\(judgement.form.rawValue): \(columns[index].name)}"
            + (system.map { ", crs: \"\($0)\"" } ?? "") + "}")
      }
    }
    let doubt =
      geometries.count > 1
      ? "\(geometries.count) columns have geometries, and a row has one place"
      : judged.first?.judgement.doubt
    self.init(
      ways: ways, reason: doubt ?? judged.first?.judgement.reason ?? "",
      isQuestion: doubt != nil || ways.count != 1)
  }

  // MARK: Pairs of numbers

  private init?(pairsOf columns: [Column]) {
    var pairs: [CoordinatePair] = []
    let open = columns.indices.filter { columns[$0].isOpen && columns[$0].coordinate != nil }
    for (at, first) in open.enumerated() {
      for second in open[(at + 1)...] {
        if let pair = CoordinatePair(first, second, columns) { pairs.append(pair) }
      }
    }
    guard !pairs.isEmpty else { return nil }
    let sure = pairs.filter { $0.doubt == nil }
    // RD and degrees of the same rows are the same place, and degrees need no conversion.
    let degrees = sure.filter { $0.system == "EPSG:4326" }
    let one = sure.count == 1 ? sure : sure.count == 2 && degrees.count == 1 ? degrees : []
    let chosen = one.isEmpty ? pairs : one
    let taken = columns.map(\.name)
    var (writings, noughts): ([Int: CoordinateEvidence.Writing], Set<Int>) = ([:], [])
    for pair in chosen {
      for index in pair.columns {
        writings[index] = writings[index] ?? pair.writings[index]
        if columns[index].coordinate?.noughts ?? 0 > 0 { noughts.insert(index) }
      }
    }
    self.init(
      ways: chosen.map { pair in
        Way(
          columns: pair.columns,
          text:
            "{from: {x: \(columns[pair.columns[0]].name), y: \(columns[pair.columns[1]].name)}, "
            + "crs: \"\(pair.system)\"\(Self.added(taken))}")
      },
      reason: one.first?.reason
        ?? (pairs.count > 1
          ? "several pairs of columns may be the place of a row" : pairs[0].doubt ?? ""),
      isQuestion: one.isEmpty, writings: writings, noughts: noughts)
  }

  /// Names for the columns that are added, where the export has their own already.
  private static func added(_ taken: [String]) -> String {
    var text = ""
    for name in ["lon", "lat"] where taken.contains(name) {
      var free = "\(name)_wgs84"
      while taken.contains(free) { free += "_2" }
      text += ", \(name): \(free)"
    }
    return text
  }
}

/// What the geometries of a column say of themselves.
private struct GeometryJudgement {
  let form: GeometryEvidence.Form
  /// The reference systems that may be stated; nil: none needs to be.
  let systems: [String?]
  let reason: String
  /// Why a person must look; nil where nobody needs to.
  let doubt: String?

  init(_ evidence: GeometryEvidence) {
    let form = evidence.form ?? .wkt
    self.form = form
    let all = evidence.fits + evidence.misfits
    var doubt: String?
    if evidence.misfits > 0 {
      doubt = "\(evidence.misfits) of \(all) cells are no geometry that can be read"
    } else if evidence.foreign > 0 {
      doubt = "\(evidence.foreign) of \(all) geometries are of a kind that is not read"
    }
    let unnamed = evidence.fits - evidence.foreign - evidence.named
    guard unnamed > 0 else {
      (systems, self.doubt) = ([nil], doubt)
      reason =
        form == .geojson
        ? "sure: every value is GeoJSON" : "sure: every value is a geometry with its system"
      return
    }
    let frames = evidence.frames
    if frames.contains(.rd) {
      (systems, self.doubt) = (["EPSG:28992"], doubt)
      reason = "sure: every value is a geometry, and the coordinates are those of RD"
    } else if frames.contains(form == .gml ? .degreesTurned : .degrees) {
      (systems, self.doubt) = (["EPSG:4326"], doubt)
      reason = "likely: every value is a geometry, and the coordinates are degrees (WGS84)"
    } else if form == .gml, frames.contains(.degrees) {
      systems = ["OGC:CRS84"]
      reason = ""
      self.doubt =
        "degrees without a system, with longitude first, where GML has latitude first"
    } else if frames.contains(.rdTurned) || frames.contains(.degreesTurned) {
      systems = [frames.contains(.rdTurned) ? "EPSG:28992" : "EPSG:4326"]
      reason = ""
      self.doubt =
        "northing or latitude comes first, where x must: a run refuses it; let the source system turn them"
    } else {
      systems = ["EPSG:28992", "EPSG:4326"]
      reason = ""
      self.doubt =
        "the geometries name no reference system, and their coordinates are not all within the Netherlands"
    }
  }
}

/// Two columns that may be the place of a row.
private struct CoordinatePair {
  /// Easting or longitude, then northing or latitude.
  var columns: [Int]
  var system: String
  var writings: [Int: CoordinateEvidence.Writing] = [:]
  var reason: String
  /// Why a person must look; nil where nobody needs to.
  var doubt: String?

  /// Judges two columns by their names and numbers; nil where they are no pair.
  init?(_ first: Int, _ second: Int, _ all: [PlaceProposal.Column]) {
    guard let one = all[first].label, let two = all[second].label, one.stem == two.stem,
      one.axis == .unknown ? two.axis == .unknown : two.axis != .unknown && one.axis != two.axis,
      let left = all[first].coordinate, let right = all[second].coordinate
    else { return nil }
    let isTurned = one.axis == .north
    let (x, y) = isTurned ? (second, first) : (first, second)
    let (east, north) = isTurned ? (right, left) : (left, right)
    let isDegrees = one.isDegrees && two.isDegrees
    let names = "\(all[x].name) and \(all[y].name)"
    columns = [x, y]
    func fill(_ wide: PlaceRanges, _ high: PlaceRanges) -> [Int: CoordinateEvidence.Writing]? {
      guard let a = east.writing(of: wide), let b = north.writing(of: high) else { return nil }
      return [x: a, y: b]
    }
    func turned(_ wide: PlaceRanges, _ high: PlaceRanges) -> [Int: CoordinateEvidence.Writing]? {
      guard let a = east.writing(of: high), let b = north.writing(of: wide) else { return nil }
      return [x: a, y: b]
    }
    let unknown =
      one.axis == .unknown
      ? "by their numbers \(names) are a place; by their names nobody knows" : nil
    for (code, words, wide, high) in Self.systems {
      if let found = fill(wide, high) {
        (system, writings, doubt) = (code, found, unknown)
        reason = "sure: by their names and all their numbers, \(names) are \(words)"
        if isDegrees, code == "EPSG:28992" {
          doubt = "\(names) are called degrees, and have numbers of RD"
        }
        return
      }
      if let found = turned(wide, high) {
        (columns, system, writings, reason) = ([y, x], code, found, "")
        doubt =
          unknown
          ?? "by their numbers \(names) are \(words) the other way round: x is \(all[y].name) and y is \(all[x].name)"
        return
      }
    }
    reason = ""
    if let found = fill(.anyLongitude, .anyLatitude), one.axis != .unknown {
      (system, writings) = ("EPSG:4326", found)
      doubt =
        isDegrees
        ? nil
        : "\(names) may be degrees outside the Netherlands, or metres of a plane of their own"
      reason = "likely: by their names \(names) are degrees (WGS84), outside the Netherlands"
      return
    }
    for (code, words, wide, high) in Self.systems where one.axis != .unknown {
      guard east.isNearly(wide), north.isNearly(high) else { continue }
      system = code
      doubt =
        "nine of ten numbers of \(names) are \(words), and others are not: a run refuses those rows"
      return
    }
    return nil
  }

  private static let systems: [(String, String, PlaceRanges, PlaceRanges)] = [
    ("EPSG:28992", "metres of RD", .easting, .northing),
    ("EPSG:4326", "degrees (WGS84)", .longitude, .latitude),
  ]
}
