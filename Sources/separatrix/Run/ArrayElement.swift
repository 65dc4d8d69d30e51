/// Which element of a job array this process is, by what the scheduler has put into the environment.
struct ArrayElement: Hashable {
  let index: Int
  /// How the scheduler's users call it: "123_4".
  let label: String

  /// `nil` outside of an array, or if its number cannot be read.
  init?(_ environment: [String: String]) {
    for scheduler in Self.schedulers {
      guard let text = environment[scheduler.index], let index = Int(text), index >= 0,
        index > 0 || !scheduler.countsFromOne
      else { continue }
      self.index = index
      label = scheduler.job.flatMap { environment[$0] }.map { "\($0)_\(index)" } ?? "index \(index)"
      return
    }
    return nil
  }

  /// What is wrong with the number that a scheduler gave, if something is: then a process shares all the
  /// same, from a place that may be another's too.
  static func notice(_ environment: [String: String]) -> String? {
    let here = schedulers.filter { environment[$0.index] != nil }
    guard let scheduler = here.first, let text = environment[scheduler.index] else { return nil }
    guard ArrayElement(environment) != nil else {
      // What stands there for a job that is no array.
      guard !here.contains(where: \.countsFromOne) else { return nil }
      return
        "\(scheduler.index) is \(text.debugDescription), no element's number; sharing the tiles "
        + "as a process without one"
    }
    guard let index = Int(text), let last = scheduler.last,
      let end = environment[last].flatMap(Int.init), index > end
    else { return nil }
    return "\(scheduler.index) is \(index), beyond \(last), \(end); sharing the tiles all the same"
  }

  private struct Scheduler {
    let index: String
    /// The greatest number of the array.
    var last: String?
    let job: String?
    /// Zero then means that the job is no array.
    var countsFromOne = false
  }

  /// Slurm, Kubernetes (indexed jobs), PBS, LSF, Grid Engine.
  private static let schedulers = [
    Scheduler(
      index: "SLURM_ARRAY_TASK_ID", last: "SLURM_ARRAY_TASK_MAX", job: "SLURM_ARRAY_JOB_ID"),
    Scheduler(index: "JOB_COMPLETION_INDEX", job: nil),
    Scheduler(index: "PBS_ARRAY_INDEX", job: "PBS_JOBID"),
    Scheduler(index: "LSB_JOBINDEX", job: "LSB_JOBID", countsFromOne: true),
    Scheduler(index: "SGE_TASK_ID", job: "JOB_ID", countsFromOne: true),
  ]
}
