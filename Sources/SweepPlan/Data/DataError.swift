/// What is wrong with a file of data, where in it, what was expected and what to do.
package struct DataError: Error, Hashable {
  package let message: String
  /// The key of the sweep file whose value is to blame.
  let key: Key

  enum Key: String, Sendable {
    case images, labels, classes
  }

  init(_ message: String, of key: Key = .images) {
    self.message = message
    self.key = key
  }
}

/// A path in quotes: whole, however long, without control characters.
func quotedPath(_ path: String) -> String { "\"\(shown(path, limit: .max))\"" }
