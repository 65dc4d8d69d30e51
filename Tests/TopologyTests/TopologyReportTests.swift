import Foundation
import Testing
import Topology

@Suite struct TopologyReportTests {
  @Test func aBigMachineFitsOnAScreen() throws {
    let machine = try Machine(
      synthetic: "pack:2 numa:1(memory=256GiB) l3:1(size=32MiB) l2:32(size=1MiB) "
        + "l1d:1(size=48KiB) core:1 pu:2")
    let text = TopologyReport(machine: machine, placement: try Placement(machine: machine)).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 24)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(text.contains("2 packages, 2 NUMA nodes, 64 cores, 128 processing units (PU)"))
    #expect(text.contains("package 0   32 cores, 64 PUs (0-63)"))
    #expect(text.contains("NUMA node 1: 256 GiB"))
    #expect(text.contains("L3 32 MiB, for 32 cores; L2 32 × 1 MiB; L1d 32 × 48 KiB"))
    #expect(text.contains("workers 32-63   cores 32-63   PUs 64-127   NUMA node 1   package 1"))
  }

  @Test func fewWorkersHaveALineEach() throws {
    let machine = try Machine(synthetic: "pack:2 l3:2 core:4 pu:1")
    let placement = try Placement(machine: machine, workers: 2)
    let text = TopologyReport(machine: machine, placement: placement).text
    #expect(text.contains("worker 0   core 0   PU 0   NUMA node 0   package 0"))
    #expect(text.contains("worker 1   core 8   PU 8   NUMA node 0   package 1"))
  }

  @Test func theLimitsAreShown() {
    let machine = Machine.discover()
    guard let placement = try? Placement(machine: machine) else {
      Issue.record("this machine has no placement")
      return
    }
    let text = TopologyReport(machine: machine, placement: placement).text
    #expect(text.contains("affinity"))
    #expect(text.contains("CPU quota"))
  }

  @Test func aMemoryLimitIsShown() throws {
    var machine = try Machine(synthetic: "core:2 pu:1")
    machine.origin = .thisSystem
    machine.limits.memory = MemoryLimit(bytes: 3 << 29, source: "/group")
    let text = TopologyReport(machine: machine, placement: try Placement(machine: machine)).text
    #expect(text.contains("memory      1.5 GiB (/group)"))
  }

  @Test func anUnknownMachineSaysSo() throws {
    let machine = Machine(processors: 3)
    let text = TopologyReport(machine: machine, placement: try Placement(machine: machine)).text
    #expect(text.contains("3 cores"))
    #expect(text.contains("a run has 3 workers, unbound"))
    #expect(text.contains("hwloc cannot read this machine"))
  }

  @Test func theReportSurvivesJSON() throws {
    var machine = try Machine(synthetic: "pack:2 l3:2 core:4 pu:2")
    machine.limits = Limits(
      affinity: [0, 1, 2, 9], cpuset: nil, quota: CPUQuota(cores: 1.5, source: "/group"))
    let report = TopologyReport(machine: machine, placement: try Placement(machine: machine))
    let json = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(TopologyReport.self, from: json) == report)
    let text = String(decoding: json, as: UTF8.self)
    #expect(text.contains("\"affinity\":\"0-2,9\""))
    #expect(text.contains("\"numa_nodes\""))
    #expect(text.contains("\"cpu_set\""))
  }
}
