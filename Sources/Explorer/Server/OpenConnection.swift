import FlyingFox
import FlyingSocks
import Foundation

/// A connection of this process, seen from outside the web server, which counts neither bytes nor time.
struct OpenConnection {
  let peer: HTTPRequest.Address
  /// Bytes that came, and bytes that arrived at the other side; 0 where the system does not tell.
  let received: UInt64
  let delivered: UInt64
  /// Whether the other side has gone.
  let isGone: Bool
  private let descriptor: Int32

  /// All that were made to `port`.
  static func all(toPort port: UInt16) -> [OpenConnection] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")) ?? []
    return names.compactMap { Int32($0) }.compactMap { OpenConnection($0, toPort: port) }
  }

  private init?(_ descriptor: Int32, toPort port: UInt16) {
    let socket = Socket(file: Socket.FileDescriptor(rawValue: descriptor))
    guard let own = try? socket.sockname(), own.port == port, let peer = try? socket.remotePeer()
    else { return nil }
    self.descriptor = descriptor
    self.peer = .make(from: peer)
    (received, delivered) = Self.byteCounts(descriptor)
    isGone = Self.isGone(descriptor)
  }

  /// Ends the connection: whoever reads from it, or waits to write to it, finds it closed.
  func close() {
    // Its number may be another's by now.
    let socket = Socket(file: Socket.FileDescriptor(rawValue: descriptor))
    guard let now = try? socket.remotePeer(), HTTPRequest.Address.make(from: now) == peer
    else { return }
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private static func isGone(_ descriptor: Int32) -> Bool {
    #if os(Linux)
      var question = pollfd(fd: descriptor, events: Int16(0x2000), revents: 0)  // POLLRDHUP
    #else
      var question = pollfd(fd: descriptor, events: 0, revents: 0)
    #endif
    return poll(&question, 1, 0) > 0 && question.revents != 0
  }

  // Unsafe: reads the kernel's struct tcp_info as bytes, because the C library's lacks its later members.
  // The kernel never moves a member, and says how much of it there is.
  private static func byteCounts(_ descriptor: Int32) -> (received: UInt64, delivered: UInt64) {
    #if os(Linux)
      let (deliveredOffset, receivedOffset) = (120, 128)
      var info = [UInt8](repeating: 0, count: 256)
      var length = socklen_t(info.count)
      let result = getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &length)
      guard result == 0, length >= receivedOffset + 8 else { return (0, 0) }
      return info.withUnsafeBytes { bytes in
        (
          bytes.loadUnaligned(fromByteOffset: receivedOffset, as: UInt64.self),
          bytes.loadUnaligned(fromByteOffset: deliveredOffset, as: UInt64.self)
        )
      }
    #else
      return (0, 0)
    #endif
  }
}

extension Socket.Address {
  var port: UInt16? {
    switch self {
    case .ip4(_, let port), .ip6(_, let port): port
    case .unix: nil
    }
  }
}
