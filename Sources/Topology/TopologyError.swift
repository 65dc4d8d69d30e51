/// What a user can get wrong about the machine.
public enum TopologyError: Error, Sendable, Hashable {
  /// hwloc does not understand this synthetic description.
  case badDescription(String)
  /// This number of workers is not possible.
  case badWorkerCount(Int)
}

extension TopologyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badDescription(let text):
      "'\(text)' does not describe a machine; expected levels such as 'pack:2 core:4 pu:2'"
    case .badWorkerCount(let count):
      "\(count) workers: expected a whole number from 1 to \(Placement.workerLimit)"
    }
  }
}
