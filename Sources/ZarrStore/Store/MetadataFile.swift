let metadataName = "zarr.json"

func metadataPath(in directory: String) -> String { "\(directory)/\(metadataName)" }

/// Writes a node's `zarr.json` unless there is one; returns whether it did. A directory that has one
/// is not touched.
func createMetadata(_ json: JSONValue, in directory: String) throws(StoreError) -> Bool {
  if isFile(metadataPath(in: directory)) { return false }
  return try Array(json.prettyPrinted.utf8).span.bytes.withUnsafeBytes {
    (bytes) throws(StoreError) in
    try AtomicFile.createExclusively(bytes, at: metadataPath(in: directory))
  }
}

/// Whether there is a `zarr.json` that is no JSON at all: empty, cut or zeroed, as a power failure leaves
/// files.
package func hasTornMetadata(in directory: String) throws(StoreError) -> Bool {
  guard let bytes = try readPlainFile(metadataPath(in: directory)) else { return false }
  do throws(JSONSyntaxError) {
    _ = try JSONValue(parsing: bytes)
    return false
  } catch {
    // Too deep is somebody's work, not a failure's.
    return !error.isOfDepth
  }
}

/// Writes a node's `zarr.json` in the place of one that is torn; returns whether it did.
package func mendMetadata(_ json: JSONValue, in directory: String) throws(StoreError) -> Bool {
  guard try hasTornMetadata(in: directory) else { return false }
  try Array(json.prettyPrinted.utf8).span.bytes.withUnsafeBytes { (bytes) throws(StoreError) in
    try AtomicFile.write(bytes, to: metadataPath(in: directory), flush: true)
  }
  return true
}

/// The bytes of a node's `zarr.json`.
func readMetadata(in directory: String) throws(StoreError) -> [UInt8] {
  let path = metadataPath(in: directory)
  guard let bytes = try readPlainFile(path) else {
    throw .system(SystemFailure(path: path, operation: "open", code: StoreError.noSuchFile))
  }
  return bytes
}

/// The bytes of a metadata file, and advice where something else is in its place.
private func readPlainFile(_ path: String) throws(StoreError) -> [UInt8]? {
  do throws(StoreError) {
    return try readFile(path, limit: 1 << 26)
  } catch .damaged(let path, _, let problem) {
    throw .damaged(
      path: path, chunk: nil,
      problem: "\(problem); move it away by hand, and run the sweep again, which writes that file")
  }
}
