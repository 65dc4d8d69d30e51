/// What the server does not do, in words for whoever asked.
struct Refusal: Error, Hashable {
  enum Kind: Sendable, Hashable {
    case badRequest
    case forbidden
    case notFound
    case unknownView
    case wrongMethod(allowed: String)
    case tooLarge
    case wrongType
    case busy
    case failed
  }

  let kind: Kind
  let message: String

  static func badRequest(_ message: String) -> Refusal {
    Refusal(kind: .badRequest, message: message)
  }

  static let unknownView = Refusal(
    kind: .unknownView, message: "the server has let go of this view; ask for it again")
}
