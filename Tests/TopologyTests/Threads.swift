import Foundation
import Synchronization
import Topology

// What the kernel says about threads, asked without the code under test.

/// The affinity of the calling thread, from `/proc`.
func affinity() -> CPUSet? {
  statusField("Cpus_allowed_list:").flatMap { CPUSet($0) }
}

/// The processor the calling thread last ran on, from `/proc`.
func processor() -> Int? {
  let stat = try? String(contentsOfFile: "/proc/thread-self/stat", encoding: .utf8)
  let fields = stat?.split(separator: ")").last?.split(separator: " ") ?? []
  return fields.count > 36 ? Int(fields[36]) : nil
}

private func statusField(_ name: String) -> String? {
  let status = try? String(contentsOfFile: "/proc/thread-self/status", encoding: .utf8)
  return status?.split(separator: "\n").first { $0.hasPrefix(name) }
    .map { $0.dropFirst(name.count).trimmingCharacters(in: .whitespaces) }
}

/// Sets the affinity of the calling thread through the C library.
@discardableResult func setAffinity(_ cpuSet: CPUSet) -> Bool {
  typealias Function = @convention(c) (Int32, Int, UnsafePointer<UInt>) -> Int32
  guard let symbol = dlsym(nil, "sched_setaffinity") else { return false }
  var words = [UInt](repeating: 0, count: 1024)
  for index in cpuSet.indices { words[index / 64] |= 1 << UInt(index % 64) }
  return unsafeBitCast(symbol, to: Function.self)(0, words.count * 8, words) == 0
}

/// Runs a closure on a thread of its own and waits for the answer.
func onNewThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
  let answer = Answer<Result>()
  let done = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    let result = body()
    answer.value.withLock { $0 = result }
    done.signal()
  }
  while true {
    done.wait()
    if let result = answer.value.withLock({ $0 }) { return result }
  }
}

private final class Answer<Result: Sendable>: Sendable {
  let value = Mutex<Result?>(nil)
}
