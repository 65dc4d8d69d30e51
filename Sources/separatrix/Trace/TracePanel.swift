import ArgumentParser

/// What a panel of a picture of trajectories shows.
enum TracePanel: String, CaseIterable, ExpressibleByArgument {
  /// The iterates over the objective's contours, of two coordinates.
  case path
  /// Each coordinate against the step; of many, the first four.
  case coordinates
  case objective
  /// The gradient's largest component.
  case gradient
  /// How far the energy has changed; with friction, the energy.
  case energy
  /// The largest Hessian eigenvalue, of sweeps that record it.
  case sharpness
  /// How far the others are from the first, step by step.
  case distance
}
