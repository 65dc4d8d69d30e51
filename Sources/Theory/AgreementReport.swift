import SweepPlan

/// How a measured map agrees with theory, cell by cell.
///
/// A cell is near the boundary if theory calls it or one of its neighbours (the 3ᵏ − 1 around it on
/// k axes, corners included) stable and another unstable: the boundary passes within one cell.
public struct AgreementReport: Sendable, Hashable {
  /// Cells by whether measurement and theory say the same.
  public struct Count: Sendable, Hashable {
    public var agree = 0
    public var disagree = 0

    public init(agree: Int = 0, disagree: Int = 0) {
      self.agree = agree
      self.disagree = disagree
    }
  }

  /// Counts by the distance from the boundary that theory predicts.
  public struct Counts: Sendable, Hashable {
    /// Within one cell.
    public var near = Count()
    /// Farther away.
    public var far = Count()

    public init(near: Count = Count(), far: Count = Count()) {
      self.near = near
      self.far = far
    }
  }

  /// Unstable means diverged.
  public let byVerdict: Counts
  /// Unstable means diverged, or bounded with a growing gradient.
  public let byGrowth: Counts
  /// Cells that theory calls unstable and whose trajectories have not escaped.
  public let boundedBeyond: Int
  /// Those of them whose gradient was growing: on their way out when the steps ended.
  public let growingBeyond: Int
  /// Cells without a verdict, which count nowhere else.
  public let missing: Int

  /// - Parameters:
  ///   - verdicts: Raw values of `Verdict`, one per cell, row-major.
  ///   - rates: The variable `rate`, likewise.
  public init(_ prediction: Prediction, verdicts: [UInt8], rates: [Double]) {
    let margins = prediction.margins()
    precondition(
      verdicts.count == margins.count && rates.count == margins.count,
      "a report takes one verdict and one rate per cell")
    let isStable = margins.map(Prediction.isStable(margin:))
    let diverged = prediction.isUnstable(verdicts: verdicts, rates: rates, by: .diverged)
    let growing = prediction.isUnstable(verdicts: verdicts, rates: rates, by: .divergedOrGrowing)
    let isNear = Self.nearBoundary(isStable, shape: prediction.plan.grid.shape)

    var (byVerdict, byGrowth) = (Counts(), Counts())
    var (boundedBeyond, growingBeyond, missing) = (0, 0, 0)
    for cell in margins.indices {
      guard let diverged = diverged[cell], let growing = growing[cell] else {
        missing += 1
        continue
      }
      byVerdict.count(isNear: isNear[cell], agrees: diverged != isStable[cell])
      byGrowth.count(isNear: isNear[cell], agrees: growing != isStable[cell])
      if !isStable[cell], verdicts[cell] == Verdict.bounded.rawValue {
        boundedBeyond += 1
        if growing { growingBeyond += 1 }
      }
    }
    self.byVerdict = byVerdict
    self.byGrowth = byGrowth
    self.boundedBeyond = boundedBeyond
    self.growingBeyond = growingBeyond
    self.missing = missing
  }

  /// Whether both signs occur among each cell and its neighbours: one bit per sign, gathered along
  /// one axis after the other.
  private static func nearBoundary(_ isStable: [Bool], shape: [Int]) -> [Bool] {
    var signs: [UInt8] = isStable.map { $0 ? 1 : 2 }
    var stride = 1
    for count in shape.reversed() {
      let before = signs
      for cell in signs.indices {
        let index = cell / stride % count
        if index > 0 { signs[cell] |= before[cell - stride] }
        if index + 1 < count { signs[cell] |= before[cell + stride] }
      }
      stride *= count
    }
    return signs.map { $0 == 3 }
  }
}

extension AgreementReport.Counts {
  fileprivate mutating func count(isNear: Bool, agrees: Bool) {
    switch (isNear, agrees) {
    case (true, true): near.agree += 1
    case (true, false): near.disagree += 1
    case (false, true): far.agree += 1
    case (false, false): far.disagree += 1
    }
  }
}
