/// How fast a run is of late: since a minute ago, or for as long as it takes that each worker finishes
/// some tiles, whichever is more; else since its begin.
///
/// Tiles come in bursts, as workers that began together end together. Between two beats there may be
/// none for hours.
struct PaceWindow {
  struct Mark {
    var seconds: Double
    var cells: Int
    var tiles: Int
  }

  /// Moments at which tiles had been finished since the one before, the oldest first.
  private var marks: [Mark] = []

  private static var shortest: Double { 60 }
  private static var tilesPerWorker: Int { 4 }

  /// `nil` before the first cells are done.
  ///
  /// - Parameter now: What the run has done so far, later than at the last call.
  mutating func cellsPerSecond(at now: Mark, workers: Int) -> Double? {
    let tiles = Self.tilesPerWorker * workers
    func isLongEnough(since mark: Mark) -> Bool {
      now.seconds - mark.seconds >= Self.shortest && now.tiles - mark.tiles >= tiles
    }
    while marks.count > 1, isLongEnough(since: marks[1]) { marks.removeFirst() }
    defer { if marks.last.map({ $0.tiles < now.tiles }) ?? true { marks.append(now) } }
    guard let first = marks.first, now.cells > first.cells, now.seconds > first.seconds else {
      return nil
    }
    return Double(now.cells - first.cells) / (now.seconds - first.seconds)
  }
}
