import Foundation
import Testing

extension CommandTests {
  /// The power fails: of what was written last, names are there and bytes are not.
  struct PowerLossTests {
    @Test(arguments: 1...(Wish.isLong ? 60 : 8))
    func `what was written last is torn`(seed: UInt64) throws {
      var random = SplitMix(state: seed)
      let victims = [Victim.square, .crumbs, .noisy, .cube]
      let trial = try Trial(victims[Int(seed) % victims.count])
      let running = try trial.start()
      usleep(UInt32(Double.random(in: 0.1...0.9, using: &random) * trial.unharmed.seconds * 1e6))
      running.send(SIGKILL)
      _ = try running.wait(10)
      var torn: [String] = []
      for shard in try newestShards(of: trial).prefix(Int.random(in: 1...30, using: &random)) {
        guard Bool.random(using: &random), let harm = Harm.ofPowerLoss.randomElement(using: &random)
        else { continue }
        try trial.apply(harm, to: shard)
        torn.append("\(shard) \(harm)")
      }
      try tearRecords(of: trial, using: &random)
      try trial.expectFinish("seed \(seed): \(torn)")
    }

    private func newestShards(of trial: Trial) throws -> [String] {
      guard trial.directory.exists(trial.store) else { return [] }
      let times = try trial.directory.changeTimes(of: trial.store)
      let shards = try trial.directory.arrays(of: trial.store).keys.filter {
        $0.contains("/c/") && !$0.hasSuffix(".partial")
      }
      return shards.sorted { (times[$0] ?? .distantPast) > (times[$1] ?? .distantPast) }
    }

    /// Logs and journals lose their end, or what was in it.
    private func tearRecords(of trial: Trial, using random: inout SplitMix) throws {
      guard trial.directory.exists(trial.store) else { return }
      for (name, bytes) in try trial.directory.files(of: trial.store)
      where name.hasPrefix("verdict/runs") {
        let length = Int.random(in: 0...bytes.count, using: &random)
        let rest =
          Bool.random(using: &random)
          ? bytes.prefix(length) : bytes.prefix(length) + Data(count: bytes.count - length)
        try trial.directory.write([name: Data(rest)], below: trial.store)
      }
    }

    /// Of a store that is not read in an instant only what came after the last durable mark is read
    /// again: damage from before is for `verify` to find.
    @Test func `a large store is not read as a whole`() throws {
      let command = Command(in: try TemporaryDirectory())
      let directory = command.directory
      try directory.write(Self.large, "large.yaml")
      let run = ["run", "large.yaml", "--store", "s.zarr"]
      let half = try command.run(run + ["--shard", "0/2"])
      expectPlainEnd(half, [0])
      let durable = try directory.files(of: "s.zarr").keys.filter { $0.hasPrefix("verdict/c/") }
        .sorted()
      let running = try command.start(run)
      try waitUntil("more tiles are done") {
        try directory.contents(of: "s.zarr/verdict/c").count > durable.count + 20
      }
      running.send(SIGKILL)
      _ = try running.wait(10)
      let all = try directory.files(of: "s.zarr").filter { $0.key.hasPrefix("steps/c/") }
      let late = try #require(
        all.keys.sorted().first { name in
          let verdict = name.replacing("steps/", with: "verdict/")
          return !durable.contains(verdict) && directory.exists("s.zarr/\(verdict)")
        })
      let early = durable[0].replacing("verdict/", with: "steps/")
      for (name, harm) in [(early, Harm.flippedInChunk), (late, .flippedInChunk)] {
        try directory.write([name: harm.apply(try #require(all[name]))], below: "s.zarr")
      }
      let next = try command.run(run)
      expectPlainEnd(next, [0])
      let verify = try command("verify", "s.zarr")
      expectPlainEnd(verify, [65])
      let named = verify.output + verify.errors
      #expect(named.contains(early) && !named.contains(late), "\(named)")
      expectPlainEnd(try command("verify", "s.zarr", "--repair"), [0, 65])
      expectPlainEnd(try command.run(run), [0])
      #expect(try command("verify", "s.zarr").status == 0)
      #expect(try directory.bytes("s.zarr/\(early)") == all[early])
    }

    /// More than 2²² cells, in 72 tiles, that take no time.
    private static let large = """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      optimizer: heavy_ball
      axes:
        momentum: {from: 0, to: 1, count: 2304}
        learning_rate: {from: 0, to: 0.05, count: 2048}
      steps: 2
      tile: [256, 256]
      record: [verdict, steps]

      """
  }
}
