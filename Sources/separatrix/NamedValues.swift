import ArgumentParser

/// `name=value,value` on the command line.
struct NamedValues: ExpressibleByArgument {
  let name: String
  let values: [Double]

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      return nil
    }
    let parts = argument[argument.index(after: equals)...]
      .split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { Double($0) }.filter(\.isFinite)
    guard values.count == parts.count else { return nil }
    name = String(argument[..<equals])
    self.values = values
  }
}
