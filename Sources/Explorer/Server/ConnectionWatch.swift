import FlyingFox
import Synchronization

/// Ends connections that the web server would keep for ever: those that send a request without end, or
/// too slowly, that are idle, whose reader has stopped, and those above a number. Ends the tiles of pages
/// that are gone.
final class ConnectionWatch: Sendable {
  typealias Peer = HTTPRequest.Address

  /// A request's line, headers and body together; some slack for what the next one has sent.
  fileprivate static let requestLimit: UInt64 = 1 << 18
  fileprivate static let requestTime = Duration.seconds(15)
  fileprivate static let idleTime = Duration.seconds(75)
  fileprivate static let connectionLimit = 256
  /// Between two looks.
  static let interval = Duration.milliseconds(250)

  fileprivate struct Record {
    /// Bytes that came up to the last whole request.
    var answered: UInt64 = 0
    var delivered: UInt64 = 0
    /// When something last went as it should.
    var progress: ContinuousClock.Instant
    /// Since when a request is on its way.
    var partial: ContinuousClock.Instant?
  }

  fileprivate struct State {
    var records: [Peer: Record] = [:]
    /// Requests that are being answered, and those answered since the last look.
    var working: [Peer: Int] = [:]
    var answered: Set<Peer> = []
    var streams: [Peer: TileRequest] = [:]
  }

  private let state = Mutex(State())

  /// Says that a whole request has come.
  func begin(_ peer: Peer?) {
    guard let peer else { return }
    state.withLock { $0.working[peer, default: 0] += 1 }
  }

  /// Says that it has its answer, or the beginning of one that comes tile by tile.
  func end(_ peer: Peer?) {
    guard let peer else { return }
    state.withLock { state in
      let left = (state.working[peer] ?? 1) - 1
      state.working[peer] = left > 0 ? left : nil
      state.answered.insert(peer)
    }
  }

  func follow(_ request: TileRequest, to peer: Peer?) {
    guard let peer else { return }
    state.withLock { $0.streams[peer] = request }
  }

  /// Looks at all connections once.
  func look(port: UInt16, scheduler: TileScheduler) {
    let connections = OpenConnection.all(toPort: port)
    let now = ContinuousClock.now
    let (tooMany, gone) = state.withLock { state in
      let peers = Set(connections.map(\.peer))
      state.records = state.records.filter { peers.contains($0.key) }
      let closing = connections.filter { !state.judge($0, now) }
      let excess = connections.count - closing.count - Self.connectionLimit
      let idle = connections.filter {
        state.working[$0.peer] == nil && state.streams[$0.peer] == nil
      }
      .sorted { state.progress($0.peer, now) < state.progress($1.peer, now) }
      let gone = Set(connections.filter(\.isGone).map(\.peer))
      let ended = state.streams.filter { !peers.contains($0.key) || gone.contains($0.key) }
      for peer in ended.keys { state.streams[peer] = nil }
      state.answered = []
      return (closing + idle.prefix(max(0, excess)), Array(ended.values))
    }
    for connection in tooMany { connection.close() }
    for request in gone { scheduler.end(request) }
  }
}

extension ConnectionWatch.State {
  fileprivate func progress(
    _ peer: ConnectionWatch.Peer, _ now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant { records[peer]?.progress ?? now }

  /// Whether a connection may go on.
  fileprivate mutating func judge(
    _ connection: OpenConnection, _ now: ContinuousClock.Instant
  ) -> Bool {
    let peer = connection.peer
    var record = records[peer] ?? ConnectionWatch.Record(progress: now)
    defer { records[peer] = record }
    let stream = streams[peer].flatMap { $0.isEnded ? nil : $0 }
    if stream == nil { streams[peer] = nil }
    let isStuck = stream?.isFull ?? false
    if working[peer] != nil || answered.contains(peer) || stream != nil && !isStuck
      || connection.delivered > record.delivered
    {
      record.progress = now
    }
    if working[peer] != nil || answered.contains(peer) || stream != nil {
      record.answered = connection.received
    }
    record.delivered = connection.delivered
    let rest = connection.received - min(record.answered, connection.received)
    record.partial = rest > 0 ? record.partial ?? now : nil
    let isLate = record.partial.map { now - $0 > ConnectionWatch.requestTime } ?? false
    return rest <= ConnectionWatch.requestLimit && !isLate
      && now - record.progress <= ConnectionWatch.idleTime
  }
}
