import CLanes
import Foundation
import SweepPlan
import Synchronization

/// Makes the tiles that pages wait for, on threads of its own: those of the newest request first, each
/// tile once however many wait for it, and none for which nobody waits any more.
final class TileScheduler: Sendable {
  private let board: Mutex<TileBoard>
  private let ready = DispatchSemaphore(value: 0)
  private let source: TileSource
  private let workers: Int

  /// Tiles that may be waited for by all pages together.
  private static let queueLimit = 4096

  init(workers: Int, cacheBytes: Int, source: TileSource) {
    self.workers = workers
    self.source = source
    board = Mutex(TileBoard(cache: TileCache(byteLimit: cacheBytes)))
    for index in 0..<workers {
      let thread = Thread { [self] in work() }
      thread.name = "tiles \(index)"
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  /// Begins to make the tiles of a request. What earlier requests of the same page wait for is let go of.
  ///
  /// - Throws: `Refusal` if too many are waited for already.
  func submit(_ request: TileRequest) throws(Refusal) {
    let ended = try board.withLock { (board) throws(Refusal) in
      guard board.waitingCount + request.addresses.count <= Self.queueLimit else {
        throw Refusal(
          kind: .busy, message: "too many tiles are waited for; ask again in a second")
      }
      return board.add(request, source: source)
    }
    for old in ended { old.finish() }
    for _ in request.addresses { ready.signal() }
    request.onEnd { [weak self, weak request] in
      if let request { self?.end(request) }
    }
  }

  /// Lets go of a request that nobody reads any more.
  func end(_ request: TileRequest) {
    board.withLock { $0.remove(request) }
    request.finish()
  }

  /// Says that a request's reader has taken a frame: another may be made.
  func frameWasSent(of request: TileRequest) {
    request.countSent()
    ready.signal()
  }

  /// A tile that is at hand.
  func cached(_ key: TileKey) -> MapTile? { board.withLock { $0.cache.tile(key) } }

  // MARK: Workers

  private func work() {
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    while true {
      ready.wait()
      while let task = board.withLock({ $0.take(workers: workers) }) { run(task) }
    }
  }

  private func run(_ task: TileTask) {
    switch task {
    case .send(let tile, let request, let position): send(tile, to: [(request, position)])
    case .compute(let job, let rows, let others):
      for _ in 0..<others { ready.signal() }
      let isWhole = job.compute(rows: rows)
      guard board.withLock({ $0.finishBand(of: job, isWhole) }) else { return }
      let tile = job.result()
      send(tile, to: board.withLock { $0.finish(job, tile) })
    }
  }

  private func send(_ tile: MapTile?, to waiters: [(TileRequest, Int)]) {
    for (request, position) in waiters {
      request.send(
        TileFrame.bytes(
          tile, request.variable, at: request.addresses[position], position: position))
      if board.withLock({ $0.countSent(to: request) }) { request.finish() }
    }
  }
}
