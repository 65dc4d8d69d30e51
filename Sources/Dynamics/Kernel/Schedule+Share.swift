import SweepPlan

extension Schedule {
  /// s(k − 1), what the step size is multiplied by at step k = 1, 2, … of N: see `Schedule`.
  ///
  /// - Parameter numbers: `hyperparameters`, in order.
  @inline(never) func share<Lanes: LaneVector>(
    ofStep k: Int, of steps: Int, _ numbers: UnsafeMutablePointer<Lanes>
  ) -> Lanes {
    let one = Lanes(repeating: 1)
    let t = Lanes(repeating: Lanes.Scalar(k - 1))
    let warmup = numbers[0]
    let plateau: Lanes
    switch self {
    case .constant:
      plateau = one
    case .linear:
      plateau = .fma(-(one - numbers[1]), progress(t, warmup, steps), one)
    case .cosine:
      let half = Lanes(repeating: 0.5)
      let angle = Lanes(repeating: Lanes.Scalar(Double.pi)) * progress(t, warmup, steps)
      plateau = .fma((one - numbers[1]) * half, one + angle.cosine(), numbers[1])
    }
    return .select(t < warmup, t / warmup, plateau)
  }

  /// u = (t − w)/(N − w), at most 1: a search for cycles goes on past the last step.
  @inline(__always) private func progress<Lanes: LaneVector>(
    _ t: Lanes, _ warmup: Lanes, _ steps: Int
  ) -> Lanes {
    let end = Lanes(repeating: Lanes.Scalar(steps))
    return .select(t < end, (t - warmup) / (end - warmup), Lanes(repeating: 1))
  }
}
