// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDisclosure
package import HergebruikGeometry
@_spi(Transform) package import HergebruikModel
package import HergebruikTables
internal import HergebruikValues

/// The treatment of a table, compiled once per run and shared by all workers.
package final class TransformPlan: @unchecked Sendable {
  /// What is asked of a table.
  package struct Request: Sendable {
    /// The fields of the pipeline file, in order.
    package var fields: [Field]
    /// What counts as missing where a field does not say otherwise.
    package var missingValues: [String]
    /// Published names.
    package var primaryKey: [String]
    /// Published names of fields whose values occur once together.
    package var uniqueKeys: [[String]]
    /// Fields whose values must stand elsewhere.
    package var foreignKeys: [ForeignKey]
    /// What the foreign keys refer to, by their position; nothing where that is the table itself.
    package var references: [Int: ReferenceKeys] = [:]
    /// The published name of the field whose range is wanted.
    package var temporalField: String?
    /// The release of the pseudonyms; empty for pseudonyms that stay the same.
    package var release: String
    /// The dataset's name, or a domain that several datasets share.
    package var domain: String
    /// What is asked of coordinates; nil where rows have none.
    package var geometry: GeometryRequest?
    /// What is wanted of the classes of quasi-identifiers.
    package var classes: ClassQuestion
    /// Whether the rows are only counted: what does not bear on their classes is checked, and not treated.
    package var isCensus = false
    /// What is counted and added up; nil where the rows themselves are published.
    package var aggregate: Aggregate?
    /// Whether quasi-identifiers are published as the names of parts: see `PartTable`.
    package var isPartitioned = false
    /// The code lists, by the name of the field that is looked up.
    package var codes: [String: CodeTable]

    /// Makes a request.
    package init(
      fields: [Field], missingValues: [String] = [""], primaryKey: [String] = [],
      uniqueKeys: [[String]] = [], foreignKeys: [ForeignKey] = [], temporalField: String? = nil,
      release: String = "", domain: String,
      geometry: GeometryRequest? = nil, classes: ClassQuestion = .none,
      aggregate: Aggregate? = nil, codes: [String: CodeTable] = [:]
    ) {
      self.fields = fields
      self.missingValues = missingValues
      self.primaryKey = primaryKey
      self.uniqueKeys = uniqueKeys
      self.foreignKeys = foreignKeys
      self.temporalField = temporalField
      self.release = release
      self.domain = domain
      self.geometry = geometry
      self.classes = classes
      self.aggregate = aggregate
      self.codes = codes
    }
  }

  /// What is wanted of the classes that rows are in.
  package enum ClassQuestion: Equatable, Sendable {
    /// Nothing.
    case none
    /// Their sizes.
    case sizes
    /// Their sizes, and how the values of these sensitive fields, by name, are divided over them.
    case values(of: Set<String>)
    /// The quasi-identifiers themselves, with the values of these sensitive fields.
    case combinations(with: Set<String>)

    /// The sensitive fields that are asked for.
    var sensitive: Set<String> {
      switch self {
      case .none, .sizes: []
      case .values(let names), .combinations(let names): names
      }
    }
  }

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

  /// Compiles a request.
  ///
  /// - Parameter key: 32 bytes or more, needed where a treatment needs one.
  /// - Throws: `Failure` with every `invalid-value` in the constraints, at the field's place,
  ///   `key-missing` where a field needs a key, and `code-list` where one lacks its list.
  package init(_ request: Request, key: UnsafeRawBufferPointer?) throws(Failure) {
    var compiler = FieldCompiler(request, key: key)
    let programs = compiler.compile()
    compiler.problems += Self.missing(for: request, hasKey: key != nil)
    guard compiler.problems.isEmpty else { throw Failure(compiler.problems) }
    self.programs = programs
    fields = request.fields
    arena = compiler.arena
    patterns = compiler.patterns
    pseudonymisers = compiler.pseudonymisers
    recodings = compiler.recodings
    randomRoundings = compiler.randomRoundings
    companions = compiler.companions
    rowKey = compiler.rowKey
    codes = request.codes
    uniqueChecks = compiler.uniqueChecks
    foreignChecks = compiler.foreignChecks
    hashSlots = compiler.hashSlots
    geometry = request.geometry
    let added = request.geometry?.addedFields(request.fields) ?? []
    hasClasses = request.classes != .none
    isCensus = request.isCensus
    if case .combinations = request.classes { keepsCells = true } else { keepsCells = false }
    let addedQuasi = added.filter { $0.privacy == .quasi }.map(\.name)
    addedQuasiCells = hasClasses ? addedQuasi.count : 0
    let quasi = programs.filter { $0.role == .quasi }.map { request.fields[$0.field] }
    quasiFields = quasi.map(\.name) + addedQuasi
    quasiOrders =
      quasi.map { PublishedField($0)?.order ?? .text } + addedQuasi.map { _ in .numeric }
    sensitiveFields = programs.compactMap { program in
      switch program.role {
      case .text, .number:
        SensitiveField(
          name: request.fields[program.field].name, isNumeric: program.role == .number)
      case .none, .quasi: nil
      }
    }
    let rows = Self.rowFields(request)
    rowFields = rows
    var aggregate: AggregatePlan?
    if let asked = request.aggregate { aggregate = try AggregatePlan(asked, rows: rows) }
    self.aggregate = aggregate
    table = OpenTable(
      fields: Self.published(request), primaryKey: Self.publishedKey(request),
      keys: Self.publishedKeys(request),
      geometryFields: request.geometry?.publishedFields(request.fields, added: added.count))
  }

  /// What treatments need besides the pipeline file.
  private static func missing(for request: Request, hasKey: Bool) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if !hasKey, let field = request.fields.first(where: { $0.treatment.needsKey }) {
      problems.append(
        Diagnostic(
          .keyMissing, at: field.location,
          "\(field.label) is treated with '\(field.treatment.name)', but there is no key",
          hint: "Name a key under 'privacy: {pseudonym: {key: …}}'."))
    }
    for field in request.fields {
      guard let list = field.treatment.codeList, request.codes[field.name] == nil else { continue }
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
  package static func published(_ request: Request) -> [PublishedField] {
    let rows = rowFields(request)
    return request.aggregate.map { AggregatePlan.published($0, rows: rows) } ?? rows
  }

  /// The published names of the fields that tell rows apart: cells have their categories.
  package static func publishedKey(_ request: Request) -> [String] {
    guard let aggregate = request.aggregate else { return request.primaryKey }
    // Table Schema allows no missing value in a key.
    let filled = rowFields(request).filter { $0.constraints?.required ?? false }.map(\.name)
    return aggregate.by.allSatisfy(filled.contains) ? aggregate.by : []
  }

  /// The other keys that hold for what is published: values that stay as many, and references into what is
  /// public too, of values that stay as they are.
  package static func publishedKeys(_ request: Request) -> TableKeys? {
    guard request.aggregate == nil else { return nil }
    func treatments(_ names: [String]) -> [Treatment] {
      names.map { name in
        guard let index = request.fields.index(ofKey: name) else { return .drop }
        let field = request.fields[index]
        // Of a field that is merged with others only the name of a part is left.
        return request.isPartitioned && field.privacy == .quasi ? .drop : field.treatment
      }
    }
    let unique = request.uniqueKeys.filter { key in
      treatments(key).allSatisfy { $0 == .keep || $0 == .pseudonymise }
    }
    let foreign = request.foreignKeys.compactMap { key -> TableKeys.Foreign? in
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

  private static func rowFields(_ request: Request) -> [PublishedField] {
    request.fields.compactMap { field in
      let isPart = request.isPartitioned && field.privacy == .quasi
      return isPart ? PublishedField(field)?.partitioned : PublishedField(field)
    }
      + (request.geometry?.addedFields(request.fields) ?? [])
  }

  /// Everything that is wrong with the fields' formats and constraints, for `check`.
  package static func problems(in request: Request) -> [Diagnostic] {
    var compiler = FieldCompiler(request, key: nil)
    _ = compiler.compile()
    return compiler.problems + (request.geometry?.problems ?? [])
  }
}
