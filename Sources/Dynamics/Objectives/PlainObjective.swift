#if !LANES_64_BYTES
  import SweepPlan

  /// A plan's objective in one cell, for analyses that ask it point by point: one lane in float64,
  /// without clipping and noise.
  ///
  /// Not for several threads at once: it keeps the memory that questions and answers pass through.
  package final class PlainObjective {
    package let dimension: Int
    private let functions: ObjectiveFunctions<Double>
    private let table: ExampleTable<Double>
    private let parameters: Parameters<Double>
    private let coefficients: UnsafeMutablePointer<Double>
    private let x: Vector<Double>
    private let v: Vector<Double>
    private let answer: Vector<Double>

    /// - Parameter values: By parameter of the plan, as `Plan.values(at:)`.
    package init?(_ plan: Plan, at values: [Double]) {
      let functions = objectives(Double.self).first {
        $0.description.name == plan.objective.name && !$0.isPlain
          && $0.dimension ?? plan.dimension == plan.dimension
      }
      guard let functions else { return nil }
      let numbers = values[plan.layout.coefficients]
      self.functions = functions
      dimension = plan.dimension
      table = ExampleTable(plan.examples)
      coefficients = .allocate(capacity: max(numbers.count, 1))
      _ = UnsafeMutableBufferPointer(start: coefficients, count: numbers.count)
        .initialize(from: numbers)
      parameters = Parameters(coefficients, dimension: dimension, examples: table.examples)
      let memory = UnsafeMutablePointer<Double>.allocate(capacity: 3 * dimension)
      memory.initialize(repeating: 0, count: 3 * dimension)
      x = Vector(memory, count: dimension)
      v = Vector(memory + dimension, count: dimension)
      answer = Vector(memory + 2 * dimension, count: dimension)
    }

    deinit {
      coefficients.deallocate()
      x.base.deallocate()
    }

    /// f(x)
    package func value(at point: [Double]) -> Double {
      load(point, into: x)
      return functions.value(parameters, x)
    }

    /// ∇f(x), x being the first coordinates of `point`.
    package func gradient(at point: [Double], into gradient: inout [Double]) {
      load(point, into: x)
      functions.gradient(parameters, x, answer)
      for i in answer.indices { gradient[i] = answer[i] }
    }

    /// ∇²f(x) w
    package func hessianProduct(at point: [Double], along w: [Double]) -> [Double] {
      load(point, into: x)
      load(w, into: v)
      functions.hessianProduct(parameters, x, v, answer)
      return answer.indices.map { answer[$0] }
    }

    private func load(_ point: [Double], into vector: Vector<Double>) {
      precondition(point.count >= dimension, "a point has every coordinate")
      for i in vector.indices { vector[i] = point[i] }
    }
  }
#endif
