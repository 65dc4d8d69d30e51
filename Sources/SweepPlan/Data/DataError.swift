/// What is wrong with a file of data, where in it, what was expected and what to do.
package struct DataError: Error, Hashable {
  package let message: String

  init(_ message: String) { self.message = message }
}

/// A path in quotes: whole, however long, without control characters.
func quotedPath(_ path: String) -> String { "\"\(shown(path, limit: .max))\"" }
