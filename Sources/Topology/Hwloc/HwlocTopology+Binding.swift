import CHwloc
import Glibc

// Bitmaps live for one call: made, lent to hwloc, freed.

extension HwlocTopology {
  /// The processing units the calling thread may run on, nil if unknown. Of a
  /// described machine this says nothing about the thread.
  func threadBinding() -> CPUSet? {
    guard let bitmap = hwloc_bitmap_alloc() else { return nil }
    defer { hwloc_bitmap_free(bitmap) }
    guard hwloc_get_cpubind(pointer, bitmap, Int32(HWLOC_CPUBIND_THREAD.rawValue)) == 0 else {
      return nil
    }
    return CPUSet(bitmap: bitmap)
  }

  /// Binds the calling thread.
  ///
  /// - Returns: nil if done, else why the kernel refused
  func bindThread(to cpuSet: CPUSet) -> String? {
    guard let bitmap = hwloc_bitmap_alloc() else { return errorText(ENOMEM) }
    defer { hwloc_bitmap_free(bitmap) }
    for index in cpuSet.indices { hwloc_bitmap_set(bitmap, UInt32(index)) }
    guard hwloc_set_cpubind(pointer, bitmap, Int32(HWLOC_CPUBIND_THREAD.rawValue)) == 0 else {
      return errorText(errno)
    }
    return nil
  }
}
