// Unsafe: SQLite keeps a pointer to this object, which the connection's owner keeps as long as the connection.

import CSQLite

/// A query ended because it was asked to.
public struct Cancelled: Error {}

/// Whether a connection's query is to end.
final class Cancellation {
  let isRequested: () -> Bool

  init(_ isRequested: @escaping () -> Bool) { self.isRequested = isRequested }

  /// Lets SQLite ask after so many of its instructions, about a millisecond.
  func watch(_ connection: OpaquePointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(connection, 20_000, shouldEnd, context)
  }
}

private func shouldEnd(_ context: UnsafeMutableRawPointer?) -> Int32 {
  guard let context else { return 0 }
  return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isRequested() ? 1 : 0
}
