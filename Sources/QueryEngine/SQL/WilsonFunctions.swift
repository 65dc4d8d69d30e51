// Unsafe: SQLite calls with two arguments, as was declared.

import CSQLite

/// `wilson_low(k, n)`, `wilson_high(k, n)`: between which shares the true one lies, given that k of n
/// trials had it, with 95 % certainty. NULL unless 0 ≤ k ≤ n and n > 0.
///
/// - Reference: E. B. Wilson, 1927, doi:10.1080/01621459.1927.10502953
func wilsonLow(_ context: OpaquePointer?, _ count: Int32, _ arguments: Arguments?) {
  answer(context, arguments) { $0.lowerBound }
}

func wilsonHigh(_ context: OpaquePointer?, _ count: Int32, _ arguments: Arguments?) {
  answer(context, arguments) { $0.upperBound }
}

private func answer(
  _ context: OpaquePointer?, _ arguments: Arguments?, end: (ClosedRange<Double>) -> Double
) {
  guard let k = number(arguments?[0]), let n = number(arguments?[1]), n > 0, 0 <= k, k <= n
  else { return }
  sqlite3_result_double(context, end(wilsonInterval(k, of: n)))
}

/// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n), p = k/n, as `Dynamics` computes it for
/// `diverged_low` and `diverged_high`.
private func wilsonInterval(_ k: Double, of n: Double) -> ClosedRange<Double> {
  let z = 1.959963984540054
  let p = k / n
  let middle = p + z * z / (2 * n)
  let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
  let scale = 1 + z * z / n
  let low = k == 0 ? 0 : (middle - half) / scale
  return low...max(low, k == n ? 1 : (middle + half) / scale)
}
