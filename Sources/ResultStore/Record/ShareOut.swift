import Synchronization
import Threads
import ZarrStore

/// Calls `body` with every number below `count`, in blocks, on as many threads as there are workers. The
/// first error ends it.
///
/// - Parameter begin: Makes what a thread keeps to itself.
func shareOut<Own>(
  _ count: Int, block: Int = 1, among workers: Int,
  with begin: @autoclosure @Sendable () throws(ResultStoreError) -> Own,
  _ body: @Sendable (Range<Int>, Own) throws(ResultStoreError) -> Void
) throws(ResultStoreError) {
  let next = Atomic(0)
  let failure = Mutex<ResultStoreError?>(nil)
  let threads = max(1, min(workers, (count + block - 1) / block))
  WorkerThreads.run(threads) { _ in
    do throws(ResultStoreError) {
      let own = try begin()
      while failure.withLock({ $0 == nil }) {
        let start = next.wrappingAdd(block, ordering: .relaxed).oldValue
        guard start < count else { return }
        try body(start..<min(start + block, count), own)
      }
    } catch {
      failure.withLock { $0 = $0 ?? error }
    }
  }
  if let error = failure.withLock({ $0 }) { throw error }
}

/// A decoder for one worker.
func newShardDecoder() throws(ResultStoreError) -> ShardDecoder {
  try storing { () throws(StoreError) in try ShardDecoder() }
}
