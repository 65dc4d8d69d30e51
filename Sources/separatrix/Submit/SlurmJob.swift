import SweepEngine
import SweepPlan

/// A job array as Slurm is asked for it: options that were checked.
struct SlurmJob {
  let elements: Int
  let time: SlurmTime?
  /// Whether an element whose time was up goes on later.
  let continues: Bool
  /// The `#SBATCH` lines' options, without those that name files.
  let options: [String]

  /// - Parameter sweep: The sweep's name, which the job gets unless it is given another.
  /// - Throws: `Complaint` about the first option that Slurm would not understand.
  init(_ typed: SlurmOptions, sweep: String, _ plan: Plan) throws {
    guard typed.slurm else {
      throw Complaint(.usage, "submit needs --slurm: Slurm is the only engine so far")
    }
    elements = try Self.check("--array", typed.array, 1...100_000)
    let limit = try typed.maxRunning.map { try Self.check("--max-running", $0, 1...100_000) }
    let cores = try typed.cpusPerTask.map { try Self.check("--cpus-per-task", $0, 1...65_535) }
    time = try typed.time.map { text in
      guard let time = SlurmTime(text) else {
        throw Complaint(
          .usage,
          "--time \(text.debugDescription) is no time limit; write minutes, MM:SS, HH:MM:SS, D-HH, "
            + "D-HH:MM or D-HH:MM:SS, more than 0")
      }
      return time
    }
    continues = typed.requeue
    let words: [(name: String, value: String?)] = [
      ("--job-name", typed.jobName ?? sweep),
      ("--array", "0-\(elements - 1)" + (limit.map { "%\($0)" } ?? "")),
      ("--time", time?.text),
      ("--partition", typed.partition),
      ("--cpus-per-task", cores.map { "\($0)" }),
      ("--mem", typed.mem ?? Self.memory(for: plan, workers: cores, typed.others)),
      ("--account", typed.account),
      ("--qos", typed.qos),
    ]
    options =
      try words.compactMap { name, value in
        try value.map { "\(name)=\(try Self.check(name, $0).quotedForSbatch)" }
      } + ["--requeue"] + typed.others.map(Self.checkOther)
  }

  /// What a run is told to need, and half as much again; `nil` where others of sbatch's options say how
  /// much there is, or leave open how many workers an element will have.
  ///
  /// Without it an element has what the cluster gives by default: too little, or a whole node's.
  private static func memory(for plan: Plan, workers: Int?, _ others: [String]) -> String? {
    guard !others.contains(where: { sizing.contains(name(of: $0)) }) else { return nil }
    let bytes = MemoryEstimate(plan, workers: workers ?? 1).bytes
    return "\(max(256, (bytes + bytes / 2) >> 20))M"
  }

  private static func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws -> Int {
    guard range.contains(value) else {
      throw Complaint(
        .usage, "\(name) \(value) is not from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private static func check(_ name: String, _ value: String) throws -> String {
    guard !value.isEmpty, !value.hasPrefix("-"), !value.hasControlCharacters else {
      throw Complaint(
        .usage,
        "\(name) \(value.debugDescription) is no name for Slurm; it must not be empty, begin with - "
          + "or have line ends in it")
    }
    return value
  }

  private static func checkOther(_ option: String) throws -> String {
    let dashes = option.prefix { $0 == "-" }.count
    let rest = option.dropFirst(dashes)
    guard (1...2).contains(dashes), rest.first?.isLetter == true, !option.hasControlCharacters
    else {
      throw Complaint(
        .usage,
        "--sbatch \(option.debugDescription) is no option of sbatch; write it as in an #SBATCH "
          + "line, such as --sbatch \"--constraint=avx512\"")
    }
    let words = option.wordsOfSbatch
    guard words.dropFirst().allSatisfy({ !$0.hasPrefix("-") }) else {
      throw Complaint(
        .usage,
        "--sbatch \(option.debugDescription) is more than one option; say --sbatch once for each")
    }
    guard !words.contains(where: { isTaken($0) }) else {
      throw Complaint(
        .usage,
        "--sbatch \(option.debugDescription): submit writes that option itself; see separatrix "
          + "submit --help")
    }
    return option
  }

  /// Whether a word of an `#SBATCH` line is, or begins with, an option that the script has or must not
  /// have: long ones may be cut short, short ones that have no value be followed by others.
  private static func isTaken(_ word: String) -> Bool {
    if word.hasPrefix("--") {
      let name = name(of: word)
      return taken.contains { $0.hasPrefix(name) && $0.count > 1 }
    }
    guard word.hasPrefix("-") else { return false }
    for letter in word.dropFirst() {
      if taken.contains(String(letter)) { return true }
      guard "HkOsQvWhVI".contains(letter) else { return false }
    }
    return false
  }

  /// Of an `#SBATCH` line's option, without its dashes.
  private static func name(of option: String) -> String {
    let rest = option.drop { $0 == "-" }
    return String(option.hasPrefix("--") ? rest.prefix { !"= ".contains($0) } : rest.prefix(1))
  }

  /// What changes an element's memory, or its processors in other ways than `--cpus-per-task`.
  private static let sizing: Set = [
    "mem-per-cpu", "mem-per-gpu", "exclusive", "ntasks", "n", "ntasks-per-node", "mincpus",
    "cpus-per-gpu",
  ]

  /// What the script has or must not have, in both of sbatch's spellings.
  private static let taken: Set = [
    "array", "a", "output", "o", "open-mode", "time", "t", "partition", "p", "cpus-per-task", "c",
    "mem", "account", "A", "qos", "q", "job-name", "J", "requeue", "no-requeue", "parsable",
    "wrap", "test-only",
  ]
}
