import FlyingFox
import Synchronization

/// From a request to its answer.
final class Router: HTTPHandler {
  let watch = ConnectionWatch()
  private let exploration: Exploration
  /// `nil`, and nobody is let in, before the server knows its port.
  private let admission = Mutex<Admission?>(nil)

  init(_ exploration: Exploration) { self.exploration = exploration }

  /// `nil` before it is known.
  var port: UInt16? { admission.withLock { $0?.port } }

  func begin(_ admission: Admission) { self.admission.withLock { $0 = admission } }

  func handleRequest(_ request: HTTPRequest) async -> HTTPResponse {
    watch.begin(request.remoteAddress)
    defer { watch.end(request.remoteAddress) }
    let reply: Reply
    do {
      reply = try await answer(request)
    } catch let refusal as Refusal {
      reply = Reply(refusal)
    } catch {
      reply = Reply(Refusal(kind: .failed, message: "something went wrong; try again"))
    }
    if let stream = reply.stream { watch.follow(stream, to: request.remoteAddress) }
    return reply.response(withoutBody: request.method == .HEAD)
  }

  private func answer(_ request: HTTPRequest) async throws -> Reply {
    guard let admission = admission.withLock({ $0 }) else {
      throw Refusal(kind: .busy, message: "the server is about to begin")
    }
    try admission.check(request)
    if let cookie = admission.cookie(for: request), request.path == "/" {
      var reply = Reply(redirectingTo: "/")
      reply.headers[.setCookie] = cookie
      return reply
    }
    try admission.checkToken(request)
    if let post = exploration.postAnswers[request.path] {
      try allow(["POST"], request)
      return try await post(try await request.json())
    }
    if let get = exploration.getAnswers[request.path] {
      try allow(["GET", "HEAD"], request)
      return try await get(request)
    }
    guard let file = PageFiles.reply(request.path) else {
      throw Refusal(kind: .notFound, message: "there is nothing here; the page is at /")
    }
    try allow(["GET", "HEAD"], request)
    return file
  }

  private func allow(_ methods: [String], _ request: HTTPRequest) throws(Refusal) {
    guard methods.contains(request.method.rawValue) else {
      let allowed = methods.joined(separator: ", ")
      throw Refusal(
        kind: .wrongMethod(allowed: allowed), message: "here only \(allowed) is allowed")
    }
  }
}
