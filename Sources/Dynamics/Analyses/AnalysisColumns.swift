// Unsafe code: the memory of analyses' answers.
//
// Contract: as `AnswerColumns`, of which these are a part.

import SweepPlan

/// Where the answers of analyses go; counts as `UInt32`, others as `Scalar`.
struct AnalysisColumns<Scalar: LaneScalar> {
  // By answer. A literal: `InlineArray(repeating:)` becomes a function of its own, which the modules of
  // two instruction sets would share.
  private var columns: InlineArray<10, UnsafeMutableRawPointer?> = [
    nil, nil, nil, nil, nil, nil, nil, nil, nil, nil,
  ]

  /// The columns of a task's output that it has.
  init(_ output: KernelTask.Output) {
    for answer in AnalysisAnswer.allCases { columns[answer.rawValue] = output[answer.variable] }
  }

  /// Columns of their own for `count` cells.
  init(count: Int, _ analyses: AnalysisSet) {
    for answer in AnalysisAnswer.allCases where answer.belongs(to: analyses) {
      let size =
        answer.isCount ? MemoryLayout<UInt32>.stride : MemoryLayout<Scalar>.stride
      columns[answer.rawValue] = .allocate(byteCount: count * size, alignment: 64)
    }
  }

  func deallocate() {
    for answer in AnalysisAnswer.allCases { columns[answer.rawValue]?.deallocate() }
  }

  func counts(_ answer: AnalysisAnswer) -> UnsafeMutablePointer<UInt32>? {
    columns[answer.rawValue]?.assumingMemoryBound(to: UInt32.self)
  }

  func reals(_ answer: AnalysisAnswer) -> UnsafeMutablePointer<Scalar>? {
    columns[answer.rawValue]?.assumingMemoryBound(to: Scalar.self)
  }

  /// Writes the entries of lanes from `lane` on to the cells from `cell` on.
  ///
  /// - Parameter entries: By answer, then lane.
  @inline(never) func write(
    _ entries: UnsafeMutablePointer<Scalar>, lanes: Int, from lane: Int, count: Int, at cell: Int
  ) {
    for answer in AnalysisAnswer.allCases {
      let source = entries + answer.rawValue * lanes + lane
      if answer.isCount {
        guard let target = counts(answer) else { continue }
        for i in 0..<count { target[cell + i] = UInt32(source[i]) }
      } else {
        guard let target = reals(answer) else { continue }
        for i in 0..<count { target[cell + i] = source[i] }
      }
    }
  }
}
