import Synchronization
import ZarrStore

/// One run's journal of the tiles that it finished: with it a large store need not be read to know what
/// is done, and what of it was still on its way to the disk when the power failed.
///
/// It saves work and decides nothing: a tile is done when its shards are there and whole. Lost, torn or
/// damaged, a journal costs a look at the tiles that it told of. Its file, `verdict/runs/ID.tiles`, is
/// made with the first record; only this process writes it.
public final class TileJournal: Sendable {
  private let store: SweepStore
  private let path: String
  private let key: UInt64
  private let state = Mutex(State())

  private struct State: Sendable {
    var file: PlacedFile?
    /// Records in the file.
    var count = 0
    /// Whether there are any that no mark covers.
    var isUnmarked = false
    /// Tiles that are being written over, by the record that says so.
    var rewriting: [Int: Int] = [:]
    /// Records of other journals whose tiles were seen to be whole.
    var settled: [JournalRecord] = []
  }

  public init(of store: SweepStore, run: RunID) {
    self.store = store
    path = run.journal(in: store.path)
    key = run.journalKey
  }

  /// Notes a tile whose shards are all written. May be called from several threads.
  public func append(_ tile: Int, verdicts: VerdictCounts) throws(ResultStoreError) {
    try state.withLock { (state) throws(ResultStoreError) in
      try append([.tile(tile, verdicts)], to: &state)
      state.rewriting[tile] = nil
    }
  }

  /// Notes, on the disk, that a tile which is there is about to be written over: what other journals say
  /// of it does not hold until this one has a record of it.
  func announce(rewriting tile: Int) throws(ResultStoreError) {
    let file = try state.withLock { (state) throws(ResultStoreError) in
      try append([.rewriting(tile)], to: &state)
      state.rewriting[tile] = state.count - 1
      return state.file
    }
    try storing { () throws(StoreError) in try file?.flush() }
  }

  /// Notes what a survey read and found whole, so that it need not be read again.
  public func adopt(_ survey: Survey) throws(ResultStoreError) {
    try state.withLock { (state) throws(ResultStoreError) in
      state.settled += survey.settled
      if !survey.settled.isEmpty { state.isUnmarked = true }
      for block in stride(from: 0, to: survey.unknown.count, by: Self.recordsAtOnce) {
        let end = min(block + Self.recordsAtOnce, survey.unknown.count)
        try append(survey.unknown[block..<end].map { .tile($0.tile, $0.verdicts) }, to: &state)
      }
    }
  }

  /// Waits until the store's files are on the disk, and notes that they are. Costs nothing if there is
  /// nothing new.
  public func markDurable() throws(ResultStoreError) {
    let (count, settled) = state.withLock { state -> (Int?, [JournalRecord]) in
      guard state.isUnmarked else { return (nil, []) }
      let count = state.rewriting.values.min() ?? state.count
      state.isUnmarked = count < state.count
      return (count, state.settled)
    }
    guard let count else { return }
    guard flushFileSystem(of: store.path) else {
      state.withLock { $0.isUnmarked = true }
      return
    }
    let file = try state.withLock { (state) throws(ResultStoreError) in
      let isUnmarked = state.isUnmarked
      try append([.mark(journal: key, count: count)] + settled, to: &state)
      state.settled.removeFirst(settled.count)
      state.isUnmarked = isUnmarked
      return state.file
    }
    try storing { () throws(StoreError) in try file?.flush() }
  }

  private static let recordsAtOnce = 4096

  private func append(
    _ records: [JournalRecord], to state: inout State
  ) throws(ResultStoreError) {
    // An open file goes along when the store is moved.
    if state.file == nil { try store.place?.check() }
    try storing { () throws(StoreError) in
      let file: PlacedFile
      var bytes: [UInt8] = []
      var place = JournalHeader.size + state.count * JournalRecord.size
      if let open = state.file {
        file = open
      } else {
        try createDirectories(RunID.folder(in: store.path))
        file = try PlacedFile(creating: path)
        state.file = file
      }
      if state.count == 0 {
        bytes = JournalHeader(of: store.plan).bytes
        place = 0
      }
      for record in records { bytes += record.bytes }
      try file.write(bytes, at: place)
    }
    state.count += records.count
    state.isUnmarked = true
  }
}
