/// An initial point that is drawn, as a sweep writes it: `{uniform: 0.125, start_seed: 3}`. The seed may be
/// an axis instead.
struct RandomStartArguments {
  let start: RandomStart
  let seed: Slot

  private static let uniform = "uniform"

  init(_ field: Field, _ owner: Owner, _ precision: Precision) throws(SweepError) {
    let form = "a list of numbers, a number for all coordinates, or {uniform: 0.125}"
    let section = try Section(
      field, KnownNames(field.name, [Self.uniform, Hyperparameter.startSeed.name]), expected: form)
    guard let radius = section[Self.uniform] else {
      throw field.error("\(field.name) is without \(Self.uniform); expected \(form)")
    }
    start = RandomStart(radius: try radius.number(in: precision, .positive(in: precision)))
    seed = try Slot(
      .startSeed, of: owner, section[Hyperparameter.startSeed.name],
      default: Hyperparameter.startSeed.defaultValue, limits: .wholeNumber(in: RandomStart.seeds),
      precision)
  }

  /// What to say of an axis that random starts, or given ones, do not have.
  static func complaint(about name: String, isRandom: Bool) -> String? {
    let point = Hyperparameter.initialPoint.name
    if isRandom, name.hasPrefix("\(point)_") {
      return
        "\(name) is drawn at random; vary \(Hyperparameter.startSeed.name), or write \(point) as a "
        + "list"
    }
    if !isRandom, name == Hyperparameter.startSeed.name {
      return "\(name) is for starts that are drawn at random; add \(point): {\(uniform): 0.125}"
    }
    return nil
  }
}
