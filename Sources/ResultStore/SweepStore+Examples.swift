import SweepPlan
import ZarrStore

extension SweepStore {
  /// Keeps examples that came from files in the store of `plan` at `path`, or mends what is kept of them.
  ///
  /// - Returns: what was mended, in sentences.
  static func keepExamples(of plan: Plan, at path: String) throws(StoreError) -> [String] {
    guard let images = plan.examples.images else { return [] }
    try createDirectories("\(path)/\(StoredExamples.directory)")
    var mended: [String] = []
    for (name, bytes) in [
      (StoredExamples.images, images.imageFile), (StoredExamples.labels, images.labelFile),
    ] {
      let file = "\(path)/\(name)"
      let present = try readFile(file, limit: .max)
      if present == bytes { continue }
      var failure: StoreError?
      bytes.withUnsafeBytes { buffer in
        do throws(StoreError) { try AtomicFile.write(buffer, to: file, flush: true) } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      if present != nil { mended.append("\(file) was damaged; it is written anew") }
    }
    return mended
  }

  /// What to say of a store whose examples are not as they should be.
  static func complaint(about error: SweepError, of sweep: JSONValue) -> String {
    let hasFiles = sweep.prettyPrinted.contains(StoredExamples.images)
    return "its sweep cannot be read: \(error.message)"
      + (hasFiles ? "; running the sweep's own file into it again mends what it keeps" : "")
  }
}
