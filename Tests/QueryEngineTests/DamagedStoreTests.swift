import Foundation
import QueryEngine
import SweepPlan
import Testing
import ZarrStore

/// Whatever is done to a store's shards, a query answers as before or says which file is damaged.
struct DamagedStoreTests {
  private static let queries = [
    "SELECT count(*), total(steps), total(rate), sum(verdict = 'bounded') FROM map",
    "SELECT count(*), total(steps) FROM map WHERE rate BETWEEN 1 AND 2 AND verdict = 'diverged'",
    "SELECT count(*) FROM map WHERE steps IS NOT NULL AND rate > 1.5",
  ]

  @Test(arguments: [Variable.verdict, .steps, .rate])
  func `a changed byte is found or changes nothing`(variable: Variable) throws {
    let store = try MadeUpStore(rows: 40, columns: 12)
    let whole = try Self.queries.map { try store.rowsOfNow($0) }
    let array = try ZarrArray.open(at: "\(store.path)/\(variable.rawValue)")
    let file = URL(fileURLWithPath: array.shardPath(at: [0, 0]))
    let bytes = try Data(contentsOf: file)
    var found = 0
    // All that stands after the last chunk, and of the chunk every seventh byte.
    let tail = bytes.count - 120
    for position in bytes.indices where position >= tail || position % 7 == 0 {
      var changed = bytes
      changed[position] ^= 0x40
      try changed.write(to: file)
      for (query, expected) in zip(Self.queries, whole) {
        do {
          #expect(try store.rowsOfNow(query) == expected, "byte \(position)")
        } catch let error as StoreError {
          #expect(error.description.contains("\(file.path) is damaged"), "\(error)")
          found += 1
        }
      }
    }
    #expect(found > 100)
    try bytes.dropLast(1).write(to: file)
    #expect(throws: StoreError.self) { try store.rowsOfNow(Self.queries[0]) }
  }
}
