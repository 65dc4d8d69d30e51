extension Plan {
  /// "heavy ball on quadratic"
  package var title: String { "\(optimizer.title) on \(objective.name.spaced)" }

  /// "noise: multiplicative, two point"; `nil` of exact gradients, and where the rule says it.
  package var noiseWords: String? {
    noise.flatMap { noise in
      if noise.isOfRule { return nil }
      let options = zip(noise.kind.choices, noise.options).filter { $1 != 0 }
        .map { $0.options[$1].name.spaced }
      return
        (["noise: \(noise.kind.rawValue.spaced)"] + options
        + (noise.isIndependent ? ["independent"] : [])).joined(separator: ", ")
    }
  }
}

extension String {
  /// heavy_ball → heavy ball
  package var spaced: String { replacing("_", with: " ") }
}
