/// What tells one array's shards from all others', also those of another store: with it, each shard says
/// in its own file whose it is and of which place.
package struct Seal: Hashable, Sendable {
  private let hash: UInt64

  /// - Parameter owner: Whatever is another text for every array.
  package init(_ owner: String) { hash = Self.hash(owner, from: 0xCBF2_9CE4_8422_2325) }

  /// The number that stands in the shard of a key: FNV-1a, 64 bits, of the owner and the key.
  func number(of key: String) -> UInt64 { Self.hash(key, from: hash) }

  private static func hash(_ text: String, from start: UInt64) -> UInt64 {
    text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension ZarrArray {
  /// The same array, whose shards are to bear a seal. Those that bear none, as other writers' and earlier
  /// versions', are taken as they are.
  package func sealed(_ seal: Seal) -> ZarrArray {
    var array = self
    array.seal = seal
    return array
  }

  func sealNumber(at position: [Int]) -> UInt64? {
    seal?.number(of: metadata.shardKey(at: position))
  }
}
