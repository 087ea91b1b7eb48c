// SPDX-License-Identifier: EUPL-1.2

import HergebruikGeometry
import HergebruikModel
import HergebruikTestTreatments

/// Rows of `x` and `y`, located.
func points(
  _ rows: [[String]], crs: String = "EPSG:28992", missingValues: [String] = [""]
) throws -> Located {
  let number = FieldType.number(NumberFormat(decimalChar: ","))
  return try locate(
    [field("x", number), field("y", number)],
    GeometryRequest(
      source: .point(x: 0, y: 1), crs: crs, columns: .init(lon: "lon", lat: "lat"),
      writesGeometry: true), rows, missingValues: missingValues)
}
