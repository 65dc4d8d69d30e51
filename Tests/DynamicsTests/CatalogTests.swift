import Dynamics
import SweepPlan
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// The catalog is whole: what it names is described, compiled and told apart.
struct CatalogTests {
  let optimizers = Array(Set(Dynamics.scalarKernels.map(\.optimizer)))
  let objectives = Array(Set(Dynamics.scalarKernels.map(\.objective)))

  /// A kernel without its code.
  struct Entry: Hashable, Comparable {
    let optimizer: String
    let objective: String
    let dimension: Int
    let precision: String

    init(_ kernel: Kernel) {
      optimizer = kernel.optimizer.name
      objective = kernel.objective.name
      dimension = kernel.dimension
      precision = kernel.precision.rawValue
    }

    static func < (a: Entry, b: Entry) -> Bool { "\(a)" < "\(b)" }
  }

  @Test func `the catalog names something`() {
    #expect(optimizers.map(\.name).contains("heavy_ball"))
    #expect(objectives.map(\.name).contains("quadratic"))
  }

  @Test func `names are unique`() {
    for names in [optimizers.map(\.name), objectives.map(\.name)] {
      #expect(Set(names).count == names.count, "\(names)")
    }
    for optimizer in optimizers {
      let names = optimizer.hyperparameters.map(\.name)
      #expect(Set(names).count == names.count, "\(optimizer.name): \(names)")
    }
    for objective in objectives {
      let names = objective.hyperparameters(dimension: objective.dimensions.upperBound).map(\.name)
      #expect(Set(names).count == names.count, "\(objective.name): \(names)")
    }
  }

  @Test func `names that users type are snake_case`() throws {
    let form = try Regex("[a-z][a-z0-9]*(_[a-z0-9]+)*")
    var names = optimizers.map(\.name) + objectives.map(\.name)
    names += optimizers.flatMap(\.hyperparameters).map(\.name)
    for objective in objectives {
      names += objective.hyperparameters(dimension: objective.dimensions.upperBound).map(\.name)
      for case .list(let key, _) in objective.coefficients { names.append(key) }
    }
    for name in names {
      #expect(name.wholeMatch(of: form) != nil, "\(name)")
    }
  }

  @Test func `a sweep's axes cannot be mistaken for one another`() {
    for objective in objectives {
      let dimension = objective.dimensions.upperBound
      let others =
        objective.hyperparameters(dimension: dimension).map(\.name)
        + (0..<dimension).map { Hyperparameter.initialPoint.indexed($0).name }
        + Variable.allCases.map(\.rawValue)
      for optimizer in optimizers {
        for name in optimizer.hyperparameters.map(\.name) {
          #expect(!others.contains(name), "\(optimizer.name) on \(objective.name): \(name)")
        }
      }
      #expect(Set(others).count == others.count, "\(objective.name): \(others)")
    }
  }

  @Test func `everything is described`() {
    for optimizer in optimizers {
      #expect(!optimizer.summary.isEmpty && optimizer.summary.hasSuffix("."), "\(optimizer.name)")
      #expect(!optimizer.equation.isEmpty && !optimizer.equation.contains(""), "\(optimizer.name)")
      #expect(!optimizer.source.isEmpty, "\(optimizer.name)")
      #expect(optimizer.hyperparameters.first == .learningRate, "\(optimizer.name)")
      #expect(optimizer.statePerCoordinate >= 0 && optimizer.gradientsPerStep >= 1)
    }
    for objective in objectives {
      #expect(!objective.summary.isEmpty && objective.summary.hasSuffix("."), "\(objective.name)")
      #expect(!objective.equation.isEmpty, "\(objective.name)")
      #expect(!objective.source.isEmpty, "\(objective.name)")
      #expect(!objective.initialPoint.isEmpty, "\(objective.name)")
      #expect(objective.dimensions.lowerBound >= 1, "\(objective.name)")
    }
    let hyperparameters =
      optimizers.flatMap(\.hyperparameters)
      + objectives.flatMap { $0.hyperparameters(dimension: $0.dimensions.upperBound) }
    for hyperparameter in hyperparameters {
      #expect(!hyperparameter.symbol.isEmpty, "\(hyperparameter.name)")
      #expect(!hyperparameter.summary.isEmpty, "\(hyperparameter.name)")
    }
  }

  @Test func `a hyperparameter is the same wherever it is used, but for its default`() {
    let added = optimizers.flatMap(\.choices).flatMap(\.options).flatMap(\.adds)
    let all = Set((optimizers.flatMap(\.hyperparameters) + added).map { $0.with(default: 0) })
    #expect(Set(all.map(\.name)).count == all.count, "\(all.map(\.name).sorted())")
  }

  /// Every optimizer × objective × dimension that a sweep may ask for, in both precisions.
  @Test func `whatever a sweep may ask for is compiled`() {
    let sets = kernelSets + [(name: "one lane", kernels: scalarKernels)]
    for (name, kernels) in sets {
      for optimizer in optimizers {
        for objective in objectives {
          for precision in Precision.allCases {
            let dimensions = kernels.filter {
              $0.optimizer == optimizer && $0.objective == objective && $0.precision == precision
            }.map(\.dimension)
            #expect(Set(dimensions).count == dimensions.count)
            for dimension in objective.dimensions {
              #expect(
                objective.isPadded
                  ? dimensions.contains { $0 >= dimension } : dimensions.contains(dimension),
                "\(name): \(optimizer.name) on \(objective.name), \(dimension), \(precision)")
            }
          }
        }
      }
    }
  }

  @Test func `vectors hold more than one lane, definitions one`() {
    for (name, kernels) in kernelSets {
      for kernel in kernels {
        #expect(kernel.lanes > 1 && kernel.trace == nil, "\(name): \(Entry(kernel))")
      }
    }
    for kernel in scalarKernels {
      #expect(kernel.lanes == 1 && kernel.trace != nil, "\(Entry(kernel))")
    }
  }

  @Test func `both instruction sets and the definition list the same kernels`() {
    let expected = scalarKernels.map(Entry.init).sorted()
    #expect(Dynamics.kernels.map(Entry.init).sorted() == expected)
    #if canImport(DynamicsV4)
      #expect(DynamicsV4.kernels.map(Entry.init) == Dynamics.kernels.map(Entry.init))
      #expect(DynamicsV4.kernels.map(\.optimizer) == Dynamics.kernels.map(\.optimizer))
      #expect(DynamicsV4.kernels.map(\.objective) == Dynamics.kernels.map(\.objective))
      for (wide, narrow) in zip(DynamicsV4.kernels, Dynamics.kernels) {
        #expect(wide.lanes == 2 * narrow.lanes)
      }
    #endif
  }
}
