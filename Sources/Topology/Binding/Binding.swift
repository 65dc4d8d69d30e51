/// What came of binding one thread.
public struct Binding: Sendable, Hashable {
  /// The CPU set the thread is bound to, nil if it runs unbound.
  public var cpuSet: CPUSet?
  /// Why it is not bound as it should be, in one line; nil if all is well.
  public var notice: String?
}
