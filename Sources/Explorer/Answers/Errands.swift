import Dispatch
import Synchronization

/// Work that takes longer than a request's thread may be kept: single cells, trajectories, theory,
/// pictures. On threads of its own, a few at a time.
final class Errands: Sendable {
  private let queue = DispatchQueue(label: "errands", attributes: .concurrent)
  private let places: DispatchSemaphore
  private let waiting = Atomic<Int>(0)

  private static let limit = 64

  init(atOnce count: Int) { places = DispatchSemaphore(value: count) }

  /// - Throws: `Refusal` if too much is to be done already, or what `work` throws.
  func run<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer
  {
    guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.limit else {
      waiting.wrappingSubtract(1, ordering: .relaxed)
      throw Refusal(kind: .busy, message: "too much is to be done; ask again in a second")
    }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { [self] in
        places.wait()
        let answer = Result { try work() }
        places.signal()
        waiting.wrappingSubtract(1, ordering: .relaxed)
        continuation.resume(with: answer)
      }
    }
  }
}
