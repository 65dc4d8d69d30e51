import CLanes
import Dynamics
import SweepPlan
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// The catalog is whole: what it names is described, compiled and told apart.
struct CatalogTests {
  let optimizers = Dynamics.catalog.rules
  let objectives = Dynamics.catalog.objectives

  /// All that a rule may read, whatever its options.
  private func everyHyperparameter(of optimizer: OptimizerDescription) -> [Hyperparameter] {
    optimizer.hyperparameters + optimizer.choices.flatMap(\.options).flatMap(\.adds)
  }

  @Test func `the catalog names something`() {
    #expect(optimizers.map(\.name).contains("heavy_ball"))
    #expect(optimizers.map(\.name).contains("flow.heavy_ball"))
    #expect(objectives.map(\.name).contains("quadratic"))
  }

  @Test func `names are unique`() {
    let all = optimizers.map(\.name) + objectives.map(\.name) + Schedule.allCases.map(\.rawValue)
    #expect(Set(all).count == all.count, "\(all)")
    for optimizer in optimizers {
      for options in optimizer.combinations {
        let names = optimizer.hyperparameters(options: options).map(\.name)
        #expect(Set(names).count == names.count, "\(optimizer.name) \(options): \(names)")
      }
      let keys = optimizer.choices.map(\.name) + Set(everyHyperparameter(of: optimizer).map(\.name))
      #expect(Set(keys).count == keys.count, "\(optimizer.name): \(keys)")
      for choice in optimizer.choices {
        let names = choice.options.map(\.name)
        #expect(Set(names).count == names.count, "\(optimizer.name): \(choice.name): \(names)")
      }
    }
    for objective in objectives {
      let names = objective.hyperparameters(dimension: objective.usualDimension).map(\.name)
      #expect(Set(names).count == names.count, "\(objective.name): \(names)")
    }
  }

  @Test func `names that users type are snake_case`() throws {
    let form = try Regex("[a-z][a-z0-9]*(_[a-z0-9]+)*")
    var names = optimizers.map(\.word) + objectives.map(\.name) + Schedule.allCases.map(\.rawValue)
    for optimizer in optimizers {
      names += everyHyperparameter(of: optimizer).map(\.name)
      names += optimizer.choices.map(\.name) + optimizer.choices.flatMap(\.options).map(\.name)
    }
    for objective in objectives {
      names += objective.hyperparameters(dimension: objective.usualDimension).map(\.name)
      names += objective.coefficients.map(\.key)
    }
    for name in names {
      #expect(name.wholeMatch(of: form) != nil, "\(name)")
    }
  }

  @Test func `options are whole`() {
    for optimizer in optimizers {
      #expect(optimizer.choices.count <= 4, "\(optimizer.name)")
      for choice in optimizer.choices {
        let name = "\(optimizer.name), \(choice.name)"
        #expect(choice.options.count >= 2, "\(name)")
        #expect(!choice.summary.isEmpty, "\(name)")
        for option in choice.options {
          #expect(option.summary.hasSuffix("."), "\(name), \(option.name)")
          let usual = optimizer.hyperparameters.map(\.name)
          #expect(option.removes.allSatisfy(usual.contains), "\(name), \(option.name)")
        }
      }
      for options in optimizer.combinations {
        // The first scales the step: there must be one.
        let hyperparameters = optimizer.hyperparameters(options: options)
        #expect(!hyperparameters.isEmpty, "\(optimizer.name) \(options)")
      }
    }
  }

