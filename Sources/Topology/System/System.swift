import CHwloc
import Glibc

// What is asked of the C library. Pointers are lent for one call each and
// none is kept.

/// The text of a small system file, nil if it cannot be read.
func readSystemFile(_ path: String) -> String? {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var text: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = read(file, &buffer, buffer.count)
    guard count > 0 else { return count == 0 ? String(decoding: text, as: UTF8.self) : nil }
    text += buffer[..<count]
  }
}

/// The value of an environment variable, nil if it is not set.
func environmentValue(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The number of processors that are switched on, at least 1.
func onlineProcessorCount() -> Int {
  max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// The processing units the calling thread may run on, nil if the kernel does
/// not say.
func threadAffinity() -> CPUSet? {
  var words = [UInt](repeating: 0, count: CPUSet.limit / UInt.bitWidth)
  guard separatrix_thread_affinity(words.count * MemoryLayout<UInt>.size, &words) >= 0 else {
    return nil
  }
  return CPUSet(
    (0..<CPUSet.limit).lazy.filter {
      words[$0 / UInt.bitWidth] & (1 << UInt($0 % UInt.bitWidth)) != 0
    })
}

/// The C library's words for an error number.
func errorText(_ number: Int32) -> String {
  strerror(number).map { String(cString: $0) } ?? "error \(number)"
}

/// Tells the live threads of this process apart.
struct ThreadName: Hashable {
  private let number: pthread_t

  static var current: ThreadName { ThreadName(number: pthread_self()) }
}
