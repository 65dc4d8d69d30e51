/// Asks now and then whether the task was cancelled.
struct Poll {
  private let ask: () -> Bool
  private var steps = 0
  private(set) var isCancelled = false

  /// Steps of a block between two questions.
  let interval: Int

  init(every interval: Int, _ ask: @escaping () -> Bool) {
    self.interval = interval
    self.ask = ask
  }

  /// Counts steps done; `true` if the task was cancelled.
  @inline(__always) mutating func hasEnded(after count: Int) -> Bool {
    steps &+= count
    guard steps >= interval else { return false }
    return askNow()
  }

  @inline(never) private mutating func askNow() -> Bool {
    steps = 0
    isCancelled = isCancelled || ask()
    return isCancelled
  }
}
