import Testing
import Theory

typealias Plane = SIMD2<Double>

/// A rule as papers write it, on two coordinates, for any field: no matrices, no eigenvalues.
struct PlainRule: Sendable, CustomTestStringConvertible {
  let theory: StabilityTheory
  /// The option on which the rule depends: `form` or `order`.
  let option: String

  /// Every rule of theory in every form.
  static let all: [PlainRule] = StabilityTheory.all.flatMap { theory in
    (theory.options["form"] ?? theory.options["order"] ?? [""]).map {
      PlainRule(theory: theory, option: $0)
    }
  }

  /// The rule of this name in the form given, or in its first.
  static func named(_ optimizer: String, _ option: String? = nil) -> PlainRule {
    let rule = all.first { $0.theory.optimizer == optimizer && (option ?? $0.option) == $0.option }
    guard let rule else { preconditionFailure("no rule \(optimizer) \(option ?? "")") }
    return rule
  }

  var testDescription: String { "\(theory.optimizer) \(option)" }

  /// Whether a trajectory starts with a velocity.
  var startsWithVelocity: Bool {
    theory.optimizer.hasSuffix("_euler") || theory.optimizer.hasSuffix("_verlet")
      || theory.optimizer == "flow.heavy_ball"
  }

  /// Whether `step` makes use of its memory.
  var hasMemory: Bool {
    if case .matrix = theory.updateMap(Complex(1, 1), theory.hyperparameters.map { _ in 1 }) {
      true
    } else {
      false
    }
  }

  /// What is remembered before the first step.
  func memory(at x: Plane, velocity: Plane) -> Plane {
    option == "position" ? x : startsWithVelocity ? velocity : .zero
  }

  /// - Parameters:
  ///   - memory: The velocity, the last iterate or the last field.
  ///   - h: The hyperparameters, in the order of theory.
  func step(_ x: inout Plane, _ memory: inout Plane, _ h: [Double], field f: (Plane) -> Plane) {
    let rate = h[0]
    switch (theory.optimizer, option) {
    case ("gradient_descent", _), ("gradient_descent_ascent", "simultaneous"),
      ("proximal_gradient", _):
      x -= rate * f(x)
    case ("gradient_descent_ascent", _):
      x[0] -= rate * f(x)[0]
      x[1] -= rate * f(x)[1]
    case ("implicit_gradient_descent", _):
      x = solve({ $0 + rate * f($0) }, x)
    case ("heavy_ball", "velocity"):
      memory = h[1] * memory - rate * f(x)
      x += memory
    case ("heavy_ball", "position"):
      (x, memory) = (x - rate * f(x) + h[1] * (x - memory), x)
    case ("heavy_ball", "accumulated"):
      memory = h[1] * memory + f(x)
      x -= rate * memory
    case ("heavy_ball", "dampened"):
      memory = h[1] * memory + (1 - h[2]) * f(x)
      x -= rate * memory
    case ("heavy_ball", "averaged"):
      memory = h[1] * memory + (1 - h[1]) * f(x)
      x -= rate * memory
    case ("heavy_ball", "physics"):
      memory = (1 - h[0] * h[2] / h[1]) * memory - h[0] * h[0] / h[1] * f(x)
      x += memory
    case ("nesterov", "look_ahead"):
      memory = h[1] * memory - rate * f(x + h[1] * memory)
      x += memory
    case ("nesterov", _):
      let gradient = f(x)
      memory = h[1] * memory + gradient
      x -= rate * (gradient + h[1] * memory)
    case ("extragradient", _):
      x -= rate * f(x - rate * f(x))
    case ("optimistic_gradient", _):
      (x, memory) = (x - 2 * rate * f(x) + rate * memory, f(x))
    case ("runge_kutta_4", _):
      let k1 = f(x)
      let k2 = f(x - rate / 2 * k1)
      let k3 = f(x - rate / 2 * k2)
      let k4 = f(x - rate * k3)
      memory = h[1] * memory + (k1 + 2 * k2 + 2 * k3 + k4) / 6
      x -= rate * memory
    case ("explicit_euler", _):
      (x, memory) = (x + h[0] * memory, memory - h[0] / h[1] * (h[2] * memory + f(x)))
    case ("symplectic_euler", _):
      memory -= h[0] / h[1] * (h[2] * memory + f(x))
      x += h[0] * memory
    case ("velocity_verlet", _):
      memory = (1 - h[0] * h[2] / (2 * h[1])) * memory - h[0] / (2 * h[1]) * f(x)
      x += h[0] * memory
      memory = (memory - h[0] / (2 * h[1]) * f(x)) / (1 + h[0] * h[2] / (2 * h[1]))
    case ("flow.gradient", _):
      for _ in 0..<Int(h[1]) {
        var none = Plane.zero
        rungeKutta(&x, &none, h[0] / h[1]) { x, _ in (-f(x), .zero) }
      }
    case ("flow.heavy_ball", _):
      for _ in 0..<Int(h[3]) {
        rungeKutta(&x, &memory, h[0] / h[3]) { x, v in (v, -(h[2] * v + f(x)) / h[1]) }
      }
    case ("newton", _):
      x -= rate * solve(f, f(x))
    default:
      preconditionFailure("no rule \(testDescription)")
    }
  }

