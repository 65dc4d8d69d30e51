import Testing
import Topology

@Suite struct PlacementTests {
  let server: Machine
  let desk: Machine

  init() throws {
    server = try Machine(synthetic: "pack:2 numa:1 core:32 pu:2")
    desk = try Machine(synthetic: "pack:1 core:4 pu:2")
  }

  /// The notices that this placement adds to the machine's own.
  func added(_ placement: Placement, _ machine: Machine) -> [String] {
    Array(placement.notices.dropFirst(machine.notices.count))
  }

  @Test func oneWorkerPerCoreInOrder() throws {
    let placement = try Placement(machine: server)
    #expect(placement.workers.map(\.index) == Array(0..<64))
    #expect(placement.workers.map(\.core) == (0..<64).map { $0 })
    #expect(placement.workers[5].cpuSet == [10, 11])
    #expect(added(placement, server) == ["64 hyper-threads left idle: one worker per core"])
  }

  @Test func oneWorkerPerProcessingUnit() throws {
    let placement = try Placement(machine: server, pin: .pu)
    #expect(placement.workers.map(\.cpuSet) == (0..<128).map { [$0] })
    #expect(added(placement, server).isEmpty)
  }

  @Test func unbound() throws {
    let placement = try Placement(machine: server, pin: .none)
    #expect(placement.workers.count == 64)
    #expect(placement.workers.allSatisfy { $0.cpuSet == nil && $0.core == nil })
  }

  @Test func fewWorkersTakeTurnsAmongPackagesAndCaches() throws {
    let machine = try Machine(synthetic: "pack:2 l3:2 core:4 pu:1")
    func cores(_ count: Int) throws -> [Int?] {
      try Placement(machine: machine, workers: count).workers.map(\.core)
    }
    #expect(try cores(1) == [0])
    #expect(try cores(2) == [0, 8])
    #expect(try cores(3) == [0, 4, 8])
    #expect(try cores(4) == [0, 4, 8, 12])
    #expect(try cores(6) == [0, 1, 4, 8, 9, 12])
  }

  @Test func hyperThreadsComeLast() throws {
    let placement = try Placement(machine: desk, pin: .pu, workers: 5)
    #expect(placement.workers.map(\.cpuSet) == [[0], [1], [2], [4], [6]])
  }

  @Test func fastCoresComeFirst() throws {
    var machine = try Machine(synthetic: "core:4 pu:1")
    for index in 0..<4 { machine.cores[index].speed = index < 2 ? 0 : 1 }
    #expect(try Placement(machine: machine, workers: 2).workers.map(\.core) == [2, 3])
  }

  @Test func moreWorkersThanCoresShare() throws {
    let placement = try Placement(machine: desk, workers: 10)
    #expect(placement.workers.map(\.core) == [0, 0, 0, 1, 1, 2, 2, 2, 3, 3])
    #expect(added(placement, desk) == ["10 workers exceed 4 cores: workers share cores"])
  }

