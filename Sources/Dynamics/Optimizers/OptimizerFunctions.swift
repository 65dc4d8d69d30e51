import SweepPlan

/// An optimizer without its type, as a block's kernel calls it: once per run of steps.
struct OptimizerFunctions<Lanes: LaneVector>: Sendable {
  let description: OptimizerDescription
  let storage: @Sendable (_ dimension: Int) -> (memory: Int, work: Int)
  let start: @Sendable (Setting<Lanes>) -> Void
  let advance: Advance<Lanes>
  let kineticEnergy: @Sendable (Setting<Lanes>) -> Lanes?
  let storedEnergy: @Sendable (Setting<Lanes>) -> (energy: Lanes, inertia: Lanes)?

  init<O: Optimizer<Lanes>>(_: O.Type) {
    @Sendable func optimizer(_ setting: Setting<Lanes>) -> O {
      var parameters = setting.parameters(setting.block.hyperparameters)
      return O(&parameters)
    }
    description = O.description
    storage = { O.storage(dimension: $0) }
    start = { setting in
      let block = setting.block
      setting.beginStep(0)
      optimizer(setting).start(
        at: block.x, velocity: block.initialVelocity, setting.memory, on: setting.objective)
    }
    advance = { setting, first, last, every in
      let objective = setting.objective
      let memory = setting.memory
      let x = setting.block.x
      var rule = optimizer(setting)
      var check = min(first.roundedUp(toMultipleOf: every), last)
      for k in first...last {
        let scheduled = setting.hyperparameters(atStep: k)
        if let scheduled {
          var parameters = setting.parameters(scheduled)
          rule = O(&parameters)
        }
        setting.beginStep(k, scheduled)
        if k == check { setting.workspace.previous.copy(x) }
        rule.step(k, x, memory, on: objective)
        if k == check, k < last {
          if !setting.passesCheck() { return k }
          check = min(check + every, last)
        }
      }
      return last
    }
    kineticEnergy = { optimizer($0).kineticEnergy($0.memory) }
    storedEnergy = { setting in
      let rule = optimizer(setting)
      return rule.storedEnergy(at: setting.block.x, setting.memory).map { ($0, rule.inertia) }
    }
  }
}
