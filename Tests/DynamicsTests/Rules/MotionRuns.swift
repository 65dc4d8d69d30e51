import Foundation

/// A mass m = 2 with friction, by one of the integrators.
func motion(
  _ integrator: String, timeStep: Double, mass: Double = 2, friction: Double = 0.3,
  eigenvalue: Double = 1.5, steps: Int
) -> VectorRun {
  VectorRun(
    optimizer: integrator,
    numbers: ["time_step": timeStep, "mass": mass, "friction": friction],
    lists: ["eigenvalues": [eigenvalue]], start: [1], velocity: [-0.4], steps: steps)
}

/// The same on Rosenbrock's function.
func rosenbrockMotion(_ integrator: String, steps: Int) -> VectorRun {
  VectorRun(
    optimizer: integrator, numbers: ["time_step": 0.01, "mass": 2, "friction": 0.3],
    objective: "rosenbrock", start: [-1.2, 1], velocity: [0.5, -0.25], steps: steps)
}

/// The largest error of the energy in each revolution of the Kepler orbit of eccentricity 0.6, whose
/// period is 2π and whose energy is −½; 2000 steps a revolution.
func keplerEnergyErrors(_ integrator: String, revolutions: Int) throws -> [Double] {
  let stepsAround = 2000
  let energies = try VectorRun(
    optimizer: integrator, numbers: ["time_step": 2 * Double.pi / Double(stepsAround)],
    objective: "kepler", start: [0.4, 0], velocity: [0, 2], steps: revolutions * stepsAround
  ).trace().map { $0.energy ?? .nan }
  return (0..<revolutions).map { turn in
    energies[turn * stepsAround...(turn + 1) * stepsAround].map { abs($0 + 0.5) }.max() ?? .nan
  }
}
