import SweepPlan

/// What the page asks a view to be; what it leaves out is as in the sweep that the explorer began with.
struct ViewRequest: Sendable, Hashable {
  var optimizer: String?
  var objective: String?
  /// Option by choice of the optimizer.
  var options: [String: String] = [:]
  /// Names of the axes.
  var x: String?
  var y: String?
  /// Value by name of the hyperparameter.
  var values: [String: Double] = [:]
  var steps: Int?
  var precision: Precision?

  init() {}

  /// - Throws: `Refusal` if something is not of the kind it should be.
  init(_ json: JSON) throws(Refusal) {
    guard case .object(let members) = json else {
      throw .badRequest("a view is asked for by a JSON object, as {\"optimizer\": \"adam\"}")
    }
    let known = ["optimizer", "objective", "options", "x", "y", "values", "steps", "precision"]
    if let other = members.keys.sorted().first(where: { !known.contains($0) }) {
      throw .badRequest("a view has no \(quoted(other)); it has \(known.joined(separator: ", "))")
    }
    optimizer = try members.text("optimizer")
    objective = try members.text("objective")
    x = try members.text("x")
    y = try members.text("y")
    for (choice, option) in try members.object("options") {
      guard let option = option.string else {
        throw .badRequest("the option of \(quoted(choice)) is not a word")
      }
      options[choice] = option
    }
    for (name, value) in try members.object("values") {
      guard let value = value.double, value.isFinite else {
        throw .badRequest("the value of \(quoted(name)) is not a finite number")
      }
      values[name] = value
    }
    if let value = members["steps"], value != .null {
      guard let number = value.double, let whole = Int(exactly: number) else {
        throw .badRequest("steps is not a whole number")
      }
      steps = whole
    }
    if let word = try members.text("precision") {
      guard let known = Precision(rawValue: word) else {
        throw .badRequest("precision is \(quoted(word)); expected float32 or float64")
      }
      precision = known
    }
  }
}

extension [String: JSON] {
  /// A word that may be left out.
  fileprivate func text(_ name: String) throws(Refusal) -> String? {
    guard let value = self[name], value != .null else { return nil }
    guard let text = value.string else { throw .badRequest("\(name) is not a word") }
    return text
  }

  /// An object that may be left out.
  fileprivate func object(_ name: String) throws(Refusal) -> [String: JSON] {
    guard let value = self[name], value != .null else { return [:] }
    guard let object = value.object else { throw .badRequest("\(name) is not a JSON object") }
    return object
  }
}
