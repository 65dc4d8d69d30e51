import ArgumentParser
import Dispatch
import Explorer
import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Synchronization
import Topology

struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Fly through a map in the browser.",
    discussion: """
      Serves one page on this machine, whose map is computed as it is looked at, at any zoom; stored \
      cells come from the store, also while a run fills it. Ctrl-C ends it.
      """)

  @Argument(help: "A sweep file (YAML), or a store (NAME.zarr).", completion: .file())
  var subject: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change one value of the sweep file; may be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup var engine: EngineOptions

  @Option(help: "The port (default: any that is free).")
  var port: UInt16 = 0

  @Option(
    help: ArgumentHelp(
      "The address to listen on. Any but this machine's own needs a token.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "What visitors must know (default: random, and only with --host).", valueName: "word"))
  var token: String?

  @Flag(inversion: .prefixedNo, help: "Open the page in the browser.")
  var open = true

  func validate() throws {
    guard let token else { return }
    let isWord = token.utf8.allSatisfy { byte in
      let letter = Character(UnicodeScalar(byte))
      return letter.isASCII && (letter.isLetter || letter.isNumber || "-_.~".contains(letter))
    }
    guard isWord, !token.isEmpty else {
      throw ValidationError("--token stands in an address; use letters, digits, - and _")
    }
  }

  func run() throws {
    let (machine, placement) = try engine.place()
    let instructionSet = try engine.instructionSet()
    let stop = StopSignal()
    let scratch = ScratchStores()
    defer { scratch.remove() }
    let exploration = try Exploration(
      try exploredSubject(), name: name, file: subject, catalog: catalog,
      instructionSet: instructionSet,
      workers: placement.workers.count
    ) { order in
      try scratch.picture(
        order, instructionSet, placement: placement, binder: Binder(for: machine), stop: stop)
    }
    let server = ExplorerServer(exploration, host: host, port: port, token: token)
    let interrupts = Interrupts(stop: stop)
    let failure = Mutex<(any Error)?>(nil)
    let opens = open
    Task {
      do {
        try await server.run { address in
          print(address)
          fflush(nil)
          if opens { Browser.open(address) }
        }
      } catch {
        failure.withLock { $0 = error }
      }
      stop.request()
    }
    while !stop.isRequested { usleep(20_000) }
    if let error = failure.withLock({ $0 }) { throw error }
    throw EarlyEnd(signal: interrupts.signal ?? SIGINT)
  }

  private var name: String {
    URL(fileURLWithPath: subject).deletingPathExtension().lastPathComponent
  }

  private func exploredSubject() throws -> Exploration.Subject {
    guard FileManager.default.fileExists(atPath: "\(subject)/zarr.json") else {
      var options = SweepOptions()
      options.sweep = subject
      options.settings = settings
      return .sweep(try options.plan())
    }
    guard settings.isEmpty else {
      throw Complaint(.usage, "--set changes a sweep file, and \(subject) is a store")
    }
    return .store(try SweepStore(opening: subject, catalog: catalog))
  }
}
