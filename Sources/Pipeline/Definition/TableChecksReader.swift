// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel

/// Reads the items of `checks` that are about the table as a whole.
struct TableChecksReader {
  let registry: ExtractorRegistry
  let problems: ConfigProblems

  /// The keys of those items.
  static let names = TableCheck.Name.allCases.map(\.rawValue) + ["change"]

  /// Reads the list; an item about rows is somebody else's.
  func read(
    _ reader: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> (checks: [TableCheck], change: ChangeLimits) {
    var (checks, change): ([TableCheck], ChangeLimits?) = ([], nil)
    for node in reader.sequence("checks") ?? [] {
      guard case .mapping(let pairs) = node.value, let key = pairs.first?.key.text,
        Self.names.contains(key),
        var item = ConfigReader(node, what: "an item of 'checks'", problems: problems)
      else { continue }
      if key == "change" {
        if change != nil {
          problems.report(.duplicateKey, at: node, "'change' stands in 'checks' twice")
        }
        change = item.mapping("change").map(limits)
      } else if let name = TableCheck.Name(rawValue: key), let check = check(name, &item, drafts) {
        checks.append(check)
      }
      item.finish()
    }
    return (checks, change ?? ChangeLimits())
  }

  /// A published field of one of some types that is published as it is.
  func field(
    _ group: inout ConfigReader, _ drafts: [FieldDraft], types: [String], key: String = "field"
  ) -> String? {
    guard let name = group.requiredString(key, hint: "Name a published field.") else { return nil }
    check(name, types, key, group, drafts)
    return name
  }

  private func check(
    _ name: String, _ types: [String], _ key: String, _ group: ConfigReader, _ drafts: [FieldDraft]
  ) {
    PublishedNames(drafts).check(name, key: key, group)
    let draft = drafts.first { $0.name == name && !$0.isDropped }
    guard let type = draft?.type, let treatment = draft?.treatment else { return }
    if !types.contains(type.name) || type.mayLackParts || treatment != .keep {
      group.invalid(
        key, "'\(name)' is not published as it is, or is no \(types.joined(separator: " or "))",
        hint: "Name a field of that type with treat: keep.")
    }
  }

  /// Reports names in the last line of the export of which nothing is known.
  ///
  /// - Parameter isCounted: Whether a table of counts is published in place of the rows.
  func check(
    _ footer: FooterTemplate?, _ reader: ConfigReader, _ drafts: [FieldDraft], isCounted: Bool
  ) {
    let sums = footer?.names.filter { $0 != FooterTemplate.rows } ?? []
    for name in sums { check(name, ["integer", "number"], "extract", reader, drafts) }
    if isCounted, !sums.isEmpty {
      reader.invalid(
        "extract", "with 'aggregate' only {rows} of 'footer' can be compared",
        hint: "Write {} for the others.")
    }
  }

  /// Reports a group that has none of some keys.
  func needOne(of keys: [String], _ group: ConfigReader) {
    guard Set(keys).isDisjoint(with: group.names) else { return }
    group.missing(keys[0], hint: "Write at least one of \(keys.joined(separator: ", ")).")
  }

  // MARK: Control files

  func control(_ group: inout ConfigReader, _ drafts: [FieldDraft]) -> TableCheck? {
    let choice = ExtractReader(registry: registry, problems: problems).choose(&group)
    if let choice, choice.type.addressing != .labels {
      group.invalid(
        "extract", "a control file is a table with a header",
        hint: "Write extract: {csv: {path: …}}.")
      return nil
    }
    let rows = group.string("rows")
    var sums: [(field: String, column: String)] = []
    if let node = group.node("sums") {
      guard case .mapping(let pairs) = node.value else {
        group.wrongType("sums", node, expected: "a group of fields with columns")
        return nil
      }
      for (key, value) in pairs {
        guard let field = key.text, let column = value.text else {
          group.wrongType("sums", value, expected: "a group of fields with columns")
          continue
        }
        check(field, ["integer", "number"], "sums", group, drafts)
        sums.append((field, column))
      }
    }
    needOne(of: ["rows", "sums"], group)
    guard let extractor = choice?.extractor([], problems) else { return nil }
    if extractor.footerTemplate?.names.isEmpty == false {
      group.invalid(
        "extract", "the last line of a control file is not compared with anything",
        hint: "Write {} in 'footer' for what stands there.")
    }
    return .control(.init(extractor: extractor, rows: rows, sums: sums))
  }

  // MARK: Changes

  private func limits(_ group: ConfigReader) -> ChangeLimits {
    var (group, limits) = (group, ChangeLimits())
    func part(_ key: String, _ limit: inout Int, most: Int) {
      guard let text = group.string(key) else { return }
      guard let parts = Self.parts(text), parts <= most else {
        return group.invalid(
          key, "'\(key)' must be a percentage", hint: "Write \(key): 10%.")
      }
      limit = parts
    }
    part("maximumRowDrop", &limits.rowDrop, most: 1_000_000)
    part("maximumRowRise", &limits.rowRise, most: .max)
    part("maximumMissingRise", &limits.missingRise, most: 1_000_000)
    part("maximumNewValues", &limits.newValues, most: 1_000_000)
    part("maximumShift", &limits.shift, most: 1_000_000)
    func factor(_ key: String, _ limit: inout Int) {
      guard group.node(key) != nil else { return }
      limit = group.integer(key, in: 0...1_000_000) ?? 0
    }
    factor("medianFactor", &limits.medianFactor)
    factor("meanFactor", &limits.meanFactor)
    if let allows = group.boolean("futureDates") { limits.allowsFutureDates = allows }
    group.finish()
    return limits
  }

  /// Reads `10%` or `250%`; 1 % is 10,000.
  private static func parts(_ text: String) -> Int? {
    guard text.last == "%", let number = Int(text.dropLast()), (0...1_000_000).contains(number)
    else { return nil }
    return number * 10_000
  }
}
