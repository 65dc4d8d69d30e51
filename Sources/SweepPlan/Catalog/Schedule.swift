/// How the step size changes with the steps: what the rule's first hyperparameter is multiplied by.
///
/// With t = 0 for the first step, w = `warmup`, N = the sweep's steps, φ = `final` and
/// u = (t − w)/(N − w):
///
///     s(t) = t/w                              while t < w
///     s(t) = 1                                constant
///     s(t) = 1 − (1 − φ) u                    linear
///     s(t) = φ + (1 − φ)(1 + cos πu)/2        cosine
///
/// - Source: I. Loshchilov, F. Hutter, ICLR 2017 (cosine); the indices are optax's.
public enum Schedule: String, Sendable, CaseIterable {
  case constant
  case linear
  case cosine

  /// In the order in which the kernel reads them.
  public var hyperparameters: [Hyperparameter] {
    switch self {
    case .constant: [.warmup]
    case .linear, .cosine: [.warmup, .finalShare]
    }
  }
}

extension Schedule {
  /// One sentence.
  public var summary: String {
    switch self {
    case .constant: "The step size stays, after an optional warm-up."
    case .linear: "The step size falls on a straight line to a share of itself."
    case .cosine: "The step size falls on half a cosine wave to a share of itself."
    }
  }

  /// What the step size is multiplied by, one line each.
  public var equation: [String] {
    let warmup = "s(t) = t/w while t < w;  t = 0 at the first step"
    let progress = "u = (t − w)/(N − w),  N the sweep's steps"
    switch self {
    case .constant: return [warmup, "s(t) = 1"]
    case .linear: return [warmup, "s(t) = 1 − (1 − φ) u", progress]
    case .cosine: return [warmup, "s(t) = φ + (1 − φ)(1 + cos πu)/2", progress]
    }
  }
}
