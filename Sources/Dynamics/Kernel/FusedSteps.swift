import SweepPlan

/// The steps of one optimizer on one objective, compiled together: the hot loop of the pairs that
/// people map most.
///
/// All that the loop touches stays in registers, past all checks that are quiet. It runs the
/// optimizer's first options, without schedule and clipping, on an objective of fixed dimension, with
/// exact gradients or additive noise.
struct FusedSteps<Lanes: LaneVector>: Sendable {
  let optimizer: String
  let objective: ObjectiveFunctions<Lanes>
  let dimension: Int
  let storage: (memory: Int, work: Int)
  let start: @Sendable (Setting<Lanes>) -> Void
  let advance: Advance<Lanes>

  /// With exact gradients.
  init<O: CoordinatewiseOptimizer, F: PointObjective, let d: Int>(
    _: O.Type, _: F.Type
  ) where O.Lanes == Lanes, F.Lanes == Lanes, F.Coordinates == Point<d, Lanes> {
    self.init(O.self, F.self, Exact<Lanes>.self)
  }

  init<O: CoordinatewiseOptimizer, F: PointObjective, N: FusedNoise<Lanes>, let d: Int>(
    _: O.Type, _: F.Type, _: N.Type
  ) where O.Lanes == Lanes, F.Lanes == Lanes, F.Coordinates == Point<d, Lanes> {
    optimizer = O.description.name
    objective = ObjectiveFunctions(F.self)
    dimension = d
    storage = O.storage(dimension: d)
    start = { setting in
      var hyperparameters = Parameters(setting.block.hyperparameters, dimension: d)
      O(&hyperparameters).start(
        at: setting.block.x, velocity: setting.block.initialVelocity, setting.memory)
    }
    advance = { setting, first, last, every in
      Self.advance(setting, first, last, every, O.self, F.self, N.self)
    }
  }

  @inline(__always)
  private static func advance<
    O: CoordinatewiseOptimizer, F: PointObjective, N: FusedNoise<Lanes>, let d: Int
  >(
    _ setting: Setting<Lanes>, _ first: Int, _ last: Int, _ every: Int, _: O.Type, _: F.Type,
    _: N.Type
  ) -> Int where O.Lanes == Lanes, F.Lanes == Lanes, F.Coordinates == Point<d, Lanes> {
    var hyperparameters = Parameters(setting.block.hyperparameters, dimension: d)
    let optimizer = O(&hyperparameters)
    var coefficients = Parameters(setting.block.coefficients, dimension: d)
    let objective = F(&coefficients)

    let noise = N(setting, first: first)
    let block = setting.block
    let watch = setting.workspace.watch
    let memory = setting.memory
    let states = optimizer.states(memory)
    let sharedInMemory = optimizer.shared(memory, dimension: d)
    var x = Point<d, Lanes>(loading: Vector(setting.block.x.base, count: d))
    var state = InlineArray<d, O.State> { states[$0] }
    var shared = sharedInMemory.pointee

    var k = first
    var check = min(first.roundedUp(toMultipleOf: every), last)
    var previous: Point<d, Lanes>
    while true {
      while k < check {
        step(k, &x, &state, &shared, optimizer, objective, noise)
        k += 1
      }
      previous = x
      step(check, &x, &state, &shared, optimizer, objective, noise)
      if check == last { break }
      let magnitude = x.largestMagnitude
      block.peak = .largerMagnitude(block.peak, magnitude)
      let isQuiet = watch.pointee.isQuiet(
        magnitude, x.distance(to: previous), gradient: objective.gradient(at: x).largestMagnitude)
      if !isQuiet { break }
      k = check + 1
      check = min(check + every, last)
    }

    previous.store(to: Vector(setting.workspace.previous.base, count: d))
    x.store(to: Vector(setting.block.x.base, count: d))
    for i in 0..<d { states[i] = state[i] }
    sharedInMemory.pointee = shared
    return check
  }

  @inline(__always)
  private static func step<
    O: CoordinatewiseOptimizer, F: PointObjective, N: FusedNoise<Lanes>, let d: Int
  >(
    _ k: Int, _ x: inout Point<d, Lanes>, _ state: inout InlineArray<d, O.State>,
    _ shared: inout O.Shared, _ optimizer: O, _ objective: F, _ noise: N
  ) where O.Lanes == Lanes, F.Lanes == Lanes, F.Coordinates == Point<d, Lanes> {
    optimizer.beginStep(k, &shared)
    let point = Point<d, Lanes> { optimizer.gradientPoint(x[$0], state[$0], shared) }
    let gradient = objective.gradient(at: point)
    for i in 0..<d {
      optimizer.update(
        &x[i], &state[i], shared, gradient: noise.disturbed(gradient[i], i, atStep: k))
    }
  }
}
