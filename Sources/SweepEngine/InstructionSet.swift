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

  /// The kernel that runs `plan`, for this instruction set.
  fileprivate func kernel(for plan: Plan, allowsFused: Bool) -> Kernel? {
    #if arch(x86_64)
      switch self {
      case .v3: Dynamics.kernel(for: plan, allowsFused: allowsFused)
      case .v4: DynamicsV4.kernel(for: plan, allowsFused: allowsFused)
      }
    #else
      Dynamics.kernel(for: plan, allowsFused: allowsFused)
    #endif
  }
}

extension Kernel {
  /// The compiled kernel that runs `plan`; `nil` if the plan names what the catalog does not have.
  ///
  /// - Parameter allowsFused: Whether optimizer and objective may have been compiled together, which
  ///   gives the same bits sooner.
  public static func forPlan(
    _ plan: Plan, _ instructionSet: InstructionSet, allowsFused: Bool = true
  ) -> Kernel? {
    instructionSet.kernel(for: plan, allowsFused: allowsFused)
  }

  /// The same with one lane: the definition of every cell's value.
  public static func reference(for plan: Plan) -> Kernel? {
    Dynamics.scalarKernel(for: plan)
  }
}
