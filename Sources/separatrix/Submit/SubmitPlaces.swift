import Foundation

/// Where a submitted sweep's files are: absolute paths, since elements run anywhere.
struct SubmitPlaces {
  let store: String

  /// - Parameter store: A path of the user's.
  /// - Throws: `Complaint` if Slurm could not write its logs beside it.
  init(store path: String) throws {
    try checkStorePath(path)
    let isAbsolute = path.hasPrefix("/")
    var store = isAbsolute ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    while store.count > 1, store.hasSuffix("/") { store.removeLast() }
    guard !store.hasControlCharacters, !store.contains("\\") else {
      throw Complaint(
        .usage,
        "Slurm cannot write logs beside \(store.debugDescription): it takes no line ends or "
          + "backslashes in paths; choose another place with --store")
    }
    self.store = store
  }

  /// What Slurm is given and gives: `NAME.slurm` beside `NAME.zarr`.
  var folder: String { (store.hasSuffix(".zarr") ? String(store.dropLast(5)) : store) + ".slurm" }
  var script: String { "\(folder)/submit.sh" }
  /// The elements' logs, with Slurm's marks for the job and the element.
  var logs: String { "\(folder.asSlurmFileName)/%A_%a.log" }

  func makeFolder() throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Complaint(.cannotCreate, "cannot create the folder \(folder): \(reason(error))")
    }
  }

  private func reason(_ error: any Error) -> String {
    let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    guard let inner, inner.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return String(cString: strerror(Int32(inner.code)))
  }
}
