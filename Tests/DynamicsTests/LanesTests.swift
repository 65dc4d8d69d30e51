import SweepPlan
import Testing

/// A lane of a vector computes what one lane alone computes, bit for bit. That is the definition of a
/// cell's value, so these tests compare bytes and allow nothing.
///
/// Here are the ways of the loop, on a few pairs; `ProductTests` has every pair.
struct LanesTests {
  static let shapes = [
    [13, 37], [1, 101], [101, 1], [4, 64], [5, 3], [3, 67], [1, 1], [7, 16],
  ]

  @Test(arguments: Pair.all)
  func `every lane equals the scalar run`(pair: Pair) throws {
    for shape in Self.shapes {
      try pair.map(rows: shape[0], columns: shape[1]).expectSameOfAllKernels("\(shape)")
    }
  }

  /// The map is worth comparing: all fates occur, at many steps.
  @Test(arguments: Pair.all)
  func `the maps hold every fate`(pair: Pair) throws {
    let answer = try pair.map(rows: 13, columns: 37).answer()
    #expect(Set(answer.verdicts) == [.converged, .bounded, .diverged])
    #expect(Set(answer.steps).count > 10)
  }

  /// Checks at every step, at none before the last, and where the last is no multiple of `every`:
  /// blocks are given up and filled again at other steps each time.
  @Test(arguments: Pair.all, [1, 3, 64, 1000])
  func `whenever verdicts are taken`(pair: Pair, every: Int) throws {
    for steps in [1, 2, 50, 131] {
      try pair.map(
        rows: 9, columns: 21, steps: steps,
        rule: VerdictRule(escapeRadius: 1e4, tolerance: 1e-1, every: every)
      ).expectSameOfAllKernels("\(steps) steps")
    }
  }

  /// Infinities and numbers that are none: the escape radius does not stop them.
  @Test(arguments: Pair.all)
  func `where numbers overflow`(pair: Pair) throws {
    try pair.map(
      rows: 9, columns: 37, steps: 4000,
      rule: VerdictRule(escapeRadius: .greatestFiniteMagnitude, tolerance: 0, every: 100)
    ).expectSameOfAllKernels()
  }

  /// Workers share tiles: a task fills its own cells and touches no others.
  @Test(arguments: Pair.all)
  func `a part of a tile`(pair: Pair) throws {
    let question = pair.map(rows: 11, columns: 45)
    let (rows, columns) = (2..<9, 5..<42)
    let whole = try question.answer()
    for named in question.vectorKernels {
      let part = question.answer(of: named.kernel, rows: rows, columns: columns, fillingWith: 0xA5)
      for variable in Variable.plain {
        let size = variable.elementType(pair.precision).byteCount
        let (part, whole) = (part.bytes(variable), whole.bytes(variable))
        let expected = part.indices.map { byte in
          let cell = byte / size
          let isAsked = rows.contains(cell / 45) && columns.contains(cell % 45)
          return isAsked ? whole[byte] : 0xA5
        }
        #expect(part == expected, "\(named.name): \(variable)")
      }
    }
  }
}

/// `ObjectiveFunctions.dimension`: a coordinate whose coefficients and start are zero changes nothing.
struct PaddingTests {
  @Test(arguments: Pair.all.filter { $0.objective.name == "quadratic" && $0.dimension > 1 })
  func `a kernel of more dimensions serves fewer`(pair: Pair) throws {
    var question = pair.map(rows: 5, columns: 33)
    for dimension in 1..<pair.dimension {
      let narrow = Pair(
        optimizer: pair.optimizer, objective: pair.objective, dimension: dimension,
        precision: pair.precision)
      question = narrow.map(rows: 5, columns: 33)
      try question.expectSameOfAllKernels("\(dimension) coordinates")
      let kernels = question.vectorKernels
      #expect(kernels.allSatisfy { $0.kernel.dimension >= dimension })
    }
    // Written out, the zeros are as good as the kernel's own.
    let expected = try Pair(
      optimizer: pair.optimizer, objective: pair.objective, dimension: 1, precision: pair.precision
    ).map(rows: 5, columns: 33).answer()
    question = pair.map(rows: 5, columns: 33)
    for index in 1..<pair.dimension {
      question.coefficients[index] = .fixed(0)
      question.start[index] = .fixed(0)
    }
    let answer = try question.expectSameOfAllKernels("zeros")
    for variable in Variable.plain {
      #expect(answer.bytes(variable) == expected.bytes(variable), "\(variable)")
    }
  }
}
