import Synchronization

/// Random curvatures of a batch, for the long products of `RandomProduct`: fixed once the number
/// of modes and the batch are.
///
/// The mean over B samples aₛ ~ N(0, H), H = diag λ, is H^½ LLᵀ H^½/B, with Bartlett's lower
/// triangular L (the first min(m, B) columns): Lⱼⱼ² ~ χ² of B − j degrees of freedom, j = 0, 1 …,
/// and standard gaussian numbers below. Its cost does not grow with the batch.
///
/// - Reference: M. S. Bartlett, On the theory of statistical regression, 1933
struct WishartDraws: Sendable {
  /// How many entries of L are drawn, at most (a trajectory takes at least 1024 steps).
  private static let budget = 1 << 15

  let modes: Int
  let columns: Int
  /// Column by column of L/√B, from the diagonal down, step by step; one trajectory a lane.
  let entries: [SIMD8<Double>]

  /// How many entries of L make a step.
  var count: Int { Self.count(modes, columns) }

  var steps: Int { entries.count / count }

  private static func count(_ modes: Int, _ columns: Int) -> Int {
    columns * modes - columns * (columns - 1) / 2
  }

  private init(modes: Int, batch: Int) {
    let columns = min(modes, batch)
    let steps = max(Self.budget / Self.count(modes, columns), 1 << 10)
    var random = SplitMix(state: 2)
    self.modes = modes
    self.columns = columns
    let scale = 1 / Double(batch).squareRoot()
    entries = (0..<steps).flatMap { _ in
      (0..<columns).flatMap { column in
        (column..<modes).map { row in
          var draw = SIMD8<Double>()
          for lane in 0..<8 {
            draw[lane] =
              row == column
              ? random.chiSquare(Double(batch - column)).squareRoot() : random.gaussian()
          }
          return draw * scale
        }
      }
    }
  }

  /// The draws for so many modes and samples; the last few that were asked for are kept.
  static func of(modes: Int, batch: Int) -> WishartDraws {
    kept.withLock { kept in
      if let draws = kept.first(where: { $0.batch == batch && $0.draws.modes == modes }) {
        return draws.draws
      }
      let draws = WishartDraws(modes: modes, batch: batch)
      kept = [(batch, draws)] + kept.prefix(3)
      return draws
    }
  }

  private static let kept = Mutex<[(batch: Int, draws: WishartDraws)]>([])
}
