import SweepPlan
import Theory

/// A view as the page reads it.
struct ViewDescription: Encodable {
  struct AxisDescription: Encodable {
    let name: String
    let symbol: String
    let summary: String
    let from: Double
    let to: Double
    let count: Int
    let scale: String
    /// The ends of what may be asked for; `null` for none.
    let domain: [Double?]

    init(_ axis: ViewAxis, _ domain: ViewAxis.Domain) {
      name = axis.hyperparameter.name
      symbol = axis.hyperparameter.symbol
      summary = axis.hyperparameter.summary
      (from, to, count, scale) = (axis.from, axis.to, axis.count, axis.scale.rawValue)
      self.domain = [domain.low, domain.high]
    }
  }

  /// A slider.
  struct ParameterDescription: Encodable {
    let name: String
    let symbol: String
    let summary: String
    let value: Double
    let min: Double
    let max: Double
    let scale: String
    let isAxis: Bool
    /// The values that the store has; `null` if any may be chosen.
    let stored: OrNull<[Double]>
  }

  struct ChoiceDescription: Encodable {
    let name: String
    let summary: String
    let options: [NameDescription]
    let chosen: String
  }

  struct Levels: Encodable {
    let min: Int
    let max: Int
  }

  let id: String
  let title: String
  let optimizer: String
  let objective: String
  let steps: Int
  let precision: String
  let dimension: Int
  /// The kind of noise; `null` of exact gradients.
  let noise: OrNull<String>
  /// How many trajectories a cell's statistics are of; `null` of one.
  let seeds: OrNull<Int>
  let x: AxisDescription
  let y: AxisDescription
  let parameters: [ParameterDescription]
  let choices: [ChoiceDescription]
  let variables: [String]
  let boundary: OrNull<String>
  let isPlane: Bool
  let isStored: Bool
  let levels: Levels

  init(_ view: ExploredView, base: Plan, hasStore: Bool) {
    let plan = view.plan
    id = view.id
    title = plan.title
    optimizer = plan.optimizer.name
    objective = plan.objective.name
    steps = plan.steps
    precision = plan.precision.rawValue
    dimension = plan.dimension
    noise = OrNull(plan.noiseWords)
    seeds = OrNull(plan.seeds?.count)
    x = AxisDescription(view.x, view.domains.x)
    y = AxisDescription(view.y, view.domains.y)
    let axes = plan.axes.map(\.name)
    let isOfStore =
      hasStore && plan.optimizer == base.optimizer && plan.objective == base.objective
    parameters = plan.hyperparameters.map { hyperparameter in
      let name = hyperparameter.name
      let value = plan.value(of: name) ?? hyperparameter.startingValue
      let axis = plan.axis(name) ?? (plan.objective == base.objective ? base.axis(name) : nil)
      let range =
        axis.map {
          UsualRange(low: $0.lower, high: $0.upper, scale: $0.isLogarithmic ? .log : .linear)
        } ?? UsualRange(of: hyperparameter, holding: value)
      return ParameterDescription(
        name: name, symbol: hyperparameter.symbol, summary: hyperparameter.summary, value: value,
        min: Swift.min(range.low, value), max: Swift.max(range.high, value),
        scale: range.scale.rawValue, isAxis: axes.contains(name),
        stored: OrNull(isOfStore && !axes.contains(name) ? base.axis(name)?.values : nil))
    }
    choices = zip(plan.optimizer.choices, plan.options).map { choice, option in
      ChoiceDescription(
        name: choice.name, summary: choice.summary,
        options: choice.options.map { NameDescription(name: $0.name, summary: $0.summary) },
        chosen: choice.options[option].name)
    }
    variables = view.variables.map(\.rawValue)
    let isMoved = StochasticPrediction(plan)?.movesBoundary ?? false
    boundary = OrNull(
      Prediction(plan).map { prediction in
        isMoved
          ? "mean square, almost surely, and without noise \(prediction.boundaryFormula)"
          : prediction.boundaryFormula
      })
    isPlane = plan.dimension == 2
    isStored = view.slice != nil
    levels = Levels(min: view.levels.lowerBound, max: view.levels.upperBound)
  }
}

/// A name with its sentence.
struct NameDescription: Encodable {
  let name: String
  let summary: String
}

/// A value that is `null` in JSON, not left out, if there is none.
struct OrNull<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

extension OrNull: Sendable where Value: Sendable {}
