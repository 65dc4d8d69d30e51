import SweepPlan
import Synchronization

/// Tiles that a page waits for, and where their frames go.
final class TileRequest: Sendable {
  /// Frames that wait to be sent; no more are made until some are.
  static let frameLimit = 32

  let client: String
  let generation: Int
  let view: ExploredView
  let variable: Variable
  /// In the order in which they are wanted.
  let addresses: [TileAddress]
  let frames: AsyncStream<[UInt8]>
  private let continuation: AsyncStream<[UInt8]>.Continuation
  private let waiting = Atomic<Int>(0)
  private let ended = Atomic<Bool>(false)

  init(
    client: String, generation: Int, view: ExploredView, variable: Variable,
    addresses: [TileAddress]
  ) {
    self.client = client
    self.generation = generation
    self.view = view
    self.variable = variable
    self.addresses = addresses
    (frames, continuation) = AsyncStream.makeStream()
  }

  /// Whether its reader is behind.
  var isFull: Bool { waiting.load(ordering: .relaxed) >= Self.frameLimit }

  func send(_ frame: [UInt8]) {
    waiting.wrappingAdd(1, ordering: .relaxed)
    continuation.yield(frame)
  }

  /// Says that a frame was sent.
  func countSent() { waiting.wrappingSubtract(1, ordering: .relaxed) }

  /// Whether no frame comes any more.
  var isEnded: Bool { ended.load(ordering: .relaxed) }

  func finish() {
    ended.store(true, ordering: .relaxed)
    continuation.finish()
  }

  /// Calls `action` when nobody reads any more.
  func onEnd(_ action: @escaping @Sendable () -> Void) {
    continuation.onTermination = { _ in action() }
  }

  func key(_ address: TileAddress) -> TileKey {
    // Stored cells are read one variable at a time.
    let isStored = StoredBlock(view, address) != nil
    return TileKey(
      view: view.id, address: address, variable: isStored ? variable.rawValue : nil)
  }
}
