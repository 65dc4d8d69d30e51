import ArgumentParser
import SweepPlan

/// `variable=value` on the command line.
struct Level: ExpressibleByArgument {
  let variable: Variable
  let value: Double

  init?(argument: String) {
    guard let assignment = Assignment(argument: argument),
      let variable = Variable(rawValue: assignment.name)
    else { return nil }
    self.variable = variable
    value = assignment.value
  }
}
