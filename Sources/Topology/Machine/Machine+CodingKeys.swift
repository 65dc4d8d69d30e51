extension Machine {
  enum CodingKeys: String, CodingKey {
    case origin, name, model, architecture, packages
    case numaNodes = "numa_nodes"
    case cores, caches, limits, notices
  }
}
