// Unsafe: SQLite keeps zeroed memory of the asked size for each group.

import CSQLite

/// `stddev(x)`: the standard deviation of a sample, with n − 1 below; NULL of fewer than two numbers.
///
/// - Reference: B. P. Welford, 1962, doi:10.1080/00401706.1962.10490022
private struct StandardDeviation {
  var count = 0.0
  var mean = 0.0
  var squares = 0.0

  mutating func add(_ number: Double) {
    count += 1
    let distance = number - mean
    mean += distance / count
    squares += distance * (number - mean)
  }
}

private func storage(
  _ context: OpaquePointer?, creating: Bool
) -> UnsafeMutablePointer<StandardDeviation>? {
  let size = creating ? MemoryLayout<StandardDeviation>.size : 0
  return sqlite3_aggregate_context(context, Int32(size))?.assumingMemoryBound(
    to: StandardDeviation.self)
}

func addToDeviation(_ context: OpaquePointer?, _ count: Int32, _ arguments: Arguments?) {
  guard let number = number(arguments?[0]) else { return }
  storage(context, creating: true)?.pointee.add(number)
}

func finishDeviation(_ context: OpaquePointer?) {
  guard let deviation = storage(context, creating: false)?.pointee, deviation.count > 1 else {
    return
  }
  sqlite3_result_double(context, (deviation.squares / (deviation.count - 1)).squareRoot())
}
