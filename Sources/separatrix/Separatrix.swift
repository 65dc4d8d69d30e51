import ArgumentParser
import Foundation
import SweepEngine

/// The command: introductions only. One file per subcommand.
@main
struct Separatrix: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "separatrix",
    abstract: "Maps where gradient-based optimizers are stable.",
    discussion: """
      A sweep file names an objective, an optimizer and axes of hyperparameters; every cell of the \
      grid is run on every core, and the answers are kept in a Zarr store that resumes, draws and \
      opens in Python.
      """,
    version: "0.1",
    subcommands: [
      RunCommand.self, SubmitCommand.self, StatusCommand.self, VerifyCommand.self, PlotCommand.self,
      TraceCommand.self, TheoryCommand.self, ShadowCommand.self, MultistepCommand.self,
      FiguresCommand.self, QueryCommand.self, BoundaryCommand.self, CompareCommand.self,
      ExploreCommand.self,
      BenchCommand.self, CatalogCommand.self, TopologyCommand.self,
    ])

  /// Refuses a processor below the floor before any code for the floor runs.
  static func main() {
    guard !InstructionSet.available.isEmpty else {
      note(
        "separatrix: this processor or its operating system lacks x86-64-v3 (AVX2, FMA), which "
          + "the kernels need; use a machine from 2013 or later")
      Foundation.exit(ExitStatus.unavailable.rawValue)
    }
    reserveStandardDescriptors()
    signal(SIGXFSZ, SIG_IGN)
    Interrupts.leaveQuitAlone()
    run(arguments: Array(CommandLine.arguments.dropFirst()))
  }

  private static func run(arguments: [String]) {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      guard fflush(nil) == 0 else {
        throw Complaint(
          .inputOutput, "cannot write to standard output: \(String(cString: strerror(errno)))")
      }
    } catch let end as EarlyEnd {
      Foundation.exit(end.status)
    } catch {
      guard let status = ExitStatus(of: error) else { end(with: error) }
      note("separatrix: \(error)\(nextMove(after: error))")
      Foundation.exit(status.rawValue)
    }
  }

  /// Help and versions, and what the arguments' parser refuses, which repeats what was typed.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    if code.isSuccess { exit(withError: error) }
    let message = fullMessage(for: error)
    if !message.isEmpty { note(message) }
    Foundation.exit(code.rawValue)
  }

  /// Opens what the caller closed of the descriptors 0 to 2, so that no file of a store gets their
  /// numbers and no message goes into it.
  private static func reserveStandardDescriptors() {
    while true {
      let descriptor = open("/dev/null", O_RDWR)
      guard (0...2).contains(descriptor) else {
        close(descriptor)
        return
      }
    }
  }
}
