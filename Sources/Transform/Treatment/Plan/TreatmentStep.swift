// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
@_spi(Transform) internal import HergebruikModel
internal import HergebruikValues

/// A treatment, ready to run on a canonical value at the end of the output.
///
/// This file is all that the Transform stage knows of single treatments: what each is compiled into, how that runs
/// on a cell, and what holds for what is published. What a treatment is stands in `Treatment.swift`.
enum TreatmentStep {
  case keep
  case drop
  /// Nothing is left of the value, because the treatment is wrong, which is reported: such a plan never runs.
  case empty
  /// Becomes `blank` of the program.
  case redact
  case mask(show: Int, length: Int)
  /// An index into the plan's pseudonymisers, and whether case counts; nothing is left if the index is negative,
  /// because nobody will look at it.
  case pseudonymise(Int, foldCase: Bool)
  case prefix(Int)
  case scrub
  /// The first so many bytes of an ISO date: 4 or 7.
  case datePart(Int)
  /// The side of a square of the national grid, in metres; the y is the only companion.
  case square(Int)
  /// An index into the plan's recodings.
  case recode(Int)
  /// An index into the plan's random roundings.
  case randomRound(Int)
}

extension FieldCompiler {
  /// Compiles the treatment of a field; one that is wrong is reported, and leaves nothing.
  ///
  /// - Parameter isNeeded: Whether a census looks at the field's values.
  mutating func step(for field: Field, isNeeded: Bool) -> TreatmentStep {
    switch field.treatment {
    case .keep: .keep
    case .drop: .drop
    case .redact: .redact
    case .mask(let show, let length): .mask(show: show, length: length)
    case .prefix(let length): .prefix(length)
    case .scrub: .scrub
    case .square(let size, _): .square(size)
    case .dateToYear: .datePart(4)
    case .dateToMonth: .datePart(7)
    case .pseudonymise where use.isCensus && !isNeeded: .pseudonymise(-1, foldCase: false)
    case .pseudonymise: pseudonymise(field)
    case .ageBand(let band): ageBand(band, of: field)
    case .band(let band): numberBand(band, of: field)
    case .round(let base): step(.nearest, base, of: field)
    case .snap(let grid): step(.down, grid, of: field)
    case .randomRound(let base): randomRound(base, of: field)
    case .clamp(let minimum, let maximum): clamp(minimum, maximum, of: field)
    case .lookup(let list), .generalise(let list): lookUp(list, of: field)
    }
  }
}

extension TransformWorker {
  /// Turns the canonical value at the end of the output into what is published; returns why it cannot, or `nil`.
  @inline(__always)
  func treat(
    _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: inout ByteBuffer,
    _ result: inout TransformResult
  ) -> CellProblem? {
    switch unsafe program.pointee.step {
    case .keep: break
    case .drop, .empty: out.truncate(to: start)
    case .datePart(let length): out.truncate(to: min(start + length, out.count))
    case .prefix(let scalars):
      out.truncate(to: start + UTF8Text.prefixLength(out.span[start...], scalars: scalars))
    case .scrub:
      guard let scrubber else { return .type }
      unsafe scrubber.replace(from: start, in: &out, row.text.span, row.cells.span)
    case .pseudonymise(let index, _) where index < 0: out.truncate(to: start)
    case .pseudonymise(let index, let foldCase):
      let entry = plan.pseudonymisers[index].replace(from: start, in: &out, foldCase: foldCase)
      if let entry { result.pseudonyms[index].append(entry) }
    case .redact:
      out.truncate(to: start)
      unsafe out.append(program.pointee.blank.span)
    case .mask(let show, let length):
      let shown = UTF8Text.scalarCount(out.span[start...]) <= show ? 0 : show
      out.truncate(to: start + UTF8Text.prefixLength(out.span[start...], scalars: shown))
      for _ in shown..<max(length, shown) { out.append(UInt8(ascii: "*")) }
    case .square(let size): return unsafe square(size, program, from: start, &out)
    case .recode(let index):
      if unsafe program.pointee.isLookedUp { unsafe completeKey(of: program, from: start, &out) }
      return unsafe recode(index, program, from: start, &out)
    case .randomRound(let index):
      let isDone = rowKey.withSpan {
        plan.randomRoundings[index].replace(from: start, in: &out, row: $0)
      }
      return isDone ? nil : .treatment(.digits)
    }
    return nil
  }
}

extension PublishedField {
  /// The type, the format and the constraints of what is published of a field, which is not dropped.
  ///
  /// A constraint of the export stays where it still holds.
  static func schema(of field: Field) -> (String, String?, Constraints) {
    let limits = field.constraints
    let required = Constraints(required: limits.required)
    switch field.treatment {
    case .keep where field.type.mayLackParts, .dateToMonth where field.type.mayLackParts:
      // Table Schema's dates and months are whole.
      return (
        "string", nil, Constraints(required: limits.required, pattern: ShortenedDay.pattern)
      )
    case .keep: return (field.type.name, field.type.publishedFormat, keptConstraints(of: field))
    case .dateToYear: return ("year", nil, required)
    case .dateToMonth: return ("yearmonth", nil, required)
    case .pseudonymise:
      let pattern = "[a-z2-7]{16}"
      return (
        "string", nil,
        Constraints(required: limits.required, unique: limits.unique, pattern: pattern)
      )
    case .redact: return ("string", nil, Constraints())
    case .drop, .mask, .prefix, .scrub: return ("string", nil, required)
    case .round(let base): return number(field, base, .nearest, .nearest)
    case .snap(let grid): return number(field, grid, .down, .down)
    case .randomRound(let base): return number(field, base, .down, .chance(0))
    case .clamp(let minimum, let maximum): return number(field, from: minimum, to: maximum)
    case .square:
      return ("string", nil, Constraints(required: limits.required, pattern: GridSquare.pattern))
    case .ageBand(let band): return labels(AgeBands.words(for: band), of: field)
    case .band(let band):
      return labels(
        NumberBands.Measure(band).map {
          NumberBands.words(for: $0, isInteger: field.type.name == "integer")
        }, of: field)
    case .lookup(let list), .generalise(let list):
      return ("string", nil, Constraints(required: limits.required && list.unmatched == .error))
    }
  }
}
