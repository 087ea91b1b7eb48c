// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTables
package import HergebruikValues

/// Turns the fields of a pipeline file into programs, and collects what is wrong with them.
package struct FieldCompiler: ~Escapable {
  package let arena = ByteArena()
  private(set) var patterns: [CellPattern] = []
  var pseudonymisers: [Pseudonymiser] = []
  var recodings: [Recoding] = []
  var randomRoundings: [RandomRounding] = []
  /// The fields that steps of other fields read, by index.
  var companions: [Int] = []
  private(set) var uniqueChecks: [TransformPlan.UniqueCheck] = []
  private(set) var foreignChecks: [TransformPlan.ForeignCheck] = []
  private(set) var hashSlots = 0
  package var problems: [Diagnostic] = []

  let table: TreatedTable
  let use: TransformPlan.Use
  /// The project's key.
  let key: RawSpan?
  /// Where the hash of a field's value goes, by the field's index.
  private var slots: [Int: Int] = [:]

  @_lifetime(copy key)
  package init(_ table: TreatedTable, for use: TransformPlan.Use, key: RawSpan?) {
    self.table = table
    self.use = use
    self.key = key
  }

  /// One program per field, in order; columns are bound later.
  package mutating func compile() -> [FieldProgram] {
    planUniqueChecks()
    if !use.isCensus { planForeignChecks() }
    return table.fields.indices.map { program(for: $0) }
  }

  private mutating func planUniqueChecks() {
    let fields = table.fields
    let key = indices(of: table.keys.primary)
    if !key.isEmpty { addUniqueCheck(.primaryKey, key) }
    for index in fields.indices where fields[index].constraints.unique && key != [index] {
      addUniqueCheck(.uniqueError, [index])
    }
    for names in table.keys.unique { addUniqueCheck(.uniqueError, indices(of: names)) }
  }

  private mutating func addUniqueCheck(_ code: DiagnosticCode, _ key: [Int]) {
    // White space around a text tells no two keys apart.
    let slots = key.map { slot(for: $0) + (keepsSpace($0) ? 1 : 0) }
    uniqueChecks.append(.init(code: code, label: label(of: key), slots: slots))
  }

  private mutating func planForeignChecks() {
    for (position, key) in table.keys.foreign.enumerated() {
      let fields = indices(of: key.fields)
      let referenced = key.reference == .table ? indices(of: key.referenced) : []
      foreignChecks.append(
        .init(
          label: label(of: fields), key: key, slots: fields.map { slot(for: $0) },
          referencedSlots: referenced.map { slot(for: $0) },
          reference: use.references[position]))
    }
  }

  private func indices(of names: [String]) -> [Int] {
    names.compactMap { table.fields.index(ofKey: $0) }
  }

  private func label(of key: [Int]) -> String {
    key.map { table.fields[$0].label }.joined(separator: " + ")
  }

  private mutating func slot(for index: Int) -> Int {
    if let slot = slots[index] { return slot }
    slots[index] = hashSlots
    hashSlots += keepsSpace(index) ? 2 : 1
    return slots[index] ?? 0
  }

  /// As `FieldProgram.keepsSpace`, of a field that is not compiled yet.
  private func keepsSpace(_ index: Int) -> Bool {
    switch table.fields[index].type {
    case .any, .string, .list, .object, .array, .geojson, .geopoint: true
    case .integer, .number, .boolean, .date, .time, .datetime, .year, .yearmonth, .duration: false
    }
  }

  private mutating func program(for index: Int) -> FieldProgram {
    let field = table.fields[index]
    let cast = cast(for: field)
    checkLimits(field)
    let role = classRole(of: field)
    let limits = limits(of: field, cast)
    var program = FieldProgram(
      field: index, cast: cast, step: step(for: field, isNeeded: role != .none),
      missing: arena.keep(missing: field.missingValues ?? table.missingValues),
      limits: limits, hashSlot: slots[index] ?? -1,
      isTemporal: field.name == table.temporalField && field.treatment != .drop)
    program.role = role
    program.findsSentinels = !use.isCensus && field.showsDays
    program.isLookedUp = field.treatment.codeList != nil
    program.companions = companions(of: index)
    program.blank = arena.keep(list: blank(of: field))
    return program
  }

  /// What is published where a value is missing.
  private func blank(of field: Field) -> [UInt8] {
    if case .redact(let text) = field.treatment { return Array(text.utf8) }
    return field.treatment.codeList == nil ? [] : use.codes[field.name]?.blank ?? []
  }

  private func classRole(of field: Field) -> ClassRole {
    guard use.classes != .none, field.treatment != .drop else { return .none }
    switch field.privacy {
    case .quasi: return .quasi
    case .sensitive where use.classes.sensitive.contains(field.name):
      return field.isPublishedAsNumber ? .number : .text
    // A pseudonym that says which rows are of one person.
    case .direct where use.classes.sensitive.contains(field.name): return .text
    case .direct, .sensitive, .none: return .none
    }
  }

  private mutating func cast(for field: Field) -> Cast {
    if let cast = Cast(field.type, arena) { return cast }
    switch field.type {
    case .date(let format), .time(let format), .datetime(let format):
      report(
        field, "'\(format.pattern)' is not a format for a \(field.type.name)",
        "Use \(DateLayout.directives), and all that a \(field.type.name) needs: %d-%m-%Y.")
    default:
      report(
        field, "'decimalChar' must be one ASCII character and differ from 'groupChar'",
        "Write decimalChar: \",\" and groupChar: \".\" for 1.234,56.")
    }
    return .text
  }

  /// Compiles a pattern; its index, or a negative number if it is wrong, which is reported.
  mutating func pattern(_ text: String, of field: Field) -> Int {
    do {
      patterns.append(try CellPattern(text))
      return patterns.count - 1
    } catch {
      report(
        field, "the pattern is not a regular expression: \(error.message)",
        "The mistake is at character \(error.position) of '\(text)'.")
      return -1
    }
  }

  mutating func report(_ field: Field, _ summary: String, _ hint: String) {
    problems.append(
      Diagnostic(.invalidValue, at: field.location, "\(field.label): \(summary)", hint: hint))
  }
}

extension Field {
  /// Whether its days show in what is published.
  fileprivate var showsDays: Bool {
    switch treatment.traits.gives {
    case .year, .month: true
    case .same: ["date", "datetime", "year", "yearmonth"].contains(type.name)
    case .nothing, .number, .text: false
    }
  }
}