  /// The same name twice is fine for the same quantity: it is then one axis.
  @Test func `a sweep's axes cannot be mistaken for one another`() {
    for objective in objectives {
      let dimension = objective.usualDimension
      var numbers = objective.hyperparameters(dimension: dimension) + [.clipNorm]
      numbers += (0..<dimension).map(Hyperparameter.initialPoint.indexed)
      numbers += (0..<dimension).map(Hyperparameter.initialVelocity.indexed)
      numbers += [.warmup, .finalShare]
      let others = numbers.map(\.name)
      #expect(Set(others).count == others.count, "\(objective.name): \(others)")
      for optimizer in optimizers {
        for hyperparameter in everyHyperparameter(of: optimizer) {
          let namesakes = numbers.filter { $0.name == hyperparameter.name }
          #expect(
            namesakes.allSatisfy { $0.with(default: 0) == hyperparameter.with(default: 0) },
            "\(optimizer.name) on \(objective.name): \(hyperparameter.name)")
          #expect(Variable(rawValue: hyperparameter.name) == nil, "\(hyperparameter.name)")
        }
      }
      #expect(others.allSatisfy { Variable(rawValue: $0) == nil }, "\(objective.name)")
    }
  }

  @Test func `everything is described`() {
    for optimizer in optimizers {
      #expect(!optimizer.summary.isEmpty && optimizer.summary.hasSuffix("."), "\(optimizer.name)")
      #expect(!optimizer.equation.isEmpty && !optimizer.equation.contains(""), "\(optimizer.name)")
      #expect(!optimizer.source.isEmpty, "\(optimizer.name)")
      #expect(optimizer.statePerCoordinate >= 0 && optimizer.gradientsPerStep >= 0)
    }
    for objective in objectives {
      #expect(!objective.summary.isEmpty && objective.summary.hasSuffix("."), "\(objective.name)")
      #expect(!objective.equation.isEmpty, "\(objective.name)")
      #expect(!objective.source.isEmpty, "\(objective.name)")
      #expect(!objective.initialPoint.isEmpty && !objective.initialVelocity.isEmpty)
      #expect(objective.usualDimension >= 1, "\(objective.name)")
      let keys = objective.coefficients.map(\.key)
      #expect(objective.extras.allSatisfy(keys.contains), "\(objective.name)")
    }
    let hyperparameters =
      optimizers.flatMap(everyHyperparameter)
      + objectives.flatMap { $0.hyperparameters(dimension: $0.usualDimension) }
    for hyperparameter in hyperparameters {
      #expect(!hyperparameter.symbol.isEmpty, "\(hyperparameter.name)")
      #expect(!hyperparameter.summary.isEmpty, "\(hyperparameter.name)")
    }
  }

  @Test func `a hyperparameter is the same wherever it is used, but for its default`() {
    let all = Set(optimizers.flatMap(everyHyperparameter).map { $0.with(default: 0) })
    #expect(Set(all.map(\.name)).count == all.count, "\(all.map(\.name).sorted())")
  }

  /// Every optimizer with every option on every objective, in both precisions: by the description's
  /// numbers, the kernels exist and have as many lanes and coordinates as they should.
  @Test func `whatever a sweep may ask for is compiled`() throws {
    let rule = VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16)
    for optimizer in optimizers {
      for objective in objectives {
        for precision in Precision.allCases {
          for dimension in objective.someDimensions {
            let question = Question(
              optimizer, on: objective, dimension: dimension, precision, steps: 1, rule: rule)
            let name = "\(optimizer.name) on \(objective.name), \(dimension), \(precision)"
            let scalar = try question.definition
            #expect(scalar.lanes == 1 && scalar.precision == precision, "\(name)")
            #expect(!scalar.isFused, "\(name)")
            for named in question.vectorKernels {
              let kernel = named.kernel
              #expect(kernel.lanes > 1 && kernel.precision == precision, "\(name), \(named.name)")
              #expect(kernel.dimension >= dimension, "\(name), \(named.name)")
              #expect(kernel.isFused == named.name.hasSuffix("fused"), "\(name), \(named.name)")
            }
            let ways = isFused(question) ? 2 : 1
            #expect(question.vectorKernels.count == ways * instructionSets.count, "\(name)")
          }
        }
      }
    }
  }

  private func isFused(_ question: Question) -> Bool {
    Dynamics.kernel(for: question.plan)?.isFused ?? false
  }

  @Test func `the pairs that people map first are fused, and only as they are`() throws {
    for pair in Pair.all {
      var question = pair.map(rows: 1, columns: 1)
      #expect(isFused(question), "\(pair.testDescription)")
      question.clipNorm = .fixed(1)
      #expect(!isFused(question))
      question.clipNorm = nil
      question.schedule = .constant
      question.scheduleNumbers = [.fixed(3)]
      #expect(!isFused(question))
      (question.schedule, question.scheduleNumbers) = (nil, [])
      if pair.objective.name == "quadratic" {
        question.coefficients[pair.dimension] = .fixed(1)
        #expect(!isFused(question))
        // An axis may pass through zero, and is not zero.
        question.coefficients[pair.dimension] = .columns([0])
        #expect(!isFused(question))
        question.coefficients[pair.dimension] = .fixed(0)
        #expect(isFused(question))
      }
    }
    let other = try Question(
      "heavy_ball", [.fixed(0.1), .fixed(0.5)], options: ["form": "position"], on: "quadratic",
      [.fixed(1)], start: [.fixed(1)], .float32, steps: 1,
      rule: VerdictRule(escapeRadius: 1, tolerance: 1, every: 1))
    #expect(!isFused(other))
  }

  @Test func `a plan that names what the catalog does not have has no kernel`() {
    let unknown = OptimizerDescription(
      name: "none", summary: "", equation: [], hyperparameters: [.learningRate],
      statePerCoordinate: 0, source: "")
    let question = Question(
      unknown, on: objectives[0], .float32, steps: 1,
      rule: VerdictRule(escapeRadius: 1, tolerance: 1, every: 1))
    #expect(question.vectorKernels.isEmpty)
    #expect(Dynamics.scalarKernel(for: question.plan) == nil)
  }

  #if canImport(DynamicsV4)
    @Test(.enabled(if: lanes_x86_64_level() >= 4, "this processor has no AVX-512"))
    func `both instruction sets run the whole catalog, and v4 with wider vectors`() {
      for pair in Pair.all {
        let plan = pair.map(rows: 1, columns: 1).plan
        for allowsFused in [false, true] {
          let narrow = Dynamics.kernel(for: plan, allowsFused: allowsFused)
          let wide = DynamicsV4.kernel(for: plan, allowsFused: allowsFused)
          #expect(narrow != nil && wide?.lanes == narrow.map { 2 * $0.lanes })
          #expect(wide?.isFused == narrow?.isFused && wide?.dimension == narrow?.dimension)
        }
      }
    }
  #endif
}

extension OptimizerDescription {
  /// Every combination of options.
  var combinations: [[Int]] {
    choices.reduce([[]]) { lists, choice in
      lists.flatMap { list in choice.options.indices.map { list + [$0] } }
    }
  }

  /// The usual options, and each of the others in the place of a usual one.
  var variants: [[Int]] {
    [defaultOptions]
      + choices.indices.flatMap { choice in
        choices[choice].options.indices.dropFirst().map { option in
          var options = defaultOptions
          options[choice] = option
          return options
        }
      }
  }

  /// The names of options that are not usual.
  func words(for options: [Int]) -> String {
    zip(choices, options).filter { $1 != 0 }.map { "\($0.name): \($0.options[$1].name)" }
      .joined(separator: ", ")
  }
}
