/// The mask of one lane.
extension Bool: LaneMask {
  @inline(__always) init(repeating value: Bool) { self = value }
  @inline(__always) static func & (a: Bool, b: Bool) -> Bool { a && b }
  @inline(__always) static func | (a: Bool, b: Bool) -> Bool { a || b }
  @inline(__always) static prefix func ~ (a: Bool) -> Bool { !a }
  @inline(__always) var isAnySet: Bool { self }
  @inline(__always) var count: Int { self ? 1 : 0 }
  @inline(__always) subscript(lane: Int) -> Bool { self }
}
