import Foundation
import SweepPlan
import Testing

/// The kernels in float64 against `PlainRun`, an independent and slow reading of the same definitions.
///
/// The kernels fuse multiplications with additions, the plain run rounds every operation. So numbers
/// agree to rounding only, and a cell whose fate hangs on it must not be compared. Which cells those
/// are is measured, not guessed: every cell is run plainly three more times with all its numbers changed
/// by 10⁻¹³ of themselves, which is more than the steps' roundings (10⁻¹⁶ each, some hundreds of them)
/// add up to. A cell is compared if that changes neither verdict nor step, and its numbers and its way
/// there by less than 10⁻¹⁰ of themselves; then the kernel's numbers must agree to 10⁻⁹. Left out are
/// iterates that are about to change sign, and Rosenbrock's chaos.
struct PlainRunTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: PlainRule
    /// Of a quadratic; `nil` for Rosenbrock's function.
    let dimension: Int?

    var testDescription: String {
      "\(rule.rawValue), " + (dimension.map { "quadratic \($0)" } ?? "rosenbrock")
    }

    static let all = PlainRule.allCases.flatMap { rule in
      ([1, 2, 3, 4, 5, 6, 7, 8, nil] as [Int?]).map { Case(rule: rule, dimension: $0) }
    }
  }

  /// One cell's numbers.
  private struct Cell {
    var optimizer: [Double]
    var coefficients: [Double]
    var start: [Double]

    init(_ run: Case, using random: inout SplitMix64) {
      let momentum = Double.random(in: -0.5...1.05, using: &random)
      optimizer = run.rule == .gradientDescent ? [0] : [0, momentum]
      if let dimension = run.dimension {
        coefficients = (0..<dimension).map { _ in power(of: -1...2, &random) }
        start = (0..<dimension).map { _ in .random(in: -3...3, using: &random) }
        let largest = coefficients.max() ?? 1
        optimizer[0] = .random(in: 0...4.5, using: &random) / largest
      } else {
        coefficients = [.random(in: 0...2, using: &random), power(of: 0...2, &random)]
        start = (0..<2).map { _ in .random(in: -2...2, using: &random) }
        optimizer[0] = power(of: -3...0, &random) / coefficients[1]
      }
    }

    /// Every number changed by 10⁻¹³ of itself, up or down.
    func nudged(using random: inout SplitMix64) -> Cell {
      var cell = self
      func nudge(_ values: inout [Double]) {
        for i in values.indices { values[i] *= Bool.random(using: &random) ? 1 + 1e-13 : 1 - 1e-13 }
      }
      nudge(&cell.optimizer)
      nudge(&cell.coefficients)
      nudge(&cell.start)
      return cell
    }

    func run(_ run: Case, steps: Int, _ rule: VerdictRule) -> PlainRun {
      let objective: PlainObjective =
        run.dimension == nil
        ? .rosenbrock(a: coefficients[0], b: coefficients[1])
        : .quadratic(eigenvalues: coefficients)
      return PlainRun(run.rule, optimizer, objective, start: start, steps: steps, by: rule)
    }
  }

  /// Many cells, each with numbers of its own: no row or column shares one.
  @Test(arguments: Case.all)
  func `verdict, steps, objective, rate and peak agree`(run: Case) throws {
    var random = SplitMix64(state: UInt64(run.dimension ?? 9))
    var (compared, all) = (0, 0)
    var verdicts: Set<Verdict> = []
    for (steps, every) in [(400, 16), (131, 1), (130, 7), (5, 16), (64, 64), (257, 2)] {
      let cells = (0..<150).map { _ in Cell(run, using: &random) }
      let rule = VerdictRule(
        escapeRadius: power(of: 1...9, &random),
        tolerance: power(of: -6 ... -1, &random), every: every)
      let plainRuns = cells.map { cell in
        let plain = cell.run(run, steps: steps, rule)
        let isComparable = (0..<3).allSatisfy { _ in
          let other = cell.nudged(using: &random).run(run, steps: steps, rule)
          return plain.isClose(to: other, within: 1e-10)
        }
        return isComparable ? plain : nil
      }
      all += cells.count
      compared += plainRuns.count { $0 != nil }
      verdicts.formUnion(plainRuns.compactMap { $0?.verdict })

      let question = try question(cells, run, steps: steps, rule)
      for named in try question.kernels {
        let answer = question.answer(of: named.kernel)
        for (index, cell) in cells.enumerated() {
          guard let plain = plainRuns[index] else { continue }
          let what = "\(cell.optimizer), \(cell.coefficients), \(cell.start), \(steps), \(rule)"
          #expect(answer.verdicts[index] == plain.verdict, "\(what)")
          #expect(answer.steps[index] == plain.step, "\(what)")
          #expect(
            agree(answer.objectives[index], plain.objective, within: 1e-9, orBy: plain.fuzz),
            "\(what)")
          #expect(agree(answer.peaks[index], plain.peak, within: 1e-9), "\(what)")
          #expect(agree(answer.rates[index], plain.rate, within: 1e-9, orBy: 1e-9), "\(what)")
        }
      }
    }
    #expect(verdicts == [.converged, .bounded, .diverged])
    #expect(compared * 100 >= all * 85, "\(compared) of \(all) cells could be compared")
  }

  private func question(
    _ cells: [Cell], _ run: Case, steps: Int, _ rule: VerdictRule
  ) throws -> Question {
    func columns(_ part: KeyPath<Cell, [Double]>) -> [Question.Values] {
      cells[0][keyPath: part].indices.map { index in
        .columns(cells.map { $0[keyPath: part][index] })
      }
    }
    return try Question(
      run.rule.rawValue, columns(\.optimizer),
      on: run.dimension == nil ? "rosenbrock" : "quadratic", columns(\.coefficients),
      start: columns(\.start), .float64, columns: cells.count, steps: steps, rule: rule)
  }
}

/// Whether two numbers are the same to a share of themselves, or nearly.
func agree(_ a: Double, _ b: Double, within share: Double, orBy distance: Double = 0) -> Bool {
  a == b || (a.isNaN && b.isNaN) || (a - b).magnitude <= max(share * b.magnitude, distance)
}

/// 10 to a random power.
private func power(of range: ClosedRange<Double>, _ random: inout SplitMix64) -> Double {
  pow(10, .random(in: range, using: &random))
}
