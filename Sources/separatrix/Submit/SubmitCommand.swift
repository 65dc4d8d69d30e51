import ArgumentParser
import Foundation
import ResultStore
import SweepPlan

struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Run a sweep as a job array of a Slurm cluster.",
    discussion: """
      Creates the store and submits an array whose elements share it, wherever they run: each takes \
      tiles that no other has begun. The store keeps the sweep as it is now. The same command \
      continues.
      """)

  @OptionGroup var sweep: SweepOptions
  @OptionGroup var slurm: SlurmOptions

  @Option(
    help: ArgumentHelp(
      "Where results go, a folder that all nodes see (default: NAME.zarr, here).",
      valueName: "dir"))
  var store: String?

  @Option(help: ArgumentHelp("So many seeds, whatever the sweep file says.", valueName: "n"))
  var seeds: Int?

  @Flag(help: "Print the script; write and submit nothing.")
  var dryRun = false

  @Option(help: "Text for people, JSON for programs.")
  var format: TopologyCommand.Format = .text

  func run() throws {
    guard !dryRun || format == .text else {
      throw Complaint(.usage, "--dry-run prints the script itself; leave out --format json")
    }
    let places = try SubmitPlaces(store: store ?? "\(sweep.name).zarr")
    let plan = try sweep.plan(also: seeds.map { ["seeds=\($0)"] } ?? [])
    try checkTileCount(of: plan)
    let job = try SlurmJob(slurm, sweep: sweep.name, plan)
    let script = SlurmScript(job: job, places: places, binary: try Self.binary())
    if dryRun {
      print(script.text, terminator: "")
    } else {
      try submit(script, plan).show(format)
    }
  }

  private func submit(_ script: SlurmScript, _ plan: Plan) throws -> Submission {
    let places = script.places
    let isThere = FileManager.default.fileExists(atPath: "\(places.store)/zarr.json")
    // Looked for before anything is created, but not asked for where nothing is left to do.
    let sbatch = Result { try Sbatch() }
    if !isThere { _ = try sbatch.get() }
    // Elements find the store there, and no longer ask.
    try checkSpace(for: plan, at: places.store)
    let store = try SweepStore(creating: plan, at: places.store)
    let survey = try store.survey(0..<plan.grid.tileCount)
    var submission = Submission(
      store: places.store, tiles: plan.grid.tileCount, tilesDone: survey.complete.count)
    guard submission.tilesDone < submission.tiles else { return submission }

    if let words = HeartbeatWatch.words(for: atWork(at: store)) {
      note("\(words); the elements share its tiles")
    }
    let command = try sbatch.get()
    try places.makeFolder()
    try script.write()
    let number = try command.submit(places.script, options: script.options)
    submission.job = number
    submission.elements = script.job.elements
    submission.script = places.script
    submission.watch = "separatrix status \(places.store.quotedForBash) --watch"
    submission.cancel = "scancel \(number)"
    return submission
  }

  /// Runs that are alive, or elsewhere and not silent for long.
  private func atWork(at store: SweepStore) -> [Run] {
    let folder = RunFolder(store)
    let now = Date().timeIntervalSince1970
    return folder.others(than: .new()).map(folder.run).filter {
      RunStatus($0, silence: folder.silence(of: $0.id, at: now)).state == .running
    }
  }

  /// This program's file, which links may lead to.
  private static func binary() throws -> String {
    guard let path = Bundle.main.executablePath else {
      throw Complaint(.unavailable, "cannot find out which file this program is")
    }
    return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }
}
