/// A block of cells on their way: the update map with its hyperparameters, the iterate and the
/// rule's memory, one cell per lane.
///
/// Goals, in this order: the same bits at every width (see `LaneVector`); speed: `advance` is the
/// hot loop, and all that it touches stays in registers.
struct Trajectory<O: Optimizer, F: Objective, let dimension: Int>: Sendable
where F.Lanes == O.Lanes, F.Coordinates == Point<dimension, O.Lanes> {
  typealias Lanes = O.Lanes

  var optimizer: O
  var objective: F
  var x: Point<dimension, Lanes>
  var state: InlineArray<dimension, O.State>

  /// The largest |xᵢ| at the checks so far.
  var peak: Lanes

  /// The gradient's largest magnitude at the last two of the steps 0, e, 2e, 4e, … (e = `every`).
  var earlierGradient: Lanes
  var laterGradient: Lanes

  @inline(__always) init(_ cells: inout Cells<Lanes>) {
    optimizer = O(&cells)
    objective = F(&cells)
    x = cells.next()
    state = InlineArray(repeating: optimizer.initialState)
    peak = .zero
    laterGradient = largestMagnitude(objective.gradient(at: x))
    earlierGradient = laterGradient
  }

  /// Runs `steps` ≥ 1 steps; answers with the largest |xᵢ| by which the last one moved.
  @inline(__always) mutating func advance(_ steps: Int) -> Lanes {
    // Copies, so that they stay in registers from here to the end.
    var x = x
    var state = state
    for _ in 1..<steps { step(&x, &state) }
    let previous = x
    step(&x, &state)
    self.x = x
    self.state = state
    var displacement = Lanes.zero
    for i in 0..<dimension {
      displacement = .largerMagnitude(displacement, x[i] - previous[i])
    }
    return displacement
  }

  @inline(__always) private func step(
    _ x: inout Point<dimension, Lanes>, _ state: inout InlineArray<dimension, O.State>
  ) {
    if Lanes.laneCount == 1 {
      stepApart(&x, &state)
    } else {
      optimizer.step(&x, &state, on: objective)
    }
  }

  /// A step that is not inlined: one lane is for definition, not speed, and the compiler would spend
  /// more time on unrolling it than on all the vectors.
  @inline(never) private func stepApart(
    _ x: inout Point<dimension, Lanes>, _ state: inout InlineArray<dimension, O.State>
  ) {
    optimizer.step(&x, &state, on: objective)
  }

  /// The largest |∂ᵢf| at the iterate.
  var gradientMagnitude: Lanes {
    @inline(__always) get { largestMagnitude(objective.gradient(at: x)) }
  }

  /// Remembers the present gradient as a reference for `rate`.
  @inline(__always) mutating func markGradient() {
    earlierGradient = laterGradient
    laterGradient = gradientMagnitude
  }
}

/// maxᵢ |xᵢ|; NaN if a coordinate is.
@inline(__always)
func largestMagnitude<let dimension: Int, Lanes: LaneVector>(
  _ x: Point<dimension, Lanes>
) -> Lanes {
  var largest = Lanes.zero
  for i in 0..<dimension { largest = .largerMagnitude(largest, x[i]) }
  return largest
}
