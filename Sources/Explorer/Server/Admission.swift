import FlyingFox
import Foundation

/// Who is let in: pages of this server, asked for under its own name, with its token if it has one.
struct Admission: Sendable {
  /// The address it listens on, as `127.0.0.1`.
  let host: String
  let port: UInt16
  /// `nil` if only this machine can reach the server.
  let token: String?

  private static let cookie = "separatrix"

  var isLoopback: Bool { Self.isLoopback(host) }

  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  /// Where people find the page.
  var address: String {
    let name =
      host == "::"
      ? "[::1]" : host.contains(":") ? "[\(host)]" : host == "0.0.0.0" ? "127.0.0.1" : host
    let key = token.map { "?token=\($0)" } ?? ""
    return "http://\(name):\(port)/\(key)"
  }

  /// - Throws: `Refusal` for whoever is not let in.
  func check(_ request: HTTPRequest) throws(Refusal) {
    guard let named = request.headers[.host], isOwn(named) else {
      throw Refusal(kind: .forbidden, message: "this server goes by another name; open \(bare)")
    }
    let foreign = Refusal(kind: .forbidden, message: "other pages may not ask this server")
    if let origin = request.headers[HTTPHeader("Origin")] {
      guard origin.lowercased() == "http://\(named.lowercased())" else { throw foreign }
    }
    if let site = request.headers[HTTPHeader("Sec-Fetch-Site")] {
      // A link from elsewhere may open the page itself, and no more.
      let isVisit =
        request.headers[HTTPHeader("Sec-Fetch-Mode")] == "navigate" && request.method == .GET
        && !request.path.hasPrefix("/api")
      guard site == "same-origin" || site == "none" || isVisit else { throw foreign }
    }
  }

  private var bare: String { address.prefix { $0 != "?" }.description }

  private func isOwn(_ name: String) -> Bool {
    let name = name.lowercased()
    var own = ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"]
    if !isLoopback { own = [] }
    let written = host.contains(":") ? "[\(host)]" : host.lowercased()
    own.append("\(written):\(port)")
    // Bound to every address, it has names that it cannot know; the token keeps it.
    if ["0.0.0.0", "::"].contains(host) { return name.hasSuffix(":\(port)") }
    return own.contains(name) || port == 80 && own.contains("\(name):80")
  }

  // MARK: The token

  /// The cookie that a visit with the right token leaves; `nil` if the address has none, or a wrong one.
  func cookie(for request: HTTPRequest) -> String? {
    guard let token, let given = request.query.first(where: { $0.name == "token" })?.value,
      isSame(given, token)
    else { return nil }
    return "\(Self.cookie)=\(token); HttpOnly; SameSite=Strict; Path=/"
  }

  /// - Throws: `Refusal` if the server has a token and the request does not.
  func checkToken(_ request: HTTPRequest) throws(Refusal) {
    guard let token else { return }
    let cookies = (request.headers[.cookie] ?? "").split(separator: ";").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let prefix = "\(Self.cookie)="
    let given = cookies.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    guard let given, isSame(given, token) else {
      throw Refusal(
        kind: .forbidden,
        message: "this server needs its token; open the address that it printed when it started")
    }
  }

  /// Takes as long wherever they differ.
  private func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard !b.isEmpty else { return false }
    var difference = UInt8(a.count == b.count ? 0 : 1)
    for index in a.indices { difference |= a[index] ^ b[index % b.count] }
    return difference == 0
  }

  /// 128 random bits, hexadecimal.
  static func randomToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let word = String(UInt64.random(in: 0 ... .max, using: &generator), radix: 16)
      return String(repeating: "0", count: 16 - word.count) + word
    }.joined()
  }
}
