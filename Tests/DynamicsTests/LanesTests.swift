import SweepPlan
import Testing

/// A lane of a vector computes what one lane alone computes, bit for bit. That is the definition of a
/// cell's value, so these tests compare bytes and allow nothing.
struct LanesTests {
  static let shapes = [
    [13, 37], [1, 101], [101, 1], [4, 64], [5, 3], [3, 67], [1, 1], [7, 16],
  ]

  @Test(arguments: KernelPair.all)
  func `every lane equals the scalar run`(pair: KernelPair) {
    for shape in Self.shapes {
      let question = Question.map(for: pair.kernel, rows: shape[0], columns: shape[1])
      expectSame(question, pair, "\(shape)")
    }
  }

  /// The map is worth comparing: all fates occur, at many steps.
  @Test(arguments: KernelPair.all)
  func `the maps hold every fate`(pair: KernelPair) {
    let answer = Question.map(for: pair.kernel, rows: 13, columns: 37).answer(of: pair.kernel)
    #expect(Set(answer.verdicts) == [.converged, .bounded, .diverged])
    #expect(Set(answer.steps).count > 10)
  }

  /// Checks at every step, at none before the last, and where the last is no multiple of `every`:
  /// blocks are given up and filled again at other steps each time.
  @Test(arguments: KernelPair.all, [1, 3, 64, 1000])
  func `whenever verdicts are taken`(pair: KernelPair, every: Int) {
    for steps in [1, 2, 50, 131] {
      let question = Question.map(
        for: pair.kernel, rows: 9, columns: 21, steps: steps,
        rule: VerdictRule(escapeRadius: 1e4, tolerance: 1e-1, every: every))
      expectSame(question, pair, "\(steps) steps")
    }
  }

  /// Infinities and numbers that are none: the escape radius does not stop them.
  @Test(arguments: KernelPair.all)
  func `where numbers overflow`(pair: KernelPair) {
    let question = Question.map(
      for: pair.kernel, rows: 9, columns: 37, steps: 4000,
      rule: VerdictRule(
        escapeRadius: .greatestFiniteMagnitude, tolerance: 0, every: 100))
    expectSame(question, pair, "overflow")
  }

  /// Workers share tiles: a task fills its own cells and touches no others.
  @Test(arguments: KernelPair.all)
  func `a part of a tile`(pair: KernelPair) {
    let question = Question.map(for: pair.kernel, rows: 11, columns: 45)
    let (rows, columns) = (2..<9, 5..<42)
    let part = question.answer(of: pair.kernel, rows: rows, columns: columns, fillingWith: 0xA5)
    let whole = question.answer(of: pair.scalar)
    for variable in Variable.allCases {
      let size = variable.elementType(pair.kernel.precision).byteCount
      let (part, whole) = (part.bytes(variable), whole.bytes(variable))
      let expected = part.indices.map { byte in
        let cell = byte / size
        let isAsked = rows.contains(cell / 45) && columns.contains(cell % 45)
        return isAsked ? whole[byte] : 0xA5
      }
      #expect(part == expected, "\(variable)")
    }
  }

  private func expectSame(_ question: Question, _ pair: KernelPair, _ what: String) {
    let vectors = question.answer(of: pair.kernel, fillingWith: 0x55)
    let definition = question.answer(of: pair.scalar, fillingWith: 0xAA)
    for variable in Variable.allCases {
      #expect(vectors.bytes(variable) == definition.bytes(variable), "\(what): \(variable)")
    }
  }
}

/// `ObjectiveDescription.isPadded`: a coordinate whose coefficients and start are zero changes nothing.
struct PaddingTests {
  @Test(arguments: KernelPair.all.filter { $0.kernel.objective.isPadded })
  func `a kernel of more dimensions serves fewer`(pair: KernelPair) throws {
    let narrow = try scalarKernel(
      pair.kernel.optimizer.name, pair.kernel.objective.name, 1, pair.kernel.precision)
    let asked = Question.map(for: narrow, rows: 5, columns: 33)
    var padded = asked
    let zeros = [Question.Values](repeating: .fixed(0), count: pair.kernel.dimension - 1)
    padded.parameters.insert(contentsOf: zeros, at: asked.parameters.count - 1)
    padded.parameters += zeros
    let expected = asked.answer(of: narrow)
    let answer = padded.answer(of: pair.kernel)
    for variable in Variable.allCases {
      #expect(answer.bytes(variable) == expected.bytes(variable), "\(variable)")
    }
  }
}
