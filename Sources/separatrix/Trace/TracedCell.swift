import SweepEngine
import SweepPlan

/// The single cell that `trace` looks at, and the same with values changed.
struct TracedCell {
  let sweep: SweepOptions
  let at: Assignments

  /// - Parameters:
  ///   - variation: What else to change, of axes or of the file.
  ///   - member: The value of an axis in the place of that of `at`.
  func plan(_ variation: Variation? = nil, member: Assignment? = nil) throws -> Plan {
    var at = member.map(self.at.with) ?? self.at
    var settings: [String] = []
    for change in variation?.changes ?? [] {
      if let assignment = Assignment(argument: change),
        at.list.contains(where: { $0.name == assignment.name })
      {
        at = at.with(assignment)
      } else {
        settings.append(change)
      }
    }
    do {
      // A flow in the place of a rule, or the other way: its numbers follow from the other's.
      for (index, change) in settings.enumerated() {
        let others = settings.enumerated().filter { $0.offset != index }.map(\.element)
        guard Self.namesRule(change) else { continue }
        let base = try sweep.plan(at: at)
        let values = base.values(at: base.axes.map { _ in 0 })
        if let replacement = try base.replacement(change, at: values, catalog) {
          return try sweep.plan(also: replacement + others)
        }
      }
      return try sweep.plan(at: at, also: settings)
    } catch let error as SweepError {
      guard let change = settings.first(where: { error.file.hasPrefix("--set \($0.prefix(40))") })
      else { throw error }
      throw Complaint(.badData, "--versus \(change): \(error.message)")
    }
  }

  private static func namesRule(_ change: String) -> Bool {
    [OptimizerDescription.Kind.optimizer, .flow].contains { change.hasPrefix("\($0.rawValue)=") }
  }
}
