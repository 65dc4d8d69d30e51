import SweepPlan
import ZarrStore

/// A key of two sweeps whose values differ: `steps`, `optimizer.heavy_ball.momentum`.
public struct SweepDifference: Sendable, Hashable {
  public let key: String
  /// As JSON; `nil` where a sweep has no such key.
  public let a: String?
  public let b: String?

  /// In the order of keys; the size of tiles does not count, which changes nothing that is computed.
  public static func between(_ a: Plan, _ b: Plan) -> [SweepDifference] {
    let (left, right) = (leaves(of: a), leaves(of: b))
    return Set(left.keys).union(right.keys).sorted()
      .filter { left[$0] != right[$0] }
      .map { SweepDifference(key: $0, a: left[$0], b: right[$0]) }
  }

  private static func leaves(of plan: Plan) -> [String: String] {
    guard let value = try? JSONValue(parsing: Array(plan.resolved.utf8)),
      case .object(var sweep) = value
    else { return [:] }
    sweep["tile"] = nil
    // A list of objects with one key each, for their order.
    if let axes = sweep["axes"]?.array {
      let merged = axes.compactMap(\.object).reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
      }
      sweep["axes"] = .object(merged)
    }
    var leaves: [String: String] = [:]
    func visit(_ value: JSONValue, _ path: String) {
      guard case .object(let members) = value, !members.isEmpty else {
        leaves[path] = value.line
        return
      }
      for (key, member) in members { visit(member, path.isEmpty ? key : "\(path).\(key)") }
    }
    visit(.object(sweep), "")
    return leaves
  }
}

extension JSONValue {
  fileprivate var object: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// On one line, words without quotes.
  fileprivate var line: String {
    switch self {
    case .null: "none"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): value
    case .array(let values): "[\(values.map(\.line).joined(separator: ", "))]"
    case .object: "{}"
    }
  }
}
