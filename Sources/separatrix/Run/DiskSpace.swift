import Foundation
import ResultStore
import SweepPlan

/// Refuses an empty path, which a variable that is not set makes.
func checkStorePath(_ path: String) throws {
  guard path.isEmpty else { return }
  throw Complaint(.usage, "--store is empty; name a folder, such as NAME.zarr")
}

/// Refuses to begin a store whose results, uncompressed, do not fit beside what is there already.
func checkSpace(for plan: Plan, at path: String) throws {
  guard !FileManager.default.fileExists(atPath: "\(path)/zarr.json") else { return }
  let bytes = SweepStore.bytes(of: plan, cells: plan.grid.cellCount)
  var directory = URL(fileURLWithPath: path)
  while directory.path != "/", !FileManager.default.fileExists(atPath: directory.path) {
    directory.deleteLastPathComponent()
  }
  var status = statvfs()
  guard statvfs(directory.path, &status) == 0 else { return }
  let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
  guard bytes <= free else {
    throw ResultStoreError.tooLarge(path: path, bytes: bytes, free: free)
  }
}
