import Synchronization
import Threads
import Topology

/// Work that is one piece per cell, shared among workers: whoever is free takes the next cell.
public struct CellShare: Sendable {
  private let placement: Placement
  private let binder: Binder

  public init(placement: Placement, binder: Binder) {
    self.placement = placement
    self.binder = binder
  }

  /// What `body` answers for 0, 1, … in this order.
  public func map<Answer: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Answer
  ) -> [Answer] {
    let next = Atomic<Int>(0)
    let answers = Mutex<[Answer?]>(Array(repeating: nil, count: count))
    WorkerThreads.run(min(placement.workers.count, max(count, 1))) { index in
      binder.withBinding(to: placement.workers[index].cpuSet) { _ in
        while true {
          let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard number < count else { return }
          let answer = body(number)
          answers.withLock { $0[number] = answer }
        }
      }
    }
    return answers.withLock { $0.compactMap(\.self) }
  }
}
