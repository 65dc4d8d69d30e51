import Foundation
import ResultStore
import SweepPlan
import Synchronization
import Testing

/// Many processes at one store, in a made-up order of events with random deaths and late arrivals.
struct SharingSimulationTests {
  /// What happened in a simulated night.
  private struct Night {
    var timesDone: [Int]
    /// Tiles that were in flight when their process died, or before it shared.
    var excused: Set<Int> = []
    var inFlight: [(process: SharingProcess, tile: Int)] = []
    var living: [SharingProcess] = []
    var dead: [SharingProcess] = []
  }

  @Test(arguments: 0..<24)
  func `every tile is done, and again only after a death`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let tileCount = [1, 2, 7, 40].randomElement(using: &random) ?? 1
    let processes = Int.random(in: 1...8, using: &random)
    let slots = Int.random(in: 1...3, using: &random)
    let (dies, knows) = (Bool.random(using: &random), Bool.random(using: &random))
    let temporary = try TemporaryStore(try planOfTiles(tileCount))
    let store = temporary.store
    let time = TestClock()
    let records = Records(tileCount)
    var night = Night(timesDone: Array(repeating: 0, count: tileCount))
    var toStart = processes
    var events = 0

    while !night.living.isEmpty || toStart > 0 {
      events += 1
      try #require(events < 50_000, "seed \(seed): no end")
      let event = Int.random(in: 0..<100, using: &random)
      if toStart > 0, night.living.isEmpty || event < 5 {
        toStart -= 1
        let process = try SharingProcess(
          store, toDo: 0..<tileCount, start: StartPlace(element: toStart), clock: time.clock,
          knows: { knows ? records.tiles : TileSet(tileCount: tileCount) })
        night.living.append(process)
        // Element of an array: all share from the start.
        process.tiles.share()
      } else if event < 20 {
        time.advance(by: .milliseconds(Int.random(in: 10...900, using: &random)))
        for process in night.living {
          process.beat()
          process.look()
        }
      } else if event < 60, let place = night.inFlight.indices.randomElement(using: &random) {
        let (process, tile) = night.inFlight.remove(at: place)
        try process.store(tile)
        records.add(tile)
        night.timesDone[tile] += 1
      } else if let process = night.living.randomElement(using: &random) {
        let own = night.inFlight.filter { $0.process === process }
        if dies, event >= 98, night.living.count + toStart > 1 {
          night.excused.formUnion(own.map(\.tile))
          night.inFlight.removeAll { $0.process === process }
          night.living.removeAll { $0 === process }
          night.dead.append(process)
        } else if own.count < slots {
          switch try process.tiles.next() {
          case .tile(let tile): night.inFlight.append((process, tile.number))
          case .later: break
          case .none where own.isEmpty:
            try process.end()
            night.living.removeAll { $0 === process }
          case .none: break
          }
        }
      }
    }

    #expect(try storedTiles(store) == Array(0..<tileCount))
    for (tile, count) in night.timesDone.enumerated() where !night.excused.contains(tile) {
      #expect(count == 1, "seed \(seed), tile \(tile)")
    }
    #expect(night.timesDone.allSatisfy { $0 >= 1 })
    // The dead's files go when the store is found complete; these lie on another host by now.
    for process in night.dead {
      for ending in ["jsonl", "alive"] { try moveElsewhere(runFile(store, process.run, ending)) }
    }
    RunFolder(store).removeLeftovers(isComplete: true)
    let rest = try files(below: "\(store.path)/verdict").keys.filter {
      !$0.hasPrefix("c/") && $0 != "zarr.json" && !$0.hasSuffix(".jsonl")
    }
    #expect(rest.isEmpty, "seed \(seed)")
    #expect(!FileManager.default.fileExists(atPath: "\(store.path)/verdict/claims"))
  }

  /// What processes tell each other of finished tiles.
  private final class Records: Sendable {
    private let done: Mutex<TileSet>

    init(_ tileCount: Int) { done = Mutex(TileSet(tileCount: tileCount)) }

    var tiles: TileSet { done.withLock { $0 } }

    func add(_ tile: Int) { done.withLock { _ = $0.insert(tile) } }
  }

  /// Numbers that are the same every time (SplitMix64).
  private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: Int) { state = UInt64(seed) }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
  }
}
