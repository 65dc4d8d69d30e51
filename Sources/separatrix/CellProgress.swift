import Synchronization

/// How many cells of a command are done, told from any thread.
final class CellProgress: Sendable {
  private struct State: Sendable {
    var line = ProgressLine()
    var done = 0
  }

  private let state = Mutex(State())
  private let what: String
  private let total: Int

  /// - Parameter what: Of the cells, as in "3 of 25 cells beside their flow".
  init(_ what: String, of total: Int) {
    self.what = what
    self.total = total
    show()
  }

  /// One cell more.
  func count() {
    state.withLock { $0.done += 1 }
    show()
  }

  func end() { state.withLock { $0.line.end() } }

  private func show() {
    state.withLock { state in
      let done = state.done
      state.line.show("\(grouped(done)) of \(grouped(total)) cells \(what)")
    }
  }
}
