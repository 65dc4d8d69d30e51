import Foundation

/// Whole files or none; devices and pipes as they are.
enum AtomicFile {
  /// Writes bytes to a new file in the same folder, then gives it its name.
  static func write(_ bytes: [UInt8], to path: String) throws(FigureError) {
    switch WriteTarget(path) {
    case .file(let file): try replace(file, with: bytes)
    case .stream(let stream):
      let failure = writeStream(bytes, to: stream)
      guard failure == 0 else { throw refusal(stream, failure) }
    }
  }

  private static func replace(_ path: String, with bytes: [UInt8]) throws(FigureError) {
    let beside = path + ".\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
    guard let file = fopen(beside, "wbx") else { throw refusal(path) }
    let written = fwrite(bytes, 1, bytes.count, file)
    var failure = written < bytes.count ? errno : 0
    if fclose(file) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(beside, path) != 0 { failure = errno }
    guard failure == 0 else {
      unlink(beside)
      throw refusal(path, failure)
    }
  }

  private static func refusal(_ path: String, _ code: Int32 = errno) -> FigureError {
    .cannotWrite(path: path, reason: String(cString: strerror(code)))
  }
}
