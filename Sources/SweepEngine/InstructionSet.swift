import CLanes
import Dynamics
import SweepPlan

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// The instruction set that kernels are compiled for; the command chooses one when it starts.
public enum InstructionSet: String, Sendable, CaseIterable {
  #if arch(x86_64)
    /// x86-64-v3: AVX2 and fused multiply-add, 32-byte vectors. The floor.
    case v3
    /// x86-64-v4: AVX-512, 64-byte vectors.
    case v4
  #else
    /// What every processor of this architecture has.
    case baseline
  #endif

  /// What this processor and its operating system offer, best last.
  public static var available: [InstructionSet] {
    #if arch(x86_64)
      switch lanes_x86_64_level() {
      case 4...: [.v3, .v4]
      case 3: [.v3]
      default: []
      }
    #else
      [.baseline]
    #endif
  }

  /// All kernels, for this instruction set.
  var kernels: [Kernel] {
    #if arch(x86_64)
      switch self {
      case .v3: Dynamics.kernels
      case .v4: DynamicsV4.kernels
      }
    #else
      Dynamics.kernels
    #endif
  }
}

extension Kernel {
  /// The compiled kernel that runs `plan`; `nil` if the catalog promises one that was not compiled.
  public static func forPlan(_ plan: Plan, _ instructionSet: InstructionSet) -> Kernel? {
    smallest(in: instructionSet.kernels, for: plan)
  }

  /// The same with one lane: the definition of every cell's value.
  public static func reference(for plan: Plan) -> Kernel? {
    smallest(in: Dynamics.scalarKernels, for: plan)
  }

  private static func smallest(in kernels: [Kernel], for plan: Plan) -> Kernel? {
    kernels.filter { kernel in
      kernel.optimizer.name == plan.optimizer.name
        && kernel.objective.name == plan.objective.name
        && kernel.precision == plan.precision
        && (plan.objective.isPadded
          ? kernel.dimension >= plan.dimension : kernel.dimension == plan.dimension)
    }.min { $0.dimension < $1.dimension }
  }
}
