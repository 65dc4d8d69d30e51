// Unsafe: SQLite calls with two arguments, as was declared.

import CSQLite

/// `wilson_low(k, n)`, `wilson_high(k, n)`: between which shares the true one lies, given that k of n
/// trials had it, with 95 % certainty. NULL unless 0 ≤ k ≤ n and n ≥ 1, both finite.
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
  guard let k = number(arguments?[0]), let n = number(arguments?[1]), n.isFinite, n >= 1, 0 <= k,
    k <= n
  else { return }
  sqlite3_result_double(context, end(wilsonInterval(k, of: n)))
}
