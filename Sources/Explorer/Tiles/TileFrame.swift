import SweepPlan

/// A tile as bytes: a header of 32, then a verdict of one byte by cell, then perhaps a number of four.
///
/// All little-endian, rows from the smallest y, x fastest.
enum TileFrame {
  static let headerLength = 32
  private static let magic: UInt32 = 0x5458_5053  // "SPXT"

  /// What a tile's flags say.
  struct Flags: OptionSet {
    let rawValue: UInt32
    static let stored = Flags(rawValue: 1)
    static let incomplete = Flags(rawValue: 2)
    static let failed = Flags(rawValue: 4)
  }

  /// - Parameters:
  ///   - tile: `nil` for one that could not be had.
  ///   - position: Its place among the tiles that were asked for.
  static func bytes(
    _ tile: MapTile?, _ variable: Variable, at address: TileAddress, position: Int
  ) -> [UInt8] {
    let cells = TileAddress.cellCount
    let payload = tile == nil ? 0 : variable == .verdict ? cells : 5 * cells
    return [UInt8](unsafeUninitializedCapacity: headerLength + payload) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      writeHeader(flags(of: tile), payload, address, position, to: bytes)
      if payload > 0, let tile {
        let body = UnsafeMutableRawBufferPointer(rebasing: bytes[headerLength...])
        tile.copyVerdicts(to: UnsafeMutableRawBufferPointer(rebasing: body[..<cells]))
        if payload > cells {
          tile.copy(variable, to: UnsafeMutableRawBufferPointer(rebasing: body[cells...]))
        }
      }
      count = headerLength + payload
    }
  }

  private static func flags(of tile: MapTile?) -> Flags {
    switch tile {
    case nil: .failed
    case .computed: []
    case .stored(let tile): tile.isIncomplete ? [.stored, .incomplete] : .stored
    }
  }

  private static func writeHeader(
    _ flags: Flags, _ payload: Int, _ address: TileAddress, _ position: Int,
    to bytes: UnsafeMutableRawBufferPointer
  ) {
    // The deepest levels have tile numbers beyond 32 bits: the position tells which tile it is.
    let words = [
      magic, UInt32(truncatingIfNeeded: address.kx), UInt32(truncatingIfNeeded: address.ky),
      UInt32(truncatingIfNeeded: address.i), UInt32(truncatingIfNeeded: address.j),
      flags.rawValue, UInt32(payload), UInt32(truncatingIfNeeded: position),
    ]
    for (index, word) in words.enumerated() {
      bytes.storeBytes(of: word.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
    }
  }
}
