import Topology

/// The processors that Slurm has given a job on the node where this process is.
///
/// Not every cluster binds a job's processes to them: then each process sees the whole node, and all
/// would take the same cores.
struct SlurmShare: Hashable {
  let processors: Int

  /// `nil` outside of a job. The node's name is there on compute nodes only, unlike the other
  /// variables, which a shell on a login node may have.
  init?(_ environment: [String: String]) {
    guard environment["SLURMD_NODENAME"] != nil,
      let processors = environment["SLURM_CPUS_ON_NODE"].flatMap(Int.init), processors > 0
    else { return nil }
    self.processors = processors
  }

  /// Whether Slurm has left it to the process to be content with its share.
  ///
  /// Slurm counts cores on some clusters and hyper-threads on others; a share as large as the cores
  /// that the process may use is taken for bound.
  func isUnbound(on machine: Machine) -> Bool {
    let allowed = machine.allowed
    return processors < machine.cores.count { !$0.processingUnits.isDisjoint(with: allowed) }
  }

  var notice: String {
    "Slurm gave this job \(processors) of the node's processors and did not say which: by default it "
      + "has \(processors == 1 ? "1 worker" : "\(processors) workers"), wherever the system puts "
      + "\(processors == 1 ? "it" : "them") (--workers and --pin choose)"
  }
}
