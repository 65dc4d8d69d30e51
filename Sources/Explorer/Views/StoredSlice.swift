import SweepPlan

/// Where the cells of a view are in the store of the sweep that the explorer began with.
struct StoredSlice: Sendable, Hashable {
  /// Which of the store's axes the view's are.
  let x: Int
  let y: Int
  /// The cell at which the other axes are held.
  let cell: [Int]

  /// `nil` if anything but the choice of axes, and of cells on the others, differs from the store's
  /// sweep.
  init?(of view: Plan, in store: Plan) {
    guard view.optimizer == store.optimizer, view.options == store.options,
      view.schedule == store.schedule, view.isClipped == store.isClipped,
      view.noise == store.noise, view.seeds == store.seeds, view.measure == store.measure,
      view.objective == store.objective, view.examples == store.examples,
      view.dimension == store.dimension, view.randomStart == store.randomStart,
      view.steps == store.steps,
      view.precision == store.precision, view.verdict == store.verdict, view.cycle == store.cycle,
      view.parameters.count == store.parameters.count, view.axes.count == 2
    else { return nil }
    var cell = store.axes.map { _ in 0 }
    for (mine, theirs) in zip(view.parameters, store.parameters) {
      switch (mine.source, theirs.source) {
      case (.fixed(let value), .fixed(let stored)):
        guard value == stored else { return nil }
      case (.fixed(let value), .axis(let axis)):
        guard let index = store.axes[axis].index(of: value) else { return nil }
        cell[axis] = index
      case (.axis(let axis), .axis(let stored)):
        guard view.axes[axis] == store.axes[stored] else { return nil }
      // Starts that are drawn differ with their seed, which is a parameter too.
      case (.fixed, .drawn), (.drawn, .drawn): continue
      case (.axis, .fixed), (.axis, .drawn), (.drawn, _): return nil
      }
    }
    guard let x = store.axes.firstIndex(where: { $0.name == view.axes[1].name }),
      let y = store.axes.firstIndex(where: { $0.name == view.axes[0].name })
    else { return nil }
    self.x = x
    self.y = y
    self.cell = cell
  }
}

extension Axis {
  /// Which cell has this value.
  fileprivate func index(of value: Double) -> Int? { (0..<count).first { self[$0] == value } }
}
