import FlyingFox
import FlyingSocks
import Foundation

/// The web server of an exploration.
public final class ExplorerServer: Sendable {
  private let exploration: Exploration
  private let host: String
  private let port: UInt16
  private let token: String?

  /// - Parameters:
  ///   - host: The address to listen on, as a number: `127.0.0.1`.
  ///   - port: 0 for any that is free.
  ///   - token: What visitors must know; chosen at random where other machines can reach the server.
  public init(
    _ exploration: Exploration, host: String = "127.0.0.1", port: UInt16 = 0, token: String? = nil
  ) {
    self.exploration = exploration
    self.host = host
    self.port = port
    self.token = token ?? (Admission.isLoopback(host) ? nil : Admission.randomToken())
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter onListening: Told the page's address.
  /// - Throws: `ExplorerError` if the port cannot be had.
  public func run(onListening: @escaping @Sendable (String) -> Void) async throws {
    let router = Router(exploration)
    do {
      let port = try await serve(router, port: port, onListening: onListening)
      // It ends by itself when the system has no more descriptors, and with it those who took them.
      while !Task.isCancelled {
        try await Task.sleep(for: .milliseconds(200))
        _ = try? await serve(router, port: port, onListening: { _ in })
      }
    } catch SocketError.failed(_, let code, let message) {
      let reason = code == EADDRINUSE ? "another program has it; choose another --port" : message
      throw ExplorerError("cannot listen on \(host):\(port): \(reason)")
    }
  }

  /// Serves until the web server ends.
  ///
  /// - Returns: the port that it had.
  private func serve(
    _ router: Router, port: UInt16, onListening: @escaping @Sendable (String) -> Void
  ) async throws -> UInt16 {
    let server = HTTPServer(
      config: HTTPServer.Configuration(
        address: try address(port: port), timeout: 120,
        sharedRequestBufferSize: HTTPRequest.bodyLimit, sharedRequestReplaySize: 0,
        logger: .disabled),
      handler: router)
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        group.addTask { [self] in
          try await server.waitUntilListening()
          guard let port = await server.listeningAddress?.port else { return }
          let admission = Admission(host: host, port: port, token: token)
          router.begin(admission)
          onListening(admission.address)
          while true {
            try await Task.sleep(for: ConnectionWatch.interval)
            router.watch.look(port: port, scheduler: exploration.scheduler)
          }
        }
        // The first that ends, as a server that cannot listen does, ends the other.
        try await group.next()
      }
    } catch {
      // Once it has served, it is begun again.
      guard router.port != nil, !Task.isCancelled else { throw error }
    }
    return router.port ?? port
  }

  private func address(port: UInt16) throws -> any SocketAddress {
    do {
      if host.contains(":") { return try sockaddr_in6.inet6(ip6: host, port: port) }
      return try sockaddr_in.inet(ip4: host == "localhost" ? "127.0.0.1" : host, port: port)
    } catch {
      throw ExplorerError("cannot listen on \(host): expected an address as 127.0.0.1 or ::1")
    }
  }
}