  @Test func aQuotaCapsTheDefault() throws {
    var machine = try Machine(synthetic: "pack:2 core:4 pu:1")
    machine.limits.quota = CPUQuota(cores: 1.5, source: "/group")
    let placement = try Placement(machine: machine)
    #expect(placement.workers.map(\.core) == [0, 4])
    #expect(added(placement, machine) == ["CPU quota 1.5 of 8 cores: 2 workers"])
    let asked = try Placement(machine: machine, workers: 3)
    #expect(asked.workers.count == 3)
    #expect(
      added(asked, machine)
        == ["3 workers exceed the CPU quota of 1.5 cores: the kernel will make them wait"])
    #expect(try Placement(machine: machine, pin: .none).workers.count == 2)
    machine.limits.quota = CPUQuota(cores: 0.1, source: "/group")
    #expect(try Placement(machine: machine).workers.count == 1)
    machine.limits.quota = CPUQuota(cores: 8, source: "/group")
    #expect(added(try Placement(machine: machine), machine).isEmpty)
    machine.limits.quota = CPUQuota(cores: .infinity, source: "/group")
    #expect(try Placement(machine: machine).workers.count == 8)
  }

  @Test func affinityAndCpuset() throws {
    var machine = desk
    machine.limits.affinity = [1, 2, 3, 4]
    machine.limits.cpuset = [0, 1, 2, 3]
    let placement = try Placement(machine: machine)
    #expect(placement.workers.map(\.cpuSet) == [[1], [2, 3]])
    #expect(
      added(placement, machine) == [
        "this process may use 2 of 4 cores (processing units 1-3)",
        "1 hyper-thread left idle: one worker per core",
      ])
    #expect(try Placement(machine: machine, pin: .pu).workers.map(\.cpuSet) == [[1], [2], [3]])
  }

  @Test func nothingAllowed() throws {
    var machine = desk
    machine.limits.affinity = [100]
    let placement = try Placement(machine: machine)
    #expect(placement.workers.map(\.cpuSet) == [nil])
    #expect(added(placement, machine).count == 1)
  }

  @Test func oneCore() throws {
    let machine = try Machine(synthetic: "core:1 pu:1")
    #expect(try Placement(machine: machine).workers.map(\.cpuSet) == [[0]])
  }

  @Test(arguments: Pin.allCases) func anUnknownMachineIsNotBound(pin: Pin) throws {
    let placement = try Placement(machine: Machine(processors: 6), pin: pin)
    #expect(placement.workers.map(\.cpuSet) == Array(repeating: nil, count: 6))
  }

  @Test(arguments: [0, -3, 65_537, Int.min, Int.max]) func impossibleCounts(count: Int) {
    #expect(throws: TopologyError.badWorkerCount(count)) {
      try Placement(machine: desk, workers: count)
    }
    #expect("\(TopologyError.badWorkerCount(count))".hasPrefix("\(count) workers: expected"))
  }

  @Test(arguments: Pin.allCases, [1, 2, 7, 63, 64, 65, 128, 300])
  func everyWorkerHasAPlaceAndLoadIsEven(pin: Pin, count: Int) throws {
    let placement = try Placement(machine: server, pin: pin, workers: count)
    #expect(placement.workers.count == count)
    guard pin != .none else { return }
    var loads: [CPUSet: Int] = [:]
    for worker in placement.workers {
      if let set = worker.cpuSet { loads[set, default: 0] += 1 }
    }
    let (least, most) = (loads.values.min() ?? 0, loads.values.max() ?? 0)
    #expect(most - least <= 1)
    #expect(loads.values.reduce(0, +) == count)
  }

  /// Packages have equally many workers, and so have the NUMA nodes of each, but for one.
  @Test(
    arguments: ["pack:2 numa:2 core:16 pu:2", "pack:1 numa:3 core:5 pu:1", "pack:4 core:6 pu:2"],
    [Pin.core, .pu])
  func workersAreSpreadOverPackagesAndNodes(description: String, pin: Pin) throws {
    let machine = try Machine(synthetic: description)
    for count in 1...64 {
      let placement = try Placement(machine: machine, pin: pin, workers: count)
      let cores = placement.workers.compactMap { $0.core.map { machine.cores[$0] } }
      #expect(cores.count == count)
      let packages = machine.packages.indices.map { package in
        cores.filter { $0.package == package }
      }
      var spreads = [packages.map(\.count)]
      for (package, cores) in packages.enumerated() {
        let nodes = Set(machine.cores.filter { $0.package == package }.compactMap(\.numaNode))
        spreads.append(nodes.map { node in cores.count { $0.numaNode == node } })
      }
      for spread in spreads {
        #expect((spread.max() ?? 0) - (spread.min() ?? 0) <= 1, "\(count) workers: \(spread)")
      }
    }
  }
}
