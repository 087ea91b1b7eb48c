// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDetectors
@testable import HergebruikProfile
@testable import HergebruikTables
@testable import HergebruikTreatment

/// Every type with every treatment, on cells at the ends: a row comes out or is refused, and nothing else.
@Suite("Extreme cells")
struct ExtremeCellTests {
  /// Each type in the forms that it has. A test says which of `FieldType.names` lacks.
  static let types: [FieldType] =
    StringFormat.allCases.map { .string($0) }
    + [NumberFormat(), NumberFormat(decimalChar: ",", groupChar: ".", bareNumber: false)]
    .flatMap { [.integer($0), .number($0)] }
    + [.boolean(BooleanFormat())]
    + ["default", "%d-%m-%Y", "%Y%m%d", "%j-%Y"].map { .date(format: $0) }
    + [FieldType.date(format: DateFormat("%y-%m-%d", pivotYear: 1930))]
    + ["default", "%H:%M"].map { .time(format: $0) }
    + ["default", "%Y-%m-%dT%H:%M:%S%z"].map { .datetime(format: $0) }
    + [.year, .yearmonth, .duration] + GeopointFormat.allCases.map { .geopoint($0) }
    + [.object, .array] + ListFormat.Item.allCases.map { .list(ListFormat(item: $0)) }
    + [.geojson, .any]

  private static let list = CodeList(
    file: "a.csv", columns: .labels(from: ["a"], to: "b"), unmatched: .empty)

  /// Each treatment, with measures at both ends.
  static let treatments: [Treatment] = [
    .keep, .drop, .redact("weg"), .mask(show: 0, length: 1), .mask(show: 100, length: 1000), .scrub,
    .pseudonymise, .prefix(1), .prefix(100_000), .dateToYear, .dateToMonth,
    .ageBand(AgeBand(width: 1, top: 120, date: "2026-01-01")),
    .ageBand(AgeBand(width: 10, top: 90, date: "9999-12-31")),
    .band(NumberBand(width: "1", minimum: "0", maximum: "1000")),
    .band(
      NumberBand(
        width: "1000000000000000000000000000000000",
        minimum: "-500000000000000000000000000000000000",
        maximum: "500000000000000000000000000000000000")),
    .round(base: "5"), .round(base: "0.00000000000000000000000000000000001"),
    .round(base: "900000000000000000000000000000000000"), .randomRound(base: "5"),
    .randomRound(base: "0.01"), .snap(grid: "100"), .snap(grid: "0.3"),
    .square(size: 100, y: "y"), .clamp(minimum: "0", maximum: "9223372036854775807"),
    .clamp(minimum: nil, maximum: "0.001"), .lookup(list),
    .generalise(CodeList(file: "a.csv", columns: .level(1), unmatched: .error)),
  ]

  /// The number of a treatment. There is no default: a new one needs an example above, and its number here.
  private static func number(of treatment: Treatment) -> Int {
    switch treatment {
    case .keep: 0
    case .drop: 1
    case .redact: 2
    case .mask: 3
    case .scrub: 4
    case .pseudonymise: 5
    case .prefix: 6
    case .dateToYear: 7
    case .dateToMonth: 8
    case .ageBand: 9
    case .band: 10
    case .round: 11
    case .randomRound: 12
    case .snap: 13
    case .square: 14
    case .clamp: 15
    case .lookup: 16
    case .generalise: 17
    }
  }

  @Test("are of every type, and have every treatment")
  func isComplete() {
    #expect(Set(Self.types.map(\.name)) == Set(FieldType.names))
    #expect(Set(Self.treatments.map(Self.number)) == Set(0..<18))
  }

