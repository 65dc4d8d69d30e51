import SweepPlan

/// Where an objective is asked: a cell's coefficients, an iterate, a direction and a step size.
package typealias ObjectiveQuestion = (
  coefficients: [Double], x: [Double], v: [Double], learningRate: Double
)

/// Everything that rules may ask of an objective there.
package typealias ObjectiveAnswer = (
  value: Double, gradient: [Double], smoothGradient: [Double], hessianProduct: [Double],
  proximalPoint: [Double]
)

/// Asks the objective `name`, for tests: as many cells at once as kernels take, each in a lane of its
/// own. Subnormals are to be flushed by the caller.
///
/// - Parameters:
///   - isPlain: Whether to ask the type that leaves the extras out; then so do the questions.
///   - questions: At least one, all of the same dimension.
/// - Returns: An answer to each question; `nil` if there is no such type.
package func probe(
  _ name: String, isPlain: Bool = false, _ precision: Precision, examples: [[Double]] = [],
  _ questions: [ObjectiveQuestion]
) -> [ObjectiveAnswer]? {
  switch precision {
  case .float32: probe(name, isPlain, examples, questions, Twice<Twice<FloatLanes>>.self)
  case .float64: probe(name, isPlain, examples, questions, Twice<Twice<DoubleLanes>>.self)
  }
}

#if !LANES_64_BYTES
  /// The same with one lane: the definition of every answer.
  package func scalarProbe(
    _ name: String, isPlain: Bool = false, _ precision: Precision, examples: [[Double]] = [],
    _ questions: [ObjectiveQuestion]
  ) -> [ObjectiveAnswer]? {
    switch precision {
    case .float32: probe(name, isPlain, examples, questions, Float.self)
    case .float64: probe(name, isPlain, examples, questions, Double.self)
    }
  }
#endif

private func probe<Lanes: LaneVector>(
  _ name: String, _ isPlain: Bool, _ examples: [[Double]], _ questions: [ObjectiveQuestion],
  _: Lanes.Type
) -> [ObjectiveAnswer]? {
  let dimension = questions[0].x.count
  let functions = objectives(Lanes.self).first {
    $0.description.name == name && $0.isPlain == isPlain && $0.dimension ?? dimension == dimension
  }
  guard let functions else { return nil }
  let table = ExampleTable<Lanes.Scalar>(.rows(examples))
  return stride(from: 0, to: questions.count, by: Lanes.laneCount).flatMap { first in
    let block = questions[first..<min(first + Lanes.laneCount, questions.count)]
    return answers(functions, table, Array(block), dimension: dimension)
  }
}

/// Answers to as many questions as there are lanes, or fewer: the last is then repeated.
private func answers<Lanes: LaneVector>(
  _ functions: ObjectiveFunctions<Lanes>, _ table: ExampleTable<Lanes.Scalar>,
  _ questions: [ObjectiveQuestion], dimension: Int
) -> [ObjectiveAnswer] {
  func vector(_ count: Int, _ number: (ObjectiveQuestion, Int) -> Double) -> Vector<Lanes> {
    let vector = Vector<Lanes>(.allocate(capacity: max(count, 1)), count: count)
    for i in 0..<count {
      let scalars = (0..<Lanes.laneCount).map { lane in
        Lanes.Scalar(number(questions[min(lane, questions.count - 1)], i))
      }
      (vector.base + i).initialize(to: Lanes(loading: scalars))
    }
    return vector
  }
  func scalars(_ lanes: Lanes) -> [Double] {
    var scalars = [Lanes.Scalar](repeating: 0, count: Lanes.laneCount)
    lanes.store(to: &scalars)
    return scalars.map { Double($0) }
  }

  let coefficients = vector(questions[0].coefficients.count) { $0.coefficients[$1] }
  let x = vector(dimension) { $0.x[$1] }
  let v = vector(dimension) { $0.v[$1] }
  let learningRate = vector(1) { question, _ in question.learningRate }
  let result = vector(dimension) { _, _ in .nan }
  defer { for vector in [coefficients, x, v, learningRate, result] { vector.base.deallocate() } }
  let parameters = Parameters(
    coefficients.base, dimension: dimension, examples: table.examples)

  let value = scalars(functions.value(parameters, x))
  /// By coordinate, then lane.
  func results(_ body: () -> Void) -> [[Double]] {
    body()
    return result.indices.map { scalars(result[$0]) }
  }
  let gradient = results { functions.gradient(parameters, x, result) }
  let smoothGradient = results { functions.smoothGradient(parameters, x, result) }
  let hessianProduct = results { functions.hessianProduct(parameters, x, v, result) }
  let proximalPoint = results {
    result.copy(x)
    functions.applyProximalMap(parameters, learningRate[0], result)
  }
  return questions.indices.map { lane in
    (
      value[lane], gradient.map { $0[lane] }, smoothGradient.map { $0[lane] },
      hessianProduct.map { $0[lane] }, proximalPoint.map { $0[lane] }
    )
  }
}
