extension HeartbeatWatch {
  /// So many other processes are named one by one.
  private static var named: Int { 4 }

  /// Who else is at the store, in a line; `nil` if nobody is known to be.
  public func notice(of others: [Run]) -> String? {
    Self.words(for: others).map { "\($0); sharing its tiles" }
  }

  /// Who is at the store, besides whoever asks.
  public static func words(for others: [Run]) -> String? {
    guard !others.isEmpty else { return nil }
    var names = others.prefix(named).map(\.name)
    if others.count > named { names.append("and \(others.count - named) more") }
    let words = others.count == 1 ? "1 other process is" : "\(others.count) other processes are"
    return "\(words) at this store (\(names.joined(separator: ", ")))"
  }
}

extension Run {
  /// Where it runs and as which process: "node1: 4711".
  public var name: String { process.map { "\($0.host): \($0.number)" } ?? id.text }
}
