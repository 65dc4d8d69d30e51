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

  init(
    _ rule: MatchedRule, _ objective: CellObjective, form: QuadraticForm?, start: [Double],
    substeps: Int, keepsStates: Bool, keepsTrack: Bool, samplesCurvature: Bool
  ) {
    let dimension = start.count / (1 + rule.companions)
    self.substeps = substeps
    self.objective = objective
    self.keepsStates = keepsStates
    self.keepsTrack = keepsTrack
    self.samplesCurvature =
      samplesCurvature && dimension <= CurvatureSample.dimensionLimit
    measure = ShadowingMeasure(rule, dimension: dimension)
    flow = MatchedFlow(rule, from: start, form: form, substeps: substeps)
    sample = CurvatureSample(dimension: dimension)
    field = { objective.gradient(at: $0, into: &$1) }
  }

  /// Takes the orbit's next point; `false` if nothing is left to see.
  func take(_ point: TraceTask.Point) -> Bool {
    if point.step > 0 { flow.advance(field) }
    measure.add(x: point.x, y: flow.state, field)
    guard measure.escape == nil else { return false }
    if keepsStates { states.append(flow.state) }
    if keepsTrack {
      track.orbit.append(point.x)
      track.flow.append(Array(flow.state.prefix(point.x.count)))
      track.distances.append(measure.lastDistance)
    }
    if samplesCurvature, point.step >= nextSample { sampleCurvature(at: point) }
    return true
  }

  /// At the orbit, at the flow and halfway; the first steps, then at equal ratios.
  private func sampleCurvature(at point: TraceTask.Point) {
    nextSample = max(point.step + 1, point.x.count <= 8 ? point.step * 6 / 5 : point.step * 2)
    let y = Array(flow.state.prefix(point.x.count))
    let middle = zip(point.x, y).map { ($0 + $1) / 2 }
    for place in [point.x, y, middle] {
      sample.add { objective.hessianProduct(at: place, along: $0) }
    }
  }
}
