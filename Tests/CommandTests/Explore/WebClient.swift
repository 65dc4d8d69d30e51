import Foundation
import Testing

/// One connection, on which a request is written byte by byte as a test says.
final class WebClient {
  struct Answer {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }

    var error: String { (try? json())?["error"] as? String ?? "" }
  }

  private let descriptor: Int32
  private let port: UInt16

  init(port: UInt16) throws {
    self.port = port
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var wait = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
  }

  deinit { close(descriptor) }

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  /// Everything until the other side closes.
  private func readAll() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }

  func post(
    _ path: String, _ body: String, _ headers: [String: String] = [:]
  ) throws -> Answer {
    writePost(path, body, headers)
    return try answer()
  }

  /// Sends a request, and waits for nothing.
  func writePost(_ path: String, _ body: String, _ headers: [String: String] = [:]) {
    let usual = ["Content-Type": "application/json", "Content-Length": "\(body.utf8.count)"]
    write("POST \(path) HTTP/1.1", usual.merging(headers) { $1 }, body)
  }

  func ask(_ line: String, _ headers: [String: String]) throws -> Answer {
    write(line, headers, "")
    return try answer()
  }

  private func write(_ line: String, _ headers: [String: String], _ body: String) {
    let all = ["Host": "127.0.0.1:\(port)", "Connection": "close"].merging(headers) { $1 }
    let lines = all.filter { !$0.value.isEmpty }.map { "\($0): \($1)" }
    send(Array((([line] + lines).joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
  }

  /// The answer that comes, up to the end of the connection.
  func answer() throws -> Answer {
    let all = readAll()
    let end = try #require(all.firstRange(of: Array("\r\n\r\n".utf8)))
    let lines = String(decoding: all[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let status = try #require(Int(lines[0].split(separator: " ")[1]))
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let body = Array(all[end.upperBound...])
    return Answer(
      status: status, headers: headers,
      body: headers["transfer-encoding"] == "chunked" ? Self.joined(body) : body)
  }

  private static func joined(_ chunks: [UInt8]) -> [UInt8] {
    var (rest, all) = (chunks[...], [UInt8]())
    while let end = rest.firstIndex(of: 13),
      let count = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16), count > 0
    {
      let start = end + 2
      all += rest[start..<min(start + count, rest.endIndex)]
      rest = rest.dropFirst(end - rest.startIndex + 2 + count + 2)
    }
    return all
  }
}
