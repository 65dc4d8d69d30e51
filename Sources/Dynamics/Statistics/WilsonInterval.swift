/// Between which shares the true one lies, given that k of n trials had it: with 95 % certainty.
///
///     (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),   p = k/n, z = 1.96
///
/// Unlike p ± z √(p(1 − p)/n) it is never empty, nor beyond 0 and 1.
///
/// - Reference: E. B. Wilson, 1927, doi:10.1080/01621459.1927.10502953
struct WilsonInterval {
  let low: Double
  let high: Double

  init(_ k: UInt32, of trials: Int) {
    let z = 1.959963984540054
    let n = Double(trials)
    let p = Double(k) / n
    let middle = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    low = k == 0 ? 0 : (middle - half) / scale
    high = k == trials ? 1 : (middle + half) / scale
  }
}
