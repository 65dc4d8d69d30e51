import SweepPlan

/// A task's trajectories on their way: its cells run in blocks from their first step to their verdicts, all lanes
/// of a block in step.
///
/// A decided lane costs as long as its block runs. Two things keep that small. A block is a patch of
/// the map, whose cells have similar fates. And at steps e, 2e, 4e, 8e … (e = `every`) a block at
/// least half of whose cells are decided is given up: its undecided cells wait, at that step, until
/// they fill a block with others. What a lane computes does not depend on its neighbours.
struct TaskRun<Lanes: LaneVector> {
  private let task: KernelTask
  /// Handed down from here as an argument: read for each block it would be retained for each, and all
  /// workers would write to its count of references.
  private let program: Program<Lanes>
  private let workspace: Workspace<Lanes>
  /// The block of the patches.
  private let setting: Setting<Lanes>
  private let scratch: UnsafeMutablePointer<Lanes.Scalar>
  private let ledger: Ledger<Lanes>
  private let noise: NoiseSource<Lanes>?
  /// Where answers go, and the cell with which they begin.
  private let answers: AnswerColumns<Lanes.Scalar>
  private let firstCell: Int
  /// Pool k holds undecided cells that wait at step e · 2ᵏ.
  private var pools: [Pool<Lanes>] = []
  private var poll: Poll

  /// - Parameter firstCell: The cell with which `answers` begins.
  init(
    _ task: KernelTask, _ program: Program<Lanes>, into answers: AnswerColumns<Lanes.Scalar>,
    firstCell: Int = 0
  ) {
    self.task = task
    self.program = program
    self.answers = answers
    self.firstCell = firstCell
    workspace = program.makeWorkspace()
    noise = program.makeNoise()
    setting = program.makeSetting(workspace, noise)
    scratch = .allocate(capacity: Lanes.laneCount)
    ledger = Ledger(hasAnalyses: !program.setup.analyses.isEmpty)
    poll = Poll(every: program.stepsPerPoll, task.isCancelled)
  }

  func deallocate() {
    for pool in pools { pool.setting.block.deallocate() }
    setting.block.deallocate()
    workspace.deallocate()
    scratch.deallocate()
    ledger.deallocate()
  }

  /// Runs the cells of some rows and columns of the tile; answers with the sum of their steps, `nil` if
  /// the task was cancelled.
  ///
  /// - Parameter seed: Of the noise.
  mutating func run(rows: Range<Int>, columns: Range<Int>, seed: Int) -> Int? {
    noise?.begin(seed: seed)
    let program = program
    runPatches(rows, columns, program)
    runPools(program)
    if poll.isCancelled { return nil }
    var steps = 0
    for row in rows {
      steps += answers.sumOfSteps(
        from: row * task.rowLength + columns.lowerBound - firstCell, count: columns.count)
    }
    return steps
  }

  /// Covers cells with patches, four rows high where there are four rows.
  private mutating func runPatches(
    _ rows: Range<Int>, _ columns: Range<Int>, _ program: Program<Lanes>
  ) {
    let high = Lanes.laneCount >= 16 ? 4 : 1
    var row = rows.lowerBound
    while row < rows.upperBound {
      let patchRows = rows.upperBound - row >= high ? high : 1
      let patchColumns = Lanes.laneCount / patchRows
      var column = columns.lowerBound
      while column < columns.upperBound {
        if poll.isCancelled { return }
        run(
          Patch(
            first: row * task.rowLength + column, rowLength: task.rowLength,
            rows: patchRows, columns: patchColumns, filledRows: patchRows,
            filledColumns: min(patchColumns, columns.upperBound - column)), program)
        column += patchColumns
      }
      row += patchRows
    }
  }

  /// Notes which cell each lane holds, where noise differs by it.
  private func number(_ patch: Patch) {
    guard let numbers = setting.cellNumbers else { return }
    for row in 0..<patch.rows {
      for column in 0..<patch.columns {
        numbers[row * patch.columns + column] = task.numbering.number(
          ofCell: patch.cell(row: row) + min(column, patch.filledColumns - 1))
      }
    }
  }

  private mutating func run(_ patch: Patch, _ program: Program<Lanes>) {
    var cells = Cells<Lanes>(task.parameters, of: patch, scratch: scratch)
    number(patch)
    program.start(setting, &cells)
    let level = run(setting, fromLevel: nil, program)
    ledger.close()
    for row in 0..<patch.filledRows {
      ledger.write(
        row * patch.columns, count: patch.filledColumns, to: answers,
        at: patch.cell(row: row) - firstCell)
    }
    guard Lanes.laneCount > 1, let level else { return }
    var waiting: [Waiting] = []
    for row in 0..<patch.filledRows {
      for column in 0..<patch.filledColumns {
        let lane = row * patch.columns + column
        if ledger.isUndecided(lane) {
          waiting.append(Waiting(lane: lane, cell: patch.cell(row: row) + column))
        }
      }
    }
    wait(waiting, of: setting, level: level, program)
  }

  private mutating func run(
    _ setting: Setting<Lanes>, fromLevel level: Int?, _ program: Program<Lanes>
  ) -> Int? {
    Trajectory(program: program, setting: setting)
      .run(task, fromLevel: level, ledger, &poll)
  }

  /// Puts undecided cells of a block into the pool of their step; runs the pool whenever it is full.
  private mutating func wait(
    _ waiting: [Waiting], of setting: Setting<Lanes>, level: Int, _ program: Program<Lanes>
  ) {
    while pools.count <= level { pools.append(Pool(program.makeSetting(workspace, noise))) }
    for cell in waiting {
      pools[level].add(cell, of: setting)
      if pools[level].isFull { runPool(level, program) }
    }
  }

  private mutating func runPool(_ level: Int, _ program: Program<Lanes>) {
    // Its survivors wait in later pools, so that nothing is added to this one meanwhile.
    let cells = pools[level].takeAll()
    let setting = pools[level].setting
    let next = run(setting, fromLevel: level, program)
    ledger.close()
    var waiting: [Waiting] = []
    for cell in cells {
      ledger.write(cell.lane, count: 1, to: answers, at: cell.cell - firstCell)
      if ledger.isUndecided(cell.lane) { waiting.append(cell) }
    }
    if let next { wait(waiting, of: setting, level: next, program) }
  }

  /// Runs what still waits, the earliest steps first: its survivors wait with later ones.
  private mutating func runPools(_ program: Program<Lanes>) {
    var level = 0
    while level < pools.count, !poll.isCancelled {
      if !pools[level].isEmpty { runPool(level, program) }
      level += 1
    }
  }
}
