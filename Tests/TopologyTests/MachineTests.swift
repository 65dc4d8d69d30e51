import Foundation
import Testing
import Topology

@Suite struct MachineTests {
  @Test func twoPackagesOfThirtyTwoCores() throws {
    let machine = try Machine(synthetic: "pack:2 numa:1 core:32 pu:2")
    #expect(machine.origin == .described)
    #expect(machine.packages.count == 2)
    #expect(machine.numaNodes.map(\.memory) == [1 << 30, 1 << 30])
    #expect(machine.cores.count == 64)
    #expect(machine.cores[33].package == 1)
    #expect(machine.cores[33].numaNode == 1)
    #expect(machine.cores[33].processingUnits == [66, 67])
    #expect(machine.processingUnits.count == 128)
    #expect(machine.allowed == machine.processingUnits)
  }

  @Test func sharedCaches() throws {
    let machine = try Machine(synthetic: "pack:2 l3:2 core:4 pu:1")
    #expect(machine.caches.map(\.name) == ["L3", "L3", "L3", "L3"])
    #expect(machine.caches[1].processingUnits == [4, 5, 6, 7])
    #expect(machine.caches[1].size == 16 << 20)
  }

  @Test func oneCore() throws {
    let machine = try Machine(synthetic: "core:1 pu:1")
    #expect(machine.cores.count == 1)
    #expect(machine.cores[0].package == nil)
    #expect(machine.packages.isEmpty)
  }

  @Test func withoutCoresEveryProcessingUnitCounts() throws {
    let machine = try Machine(synthetic: "numa:2 pu:3")
    #expect(machine.cores.count == 6)
    #expect(machine.cores.map(\.numaNode) == [0, 0, 0, 1, 1, 1])
    #expect(machine.notices.contains { $0.contains("no cores") })
  }

  @Test(arguments: ["", "nonsense", "pack:0", "core:a pu:1", "pack:2 core:"])
  func badDescriptions(text: String) {
    #expect(throws: TopologyError.badDescription(text)) { try Machine(synthetic: text) }
    #expect("\(TopologyError.badDescription(text))".contains("'\(text)'"))
  }

  @Test func thisSystem() {
    let machine = Machine.discover()
    #expect(!machine.cores.isEmpty)
    #expect(machine.allowed.isSubset(of: machine.processingUnits))
    #expect(!machine.allowed.isEmpty)
  }

  @Test func discoveryIsQuick() {
    let times = (0..<3).map { _ in ContinuousClock().measure { _ = Machine.discover() } }
    #expect(times.contains { $0 < .milliseconds(500) }, "\(times)")
  }

  @Test func affinityIsRespected() {
    let allowed = Machine.discover().allowed
    guard let one = allowed.indices.last else { return }
    let seen = onNewThread {
      setAffinity([one])
      return Machine.discover()
    }
    #expect(seen.limits.affinity == [one])
    #expect(seen.allowed == [one])
    #expect((try? Placement(machine: seen))?.workers.map(\.cpuSet) == [[one]])
  }

  @Test func anUnknownMachineIsCounted() {
    #expect(Machine(processors: 8).cores.count == 8)
    #expect(Machine(processors: 0).cores.count == 1)
    #expect(Machine(processors: 8).notices.count == 1)
  }
}
