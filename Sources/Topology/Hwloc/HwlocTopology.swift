import CHwloc

/// A loaded hwloc topology, destroyed when the last reference goes.
///
/// Contract of the unsafe code, here and in the two extensions: the pointer
/// comes from `hwloc_topology_init`, is loaded exactly once before anybody
/// else sees it and is destroyed exactly once, in `deinit`. No object of the
/// topology and no bitmap leaves these files: callers get plain values. The
/// pointer is used only within methods, while the caller holds the object. (A
/// class, as Swift 6.3.1 does not compile this as a noncopyable structure.)
///
/// Sendable: after loading nothing changes the topology, and hwloc's readers
/// and its binding of the calling thread may then run on many threads at once
/// (hwloc's manual, "Thread Safety"). hwloc finds out the kernel's mask size
/// at the first question about binding; ``load(_:synthetic:)`` asks it.
final class HwlocTopology: @unchecked Sendable {
  let pointer: OpaquePointer

  /// What to look for; less is quicker.
  enum Detail {
    /// Packages, NUMA nodes, cores, caches; no devices.
    case everything
    /// Processing units alone: enough for binding.
    case processors
  }

  /// Looks at the machine; nil if hwloc cannot.
  ///
  /// - Parameter synthetic: a description to use instead of this machine
  static func load(_ detail: Detail, synthetic: String? = nil) -> HwlocTopology? {
    var pointer: OpaquePointer?
    guard hwloc_topology_init(&pointer) == 0, let pointer else { return nil }
    let topology = HwlocTopology(pointer: pointer)
    if let synthetic, hwloc_topology_set_synthetic(pointer, synthetic) != 0 { return nil }
    var flags = separatrix_discovery_flags()
    switch detail {
    case .everything:
      hwloc_topology_set_io_types_filter(pointer, HWLOC_TYPE_FILTER_KEEP_NONE)
      hwloc_topology_set_type_filter(pointer, HWLOC_OBJ_MISC, HWLOC_TYPE_FILTER_KEEP_NONE)
    case .processors:
      flags |= separatrix_no_kinds_flag()
      hwloc_topology_set_all_types_filter(pointer, HWLOC_TYPE_FILTER_KEEP_NONE)
    }
    guard hwloc_topology_set_flags(pointer, flags) == 0, hwloc_topology_load(pointer) == 0 else {
      return nil
    }
    _ = topology.threadBinding()
    return topology
  }

  private init(pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit {
    hwloc_topology_destroy(pointer)
  }

  /// True if this is the machine that runs the process, false if it was
  /// described by somebody.
  var isThisSystem: Bool { hwloc_topology_is_thissystem(pointer) != 0 }
}
