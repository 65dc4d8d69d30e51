/// `; did you mean momentum?`, or nothing if no name is near.
package func didYouMean(_ name: String, among names: [String]) -> String {
  nearestName(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
}

/// The name that was probably meant: the one that fewest typing errors part from `name`, if they
/// are no more than a third of its letters, or else one that begins with it.
func nearestName(to name: String, among names: [String]) -> String? {
  if let meant = otherNames[name.lowercased()], names.contains(meant) { return meant }
  let typed = Array(name.lowercased().unicodeScalars.prefix(64))
  let near =
    names
    .map { (name: $0, errors: typingErrors(typed, Array($0.unicodeScalars))) }
    .filter { $0.errors <= max(1, typed.count / 3) && $0.errors < $0.name.unicodeScalars.count }
    .min { $0.errors < $1.errors }
  return near?.name ?? (typed.count < 3 ? nil : names.first { $0.hasPrefix(name.lowercased()) })
}

/// Letters to insert, delete, replace or swap with their neighbour (Damerau and Levenshtein's
/// distance, in its restricted form).
private func typingErrors(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var rowBefore: [Int] = []
  var row = Array(0...b.count)
  for i in a.indices {
    var next = [i + 1]
    for j in b.indices {
      var errors = min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        errors = min(errors, rowBefore[j - 1] + 1)
      }
      next.append(errors)
    }
    rowBefore = row
    row = next
  }
  return row[b.count]
}

/// What libraries and papers call things.
private let otherNames = [
  "lr": "learning_rate", "eta": "learning_rate", "alpha": "learning_rate", "eps": "epsilon",
  "beta": "momentum", "mu": "momentum", "wd": "weight_decay", "dt": "time_step", "h": "time_step",
  "gamma": "friction", "b1": "beta1", "b2": "beta2", "sgd": "gradient_descent",
  "gd": "gradient_descent", "momentum": "heavy_ball", "polyak": "heavy_ball", "nag": "nesterov",
  "signsgd": "sign_descent", "gda": "gradient_descent_ascent", "ogda": "optimistic_gradient",
  "rk4": "runge_kutta_4", "verlet": "velocity_verlet", "ista": "proximal_gradient",
  "gradient_flow": "gradient", "heavy_ball_flow": "heavy_ball", "lion_k": "lion",
  "backward_euler": "implicit_gradient_descent",
]
