// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikGeometry
@_spi(Transform) internal import HergebruikModel
internal import HergebruikValues

/// One thread's tools for the coordinates of rows.
final class GeometryWorker {
  /// A refused geometry: the field to name, and why.
  struct Problem {
    var field: Int
    var problem: CellProblem
  }

  private let request: GeometryRequest
  /// What reads the cells of the source, in the order of the source's fields.
  private let cells: [FieldProgram]
  private let systems: ReferenceSystems
  private var shape = Shape()
  private var crossings: [Int] = []
  private var scratch = ByteBuffer(capacity: 64)
  /// Where the batch's geometries ended before the row at hand.
  private var start = (text: 0, rows: 0)
  /// The box around the row at hand, and around all good rows of the batch.
  private var rowBox: BoundingBox?
  private var box: BoundingBox?
  /// Where those rows are, as far as is asked.
  private var places = PlaceTally()

  /// Makes a worker; `programs` are those of all fields, bound to their columns.
  ///
  /// - Throws: As `ReferenceSystems`.
  init(_ request: GeometryRequest, _ programs: [FieldProgram]) throws(Failure) {
    self.request = request
    cells = request.source.fields.map { programs[$0] }
    systems = try ReferenceSystems(request.crs)
  }

  /// Whether a refused field is one that the geometry is made from: it is not read twice.
  func reads(_ field: Int) -> Bool { cells.contains { $0.field == field } }

  /// Begins a row.
  @inline(__always)
  func beginRow(_ open: borrowing OpenBatch) {
    start = (open.geometryText.count, open.geometryEnds.count)
  }

  /// Converts the geometry of a row and writes its cells and its GeoJSON.
  ///
  /// - Returns: Why the row cannot be published; `nil` if it can.
  @inline(__always)
  func append(
    _ text: Span<UInt8>, _ offsets: Span<UInt32>,
    to open: inout OpenBatch
  ) -> Problem? {
    do throws(CellProblem) {
      switch request.source {
      case .point: try appendPoint(text, offsets, &open)
      case .wkt, .gml, .geojson: try appendShape(text, offsets, &open)
      }
      return nil
    } catch {
      return Problem(field: cells[0].field, problem: error)
    }
  }

  /// Ends a row: what it adds to the batch counts where it is good, and is taken back where not.
  @inline(__always)
  func endRow(isGood: Bool, _ open: inout OpenBatch) {
    systems.endRow(isGood: isGood)
    if isGood {
      if let rowBox { count(rowBox) }
    } else {
      open.geometryText.truncate(to: start.text)
      open.geometryEnds.removeSubrange(start.rows...)
    }
    rowBox = nil
  }

  /// Takes the box and the reference systems of the batch.
  func finish(_ result: inout TransformResult) {
    result.box = box
    result.conversions = systems.takeUsed()
    result.places = places
    (box, places) = (nil, PlaceTally())
  }

  @inline(__always)
  private func count(_ row: BoundingBox) {
    box = row.joined(with: box)
    places.places += 1
    for area in request.areas where area.contains(row) { return }
    places.addOutside(row, of: request.areas)
  }
}

extension GeometryWorker {
  private func appendPoint(
    _ text: Span<UInt8>, _ offsets: Span<UInt32>,
    _ open: inout OpenBatch
  ) throws(CellProblem) {
    let x = try number(cells[0], text, offsets)
    let y = try number(cells[1], text, offsets)
    guard let x, let y else {
      guard x == nil, y == nil else { throw .geometry(.halfPoint) }
      appendNothing(&open)
      return
    }
    guard let point = systems.convert(0, x: x, y: y) else {
      throw systems[0].doubt(x: x, y: y, among: request.areas)
    }
    rowBox = BoundingBox(west: point.lon, south: point.lat, east: point.lon, north: point.lat)
    appendCells(point, &open)
    if request.writesGeometry {
      GeoPointText.appendGeometry(point, to: &open.geometryText)
      open.geometryEnds.append(UInt32(truncatingIfNeeded: open.geometryText.count))
    }
  }

  /// The value of a cell; `nil` if it is missing.
  @inline(__always)
  private func number(
    _ program: FieldProgram, _ text: Span<UInt8>,
    _ offsets: Span<UInt32>
  ) throws(CellProblem) -> Double? {
    guard let cell = Self.cell(program, text, offsets) else { return nil }
    scratch.removeAll()
    guard program.cast.append(cell, to: &scratch) else { throw .type }
    return scratch.withSpan { DecimalText.double($0) }
  }

  private func appendShape(
    _ text: Span<UInt8>, _ offsets: Span<UInt32>,
    _ open: inout OpenBatch
  ) throws(CellProblem) {
    guard let cell = Self.cell(cells[0], text, offsets) else { return appendNothing(&open) }
    guard
      let box = try shape.place(cell, request.source, systems, &scratch, areas: request.areas)
    else { return appendNothing(&open) }
    rowBox = box
    if request.columns != nil, let point = shape.label(&crossings) { appendCells(point, &open) }
    if request.writesGeometry {
      shape.appendGeoJSON(to: &open.geometryText)
      open.geometryEnds.append(UInt32(truncatingIfNeeded: open.geometryText.count))
    }
  }

  /// Cells and geometry of a row without coordinates.
  private func appendNothing(_ open: inout OpenBatch) {
    if request.columns != nil {
      for _ in 0..<2 { Self.endCell(&open) }
    }
    if request.writesGeometry {
      open.geometryEnds.append(UInt32(truncatingIfNeeded: open.geometryText.count))
    }
  }

  @inline(__always)
  private func appendCells(_ point: GeoPoint, _ open: inout OpenBatch) {
    guard request.columns != nil else { return }
    Degrees.append(point.lon, to: &open.text)
    Self.endCell(&open)
    Degrees.append(point.lat, to: &open.text)
    Self.endCell(&open)
  }

  @inline(__always)
  private static func endCell(_ open: inout OpenBatch) {
    open.ends.append(UInt32(truncatingIfNeeded: open.text.count))
    open.text.append(0)
  }

  /// The bytes of a cell; `nil` if it is missing, or its column is absent.
  @inline(__always)
  @_lifetime(copy text)
  private static func cell(
    _ program: FieldProgram, _ text: Span<UInt8>,
    _ offsets: Span<UInt32>
  ) -> Span<UInt8>? {
    guard program.column >= 0 else { return nil }
    let cell = text[Int(offsets[2 * program.column])..<Int(offsets[2 * program.column + 1])]
    return program.missing.containsTrimmed(cell) ? nil : cell
  }
}
