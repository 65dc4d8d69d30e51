import SweepPlan

/// A network with one hidden layer of tanh units and one output, fitted by least squares.
///
///     zⱼₖ = Wₖ·aⱼ + cₖ,   hⱼₖ = tanh zⱼₖ,   rⱼ = w·hⱼ + b − yⱼ
///     f = (1/2n) Σⱼ rⱼ²
///
/// The coordinates are, for m hidden units: the rows of W, one weight for each unit and input; the m
/// hidden biases c; the m output weights w; the output bias b. The gradient by back propagation:
///
///     ∂f/∂b = (1/n) Σⱼ rⱼ,   ∂f/∂wₖ = (1/n) Σⱼ rⱼ hⱼₖ,
///     ∂f/∂cₖ = (1/n) Σⱼ δⱼₖ,   ∂f/∂Wₖ = (1/n) Σⱼ δⱼₖ aⱼ,   δⱼₖ = rⱼ wₖ (1 − hⱼₖ²)
///
/// The Hessian's product is the derivative of all that along v (the R-operator). Units may be
/// exchanged, and the signs of one's weights turned, without changing f; at a start where two units
/// are equal they stay so. From the usual start the sharpness grows from 2.27 to about 5 where f is
/// 0: an edge of stability near η = 0.4.
struct TanhNetwork<Lanes: LaneVector>: Objective {
  static var description: ObjectiveDescription {
    ObjectiveDescription(
      name: "tanh_network", summary: "A network with one hidden layer of tanh units.",
      equation: "f = (1/2n) Σⱼ (w·tanh(W aⱼ + c) + b − yⱼ)²,  x = (W, c, w, b)",
      coefficients: [],
      examples: ObjectiveDescription.Examples(
        summary: "an input a, then the target y",
        defaults: [
          [-2, 0], [-1.5, -0.71], [-1, -1], [-0.5, -0.71], [0.5, 0.71], [1, 1], [1.5, 0.71],
          [2, 0],
        ]),
      dimensions: .units(perUnit: 3, others: 1, 4...64),
      initialPoint: [1, -1, 0.5, 2, 0, 0.5, -0.5, 1, 0.5, -0.5, 0.25, -0.25, 0],
      known:
        "with the usual examples, a period of a sine, and 4 units: minimum 0, of sharpness near "
        + "5 from the usual start, where it is 2.27",
      source: "D. E. Rumelhart, G. E. Hinton and R. J. Williams, 1986, doi:10.1038/323533a0; "
        + "B. A. Pearlmutter, 1994, doi:10.1162/neco.1994.6.1.147")
  }

  /// One value for each hidden unit; no more than 64 coordinates have.
  private typealias Units = Point<21, Lanes>

  private let examples: Examples<Lanes.Scalar>
  private let layout: Layout

  init(_ parameters: inout Parameters<Lanes>) {
    examples = parameters.examples
    layout = Layout(dimension: parameters.dimension, inputs: examples.features)
    precondition(layout.units <= Units.dimension, "more than \(Units.dimension) hidden units")
  }

  func value(at x: Vector<Lanes>) -> Lanes {
    let x = Parts(x, layout)
    var sum = Lanes.zero
    for j in 0..<examples.count {
      var output = x.outputBias
      for k in 0..<layout.units {
        output = .fma(x.outputWeights[k], activation(j, k, of: x).hyperbolicTangent(), output)
      }
      let residual = output - Lanes(repeating: examples.target(j))
      sum = .fma(residual, residual, sum)
    }
    return Lanes(repeating: 0.5 * examples.share) * sum
  }

