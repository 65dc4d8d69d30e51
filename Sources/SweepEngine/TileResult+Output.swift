import SweepPlan

extension KernelTask.Output {
  /// A result's columns. Unsafe: the result outlives the task.
  init(_ result: TileResult) {
    func base(_ variable: Variable) -> UnsafeMutableRawPointer {
      guard let address = result[variable].baseAddress else {
        preconditionFailure("a tile has cells")
      }
      return address
    }
    self.init(
      verdict: base(.verdict).assumingMemoryBound(to: UInt8.self),
      steps: base(.steps).assumingMemoryBound(to: UInt32.self),
      objective: base(.objective), rate: base(.rate), peak: base(.peak),
      period: base(.period).assumingMemoryBound(to: UInt32.self))
  }
}
