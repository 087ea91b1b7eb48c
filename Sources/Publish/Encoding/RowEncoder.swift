// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// Writes the rows of a table in one of the forms that it is published in.
///
/// Batches are written by themselves, on any thread; put one after another, without the first
/// `separator` bytes of the first, between a header and a footer, they are the file.
package enum RowEncoder: Sendable {
  case csv(CSVEncoder)
  case jsonLines(JSONRowEncoder)
  case geoJSON(JSONRowEncoder)

  /// Makes an encoder.
  package init(_ format: DistributionFormat, _ table: OpenTable) {
    switch format {
    case .csv: self = .csv(CSVEncoder(table))
    case .jsonLines: self = .jsonLines(JSONRowEncoder(table, asFeatures: false))
    case .geoJSON: self = .geoJSON(JSONRowEncoder(table, asFeatures: true))
    }
  }

  /// How many bytes at the start of the first row only part it from the row before.
  package var separator: Int {
    switch self {
    case .csv, .jsonLines: 0
    case .geoJSON: JSONRowEncoder.featureSeparator.utf8CodeUnitCount
    }
  }

  /// Appends what stands before the rows.
  package func appendHeader(to out: inout ByteBuffer) {
    switch self {
    case .csv(let encoder): encoder.appendHeader(to: &out)
    case .jsonLines: break
    case .geoJSON: out.append("{\"type\":\"FeatureCollection\",\"features\":[\n" as String)
    }
  }

  /// Appends the rows of a batch.
  package func append(_ batch: borrowing OpenBatch, to out: inout ByteBuffer) {
    append(batch, rows: 0..<batch.rowCount, to: &out)
  }

  /// Appends some rows of a batch, by their numbers in it.
  package func append(
    _ batch: borrowing OpenBatch, rows: Range<Int>, to out: inout ByteBuffer
  ) {
    switch self {
    case .csv(let encoder): encoder.append(batch, rows: rows, to: &out)
    case .jsonLines(let encoder), .geoJSON(let encoder):
      encoder.append(batch, rows: rows, to: &out)
    }
  }

  /// Appends what stands behind the rows; the box is around all their geometries.
  ///
  /// Source: RFC 7946, 3.3 and 5.
  package func appendFooter(box: BoundingBox?, to out: inout ByteBuffer) {
    guard case .geoJSON = self else { return }
    out.append("\n]" as String)
    if let box {
      out.append(",\"bbox\":[" as String)
      for (index, side) in [box.west, box.south, box.east, box.north].enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Degrees.append(side, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    }
    out.append("}\n" as String)
  }
}
