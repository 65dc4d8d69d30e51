import Foundation
import Testing

#if arch(x86_64)
  extension CommandTests {
    /// Other processors than this one, emulated by QEMU.
    struct EmulatorTests {
      private let native: Command
      private let file: String
      private var directory: TemporaryDirectory { native.directory }

      static let sweeps: [Sample] = [
        Sample(
          name: "quadratic",
          yaml: Sample.small.yaml.replacing("count: 16", with: "count: 32")),
        Sample(
          name: "float64_rosenbrock",
          yaml: """
            objective: rosenbrock
            optimizer: nesterov
            axes:
              momentum: {from: 0, to: 1, count: 32}
              learning_rate: {from: 1e-5, to: 1e-1, count: 32, scale: log}
            steps: 100
            precision: float64
            """),
        .analysed,
      ]

      init() throws {
        native = Command(in: try TemporaryDirectory())
        file = try Sample.small.write(to: native.directory)
      }

      private func emulated(_ processor: String) throws -> Command {
        var command = native
        command.prefix = [try Command.tool("qemu-x86_64"), "-cpu", processor]
        command.timeout = 120
        return command
      }

      /// What our program said, without the emulator's own warnings.
      private func errors(_ outcome: Command.Outcome) -> [String] {
        outcome.errorLines.filter { !$0.hasPrefix("qemu") }
      }

      @Test(arguments: sweeps)
      func `a processor without AVX-512 gives the same bytes`(sweep: Sample) throws {
        let file = try sweep.write(to: directory)
        let outcome = try emulated("Haswell-noTSX")("run", file, "--store", "e.zarr")
        #expect(outcome.status == 0 && !outcome.wasKilled, "\(outcome.errors)")
        try native.succeed("run", file, "--store", "n.zarr")
        let arrays = try directory.arrays(of: "n.zarr")
        #expect(arrays.keys.contains("verdict/c/0/0"))
        #expect(differences(arrays, try directory.arrays(of: "e.zarr")) == [])
        #expect(try directory.runLogs(of: "e.zarr").contains("\"instruction_set\":\"v3\""))
      }

      @Test func `pictures and traces need no AVX-512 either`() throws {
        try native.succeed("run", file, "--store", "s.zarr")
        let command = try emulated("Haswell-noTSX")
        let plot = try command("plot", "s.zarr", "-o", "emulated.svg")
        #expect(plot.status == 0, "\(plot.errors)")
        try native.succeed("plot", "s.zarr", "-o", "native.svg")
        #expect(try directory.bytes("emulated.svg") == directory.bytes("native.svg"))
        let words = ["trace", file, "--at", "momentum=0.9,learning_rate=0.01", "--format", "csv"]
        #expect(try command.run(words).output == native.run(words).output)
      }

      @Test func `AVX-512 is refused where there is none`() throws {
        let outcome = try emulated("Haswell-noTSX")("run", file, "--isa", "v4")
        #expect(outcome.status == 69 && !outcome.wasKilled)
        #expect(errors(outcome).count == 1 && outcome.errors.contains("--isa v4"))
        #expect(try directory.contents() == [file])
      }

      @Test(arguments: ["Nehalem", "SandyBridge"], ["run", "status", "--help"])
      func `a processor below the floor is refused`(processor: String, word: String) throws {
        let outcome = try emulated(processor)(word, file)
        #expect(outcome.status == 69 && !outcome.wasKilled, "\(outcome.errors)")
        #expect(errors(outcome).count == 1)
        #expect(outcome.errors.contains("x86-64-v3"))
        #expect(outcome.output == "")
        #expect(try directory.contents() == [file])
      }
    }
  }
#endif
