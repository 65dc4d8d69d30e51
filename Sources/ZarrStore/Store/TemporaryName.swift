import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The name of a file that is being written: `.NAME.HOST.SPACE.PID.COUNTER.partial`.
///
/// Hidden, beside the file it will become, and never the same for two writers: HOST is the machine,
/// SPACE the kernel's number of the process-id space (containers have their own), PID the process and
/// COUNTER the file's number in the process. The same four tell later whether the writer still lives.
package struct TemporaryName: Hashable {
  static let suffix = ".partial"

  package let writer: Writer
  package let text: String

  /// A new name for writing the file `name`.
  package init(for name: some StringProtocol) {
    let number = counter.wrappingAdd(1, ordering: .relaxed).newValue
    writer = .current
    text = ".\(name).\(writer.host).\(writer.space).\(writer.process).\(number)\(Self.suffix)"
  }

  /// Reads a name of a directory entry; nil if it is not of this scheme.
  package init?(parsing text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.hasPrefix("."), parts.count >= 7, "." + parts[parts.count - 1] == Self.suffix,
      UInt64(parts[parts.count - 2]) != nil, let process = Int32(parts[parts.count - 3])
    else { return nil }
    writer = Writer(
      host: String(parts[parts.count - 5]), space: String(parts[parts.count - 4]),
      process: process)
    self.text = text
  }

  package struct Writer: Hashable {
    package let host: String
    package let space: String
    package let process: Int32

    package init(host: String, space: String, process: Int32) {
      (self.host, self.space, self.process) = (host, space, process)
    }

    package static var current: Writer {
      Writer(host: thisHost, space: thisSpace, process: getpid())
    }

    /// Whether this process is known to be gone. Of other machines and containers nothing is known.
    package var isGone: Bool {
      guard host == thisHost && space == thisSpace && process > 0 else { return false }
      if kill(process, 0) != 0 { return errno == ESRCH }
      return isDead(process)
    }
  }
}

/// Whether a process is there only until its parent has asked after it. Field 3 of its line; the second, a
/// name in parentheses, may hold anything.
private func isDead(_ process: Int32) -> Bool {
  let descriptor = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  var line = [UInt8](repeating: 0, count: 512)
  let count = read(descriptor, &line, line.count)
  guard count > 0, let end = line[..<count].lastIndex(of: UInt8(ascii: ")")), end + 2 < count else {
    return false
  }
  return line[end + 2] == UInt8(ascii: "Z") || line[end + 2] == UInt8(ascii: "X")
}

private let counter = Atomic<UInt64>(0)

private let thisHost: String = {
  var buffer = [CChar](repeating: 0, count: 256)
  guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
  let name = buffer.prefix { $0 != 0 }.prefix(64).map { UInt8(bitPattern: $0) }
  let safe = name.map { byte -> UInt8 in
    let character = Character(UnicodeScalar(byte))
    let keep =
      character.isASCII && (character.isLetter || character.isNumber || character == "-")
    return keep ? byte : UInt8(ascii: "_")
  }
  return safe.isEmpty ? "unknown" : String(decoding: safe, as: UTF8.self)
}()

/// The inode of the process-id namespace on Linux; 0 where there is no such thing.
private let thisSpace: String = {
  var status = stat()
  return stat("/proc/self/ns/pid", &status) == 0 ? String(status.st_ino) : "0"
}()
