import Foundation
import Testing

extension CommandTests {
  /// The bytes of a store depend on the sweep, not on who computed it, where and how.
  struct SameBitsTests {
    static let sweeps: [Sample] = [
      .squares, .ragged, .line, .cube, .four, .scheduled, .orbits, .learned, .noisy,
      .batches, .analysed,
    ]

    private static let ways = [
      "--workers 1", "--workers 2", "--workers 7", "--pin none", "--pin pu", "--isa v3",
    ]

    #if arch(x86_64)
      static let hasV4: Bool = {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let flags = text.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
        let words = Set(flags.split(separator: " "))
        return ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"].allSatisfy {
          words.contains($0[...])
        }
      }()
    #endif

    private func run(
      _ sweep: Sample, _ way: String, to store: String, _ command: Command
    ) throws -> [String: Data] {
      let file = try sweep.write(to: command.directory)
      let outcome = try command.line("run \(file) --store \(store) \(way)")
      #expect(outcome.status == 0, "\(way): \(outcome.errors)")
      #expect(try command.directory.strays(in: store) == [], "\(way)")
      return try command.directory.arrays(of: store)
    }

    @Test(arguments: sweeps)
    func `any number of workers, any pinning`(sweep: Sample) throws {
      let command = Command(in: try TemporaryDirectory())
      let usual = try run(sweep, "", to: "usual.zarr", command)
      #expect(usual.keys.contains { $0.hasPrefix("verdict/c/") })
      for (number, way) in Self.ways.enumerated() {
        #if !arch(x86_64)
          if way.hasPrefix("--isa") { continue }
        #endif
        let other = try run(sweep, way, to: "\(number).zarr", command)
        #expect(differences(usual, other) == [], "\(way)")
      }
    }

    #if arch(x86_64)
      @Test(.enabled(if: hasV4, "this processor has no AVX-512"), arguments: sweeps)
      func `AVX2 and AVX-512`(sweep: Sample) throws {
        let command = Command(in: try TemporaryDirectory())
        let v3 = try run(sweep, "--isa v3", to: "v3.zarr", command)
        let v4 = try run(sweep, "--isa v4", to: "v4.zarr", command)
        #expect(differences(v3, v4) == [])
      }
    #endif

    @Test func `another sweep gives other bytes`() throws {
      let command = Command(in: try TemporaryDirectory())
      let one = try run(.small, "", to: "one.zarr", command)
      let other = try run(.small, "--set initial_point=[1,0.5]", to: "other.zarr", command)
      #expect(differences(one, other).contains("objective/c/0/0"))
    }

    @Test(arguments: [Sample.cube, .scheduled, .learned])
    func `three shards, one after another`(sweep: Sample) throws {
      let command = Command(in: try TemporaryDirectory())
      let alone = try run(sweep, "", to: "alone.zarr", command)
      for shard in [2, 0] {
        let part = try run(sweep, "--shard \(shard)/3", to: "s.zarr", command)
        #expect(differences(alone, part) != [])
      }
      #expect(differences(alone, try run(sweep, "--shard 1/3", to: "s.zarr", command)) == [])
      let status = try command.succeed("status", "s.zarr", "--format", "json").json()
      #expect(status["tiles_done"] as? Int == status["tiles"] as? Int)
    }

    @Test func `settings on the command line are as good as the file`() throws {
      let command = Command(in: try TemporaryDirectory())
      let written = try run(
        Sample.small.replacing("steps: 100", by: "steps: 57"), "", to: "a.zarr", command)
      let set = try run(.small, "--set steps=57", to: "b.zarr", command)
      #expect(differences(written, set) == [])
    }
  }
}