  func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    gradient.fill(.zero)
    let share = Lanes(repeating: examples.share)
    let x = Parts(x, layout)
    let gradient = Parts(gradient, layout)
    var hidden = Units(repeating: .zero)
    for j in 0..<examples.count {
      let residual = share * forward(j, x, &hidden)
      gradient.outputBias = gradient.outputBias + residual
      for k in 0..<layout.units {
        let slope = Lanes.fma(-hidden[k], hidden[k], Lanes(repeating: 1))
        gradient.outputWeights[k] = .fma(residual, hidden[k], gradient.outputWeights[k])
        add(j, k, times: residual * x.outputWeights[k] * slope, to: gradient)
      }
    }
  }

  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    product.fill(.zero)
    let share = Lanes(repeating: examples.share)
    let x = Parts(x, layout)
    let v = Parts(v, layout)
    let product = Parts(product, layout)
    var hidden = Units(repeating: .zero)
    var hiddenChange = Units(repeating: .zero)
    for j in 0..<examples.count {
      let residual = share * forward(j, x, &hidden)
      var change = v.outputBias
      for k in 0..<layout.units {
        let slope = Lanes.fma(-hidden[k], hidden[k], Lanes(repeating: 1))
        hiddenChange[k] = slope * activation(j, k, of: v)
        change = .fma(
          v.outputWeights[k], hidden[k], .fma(x.outputWeights[k], hiddenChange[k], change))
      }
      change = share * change
      product.outputBias = product.outputBias + change
      for k in 0..<layout.units {
        let (h, w) = (hidden[k], x.outputWeights[k])
        product.outputWeights[k] = .fma(
          change, h, .fma(residual, hiddenChange[k], product.outputWeights[k]))
        // The change of δ = r w (1 − h²).
        let slope = Lanes.fma(-h, h, Lanes(repeating: 1))
        let weightChange = Lanes.fma(change, w, residual * v.outputWeights[k])
        let bend = Lanes(repeating: -2) * residual * w * h
        add(j, k, times: .fma(weightChange, slope, bend * hiddenChange[k]), to: product)
      }
    }
  }

  /// The hidden units of example j, and the residual.
  @inline(__always) private func forward(
    _ j: Int, _ x: Parts, _ hidden: inout Units
  ) -> Lanes {
    var output = x.outputBias
    for k in 0..<layout.units {
      hidden[k] = activation(j, k, of: x).hyperbolicTangent()
      output = .fma(x.outputWeights[k], hidden[k], output)
    }
    return output - Lanes(repeating: examples.target(j))
  }

  /// Wₖ·aⱼ + cₖ
  @inline(__always) private func activation(_ j: Int, _ k: Int, of x: Parts) -> Lanes {
    examples.product(j, with: x.weights(of: k)) + x.biases[k]
  }

  /// What example j adds to unit k's part of a gradient, `delta` times the derivative of zⱼₖ.
  @inline(__always)
  private func add(_ j: Int, _ k: Int, times delta: Lanes, to gradient: Parts) {
    gradient.biases[k] = gradient.biases[k] + delta
    examples.add(j, times: delta, to: gradient.weights(of: k))
  }

  /// How many units and inputs.
  private struct Layout {
    let units: Int
    let inputs: Int

    @inline(__always) init(dimension: Int, inputs: Int) {
      self.inputs = inputs
      units = (dimension - 1) / (inputs + 2)
    }
  }

  /// A vector of all coordinates, part by part.
  private struct Parts {
    private let all: Vector<Lanes>
    private let inputs: Int
    let biases: Vector<Lanes>
    let outputWeights: Vector<Lanes>

    @inline(__always) init(_ vector: Vector<Lanes>, _ layout: Layout) {
      all = vector
      inputs = layout.inputs
      let start = layout.units * inputs
      biases = vector[start..<start + layout.units]
      outputWeights = vector[start + layout.units..<start + 2 * layout.units]
    }

    @inline(__always) func weights(of unit: Int) -> Vector<Lanes> {
      all[unit * inputs..<(unit + 1) * inputs]
    }

    @inline(__always) var outputBias: Lanes {
      get { all[all.count - 1] }
      nonmutating set { all[all.count - 1] = newValue }
    }
  }
}
