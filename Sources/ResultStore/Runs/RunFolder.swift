import Foundation
import ZarrStore

/// The runs of a store: a folder with a log, a journal and a heartbeat of each.
///
/// It lies beside the verdict's shards, where Zarr readers do not look, and nothing in the arrays
/// depends on it.
public struct RunFolder: Sendable, Hashable {
  /// The folder of the verdict's array, which is there as long as the store is.
  let parent: String
  let place: StorePlace?
  private var path: String { "\(parent)/\(Self.name)" }
  private static var name: String { "runs" }

  public init(_ store: SweepStore) {
    parent = "\(store.path)/verdict"
    place = store.place
  }

  enum File: String {
    case log = "jsonl"
    case heartbeat = "alive"
  }

  func path(of run: RunID, _ file: File) -> String { "\(path)/\(run.text).\(file.rawValue)" }

  func create() throws(ResultStoreError) {
    try place?.check()
    try storing { () throws(StoreError) in try createDirectories([Self.name], below: parent) }
  }

  /// All runs that left a log or a heartbeat, by name and so about in the order of their starts.
  public func runs() throws(ResultStoreError) -> [Run] {
    let names = try storing { () throws(StoreError) in try directoryEntries(path) } ?? []
    var ids: [RunID] = []
    for name in names {
      // An ID's log and heartbeat are neighbours among the sorted names.
      if let id = Self.run(ofFile: name, .log) ?? Self.run(ofFile: name, .heartbeat),
        ids.last != id
      {
        ids.append(id)
      }
    }
    return ids.map(run)
  }

  /// The other runs whose heartbeat is there, by one look at the folder. They may be dead.
  public func others(than id: RunID) -> [RunID] {
    let names = (try? directoryEntries(path)) ?? []
    return names.compactMap { Self.run(ofFile: $0, .heartbeat) }.filter { $0 != id }
  }

  /// What the files of a run tell, if there are any.
  public func run(_ id: RunID) -> Run {
    var (start, end): (RunStart?, RunEnd?)
    for line in (contents(id, .log) ?? []).split(separator: UInt8(ascii: "\n")) {
      switch RunJSON.value(Line.self, line)?.event {
      case .start: start = start ?? RunJSON.value(RunStart.self, line)
      case .end: end = RunJSON.value(RunEnd.self, line) ?? end
      case nil: continue
      }
    }
    let heartbeat = contents(id, .heartbeat).flatMap { RunJSON.value(Heartbeat.Reading.self, $0) }
    return Run(id: id, start: start, end: end, heartbeat: heartbeat)
  }

  private struct Line: Decodable { let event: RunEvent }

  private func contents(_ id: RunID, _ file: File) -> [UInt8]? {
    (try? readFile(path(of: id, file), limit: 1 << 20)) ?? nil
  }

  private static func run(ofFile name: String, _ file: File) -> RunID? {
    let ending = ".\(file.rawValue)"
    return name.hasSuffix(ending) ? RunID(parsing: String(name.dropLast(ending.count))) : nil
  }

  /// Removes the heartbeats, whole or begun, of runs that are dead.
  ///
  /// - Parameter isComplete: Nothing is left to do: then also those of runs elsewhere, which may live.
  func removeHeartbeats(isComplete: Bool) {
    // Behind a link are somebody else's files.
    guard !isLink(path) else { return }
    for name in (try? directoryEntries(path)) ?? [] {
      let isLeft =
        if let id = Self.run(ofFile: name, .heartbeat) {
          run(id).state.isOver(isComplete: isComplete)
        } else {
          TemporaryName(parsing: name)?.writer.isOver(isComplete: isComplete) ?? false
        }
      if isLeft { unlink("\(path)/\(name)") }
    }
  }
}
