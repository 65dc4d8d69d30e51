/// Why an array or group could not be written or read. The description is a sentence for users.
public enum StoreError: Error, Hashable, Sendable {
  /// The operating system refused.
  case system(SystemFailure)
  /// A metadata file says what we cannot take; `field` is like `codecs[0].name`, empty for the whole.
  case metadata(path: String, field: String, found: String, expected: String)
  /// A stored object's bytes are not what was written; `chunk` is its place within the shard, nil if
  /// the object as a whole is meant.
  case damaged(path: String, chunk: [Int]?, problem: String)
  /// Another process wrote something else there.
  case conflict(path: String, problem: String)
  /// The caller's buffer or index does not fit the array.
  case mismatch(path: String, problem: String)
  /// libzstd refused to compress.
  case compression(String)
  case outOfMemory(String)
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .system(let failure): failure.description
    case .metadata(let path, "", let found, let expected):
      "\(path): found \(found), expected \(expected)"
    case .metadata(let path, let field, let found, let expected):
      "\(path): '\(field)' is \(found), expected \(expected)"
    case .damaged(let path, let chunk?, let problem):
      "\(path) is damaged: chunk \(chunk): \(problem)"
    case .damaged(let path, nil, let problem): "\(path) is damaged: \(problem)"
    case .conflict(let path, let problem), .mismatch(let path, let problem): "\(path): \(problem)"
    case .compression(let words): "zstd cannot compress: \(words)"
    case .outOfMemory(let thing): "not enough memory for \(thing)"
    }
  }
}
