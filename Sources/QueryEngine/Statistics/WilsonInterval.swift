/// Between which shares the true one lies with 95 % certainty, given that k of n trials had it, by
/// Wilson's score interval,
///
///     (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),    p = k/n,
///
/// as the engine computes it for `diverged_low` and `diverged_high`.
///
/// - Precondition: 0 ≤ k ≤ n and n ≥ 1, both finite.
/// - Reference: E. B. Wilson, 1927, doi:10.1080/01621459.1927.10502953
func wilsonInterval(_ k: Double, of n: Double) -> ClosedRange<Double> {
  let z = 1.959963984540054
  let p = k / n
  let middle = p + z * z / (2 * n)
  let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
  let scale = 1 + z * z / n
  let low = k == 0 ? 0 : (middle - half) / scale
  return low...max(low, k == n ? 1 : (middle + half) / scale)
}
