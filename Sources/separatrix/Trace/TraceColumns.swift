import SweepPlan

/// What each row of a trajectory's table holds, beside the step.
struct TraceColumns {
  let dimension: Int
  private let hasEnergy: Bool
  /// When the steps of a flow are; `nil` of an optimizer.
  private let clock: Clock?
  /// Of the analyses.
  private let analyses: [String]

  init(of plan: Plan) {
    dimension = plan.dimension
    hasEnergy = plan.optimizer.startsWithVelocity
    clock = Clock(plan)
    analyses = plan.traceColumns
  }

  /// Step k is at start + k · step.
  private struct Clock {
    let start: Double
    let step: Double

    /// Of the plan's only cell.
    init?(_ plan: Plan) {
      let times = plan.times(at: plan.values(at: plan.axes.map { _ in 0 }))
      guard let times else { return nil }
      (start, step) = times
    }

    func time(_ point: TraceTask.Point) -> Double { start + Double(point.step) * step }
  }

  /// - Parameter coordinates: so many of the first ones, all if `nil`.
  func names(coordinates: Int? = nil) -> [String] {
    let x = (0..<(coordinates ?? dimension)).map { "x\($0)" }
    return ["step"] + (clock == nil ? [] : ["time"]) + x + ["objective", "gradient"]
      + (hasEnergy ? ["energy"] : []) + analyses
  }

  /// All but the step, in the order of the names.
  func numbers(_ point: TraceTask.Point, coordinates: Int? = nil) -> [Double] {
    time(point) + point.x.prefix(coordinates ?? dimension) + [point.objective, point.gradient]
      + (point.energy.map { [$0] } ?? []) + point.analyses
  }

  /// The header of a CSV file.
  var csvHeader: String { names().joined(separator: ",") }

  /// One row, every number to the last bit.
  func csv(_ point: TraceTask.Point) -> String {
    (["\(point.step)"] + numbers(point).map(exact)).joined(separator: ",")
  }

  /// One object per line.
  func json(_ point: TraceTask.Point) -> String {
    let value = Self.json
    let x = point.x.map(value).joined(separator: ",")
    let time = time(point).map { ",\"time\":\(value($0))" }.joined()
    let energy = point.energy.map { ",\"energy\":\(value($0))" } ?? ""
    let analyses = zip(analyses, point.analyses).map { ",\"\($0)\":\(value($1))" }.joined()
    return """
      {"step":\(point.step)\(time),"x":[\(x)],"objective":\(value(point.objective)),\
      "gradient":\(value(point.gradient))\(energy)\(analyses)}
      """
  }

  static func json(_ number: Double) -> String {
    number.isFinite ? "\(number)" : "\"\(exact(number))\""
  }

  private func time(_ point: TraceTask.Point) -> [Double] { clock.map { [$0.time(point)] } ?? [] }

  private func exact(_ value: Double) -> String { Self.exact(value) }

  /// To the last bit.
  static func exact(_ value: Double) -> String { value.isNaN ? "nan" : "\(value)" }
}
