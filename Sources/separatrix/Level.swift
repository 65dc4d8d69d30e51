import ArgumentParser
import SweepPlan

/// `variable=value` on the command line.
struct Level {
  let variable: Variable
  let value: Double

  init(argument: String) throws {
    guard let assignment = Assignment(argument: argument) else {
      throw ValidationError("expected a variable and a number, as in rate=0")
    }
    guard let variable = Variable(rawValue: assignment.name) else {
      let names = Variable.allCases.filter { !$0.isOfVerdicts }.map(\.rawValue)
      throw ValidationError(
        "no variable is called \(assignment.name)\(didYouMean(assignment.name, among: names)); there are \(names.joined(separator: ", "))"
      )
    }
    self.variable = variable
    value = assignment.value
  }
}
