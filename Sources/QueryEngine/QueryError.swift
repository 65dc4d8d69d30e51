/// Why a question cannot be answered.
public struct QueryError: Error, CustomStringConvertible, Hashable {
  public let description: String

  public init(_ description: String) { self.description = description }
}
