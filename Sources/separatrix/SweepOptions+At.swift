import SweepPlan

extension SweepOptions {
  /// The sweep with a single cell.
  ///
  /// - Parameters:
  ///   - at: A value for every axis, of `--at`.
  ///   - changes: Other settings, after those of the command line.
  func plan(at: Assignments, also changes: [String] = []) throws -> Plan {
    do {
      let axes = try values(of: try plan(also: changes), at)
      // Read again, so that a value is checked as if the sweep's axis had it.
      return try plan(also: changes + axes.map { "axes.\($0.name)={values: [\($0.value)]}" })
    } catch let error as SweepError {
      guard error.file.hasPrefix("--set axes."), error.file.contains("={values: [") else {
        throw error
      }
      throw Complaint(.badData, "--at: \(error.message)")
    }
  }

  /// A value for each axis of `plan`.
  private func values(of plan: Plan, _ at: Assignments) throws -> [(name: String, value: Double)] {
    let values = try Assignment.dictionary(at.list, option: "--at")
    let names = plan.axes.map(\.name)
    for name in values.keys.sorted() where !names.contains(name) {
      throw Complaint(
        .usage,
        "--at: the sweep has no axis \"\(name)\"; it has \(names.joined(separator: ", ")) "
          + "(other values change with --set)")
    }
    return try names.map { name in
      guard let value = values[name] else {
        throw Complaint(.usage, "--at gives no value for the axis \(name)")
      }
      return (name, value)
    }
  }
}
