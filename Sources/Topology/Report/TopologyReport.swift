/// The machine and the placement a run would use, for `separatrix topology`:
/// encodable for programs, ``text`` for people.
public struct TopologyReport: Sendable, Hashable, Codable {
  public var machine: Machine
  public var placement: Placement

  public init(machine: Machine, placement: Placement) {
    self.machine = machine
    self.placement = placement
  }
}
