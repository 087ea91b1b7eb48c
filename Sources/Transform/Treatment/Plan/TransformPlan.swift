// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDisclosure
package import HergebruikFormat
internal import HergebruikGeometry
@_spi(Transform) package import HergebruikModel
package import HergebruikTables
internal import HergebruikValues

/// The treatment of a table, compiled once per run and shared by all workers.
package final class TransformPlan: @unchecked Sendable {
  /// A set of fields whose values may not occur twice.
  package struct UniqueCheck: Sendable {
    /// `uniqueError` or `primaryKey`.
    package let code: DiagnosticCode
    /// The fields, for messages.
    package let label: String
    let slots: [Int]
  }

  /// A set of fields whose values must stand elsewhere.
  package struct ForeignCheck: Sendable {
    /// The fields, for messages.
    package let label: String
    /// What is referred to.
    package let key: ForeignKey
    let slots: [Int]
    /// The values that are referred to, where they are in the table itself.
    let referencedSlots: [Int]
    /// The values that are referred to, where they are elsewhere.
    package let reference: ReferenceKeys?

    /// Whether each row's key is looked up at once, and only what is not found is collected.
    package var isLookedUp: Bool { reference?.isInMemory ?? false }
  }

  /// The fields, in the order of the pipeline file.
  package let fields: [Field]
  /// What comes out.
  package let table: OpenTable
  /// The uniqueness checks, in the order of `TransformResult.keys`.
  package let uniqueChecks: [UniqueCheck]
  /// The foreign keys, in the order of `TransformResult.foreign`.
  package let foreignChecks: [ForeignCheck]

  /// The sensitive fields whose values are counted within each class.
  package let sensitiveFields: [SensitiveField]

  package let programs: [FieldProgram]
  /// The published names of the quasi-identifiers, in the order in which they make a class.
  package let quasiFields: [String]
  /// How the values of each are ordered.
  package let quasiOrders: [Mondrian.Order]
  /// Whether anything is asked about classes.
  let hasClasses: Bool
  /// Whether the cells that make a class are wanted themselves.
  let keepsCells: Bool
  /// Whether rows are only counted: the cells that come out are then not whole rows.
  let isCensus: Bool
  /// How many cells at the end of a row are quasi-identifiers that no field of the export is: coordinates.
  let addedQuasiCells: Int
  let patterns: [CellPattern]
  let pseudonymisers: [Pseudonymiser]
  let recodings: [Recoding]
  let randomRoundings: [RandomRounding]
  /// The fields that steps of other fields read, by index.
  let companions: [Int]
  /// The fields of the primary key in the order of their names, where a random rounding needs them.
  let rowKey: [Int]
  let hashSlots: Int
  let geometry: GeometryRequest?
  /// What is counted and added up; nil where the rows themselves are published.
  let aggregate: AggregatePlan?
  /// The fields of a treated row.
  package let rowFields: [PublishedField]
  private let arena: ByteArena
  private let codes: [String: CodeTable]

  /// The pseudonymised fields, in the order of `TransformResult.pseudonyms`.
  package var pseudonymised: [Field] { fields.filter { $0.treatment == .pseudonymise } }

  /// Compiles the treatment of a table.
  ///
  /// - Parameters:
  ///   - use: What its rows are treated for.
  ///   - key: 32 bytes or more, needed where a treatment needs one.
  /// - Throws: `Failure` with every `invalid-value` in the constraints, at the field's place,
  ///   `key-missing` where a field needs a key, and `code-list` where one lacks its list.
  package init(
    _ table: TreatedTable, for use: Use = .publication(Publication()),
    key: RawSpan?
  ) throws(Failure) {
    var compiler = FieldCompiler(table, for: use, key: key)
    let programs = compiler.compile()
    compiler.problems += Self.missing(for: table, use.codes, hasKey: key != nil)
    guard compiler.problems.isEmpty else { throw Failure(compiler.problems) }
    self.programs = programs
    fields = table.fields
    arena = compiler.arena
    patterns = compiler.patterns
    pseudonymisers = compiler.pseudonymisers
    recodings = compiler.recodings
    randomRoundings = compiler.randomRoundings
    companions = compiler.companions
    rowKey = compiler.rowKey
    codes = use.codes
    uniqueChecks = compiler.uniqueChecks
    foreignChecks = compiler.foreignChecks
    hashSlots = compiler.hashSlots
    geometry = table.geometry
    let added = table.geometry?.addedFields(table.fields) ?? []
    hasClasses = use.classes != .none
    isCensus = use.isCensus
    if case .combinations = use.classes { keepsCells = true } else { keepsCells = false }
    let addedQuasi = added.filter { $0.privacy == .quasi }.map(\.name)
    addedQuasiCells = hasClasses ? addedQuasi.count : 0
    let quasi = programs.filter { $0.role == .quasi }.map { table.fields[$0.field] }
    quasiFields = quasi.map(\.name) + addedQuasi
    quasiOrders =
      quasi.map { PublishedField($0)?.order ?? .text } + addedQuasi.map { _ in .numeric }
    sensitiveFields = programs.compactMap { program in
      switch program.role {
      case .text, .number:
        SensitiveField(
          name: table.fields[program.field].name, isNumeric: program.role == .number)
      case .none, .quasi: nil
      }
    }
    let rows = Self.rowFields(table)
    rowFields = rows
    var aggregate: AggregatePlan?
    if let asked = table.aggregate { aggregate = try AggregatePlan(asked, rows: rows) }
    self.aggregate = aggregate
    self.table = OpenTable(
      fields: Self.published(table), primaryKey: Self.publishedKey(table),
      keys: Self.publishedKeys(table),
      geometryFields: table.geometry?.publishedFields(table.fields, added: added.count))
  }

  /// What treatments need besides the pipeline file.
  private static func missing(
    for table: TreatedTable, _ codes: [String: CodeTable], hasKey: Bool
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if !hasKey, let field = table.fields.first(where: { $0.treatment.needsKey }) {
      problems.append(
        Diagnostic(
          .keyMissing, at: field.location,
          "\(field.label) is treated with '\(field.treatment.name)', but there is no key",
          hint: "Name a key under 'privacy: {pseudonym: {key: …}}'."))
    }
    for field in table.fields {
      guard let list = field.treatment.codeList, codes[field.name] == nil else { continue }
      problems.append(
        Diagnostic(.codeList, at: field.location, "\(field.label): \(list.file) was not read"))
    }
    return problems
  }

  /// The field whose smallest and largest value are the period of the data; nil where none is.
  package var temporalField: Field? { programs.first(where: \.isTemporal).map { fields[$0.field] } }

  /// An empty batch for treated rows; only this stage can make one.
  package func makeBatch() -> OpenBatch {
    OpenBatch(width: rowFields.count)
  }

  /// What the public sees: fields that are dropped are gone, and coordinates are added; or a table of counts.
  package static func published(_ table: TreatedTable) -> [PublishedField] {
    let rows = rowFields(table)
    return table.aggregate.map { AggregatePlan.published($0, rows: rows) } ?? rows
  }

  /// The published names of the fields that tell rows apart: cells have their categories.
  package static func publishedKey(_ table: TreatedTable) -> [String] {
    guard let aggregate = table.aggregate else { return table.keys.primary }
    // Table Schema allows no missing value in a key.
    let filled = rowFields(table).filter { $0.constraints?.required ?? false }.map(\.name)
    return aggregate.by.allSatisfy(filled.contains) ? aggregate.by : []
  }

  /// The other keys that hold for what is published: values that stay as many, and references into what is
  /// public too, of values that stay as they are.
  package static func publishedKeys(_ table: TreatedTable) -> TableKeys? {
    guard table.aggregate == nil else { return nil }
    func treatments(_ names: [String]) -> [Treatment] {
      names.map { name in
        guard let index = table.fields.index(ofKey: name) else { return .drop }
        let field = table.fields[index]
        // Of a field that is merged with others only the name of a part is left.
        return table.isPart(field) ? .drop : field.treatment
      }
    }
    let unique = table.keys.unique.filter { key in
      treatments(key).allSatisfy { $0 == .keep || $0 == .pseudonymise }
    }
    let foreign = table.keys.foreign.compactMap { key -> TableKeys.Foreign? in
      guard treatments(key.fields).allSatisfy({ $0 == .keep }) else { return nil }
      switch key.reference {
      case .codes: return nil
      case .table where !treatments(key.referenced).allSatisfy({ $0 == .keep }): return nil
      case .table:
        return TableKeys.Foreign(fields: key.fields, resource: "", referenced: key.referenced)
      case .dataset(let name):
        return TableKeys.Foreign(fields: key.fields, resource: name, referenced: key.referenced)
      }
    }
    return TableKeys(unique: unique, foreign: foreign)
  }

  private static func rowFields(_ table: TreatedTable) -> [PublishedField] {
    table.fields.compactMap { field in
      table.isPart(field) ? PublishedField(field)?.partitioned : PublishedField(field)
    }
      + (table.geometry?.addedFields(table.fields) ?? [])
  }

  /// Everything that is wrong with the fields' formats and constraints, for `check`.
  package static func problems(in table: TreatedTable) -> [Diagnostic] {
    var compiler = FieldCompiler(table, for: .check, key: nil)
    _ = compiler.compile()
    return compiler.problems + (table.geometry?.problems ?? [])
  }
}
