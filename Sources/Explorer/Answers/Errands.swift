import Foundation
import Synchronization

/// Work that takes longer than a request's thread may be kept: single cells, trajectories, theory,
/// pictures. On threads of its own, for the threads of requests are few.
final class Errands: Sendable {
  private let waiting = Mutex<[@Sendable () -> Void]>([])
  private let ready = DispatchSemaphore(value: 0)

  private static let limit = 64

  init(threads: Int) {
    for index in 0..<threads {
      let thread = Thread { [self] in work() }
      thread.name = "errands \(index)"
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  private func work() {
    while true {
      ready.wait()
      waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }?()
    }
  }

  /// - Throws: `Refusal` if too much is to be done already, or what `work` throws.
  func run<Answer: Sendable>(
    _ work: @escaping @Sendable () throws -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      let isTaken = waiting.withLock { waiting in
        guard waiting.count < Self.limit else { return false }
        waiting.append { continuation.resume(with: Result { try work() }) }
        return true
      }
      guard isTaken else {
        return continuation.resume(
          throwing: Refusal(
            kind: .busy, message: "too much is to be done; ask again in a second"))
      }
      ready.signal()
    }
  }
}
