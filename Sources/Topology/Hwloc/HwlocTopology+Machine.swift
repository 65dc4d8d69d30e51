import CHwloc

// From hwloc's objects to plain values. Objects belong to the topology and are
// looked at only while it lives.

extension HwlocTopology {
  /// What the cgroup cpuset allows, as far as hwloc knows.
  var allowed: CPUSet { CPUSet(bitmap: hwloc_topology_get_allowed_cpuset(pointer)) }

  /// The machine without limits; no cores if the topology holds none.
  func machine() -> Machine {
    let packages = objects(HWLOC_OBJ_PACKAGE).map {
      Machine.Package(
        index: Int($0.pointee.os_index), processingUnits: CPUSet(bitmap: $0.pointee.cpuset))
    }
    let numaNodes = objects(HWLOC_OBJ_NUMANODE).map {
      Machine.NUMANode(
        index: Int($0.pointee.os_index),
        memory: $0.pointee.attr?.pointee.numanode.local_memory ?? 0,
        processingUnits: CPUSet(bitmap: $0.pointee.cpuset))
    }
    let root = hwloc_get_root_obj(pointer)
    let holders = objects(HWLOC_OBJ_PACKAGE) + [root].compactMap { $0 }
    var notices: [String] = []
    if objects(HWLOC_OBJ_CORE).isEmpty {
      notices.append("hwloc reports no cores: every processing unit counts as one")
    }
    return Machine(
      origin: isThisSystem ? .thisSystem : .described,
      name: information("HostName", of: root),
      model: holders.compactMap { information("CPUModel", of: $0) }.first
        ?? information("HardwareName", of: root) ?? information("DMIProductName", of: root),
      architecture: information("Architecture", of: root),
      packages: packages, numaNodes: numaNodes, cores: cores(in: packages, and: numaNodes),
      caches: caches(), limits: Limits(), notices: notices)
  }

  private func cores(
    in packages: [Machine.Package], and numaNodes: [Machine.NUMANode]
  ) -> [Machine.Core] {
    let found = objects(HWLOC_OBJ_CORE)
    let kinds = hwloc_cpukinds_get_nr(pointer, 0)
    return (found.isEmpty ? objects(HWLOC_OBJ_PU) : found).enumerated().map { index, object in
      let units = CPUSet(bitmap: object.pointee.cpuset)
      return Machine.Core(
        index: index,
        package: packages.firstIndex { !$0.processingUnits.isDisjoint(with: units) },
        numaNode: numaNodes.firstIndex { !$0.processingUnits.isDisjoint(with: units) },
        processingUnits: units, speed: kinds > 1 ? speed(of: object) : nil)
    }
  }

  /// hwloc calls it efficiency and means the opposite of thrift: the larger,
  /// the faster.
  private func speed(of core: hwloc_obj_t) -> Int? {
    let kind = hwloc_cpukinds_get_by_cpuset(pointer, core.pointee.cpuset, 0)
    var efficiency: Int32 = -1
    guard kind >= 0,
      hwloc_cpukinds_get_info(pointer, UInt32(kind), nil, &efficiency, nil, nil, 0) == 0,
      efficiency >= 0
    else { return nil }
    return Int(efficiency)
  }

  private func caches() -> [Machine.Cache] {
    let types = [
      HWLOC_OBJ_L1CACHE, HWLOC_OBJ_L1ICACHE, HWLOC_OBJ_L2CACHE, HWLOC_OBJ_L2ICACHE,
      HWLOC_OBJ_L3CACHE, HWLOC_OBJ_L3ICACHE, HWLOC_OBJ_L4CACHE, HWLOC_OBJ_L5CACHE,
    ]
    return types.flatMap(objects).compactMap { object in
      guard let cache = object.pointee.attr?.pointee.cache else { return nil }
      return Machine.Cache(
        level: Int(cache.depth), content: Machine.Cache.Content(cache.type), size: cache.size,
        processingUnits: CPUSet(bitmap: object.pointee.cpuset))
    }
  }

  /// All objects of a type in logical order.
  private func objects(_ type: hwloc_obj_type_t) -> [hwloc_obj_t] {
    let count = max(0, hwloc_get_nbobjs_by_type(pointer, type))
    return (0..<count).compactMap { hwloc_get_obj_by_type(pointer, type, UInt32($0)) }
  }

  private func information(_ key: String, of object: hwloc_obj_t?) -> String? {
    guard let object, let value = hwloc_obj_get_info_by_name(object, key) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

extension Machine.Cache.Content {
  fileprivate init(_ type: hwloc_obj_cache_type_t) {
    switch type {
    case HWLOC_OBJ_CACHE_DATA: self = .data
    case HWLOC_OBJ_CACHE_INSTRUCTION: self = .instruction
    default: self = .unified
    }
  }
}

extension CPUSet {
  /// The indices in one of hwloc's bitmaps, which is only read. hwloc may write
  /// "and all the rest": indices from ``limit`` on are left out.
  init(bitmap: hwloc_const_bitmap_t?) {
    self.init()
    guard let bitmap else { return }
    var index = hwloc_bitmap_first(bitmap)
    while index >= 0, index < CPUSet.limit {
      insert(Int(index))
      index = hwloc_bitmap_next(bitmap, index)
    }
  }
}
