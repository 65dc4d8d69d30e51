import SweepPlan

/// One task on its way: its cells run in blocks from their first step to their verdicts, all lanes
/// of a block in step.
///
/// A decided lane costs as long as its block runs. Two things keep that small. A block is a patch of
/// the map, whose cells have similar fates. And at steps e, 2e, 4e, 8e … (e = `every`) a block at
/// least half of whose cells are decided is given up: its undecided cells wait, at that step, until
/// they fill a block with others. What a lane computes does not depend on its neighbours.
struct TaskRun<Lanes: LaneVector> {
  private let task: KernelTask
  private let program: Program<Lanes>
  private let workspace: Workspace<Lanes>
  /// The block of the patches.
  private let setting: Setting<Lanes>
  private let scratch: UnsafeMutablePointer<Lanes.Scalar>
  private let ledger: Ledger<Lanes>
  /// Pool k holds undecided cells that wait at step e · 2ᵏ.
  private var pools: [Pool<Lanes>] = []
  private var poll: Poll

  /// Runs `task`; `false` if it was cancelled.
  static func run(_ task: KernelTask, _ program: Program<Lanes>) -> Bool {
    var run = TaskRun(task, program)
    run.runPatches()
    run.runPools()
    run.release()
    return !run.poll.isCancelled
  }

  private init(_ task: KernelTask, _ program: Program<Lanes>) {
    self.task = task
    self.program = program
    workspace = program.makeWorkspace()
    setting = program.makeSetting(workspace)
    scratch = .allocate(capacity: Lanes.laneCount)
    ledger = Ledger()
    poll = Poll(every: program.stepsPerPoll, task.isCancelled)
  }

  private func release() {
    for pool in pools { pool.setting.block.deallocate() }
    setting.block.deallocate()
    workspace.deallocate()
    scratch.deallocate()
    ledger.deallocate()
  }

  /// Covers the task's cells with patches, four rows high where there are four rows.
  private mutating func runPatches() {
    let high = Lanes.laneCount >= 16 ? 4 : 1
    var row = task.rows.lowerBound
    while row < task.rows.upperBound {
      let rows = task.rows.upperBound - row >= high ? high : 1
      let columns = Lanes.laneCount / rows
      var column = task.columns.lowerBound
      while column < task.columns.upperBound {
        if poll.isCancelled { return }
        run(
          Patch(
            first: row * task.rowLength + column, rowLength: task.rowLength,
            rows: rows, columns: columns, filledRows: rows,
            filledColumns: min(columns, task.columns.upperBound - column)))
        column += columns
      }
      row += rows
    }
  }

  private mutating func run(_ patch: Patch) {
    var cells = Cells<Lanes>(task.parameters, of: patch, scratch: scratch)
    program.start(setting, &cells)
    let level = run(setting, fromLevel: nil)
    ledger.close()
    for row in 0..<patch.filledRows {
      ledger.write(
        row * patch.columns, count: patch.filledColumns, to: task.output, at: patch.cell(row: row))
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
    wait(waiting, of: setting.block, level: level)
  }

  private mutating func run(_ setting: Setting<Lanes>, fromLevel level: Int?) -> Int? {
    Trajectory(program: program, setting: setting)
      .run(task, fromLevel: level, ledger, &poll)
  }

  /// Puts undecided cells of a block into the pool of their step; runs the pool whenever it is full.
  private mutating func wait(_ waiting: [Waiting], of block: Block<Lanes>, level: Int) {
    while pools.count <= level { pools.append(Pool(program.makeSetting(workspace))) }
    for cell in waiting {
      pools[level].add(cell, of: block)
      if pools[level].isFull { runPool(level) }
    }
  }

  private mutating func runPool(_ level: Int) {
    // Its survivors wait in later pools, so that nothing is added to this one meanwhile.
    let cells = pools[level].takeAll()
    let setting = pools[level].setting
    let next = run(setting, fromLevel: level)
    ledger.close()
    var waiting: [Waiting] = []
    for cell in cells {
      ledger.write(cell.lane, count: 1, to: task.output, at: cell.cell)
      if ledger.isUndecided(cell.lane) { waiting.append(cell) }
    }
    if let next { wait(waiting, of: setting.block, level: next) }
  }

  /// Runs what still waits, the earliest steps first: its survivors wait with later ones.
  private mutating func runPools() {
    var level = 0
    while level < pools.count, !poll.isCancelled {
      if !pools[level].isEmpty { runPool(level) }
      level += 1
    }
  }
}
