/// A set of processing units, named by the operating system's indices.
///
/// Written and read as Linux writes such sets: `0-3,8`. The empty set is the
/// empty text. An index is below ``CPUSet/limit``.
public struct CPUSet: Sendable, Hashable {
  /// One more than the largest index a set can hold.
  public static let limit = 65_536

  /// Bit i of word w stands for index 64 w + i; the last word is never zero.
  private var words: [UInt64] = []

  /// The empty set.
  public init() {}

  /// The set of these indices. Indices outside 0 ..< `limit` are left out: no
  /// system has such a processing unit.
  public init(_ indices: some Sequence<Int>) {
    for index in indices { insert(index) }
  }

  /// Adds one index; does nothing outside 0 ..< `limit`.
  public mutating func insert(_ index: Int) {
    guard (0..<Self.limit).contains(index) else { return }
    while words.count <= index / 64 { words.append(0) }
    words[index / 64] |= 1 << UInt64(index % 64)
  }

  public func contains(_ index: Int) -> Bool {
    guard index >= 0, index / 64 < words.count else { return false }
    return words[index / 64] & (1 << UInt64(index % 64)) != 0
  }

  /// The number of processing units.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  public var isEmpty: Bool { words.isEmpty }

  /// The smallest index, nil if the set is empty.
  public var first: Int? {
    guard let word = words.firstIndex(where: { $0 != 0 }) else { return nil }
    return 64 * word + words[word].trailingZeroBitCount
  }

  /// The indices in increasing order.
  public var indices: [Int] {
    var found: [Int] = []
    for (position, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        found.append(64 * position + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return found
  }

  public func union(_ other: CPUSet) -> CPUSet {
    var (long, short) = (self, other)
    if long.words.count < short.words.count { swap(&long, &short) }
    for position in short.words.indices { long.words[position] |= short.words[position] }
    return long
  }

  public func intersection(_ other: CPUSet) -> CPUSet {
    var result = CPUSet()
    result.words = zip(words, other.words).map { $0 & $1 }
    while result.words.last == 0 { result.words.removeLast() }
    return result
  }

  /// True if no index is in both sets.
  public func isDisjoint(with other: CPUSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & $1 == 0 }
  }

  /// True if every index of this set is in the other.
  public func isSubset(of other: CPUSet) -> Bool { intersection(other) == self }
}

extension CPUSet: ExpressibleByArrayLiteral {
  public init(arrayLiteral indices: Int...) { self.init(indices) }
}
