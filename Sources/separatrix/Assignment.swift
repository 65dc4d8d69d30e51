import ArgumentParser

/// `name=value` on the command line.
struct Assignment: ExpressibleByArgument {
  let name: String
  let value: Double

  init(name: String, value: Double) {
    self.name = name
    self.value = value
  }

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let value = Double(argument[argument.index(after: equals)...]), value.isFinite
    else { return nil }
    name = String(argument[..<equals])
    self.value = value
  }

  static func dictionary(
    _ assignments: [Assignment], option: String
  ) throws -> [String: Double] {
    var values: [String: Double] = [:]
    for assignment in assignments {
      guard values.updateValue(assignment.value, forKey: assignment.name) == nil else {
        throw Complaint(.usage, "\(option) names \(assignment.name) twice")
      }
    }
    return values
  }
}

/// `name=value,name=value` on the command line.
struct Assignments: ExpressibleByArgument {
  let list: [Assignment]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let list = parts.compactMap { Assignment(argument: String($0)) }
    guard list.count == parts.count else { return nil }
    self.list = list
  }

  /// With one value in the place of another, or added.
  func with(_ assignment: Assignment) -> Assignments {
    Assignments(list.filter { $0.name != assignment.name } + [assignment])
  }

  private init(_ list: [Assignment]) { self.list = list }
}