  /// A plan of a field `x` beside the ones that some treatments need; `nil` if the two do not go together.
  private static func plan(_ type: FieldType, _ treatment: Treatment) -> (TransformPlan, [Field])? {
    guard suits(type.name, treatment) else { return nil }
    let number = FieldType.number(NumberFormat())
    let isDirect = treatment.suitsDirectIdentifier
    let limits: Constraints =
      FieldType.ordered.contains(type.name) && type.name != "duration"
      ? Constraints(maxLength: nil) : Constraints()
    let fields = [
      Field(
        source: "id", name: "id", type: .string(.default), privacy: .none, treatment: .keep),
      Field(
        source: "x", name: "x", type: type, privacy: isDirect ? .direct : .quasi,
        treatment: treatment, constraints: limits),
      Field(source: "y", name: "y", type: number, privacy: .quasi, treatment: .keep),
    ]
    let codes = CodeTable(keys: [type])
    for (key, value) in [("0", "nul"), ("0001-01-01", "eerste"), ("true", "ja"), ("a", "b")] {
      _ = codes.insert([Array(key.utf8)], Array(value.utf8))
    }
    let request = TreatedTable(
      fields: fields, missingValues: ["-"], keys: .init(primary: ["id"]), temporalField: nil,
      pseudonyms: .init(domain: "test"))
    let use = TransformPlan.Use.publication(.init(codes: ["x": codes]))
    let key = Array<UInt8>(0..<32)
    guard
      let plan = try? key.withUnsafeBytes({ try TransformPlan(request, for: use, key: $0.bytes) })
    else {
      return nil
    }
    return (plan, fields)
  }

  /// Whether a pipeline file may treat a type so.
  private static func suits(_ type: String, _ treatment: Treatment) -> Bool {
    switch treatment {
    case .dateToYear, .dateToMonth, .ageBand: ["date", "datetime"].contains(type)
    case .band, .round, .randomRound, .snap, .square, .clamp: ["integer", "number"].contains(type)
    case .scrub: type == "string"
    case .keep, .drop, .redact, .mask, .pseudonymise, .prefix, .lookup, .generalise: true
    }
  }

  @Test("come out or are refused, are summed up, and can be sorted", arguments: types.indices)
  func cells(type: Int) throws {
    let type = Self.types[type]
    var cells = ExtremeCells(seed: 20_261_128)
    var plans = 0
    let inputs = PropertyInputs.share(of: Self.types.count * Self.treatments.count)
    for treatment in Self.treatments {
      guard let (plan, fields) = Self.plan(type, treatment) else { continue }
      plans += 1
      try run(plan, fields, &cells, inputs)
    }
    #expect(plans > 3, "\(type)")
  }

  private func run(
    _ plan: TransformPlan, _ fields: [Field], _ cells: inout ExtremeCells, _ inputs: Int
  ) throws {
    let binding = try ColumnBinding(
      fields: fields, header: ["id", "x", "y"], width: 3, match: .exact, file: "a.csv")
    let worker = try TransformWorker(plan, binding: binding)
    var open = plan.makeBatch()
    var result = TransformResult()
    var profiles = [TableProfile(rowsOf: plan), TableProfile(rowsOf: plan)]
    let order = SortKey.key(of: plan.table)
    var sorting = ByteBuffer()
    var (left, kept) = (inputs, 0)
    while left > 0 {
      let rows = (0..<min(left, 64)).map { ["\(left - $0)", cells.cell(), cells.number()] }
      left -= rows.count
      worker.process(batch(rows), into: &open, result: &result)
      #expect(open.rowCount + result.badRows.count == rows.count && !result.isTooLarge)
      kept += open.rowCount
      profiles[left % 2].add(open)
      for row in 0..<open.rowCount {
        sorting.removeAll()
        order.append(row: row, of: open, to: &sorting)
      }
    }
    profiles[0].merge(profiles[1])
    for least in [1, 5] {
      let profile = profiles[0].record(rejected: 0, least: least)
      #expect(profile.rows == kept)
      for field in profile.fields {
        let bins = field.histogram ?? field.periods?.bins ?? []
        #expect(bins.reduce(0) { $0 + ($1.count ?? 0) } <= kept - field.missing)
      }
    }
  }

  @Test("are looked at by every detector")
  func detectors() {
    var cells = ExtremeCells(seed: 11)
    var scanner = ColumnsScanner(width: 4)
    var output = OutputScanner(fields: [])
    for _ in 0..<max(1, PropertyInputs.count / 64) {
      let rows = (0..<16).map { _ in (0..<4).map { _ in cells.cell() } }
      scanner.see(batch(rows))
      output.scan(text: rows[0].joined(separator: " "), place: "a")
    }
    let labels = ["postcode", "huisnummer", "naam", "bsn"]
    #expect(TableFindings.all(scanner.evidence, labels: labels, lexicon: .builtIn).count == 4)
    _ = output.findings()
  }
}
