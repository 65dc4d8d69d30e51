import SweepPlan
import ZarrStore

/// How far one journal of tiles has been read, and what it says that no mark of its own covers.
struct JournalTail: Sendable {
  private let path: String
  private var offset = 0
  private var isForeign = false
  /// Records that have been read.
  private(set) var count = 0
  /// The tiles of the records that no mark of this journal covers, oldest first.
  private(set) var late: [(record: Int, tile: Int)] = []

  init(path: String) { self.path = path }

  /// Reads what was added since, and hands every record that is whole to `body`. Others are passed over;
  /// behind the last whole one reading goes on the next time, for it may be on its way.
  ///
  /// - Parameter key: What stands for this journal in marks.
  mutating func read(of plan: Plan, key: UInt64, _ body: (JournalRecord) -> Void) {
    if offset == 0, !isForeign {
      guard let bytes = try? readFile(path, from: 0, limit: JournalHeader.size),
        let header = JournalHeader(bytes[...])
      else { return }
      isForeign = header != JournalHeader(of: plan)
      offset = JournalHeader.size
    }
    while !isForeign, let bytes = try? readFile(path, from: offset, limit: Self.bytesAtOnce) {
      let records = bytes.count / JournalRecord.size
      var end = 0
      for number in 0..<records {
        let slot = bytes[number * JournalRecord.size..<(number + 1) * JournalRecord.size]
        guard let record = JournalRecord(slot, grid: plan.grid) else { continue }
        end = number + 1
        keep(record, number: count + number, key: key)
        body(record)
      }
      // Damage that fills a whole block is not waited for.
      if records == Self.recordsAtOnce { end = records }
      guard end > 0 else { return }
      count += end
      offset += end * JournalRecord.size
    }
  }

  private mutating func keep(_ record: JournalRecord, number: Int, key: UInt64) {
    switch record {
    case .tile(let tile, _), .rewriting(let tile): late.append((number, tile))
    case .mark(key, let count): late.removeAll { $0.record < count }
    case .mark: break
    }
  }

  private static let recordsAtOnce = 1 << 15
  private static var bytesAtOnce: Int { recordsAtOnce * JournalRecord.size }
}
