/// What looking at tiles has found so far.
struct TileFindings: Sendable {
  enum State: UInt8 { case unknown, absent, complete, damaged }

  /// Of damaged tiles.
  private(set) var problems: [Int: String] = [:]
  /// Of complete tiles whose bytes were read.
  private(set) var verdicts: [Int: VerdictCounts] = [:]
  private var states: [State]

  init(tileCount: Int) { states = [State](repeating: .unknown, count: tileCount) }

  func state(of tile: Int) -> State { states[tile] }

  mutating func note(_ findings: [(tile: Int, finding: TileFinding)]) {
    for (tile, finding) in findings { note(finding, of: tile) }
  }

  private mutating func note(_ finding: TileFinding, of tile: Int) {
    switch finding {
    case .absent: states[tile] = .absent
    case .complete(let counts):
      states[tile] = .complete
      if let counts { verdicts[tile] = counts }
    case .damaged(let problem):
      states[tile] = .damaged
      problems[tile] = problem
    }
  }
}

enum TileFinding: Sendable, Hashable {
  case absent
  /// With its verdicts, if they were read.
  case complete(VerdictCounts?)
  case damaged(String)
}
