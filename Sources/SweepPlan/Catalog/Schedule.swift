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
