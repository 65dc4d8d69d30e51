import QueryEngine
import Testing

/// Whatever is asked, the answer is rows or a plain error.
struct MutatedSQLTests {
  private static let queries = [
    "SELECT momentum, avg(objective), count(*) FROM map GROUP BY momentum HAVING count(*) > 1",
    "SELECT * FROM map WHERE rate BETWEEN -1e-3 AND 1 AND verdict = 'bounded' ORDER BY steps DESC",
    "SELECT a.rate - b.rate FROM map a JOIN map b USING (momentum_index, learning_rate_index)",
    "SELECT median(steps), quantile(rate, 0.5), wilson_low(1, 10) FROM map WHERE peak IN (1, 2.5)",
    "SELECT DISTINCT verdict, verdict_code FROM map LIMIT 3 OFFSET 1",
    "SELECT rowid, rank() OVER (PARTITION BY verdict ORDER BY rate) FROM map WHERE steps IS NOT NULL",
    "SELECT 1 UNION SELECT momentum_index FROM map EXCEPT SELECT 2 ORDER BY 1",
  ]
  private static let words = [
    "'", "\"", "(", ")", ",", ";", "--", "/*", "*/", "NULL", "9e999", "-9e999", "x'00ff'", "map",
    "verdict", "rate", "momentum_index", " IN ", " IS ", " NOT ", " COLLATE NOCASE ", " AND ",
    " OR ",
    "9223372036854775807", "-9223372036854775808", "1e308", "''", "\u{1F600}", "\u{7F}",
    " LIKE '%' ",
    "(SELECT max(rate) FROM map)", " GROUP BY ", " ORDER BY ", " DESC", " = ", " <> ", " < ",
    " || ",
    "total(", "nosuch", "rowid", "pragma_table_info('map')", " UNION ALL SELECT ", "randomblob(99)",
  ]

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test func `4000 mutated queries are answered or refused`() throws {
    let store = try MadeUpStore(rows: 3, columns: 4)
    var random = SplitMix(state: 11)
    var (answered, refused) = (0, 0)
    for _ in 0..<4000 {
      var text = Array(Self.queries.randomElement(using: &random) ?? "")
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        let end = min(text.count, place + Int.random(in: 0...8, using: &random))
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.removeSubrange(place..<end)
        case 1: text.insert(contentsOf: Self.words.randomElement(using: &random) ?? "", at: place)
        default:
          text.replaceSubrange(place..<end, with: Self.words.randomElement(using: &random) ?? "")
        }
      }
      do {
        let statement = try Statement(String(text), of: store.database)
        for _ in 0..<50 where try statement.next() {
          for column in statement.columnNames.indices { _ = statement.value(column) }
        }
        answered += 1
      } catch is QueryError {
        refused += 1
      }
    }
    // Both happen often, or the mutations are too weak or too strong to say much.
    #expect(answered > 100 && refused > 1000, "\(answered) answered, \(refused) refused")
    #expect(try store.rows("SELECT count(*) FROM map") == [[.integer(12)]])
  }
}
