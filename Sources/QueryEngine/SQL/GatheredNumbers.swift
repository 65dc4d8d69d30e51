// Unsafe: SQLite keeps a zeroed pointer for each group; it holds one reference to the group's numbers, made by
// the first row and released by the last call, which SQLite makes for every group.

import CSQLite

/// The numbers of a group, for what needs all of them at once.
private final class GatheredNumbers {
  var numbers: [Double] = []
  var share = 0.5

  /// The mean of the two in the middle, as NumPy's `median`.
  var median: Double? {
    let sorted = numbers.sorted()
    guard let last = sorted.indices.last else { return nil }
    let (low, high) = (sorted[last / 2], sorted[(last + 1) / 2])
    return low == high ? low : (low + high) / 2
  }

  /// The least that at least that share of all do not exceed, as the store's `objective_quantile`.
  var quantile: Double? {
    guard !numbers.isEmpty else { return nil }
    let rank = Int((share * Double(numbers.count)).rounded(.up))
    return numbers.sorted()[max(rank, 1) - 1]
  }
}

private func storage(
  _ context: OpaquePointer?, creating: Bool
) -> UnsafeMutablePointer<UnsafeRawPointer?>? {
  let size = creating ? MemoryLayout<UnsafeRawPointer?>.size : 0
  return sqlite3_aggregate_context(context, Int32(size))?.assumingMemoryBound(
    to: UnsafeRawPointer?.self)
}

/// A row of `median(x)` or `quantile(x, q)`. What is no number does not count.
func gatherNumber(_ context: OpaquePointer?, _ count: Int32, _ arguments: Arguments?) {
  guard let storage = storage(context, creating: true) else {
    return sqlite3_result_error_nomem(context)
  }
  let object =
    storage.pointee ?? UnsafeRawPointer(Unmanaged.passRetained(GatheredNumbers()).toOpaque())
  storage.pointee = object
  let gathered = Unmanaged<GatheredNumbers>.fromOpaque(object).takeUnretainedValue()
  if count == 2 {
    guard let share = number(arguments?[1]), (0...1).contains(share) else {
      return sqlite3_result_error(
        context, "quantile(x, q) takes a share q from 0 to 1, as in quantile(objective, 0.9)", -1)
    }
    gathered.share = share
  }
  if let number = number(arguments?[0]) { gathered.numbers.append(number) }
}

func finishMedian(_ context: OpaquePointer?) { finish(context) { $0.median } }

func finishQuantile(_ context: OpaquePointer?) { finish(context) { $0.quantile } }

private func finish(_ context: OpaquePointer?, _ answer: (GatheredNumbers) -> Double?) {
  guard let object = storage(context, creating: false)?.pointee else { return }
  let gathered = Unmanaged<GatheredNumbers>.fromOpaque(object).takeRetainedValue()
  if let number = answer(gathered) { sqlite3_result_double(context, number) }
}
