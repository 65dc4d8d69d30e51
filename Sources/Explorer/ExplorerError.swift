/// Why the page cannot be served.
public struct ExplorerError: Error, CustomStringConvertible, Hashable {
  public let description: String

  public init(_ description: String) { self.description = description }
}
