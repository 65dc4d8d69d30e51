import SweepEngine
import SweepPlan
import Theory

/// One cell's orbit beside its flow, step by step.
final class ShadowPass {
  let substeps: Int
  private(set) var measure: ShadowingMeasure
  private(set) var flow: MatchedFlow
  private(set) var sample: CurvatureSample
  /// y_k
  private(set) var states: [[Double]] = []
  private(set) var track = ShadowTrack()
  let field: MatchedRule.Gradient

  private let objective: CellObjective
  private let keepsStates: Bool
  private let keepsTrack: Bool
  private let samplesCurvature: Bool
  private var nextSample = 0
  /// The last point and its flow, until they are sampled.
  private var unsampled: (x: [Double], y: [Double])?

  init(
    _ rule: MatchedRule, _ objective: CellObjective, form: QuadraticForm?, start: [Double],
    substeps: Int, keepsStates: Bool, keepsTrack: Bool, samplesCurvature: Bool
  ) {
    let dimension = start.count / (1 + rule.companions)
    self.substeps = substeps
    self.objective = objective
    self.keepsStates = keepsStates
    self.keepsTrack = keepsTrack
    self.samplesCurvature = samplesCurvature
    measure = ShadowingMeasure(rule, dimension: dimension)
    flow = MatchedFlow(rule, from: start, form: form, substeps: substeps)
    sample = CurvatureSample(dimension: dimension)
    field = { objective.gradient(at: $0, into: &$1) }
  }

  /// Takes the orbit's next point; `false` if nothing is left to see.
  func take(_ point: TraceTask.Point) -> Bool {
    if point.step > 0 { flow.advance(field) }
    measure.add(x: point.x, y: flow.state, field)
    guard measure.flowEscape == nil else { return false }
    if keepsStates { states.append(flow.state) }
    // δ is the flow's, and goes on without the orbit.
    guard measure.escape == nil else { return true }
    if keepsTrack {
      track.orbit.append(point.x)
      track.flow.append(Array(flow.state.prefix(point.x.count)))
      track.distances.append(measure.lastDistance)
    }
    if samplesCurvature {
      unsampled = (point.x, Array(flow.state.prefix(point.x.count)))
      if point.step >= nextSample {
        // The first steps, then at equal ratios.
        nextSample = max(point.step + 1, point.x.count <= 8 ? point.step * 6 / 5 : point.step * 2)
        sampleCurvature()
      }
    }
    return true
  }

  /// Ends the pass: the last point counts, too.
  func finish() { sampleCurvature() }

  /// At the orbit, at the flow and halfway.
  private func sampleCurvature() {
    guard let (x, y) = unsampled else { return }
    unsampled = nil
    let middle = zip(x, y).map { ($0 + $1) / 2 }
    for place in [x, y, middle] {
      sample.add { objective.hessianProduct(at: place, along: $0) }
    }
  }
}
