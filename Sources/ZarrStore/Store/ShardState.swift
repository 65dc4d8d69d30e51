/// What is known of a shard's file.
public enum ShardState: Hashable, Sendable {
  /// There is no such file: every element has the fill value.
  case absent
  case complete
  /// The reason names the chunk, if it is one chunk's.
  case damaged(String)
}
