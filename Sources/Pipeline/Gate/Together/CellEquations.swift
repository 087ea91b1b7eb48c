// SPDX-License-Identifier: EUPL-1.2

/// What sums of cells that are not shown are known to be, and which cells follow from them.
///
/// The equations are solved exactly, modulo a prime: a cell follows where it alone is left in a combination of them.
/// Source: docs/privacy-specification.md, section 8, check 11.
struct CellEquations {
  /// A prime of which all products fit in 64 bits.
  static let prime: UInt64 = 2_147_483_647
  /// The steps after which solving ends, and nothing is known.
  static let mostSteps = 20_000_000

  private struct Equation {
    /// What stands before each cell that is not shown, from 1 to `prime - 1`.
    var terms: [Int: UInt64] = [:]
    var right: UInt64
  }

  /// The equations, each of which has a cell that no other has, by that cell.
  private var solved: [Int: Equation] = [:]
  private var steps = 0
  /// The equations as they were given.
  private var given: [Equation] = []

  private let mostSteps: Int

  /// - Parameter mostSteps: The steps after which solving ends.
  init(steps mostSteps: Int = CellEquations.mostSteps) { self.mostSteps = mostSteps }

  /// Whether solving took too many steps.
  var isUnsolved: Bool { steps > mostSteps }

  /// Says that the sum of some cells, less that of others, is a number.
  mutating func add(_ plus: [Int], less minus: [Int] = [], equals number: Double) {
    guard !plus.isEmpty || !minus.isEmpty else { return }
    // A sum with a plus everywhere is known as one.
    guard !plus.isEmpty else { return add(minus, equals: -number) }
    var equation = Equation(right: Self.residue(number))
    for cell in plus { Self.add(1, of: cell, to: &equation) }
    for cell in minus { Self.add(Self.prime - 1, of: cell, to: &equation) }
    guard !equation.terms.isEmpty else { return }
    given.append(equation)
  }

  /// How many cells follow with a number from 1 to below a minimum, or are together so few.
  ///
  /// - Parameter minimum: `nil` if each cell that follows counts, whatever its number.
  mutating func telling(below minimum: Int?) -> Int {
    for equation in given { insert(equation) }
    reduce()
    guard !isUnsolved else { return 0 }
    var telling: Set<Int> = []
    for equation in given + solved.values {
      let isSum = equation.terms.values.allSatisfy { $0 == 1 }
      guard let minimum else {
        if equation.terms.count == 1 { telling.formUnion(equation.terms.keys) }
        continue
      }
      if isSum, 1..<UInt64(max(minimum, 1)) ~= equation.right {
        telling.formUnion(equation.terms.keys)
      }
    }
    return telling.count
  }

  private mutating func insert(_ new: Equation) {
    var equation = new
    // What is solved has no solved cell but its own, so that one round takes all of them away.
    for cell in new.terms.keys where solved[cell] != nil { eliminate(cell, from: &equation) }
    while let cell = equation.terms.keys.first(where: { solved[$0] != nil }) {
      eliminate(cell, from: &equation)
      steps += equation.terms.count
      if isUnsolved { return }
    }
    guard let cell = equation.terms.keys.min(), let factor = equation.terms[cell] else { return }
    let inverse = Self.power(factor, Self.prime - 2)
    for key in equation.terms.keys {
      equation.terms[key] = (equation.terms[key] ?? 0) * inverse % Self.prime
    }
    equation.right = equation.right * inverse % Self.prime
    solved[cell] = equation
  }

  /// Takes every solved cell out of the other equations.
  private mutating func reduce() {
    var users: [Int: Set<Int>] = [:]
    for (own, equation) in solved {
      for cell in equation.terms.keys where cell != own { users[cell, default: []].insert(own) }
    }
    for cell in solved.keys.sorted() {
      for other in users[cell] ?? [] {
        guard !isUnsolved, var equation = solved[other], let row = solved[cell] else { return }
        eliminate(cell, from: &equation)
        solved[other] = equation
        for key in row.terms.keys where key != cell { users[key, default: []].insert(other) }
      }
    }
  }

  private mutating func eliminate(_ cell: Int, from equation: inout Equation) {
    guard let factor = equation.terms[cell], let row = solved[cell] else { return }
    let negative = Self.prime - factor
    for (key, value) in row.terms {
      Self.add(value * negative % Self.prime, of: key, to: &equation)
    }
    equation.right = (equation.right + row.right * negative) % Self.prime
    steps += row.terms.count + 1
  }

  private static func add(_ factor: UInt64, of cell: Int, to equation: inout Equation) {
    let sum = ((equation.terms[cell] ?? 0) + factor) % prime
    equation.terms[cell] = sum == 0 ? nil : sum
  }

  /// A whole number modulo the prime; of one that is none, or too large, its nearest.
  private static func residue(_ number: Double) -> UInt64 {
    guard number.isFinite, abs(number) < 1e15 else { return 0 }
    let rest = Int64(number.rounded()) % Int64(prime)
    return UInt64(rest < 0 ? rest + Int64(prime) : rest)
  }

  private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, base, exponent) = (UInt64(1), base, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}
