import CLanes
import Dynamics
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// Draws in vectors of one width, of one instruction set.
struct NoiseWidth: Sendable, CustomTestStringConvertible {
  let name: String
  private let shared: @Sendable (NoiseKey, UnsafeMutablePointer<Double>) -> Void
  private let perCell:
    @Sendable (NoiseKey, UnsafePointer<UInt64>, Int, UnsafeMutablePointer<Double>) -> Void

  var testDescription: String { name }

  private static func v3(_ name: String, lanes: Int) -> NoiseWidth {
    NoiseWidth(
      name: name,
      shared: { Dynamics.drawShared($0.request, lanes: lanes, into: $1) },
      perCell: { Dynamics.drawPerCell($0.request, lanes: lanes, cells: $1, count: $2, into: $3) })
  }

  /// One lane: the definition.
  static let one = v3("one lane", lanes: 1)

  /// All that this machine can run but one lane.
  static let vectors: [NoiseWidth] = [1, 4].flatMap { vectors in
    var widths = [v3("v3, \(vectors) vectors", lanes: vectors * Dynamics.machineLanes.float64)]
    #if canImport(DynamicsV4)
      if lanes_x86_64_level() >= 4 {
        let lanes = vectors * DynamicsV4.machineLanes.float64
        widths.append(
          NoiseWidth(
            name: "v4, \(vectors) vectors",
            shared: { DynamicsV4.drawShared($0.requestV4, lanes: lanes, into: $1) },
            perCell: {
              DynamicsV4.drawPerCell($0.requestV4, lanes: lanes, cells: $1, count: $2, into: $3)
            }))
      }
    #endif
    return widths
  }

  /// Variate after variate of step after step.
  func values(_ key: NoiseKey) -> [Double] {
    let count = key.steps.count * 2 * key.blocks
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      if let base = buffer.baseAddress, count > 0 { shared(key, base) }
      filled = count
    }
  }

  /// Of step after step, variate after variate of all cells.
  func values(_ key: NoiseKey, cells: [UInt64]) -> [Double] {
    let count = key.steps.count * 2 * key.blocks * cells.count
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      if let base = buffer.baseAddress, count > 0 { perCell(key, cells, cells.count, base) }
      filled = count
    }
  }
}

/// Which draws.
struct NoiseKey: Sendable {
  enum Variate: String, Sendable, CaseIterable {
    case uniform, sign, normal, polar
  }

  var variate = Variate.normal
  var seed: UInt32 = 0
  var stream: UInt32 = 0
  var steps = 0..<1
  var blocks = 1
  /// Counters at a time.
  var capacity = 256

  var request: Dynamics.NoiseRequest {
    var request = Dynamics.NoiseRequest(
      variate.rawValue, seed: seed, stream: stream, steps: steps, blocks: blocks)
    request.capacity = capacity
    return request
  }

  #if canImport(DynamicsV4)
    var requestV4: DynamicsV4.NoiseRequest {
      var request = DynamicsV4.NoiseRequest(
        variate.rawValue, seed: seed, stream: stream, steps: steps, blocks: blocks)
      request.capacity = capacity
      return request
    }
  #endif
}
