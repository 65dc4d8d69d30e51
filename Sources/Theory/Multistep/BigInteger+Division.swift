extension BigInteger {
  /// Quotient and remainder, the quotient rounded toward zero.
  ///
  /// - Precondition: b ≠ 0.
  /// - Reference: D. E. Knuth, The Art of Computer Programming 2, 1997, §4.3.1, algorithm D.
  package func quotientAndRemainder(
    dividingBy b: BigInteger
  ) -> (quotient: BigInteger, remainder: BigInteger) {
    precondition(!b.isZero, "division by zero")
    if Self.isLess(limbs, b.limbs) { return (0, self) }
    let (quotient, remainder) =
      b.limbs.count == 1 ? dividedByLimb(b.limbs[0]) : divided(by: b.limbs)
    return (
      BigInteger(limbs: quotient, isNegative: isNegative != b.isNegative),
      BigInteger(limbs: remainder, isNegative: isNegative)
    )
  }

  private func dividedByLimb(_ divisor: UInt32) -> ([UInt32], [UInt32]) {
    var quotient = limbs
    var rest: UInt64 = 0
    for i in limbs.indices.reversed() {
      let value = rest << 32 | UInt64(limbs[i])
      quotient[i] = UInt32(value / UInt64(divisor))
      rest = value % UInt64(divisor)
    }
    return (quotient, [UInt32(rest)])
  }

  private func divided(by divisor: [UInt32]) -> ([UInt32], [UInt32]) {
    // The divisor's highest bit is set, so that a digit is guessed right but for 2.
    let shift = divisor[divisor.count - 1].leadingZeroBitCount
    let v = Self.shifted(divisor, left: shift)
    let n = divisor.count
    var u = Self.shifted(limbs, left: shift)
    while u.count <= limbs.count { u.append(0) }
    var quotient = [UInt32](repeating: 0, count: u.count - n)
    let (first, second) = (UInt64(v[n - 1]), UInt64(v[n - 2]))
    for j in quotient.indices.reversed() {
      let top = UInt64(u[j + n]) << 32 | UInt64(u[j + n - 1])
      var digit = top / first
      var rest = top % first
      while digit >> 32 != 0 || digit * second > rest << 32 | UInt64(u[j + n - 2]) {
        digit -= 1
        rest += first
        if rest >> 32 != 0 { break }
      }
      if Self.subtract(digit, times: v, from: &u, at: j) { digit -= 1 }
      quotient[j] = UInt32(truncatingIfNeeded: digit)
    }
    return (quotient, Self.shifted(Array(u.prefix(n)), right: shift))
  }

  /// u ← u − digit · v · 2³²ʲ, or one v less where that would be negative, which is the answer.
  private static func subtract(
    _ digit: UInt64, times v: [UInt32], from u: inout [UInt32], at j: Int
  ) -> Bool {
    let n = v.count
    var borrow: Int64 = 0
    var carry: UInt64 = 0
    for i in 0..<n {
      let product = digit * UInt64(v[i]) + carry
      carry = product >> 32
      let value = Int64(u[i + j]) - borrow - Int64(product & 0xFFFF_FFFF)
      u[i + j] = UInt32(truncatingIfNeeded: value)
      borrow = value < 0 ? 1 : 0
    }
    let value = Int64(u[j + n]) - borrow - Int64(carry)
    u[j + n] = UInt32(truncatingIfNeeded: value)
    guard value < 0 else { return false }
    var added: UInt64 = 0
    for i in 0..<n {
      let sum = UInt64(u[i + j]) + UInt64(v[i]) + added
      u[i + j] = UInt32(truncatingIfNeeded: sum)
      added = sum >> 32
    }
    u[j + n] = UInt32(truncatingIfNeeded: UInt64(u[j + n]) + added)
    return true
  }

  private static func shifted(_ limbs: [UInt32], left shift: Int) -> [UInt32] {
    guard shift > 0 else { return limbs }
    var result: [UInt32] = []
    var carry: UInt32 = 0
    for limb in limbs {
      result.append(limb << UInt32(shift) | carry)
      carry = limb >> UInt32(32 - shift)
    }
    return carry == 0 ? result : result + [carry]
  }

  private static func shifted(_ limbs: [UInt32], right shift: Int) -> [UInt32] {
    guard shift > 0 else { return limbs }
    return limbs.indices.map { i in
      limbs[i] >> UInt32(shift) | (i + 1 < limbs.count ? limbs[i + 1] << UInt32(32 - shift) : 0)
    }
  }

  /// The same number of times 2ⁿ.
  package func timesPowerOfTwo(_ n: Int) -> BigInteger {
    let limbs = [UInt32](repeating: 0, count: n / 32) + Self.shifted(limbs, left: n % 32)
    return BigInteger(limbs: limbs, isNegative: isNegative)
  }

  /// The greatest common divisor, not negative.
  package static func gcd(_ a: BigInteger, _ b: BigInteger) -> BigInteger {
    var (a, b) = (a.magnitude, b.magnitude)
    if a == 1 || b == 1 { return 1 }
    while !b.isZero { (a, b) = (b, a.quotientAndRemainder(dividingBy: b).remainder) }
    return a
  }
}
