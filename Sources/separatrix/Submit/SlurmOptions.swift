import ArgumentParser

/// What the command line asks of Slurm.
struct SlurmOptions: ParsableArguments {
  @Flag(help: "Submit to Slurm, the only engine so far.")
  var slurm = false

  @Option(
    help: ArgumentHelp(
      "How many elements the job array has, each a process on a node of its own choice.",
      valueName: "n"))
  var array: Int

  @Option(help: ArgumentHelp("At most so many elements run at a time.", valueName: "m"))
  var maxRunning: Int?

  @Option(
    help: ArgumentHelp(
      "Time limit of an element, as in Slurm: minutes, HH:MM:SS, D-HH:MM. It begins no tile that it "
        + "cannot finish in it.", valueName: "time"))
  var time: String?

  @Option(help: ArgumentHelp("The partition.", valueName: "name"))
  var partition: String?

  @Option(help: ArgumentHelp("Processors of an element.", valueName: "n"))
  var cpusPerTask: Int?

  @Option(
    help: ArgumentHelp(
      "Memory of an element, such as 2G (default: what as many workers as processors need).",
      valueName: "size"))
  var mem: String?

  @Option(help: ArgumentHelp("The account that is charged.", valueName: "name"))
  var account: String?

  @Option(help: ArgumentHelp("The quality of service.", valueName: "name"))
  var qos: String?

  @Option(help: ArgumentHelp("The job's name (default: the sweep's).", valueName: "name"))
  var jobName: String?

  @Option(
    name: .customLong("sbatch"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Another option of sbatch, as in an #SBATCH line; may be repeated.", valueName: "option"))
  var others: [String] = []

  @Flag(
    help: ArgumentHelp(
      "An element whose time was up before the sweep's end goes back into the queue; without --time "
        + "its time is the cluster's own limit. One whose node was lost always does."))
  var requeue = false
}
