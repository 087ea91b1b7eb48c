// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Which columns there are before and after each step, and which field has each; from the names alone.
///
/// Every column of the export is a field or is taken away by a step, so all names are known without an export.
struct StepColumns {
  /// A column, whatever it is called.
  struct Slot {
    /// Its first name: in the export, or from the step that makes it.
    var name: String
    /// Whether the export has it.
    var isExported: Bool
    /// The field that has it in the end; nil where a step takes it away.
    var field: Int?
    /// Where the step stands that takes it away, or that makes it.
    var location: Diagnostic.Location
  }

  private(set) var slots: [Slot] = []
  /// For each field its column.
  private(set) var fieldSlots: [Int] = []
  /// For each step the columns before it, and last those after all.
  private(set) var scopes: [[String: Int]] = []
  /// For each step why names are not there before it, and last after all.
  private(set) var gone: [[String: String]] = []
  var problems: [Diagnostic] = []

  init(_ request: StepPlan.Request) {
    let made = Set(request.steps.flatMap(\.made))
    var names: [String: Int] = [:]
    var absent: [String: String] = [:]
    addExported(request, made, &names, &absent)
    for name in made where names[name] == nil { absent[name] = Self.later }
    for step in request.steps {
      for name in step.made where absent[name] == Self.later {
        absent[name] = "this step makes it, so give the new column another name"
      }
      scopes.append(names)
      gone.append(absent)
      apply(step, &names, &absent)
    }
    scopes.append(names)
    gone.append(absent)
    bindFields(request, names, absent, made)
  }

  private static let later = "a later step makes it"

  /// What a field is called in expressions and steps.
  static func name(of field: Field) -> String {
    guard let source = field.source, !source.isEmpty else { return field.name }
    return source
  }

  private mutating func addExported(
    _ request: StepPlan.Request, _ made: Set<String>, _ names: inout [String: Int],
    _ absent: inout [String: String]
  ) {
    for (index, field) in request.fields.enumerated() {
      let name = Self.name(of: field)
      guard !made.contains(name) else {
        fieldSlots.append(-1)
        continue
      }
      if names[name] != nil || absent[name] != nil {
        names[name] = nil
        absent[name] = "more than one is called so"
      } else {
        names[name] = slots.count
      }
      fieldSlots.append(slots.count)
      slots.append(Slot(name: name, isExported: true, field: index, location: field.location))
    }
    // What a step takes away is the export's, unless an earlier step made it.
    var before: Set<String> = []
    for step in request.steps {
      for name in step.taken
      where !before.contains(name) && names[name] == nil && absent[name] == nil {
        names[name] = slots.count
        slots.append(Slot(name: name, isExported: true, field: nil, location: step.location))
      }
      before.formUnion(step.made)
    }
  }

  private mutating func apply(
    _ step: Step, _ names: inout [String: Int], _ absent: inout [String: String]
  ) {
    for name in step.read { check(name, step, names, absent) }
    var moved: [String: Int] = [:]
    if case .rename(let pairs) = step.kind {
      for pair in pairs { moved[pair.new] = names[pair.old] }
    }
    for name in step.taken {
      names[name] = nil
      absent[name] = "'\(step.name)' takes it away"
    }
    for name in step.made {
      if names[name] != nil {
        report(
          step, "there is already a column '\(name)'", "Give the new one another name.")
      } else if let slot = moved[name] {
        names[name] = slot
      } else {
        names[name] = slots.count
        slots.append(Slot(name: name, isExported: false, field: nil, location: step.location))
      }
      absent[name] = nil
    }
  }

  private mutating func check(
    _ name: String, _ step: Step, _ names: [String: Int], _ absent: [String: String]
  ) {
    guard names[name] == nil else { return }
    let reason = absent[name].map { ": \($0)" } ?? ""
    report(
      step, "there is no column '\(name)' at this step\(reason)",
      absent[name] == nil ? Suggestion.hint(for: name, among: Array(names.keys)) : nil)
  }

  private mutating func bindFields(
    _ request: StepPlan.Request, _ names: [String: Int], _ absent: [String: String],
    _ made: Set<String>
  ) {
    var owned: Set<Int> = []
    for (index, field) in request.fields.enumerated() {
      let name = Self.name(of: field)
      if made.contains(name) { fieldSlots[index] = names[name] ?? -1 }
      let isTaken =
        !made.contains(name) && names[name] == nil && absent[name]?.hasPrefix("'") == true
      if fieldSlots[index] < 0 || isTaken {
        report(
          field, "the column '\(name)' is not there after the steps: \(absent[name] ?? "")",
          "Remove this field; the columns that come of it each need one.")
      } else if !owned.insert(fieldSlots[index]).inserted {
        report(field, "the column '\(name)' has a field already", "Remove one of the two.")
      } else {
        slots[fieldSlots[index]].field = index
      }
    }
    for (name, slot) in names.sorted(by: { $0.key < $1.key }) where !owned.contains(slot) {
      problems.append(
        Diagnostic(
          .extraLabel, at: slots[slot].location,
          "the column '\(name)' that a step makes is not under 'fields', so nothing is published",
          hint: "Decide what it says about persons and add it, at least as: "
            + "{source: \"\(name)\", privacy: direct, treat: drop}."))
    }
  }

  /// A column of the export as a field to bind: its own name, and nothing that is published.
  func exportField(of slot: Int, among fields: [Field]) -> Field {
    let column = slots[slot]
    guard let index = column.field else {
      return Field(
        source: column.name, name: column.name, privacy: .direct, treatment: .drop,
        location: column.location)
    }
    var field = fields[index]
    // A renamed column stands in the export under its old name.
    if Self.name(of: field) != column.name { field.source = column.name }
    return field
  }

  private mutating func report(_ step: Step, _ summary: String, _ hint: String?) {
    problems.append(Diagnostic(.invalidValue, at: step.location, summary, hint: hint))
  }

  private mutating func report(_ field: Field, _ summary: String, _ hint: String?) {
    problems.append(Diagnostic(.invalidValue, at: field.location, summary, hint: hint))
  }
}
