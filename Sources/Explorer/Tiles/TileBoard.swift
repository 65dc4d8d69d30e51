import SweepPlan

/// What a worker does next.
enum TileTask {
  /// Computes a band of rows; `others` are left to other workers.
  case compute(TileJob, rows: Range<Int>, others: Int)
  /// Sends a tile that is at hand.
  case send(MapTile, TileRequest, position: Int)
}

/// Who waits for which tiles, and how far each is. Guarded by the scheduler's lock.
struct TileBoard {
  private struct Entry {
    let job: TileJob
    var waiters: [(request: TileRequest, position: Int)] = []
    /// Rows that nobody has taken yet; `nil` before the first is.
    var bands: [Range<Int>]?
    var bandsLeft = 0
  }

  private struct Waiting {
    let request: TileRequest
    /// The first tile that may still be begun.
    var next = 0
    /// Tiles that have not been sent.
    var left: Int
  }

  var cache: TileCache
  private var entries: [TileKey: Entry] = [:]
  /// The newest last.
  private var requests: [Waiting] = []
  /// The newest generation of each page, those that came last.
  private var generations: [(client: String, generation: Int)] = []

  private static let clientLimit = 256

  init(cache: TileCache) { self.cache = cache }

  var waitingCount: Int { requests.reduce(0) { $0 + $1.left } }

  /// - Returns: the requests that this one ends.
  mutating func add(_ request: TileRequest, source: TileSource) -> [TileRequest] {
    guard isNewest(request), !request.addresses.isEmpty else { return [request] }
    for (position, address) in request.addresses.enumerated() {
      let key = request.key(address)
      if entries[key] == nil { entries[key] = Entry(job: TileJob(key, request, source: source)) }
      entries[key]?.waiters.append((request, position))
    }
    // The old ones go last, so that what is wanted again goes on.
    let ended = requests.map(\.request).filter {
      $0.client == request.client && $0.generation < request.generation
    }
    requests.append(Waiting(request: request, left: request.addresses.count))
    for old in ended { remove(old) }
    return ended
  }

  /// Whether no later generation of the page has come; remembers this one.
  private mutating func isNewest(_ request: TileRequest) -> Bool {
    let known = generations.firstIndex { $0.client == request.client }
    let newest = known.map { generations.remove(at: $0).generation } ?? request.generation
    generations.append((request.client, max(newest, request.generation)))
    if generations.count > Self.clientLimit { generations.removeFirst() }
    return request.generation >= newest
  }

  mutating func remove(_ request: TileRequest) {
    guard let index = requests.firstIndex(where: { $0.request === request }) else { return }
    requests.remove(at: index)
    for address in request.addresses {
      let key = request.key(address)
      guard var entry = entries.removeValue(forKey: key) else { continue }
      entry.waiters.removeAll { $0.request === request }
      if entry.waiters.isEmpty { entry.job.cancel() } else { entries[key] = entry }
    }
  }

  // MARK: Workers

  /// The next thing to do: bands of tiles that are begun, then the newest request's next tile.
  mutating func take(workers: Int) -> TileTask? {
    if let (key, rows) = openBand() {
      entries[key]?.bands?.removeLast()
      return entries[key].map { .compute($0.job, rows: rows, others: 0) }
    }
    for index in requests.indices.reversed() where !requests[index].request.isFull {
      let request = requests[index].request
      while requests[index].next < request.addresses.count {
        let position = requests[index].next
        requests[index].next += 1
        if let task = begin(request, position, workers) { return task }
      }
    }
    return nil
  }

  private func openBand() -> (TileKey, Range<Int>)? {
    for (key, entry) in entries { if let rows = entry.bands?.last { return (key, rows) } }
    return nil
  }

  private mutating func begin(
    _ request: TileRequest, _ position: Int, _ workers: Int
  ) -> TileTask? {
    let key = request.key(request.addresses[position])
    guard var entry = entries[key], entry.bands == nil else { return nil }
    if let tile = cache.tile(key) {
      entry.waiters.removeAll { $0.request === request && $0.position == position }
      entries[key] = entry.waiters.isEmpty ? nil : entry
      return .send(tile, request, position: position)
    }
    var bands = bands(isLast: untouched(besides: key) + 1 < workers, workers)
    let rows = bands.removeLast()
    entry.bandsLeft = bands.count + 1
    entry.bands = bands
    entries[key] = entry
    return .compute(entry.job, rows: rows, others: bands.count)
  }

  private func untouched(besides key: TileKey) -> Int {
    entries.reduce(0) { $0 + ($1.value.bands == nil && $1.key != key ? 1 : 0) }
  }

  /// The rows of a tile: in one piece, or for the last tiles in several, so that no worker stands by.
  private func bands(isLast: Bool, _ workers: Int) -> [Range<Int>] {
    let side = TileAddress.side
    let count = isLast ? min(2 * workers, side / 16) : 1
    // Whole multiples of the largest patch that a kernel's block covers.
    return (0..<count).map { side / 4 * $0 / count * 4..<side / 4 * ($0 + 1) / count * 4 }
  }

  /// Reports a band as done, or as cancelled. `true` for the last, if somebody waits for the tile.
  mutating func finishBand(of job: TileJob, _ isWhole: Bool) -> Bool {
    guard isWhole, var entry = entries[job.key], entry.job === job else { return false }
    entry.bandsLeft -= 1
    entries[job.key] = entry
    return entry.bandsLeft == 0
  }

  /// Keeps a tile, and answers with those who wait for it.
  mutating func finish(_ job: TileJob, _ tile: MapTile?) -> [(TileRequest, Int)] {
    if let tile, tile.isFinal { cache.insert(tile, job.key) }
    guard let entry = entries[job.key], entry.job === job else { return [] }
    entries[job.key] = nil
    return entry.waiters
  }

  /// Counts a frame. `true` if it was the request's last.
  mutating func countSent(to request: TileRequest) -> Bool {
    guard let index = requests.firstIndex(where: { $0.request === request }) else { return false }
    requests[index].left -= 1
    guard requests[index].left == 0 else { return false }
    requests.remove(at: index)
    return true
  }
}