  /// A step of length d on ẋ, v̇ = F(x, v).
  private func rungeKutta(
    _ x: inout Plane, _ v: inout Plane, _ d: Double, _ rate: (Plane, Plane) -> (Plane, Plane)
  ) {
    let (a1, b1) = rate(x, v)
    let (a2, b2) = rate(x + d / 2 * a1, v + d / 2 * b1)
    let (a3, b3) = rate(x + d / 2 * a2, v + d / 2 * b2)
    let (a4, b4) = rate(x + d * a3, v + d * b3)
    x += d / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
    v += d / 6 * (b1 + 2 * b2 + 2 * b3 + b4)
  }

  /// One step as a matrix on (x, memory), by columns: what it makes of the unit vectors.
  func matrix(_ h: [Double], field: (Plane) -> Plane) -> [SIMD4<Double>] {
    (0..<4).map { column in
      var x = Plane(column == 0 ? 1 : 0, column == 1 ? 1 : 0)
      var memory = Plane(column == 2 ? 1 : 0, column == 3 ? 1 : 0)
      if !hasMemory { memory = .zero }
      step(&x, &memory, h, field: field)
      return SIMD4(x[0], x[1], memory[0], memory[1])
    }
  }

  /// The y with f(y) = b, for linear f, by Cramer's rule.
  private func solve(_ f: (Plane) -> Plane, _ b: Plane) -> Plane {
    let (p, q) = (f(Plane(1, 0)), f(Plane(0, 1)))
    let determinant = p[0] * q[1] - q[0] * p[1]
    return Plane(b[0] * q[1] - q[0] * b[1], p[0] * b[1] - b[0] * p[1]) / determinant
  }

  /// Hyperparameters from a box that reaches beyond everything sensible.
  func hyperparameters(using random: inout SplitMix) -> [Double] {
    theory.hyperparameters.map { hyperparameter in
      switch hyperparameter.name {
      case "momentum": Double.random(in: -1.5...2.5, using: &random)
      case "dampening": Double.random(in: -0.5...1.5, using: &random)
      case "time_step": Double.random(in: -0.2...1.5, using: &random)
      case "substeps": Double(Int.random(in: 1...4, using: &random))
      case "mass": Double.random(in: 0.3...3, using: &random)
      case "friction": Double.random(in: -0.5...3, using: &random)
      default: Double.random(in: -0.2...1.5, using: &random)
      }
    }
  }
}

/// F(x) = λx on the plane.
func field(_ eigenvalue: Complex) -> @Sendable (Plane) -> Plane {
  let (a, b) = (eigenvalue.real, eigenvalue.imaginary)
  return { Plane(a * $0[0] - b * $0[1], b * $0[0] + a * $0[1]) }
}
