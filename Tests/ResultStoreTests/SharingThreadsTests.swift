import Foundation
import ResultStore
import SweepPlan
import Synchronization
import Testing

/// Processes that really run at once, as threads with a supply each.
struct SharingThreadsTests {
  /// Runs `count` processes until none has a tile left; how many times each tile was done.
  ///
  /// - Parameter isKilled: Whether a process dies with this tile in flight; asked before it is stored.
  private func run(
    _ count: Int, _ store: SweepStore, patience: Duration,
    isKilled: @escaping @Sendable (_ process: Int, _ tile: Int) -> Bool = { _, _ in false }
  ) throws -> [Int] {
    let tileCount = store.plan.grid.tileCount
    let done = Mutex([Int](repeating: 0, count: tileCount))
    let errors = Mutex<[String]>([])
    let group = DispatchGroup()
    for index in 0..<count {
      group.enter()
      Thread {
        defer { group.leave() }
        do {
          let process = try SharingProcess(
            store, toDo: 0..<tileCount, start: StartPlace(element: index), clock: .system,
            patience: patience)
          process.tiles.share()
          while true {
            process.beat()
            let offer = try process.tiles.next()
            if offer == .none { break }
            usleep(.random(in: 0...1500))
            guard case .tile(let tile) = offer else { continue }
            if isKilled(index, tile.number) { return }
            try process.store(tile.number)
            done.withLock { $0[tile.number] += 1 }
          }
          try process.end()
        } catch {
          errors.withLock { $0.append("\(error)") }
        }
      }.start()
    }
    group.wait()
    #expect(errors.withLock { $0 } == [])
    return done.withLock { $0 }
  }

  @Test(arguments: [2, 3, 8])
  func `processes at once do every tile once`(count: Int) throws {
    let temporary = try TemporaryStore(try planOfTiles(150))
    let done = try run(count, temporary.store, patience: .seconds(60))
    #expect(done == Array(repeating: 1, count: 150))
    #expect(
      !FileManager.default.fileExists(atPath: "\(temporary.store.path)/verdict/claims"))
  }

  @Test func `whoever is left does what the dead were at`() throws {
    let temporary = try TemporaryStore(try planOfTiles(60))
    let done = try run(6, temporary.store, patience: .milliseconds(300)) { process, tile in
      process > 0 && tile % 7 == 3
    }
    #expect(done.allSatisfy { $0 >= 1 })
    #expect(try storedTiles(temporary.store) == Array(0..<60))
  }
}
