import FlyingFox
import Foundation

/// What the server answers.
struct Reply: Sendable {
  var status = HTTPStatusCode.ok
  var type: String
  var body: HTTPBodySequence
  var headers: [HTTPHeader: String] = [:]
  /// How long browsers keep it.
  var caching = "no-store"
  /// Whose frames the body is.
  private(set) var stream: TileRequest?

  init(_ data: Data, type: String) {
    body = HTTPBodySequence(data: data, suggestedBufferSize: 1 << 20)
    self.type = type
  }

  init(_ frames: TileFrames) {
    body = HTTPBodySequence(from: frames)
    stream = frames.request
    type = "application/octet-stream"
  }

  /// JSON, with words for numbers that it has none for.
  init(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    self.init(try encoder.encode(value), type: "application/json")
  }

  init(_ refusal: Refusal) {
    struct Words: Encodable {
      let error: String
      let code: String?
    }
    let code = refusal.kind == .unknownView ? "unknown view" : nil
    let words = Words(error: refusal.message, code: code)
    let data = (try? JSONEncoder().encode(words)) ?? Data()
    self.init(data, type: "application/json")
    status = refusal.status
    if case .wrongMethod(let allowed) = refusal.kind { headers[HTTPHeader("Allow")] = allowed }
  }

  /// Another address, to which the browser goes on.
  init(redirectingTo path: String) {
    self.init(Data(), type: "text/plain; charset=utf-8")
    status = HTTPStatusCode(303, phrase: "See Other")
    headers[.location] = path
  }

  /// - Parameter withoutBody: For `HEAD`.
  func response(withoutBody: Bool) -> HTTPResponse {
    var all = HTTPHeaders(headers)
    for (name, value) in Self.safety { all[name] = value }
    all[.contentType] = type
    all[.cacheControl] = caching
    guard withoutBody else { return HTTPResponse(statusCode: status, headers: all, body: body) }
    if let count = body.count { all[.contentLength] = String(count) }
    return HTTPResponse(statusCode: status, headers: all)
  }

  /// What keeps the page to itself: nothing from elsewhere, in no other page's frame.
  private static let safety: [HTTPHeader: String] = [
    HTTPHeader("Content-Security-Policy"): "default-src 'self'; img-src 'self' blob: data:; "
      + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    HTTPHeader("X-Content-Type-Options"): "nosniff",
    HTTPHeader("Referrer-Policy"): "no-referrer",
    HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
  ]
}

extension Refusal {
  fileprivate var status: HTTPStatusCode {
    switch kind {
    case .badRequest: .badRequest
    case .forbidden: .forbidden
    case .notFound, .unknownView: .notFound
    case .wrongMethod: .methodNotAllowed
    case .tooLarge: HTTPStatusCode(413, phrase: "Content Too Large")
    case .wrongType: HTTPStatusCode(415, phrase: "Unsupported Media Type")
    case .busy: HTTPStatusCode(503, phrase: "Service Unavailable")
    case .failed: .internalServerError
    }
  }
}
