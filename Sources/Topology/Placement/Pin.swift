/// What a worker is bound to.
public enum Pin: String, Sendable, Hashable, Codable, CaseIterable {
  /// Its own core: all allowed processing units of that core.
  ///
  /// Not just one of them: moving between hyper-threads of a core costs
  /// nothing, as they share its caches, and lets a worker step aside when the
  /// system needs one of them for a moment.
  case core
  /// Its own processing unit: hyper-threads work too.
  case pu
  /// Nothing: the kernel moves workers as it likes.
  case none
}
