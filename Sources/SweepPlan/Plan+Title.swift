extension Plan {
  /// "heavy ball on quadratic"
  package var title: String { "\(optimizer.name.spaced) on \(objective.name.spaced)" }
}

extension String {
  /// heavy_ball → heavy ball
  package var spaced: String { replacing("_", with: " ") }
}
