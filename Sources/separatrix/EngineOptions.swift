import ArgumentParser
import SweepEngine
import SweepPlan
import Topology

/// Where and with which instructions a sweep runs.
struct EngineOptions: ParsableArguments {
  enum Isa: String, ExpressibleByArgument, CaseIterable {
    case auto
    case v3
    case v4
  }

  @Option(
    help: ArgumentHelp(
      "Number of workers (default: one per physical core that this process may use, or that Slurm "
        + "gave it).",
      valueName: "n"))
  var workers: Int?

  @Option(
    help: "What a worker is bound to: a core (default), a hardware thread (pu), or nothing.")
  var pin: Pin?

  @Option(help: "The instruction set: x86-64-v3 (AVX2), v4 (AVX-512), or the best there is.")
  var isa: Isa = .auto

  /// The machine, and the workers' places on it; says what is unusual.
  func place() throws -> (machine: Machine, placement: Placement) {
    try separatrix.place(workers: workers, pin: pin)
  }

  /// Says so if a run may need more memory than it may have.
  func noteMemory(of plan: Plan, _ placement: Placement, on machine: Machine) {
    let workers = placement.workers.count
    let estimate = MemoryEstimate(plan, workers: workers)
    guard machine.origin != .described, let allowed = machine.allowedMemory,
      estimate.bytes > allowed
    else { return }
    let limit = machine.limits.memory.map { " (\($0.source))" } ?? ""
    note(
      "\(counted(workers, "worker")) may take about \(bytesText(UInt64(estimate.bytes))) of memory, and "
        + "\(bytesText(allowed)) are allowed\(limit); fewer --workers or a smaller tile take less")
  }

  func instructionSet() throws -> InstructionSet {
    let available = InstructionSet.available
    guard isa != .auto else {
      guard let best = available.last else {
        throw Complaint(.unavailable, "this processor runs none of the kernels")
      }
      return best
    }
    guard let chosen = available.first(where: { $0.rawValue == isa.rawValue }) else {
      let names = available.map(\.rawValue).joined(separator: ", ")
      throw Complaint(
        .unavailable, "--isa \(isa.rawValue): this processor does not offer it; it has \(names)")
    }
    return chosen
  }

  func kernel(for plan: Plan) throws -> (kernel: Kernel, instructionSet: InstructionSet) {
    let instructionSet = try instructionSet()
    guard let kernel = Kernel.forPlan(plan, instructionSet) else {
      throw Complaint(
        .badData,
        "\(plan.optimizer.name) on \(plan.objective.name) in \(plan.dimension) dimensions is not "
          + "compiled into this program")
    }
    return (kernel, instructionSet)
  }
}

extension Pin: ExpressibleByArgument {}
