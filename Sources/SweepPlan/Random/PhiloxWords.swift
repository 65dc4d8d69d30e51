/// Four random words that are a function of a key and a counter: Philox4x32-10, one counter at a time.
///
/// Kernels draw noise with the same generator in vectors; this one serves what a plan draws.
///
/// - Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11,
///   doi:10.1145/2063384.2063405
package func philoxWords(
  counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
) -> (UInt32, UInt32, UInt32, UInt32) {
  var (x, k) = (counter, key)
  for _ in 0..<10 {
    let p = UInt32(0xd251_1f53).multipliedFullWidth(by: x.0)
    let q = UInt32(0xcd9e_8d57).multipliedFullWidth(by: x.2)
    x = (q.high ^ x.1 ^ k.0, q.low, p.high ^ x.3 ^ k.1, p.low)
    k = (k.0 &+ 0x9e37_79b9, k.1 &+ 0xbb67_ae85)
  }
  return x
}
