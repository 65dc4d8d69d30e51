import Synchronization
import ZarrStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The sign of life of this process's run, `ID.alive`, written anew again and again and removed at
/// the end. That it cannot be written (a full disk, a folder that has vanished) is no error: others
/// then take the run for dead, and compute some of its tiles too.
public final class Heartbeat: Sendable {
  /// What others read.
  public struct Reading: Codable, Sendable, Hashable {
    /// How many times it was written before: what changes while the process lives.
    public var count: Int
    public var process: ProcessIdentity
    public var element: String?
    public var workers: Int
    /// What this run has done.
    public var cells: Int
    public var cellSteps: Int
    public var tilesDone: Int
    /// Numbers, `Heartbeat.tilesShown` at most.
    public var tilesInFlight: [Int]
    /// Of late, see `PaceWindow`; `nil` before the first cells are done.
    public var cellsPerSecond: Double?
    /// Since the first beat, without sleep of the machine.
    public var seconds: Double
  }

  /// So many tiles in flight are named.
  public static var tilesShown: Int { 64 }

  private struct State {
    var count = 0
    var window = PaceWindow()
    var hasEnded = false
  }

  private let path: String
  private let place: StorePlace?
  private let element: String?
  private let workers: Int
  private let clock: MonotonicClock
  private let begin: Duration
  private let state = Mutex(State())

  public init(
    _ folder: RunFolder, run: RunID, workers: Int, element: String? = nil,
    clock: MonotonicClock = .system
  ) {
    path = folder.path(of: run, .heartbeat)
    place = folder.place
    self.element = element
    self.workers = workers
    self.clock = clock
    begin = clock.now()
  }

  /// Tells what the run has done so far.
  public func beat(cells: Int, cellSteps: Int, tilesDone: Int, tilesInFlight: some Sequence<Int>) {
    state.withLock { state in
      // A timer may call once more while the run ends.
      guard !state.hasEnded else { return }
      do { try place?.check() } catch { return }
      let seconds = (clock.now() - begin) / .seconds(1)
      var reading = Reading(
        count: state.count, process: .current, element: element, workers: workers, cells: cells,
        cellSteps: cellSteps, tilesDone: tilesDone,
        tilesInFlight: Array(tilesInFlight.prefix(Self.tilesShown)), seconds: seconds)
      state.count += 1
      let now = PaceWindow.Mark(seconds: seconds, cells: cells, tiles: tilesDone)
      reading.cellsPerSecond = state.window.cellsPerSecond(at: now, workers: workers)
      try? RunJSON.line(reading).withUnsafeBytes { try AtomicFile.write($0, to: path) }
    }
  }

  /// Removes the file. Beats that come later do nothing.
  public func end() {
    state.withLock { state in
      state.hasEnded = true
      unlink(path)
    }
  }
}
