import Foundation
import Testing
import Topology

/// hwloc reads the environment, so each of these runs in its own process.
@Suite struct EnvironmentTests {
  @Test func aDescribedMachineIsPlannedForButNotBound() async {
    await #expect(processExitsWith: .success) {
      setenv("HWLOC_SYNTHETIC", "pack:2 numa:1 core:32 pu:2", 1)
      let machine = Machine.discover()
      try #require(machine.origin == .described)
      try #require(machine.cores.count == 64)
      try #require(machine.limits == Limits())
      let placement = try Placement(machine: machine)
      try #require(placement.notices.contains { $0.contains("is a description") })
      let before = affinity()
      let binder = Binder(for: machine)
      let (binding, inside) = binder.withBinding(to: [1]) { ($0, affinity()) }
      try #require(binding.cpuSet == nil)
      try #require(binding.notice?.contains("description") == true)
      try #require(inside == before)
      try #require(binder.notice == nil)
    }
  }

  @Test func aDescriptionThatHwlocCannotReadIsNamed() async {
    await #expect(processExitsWith: .success) {
      setenv("HWLOC_SYNTHETIC", "nonsense", 1)
      let machine = Machine.discover()
      try #require(machine.origin == .thisSystem)
      try #require(machine.notices.contains { $0.contains("HWLOC_SYNTHETIC='nonsense'") })
    }
  }

  @Test func aMachineFromXML() async {
    await #expect(processExitsWith: .success) {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("separatrix-\(getpid()).xml")
      defer { try? FileManager.default.removeItem(at: file) }
      try threeCores.write(to: file, atomically: true, encoding: .utf8)
      setenv("HWLOC_XMLFILE", file.path, 1)
      let machine = Machine.discover()
      try #require(machine.origin == .described)
      try #require(machine.name == "elsewhere")
      try #require(machine.cores.map(\.processingUnits) == [[0, 3], [1], [2]])
      try #require(try Placement(machine: machine, pin: .pu).workers.count == 4)
    }
  }
}

/// An asymmetric machine: only the first core has two hyper-threads.
private let threeCores = """
  <?xml version="1.0" encoding="UTF-8"?>
  <!DOCTYPE topology SYSTEM "hwloc2.dtd">
  <topology version="2.0">
    <object type="Machine" os_index="0" cpuset="0xf" complete_cpuset="0xf" allowed_cpuset="0xf"
      nodeset="0x1" complete_nodeset="0x1" allowed_nodeset="0x1" gp_index="1">
      <info name="HostName" value="elsewhere"/>
      <object type="NUMANode" os_index="0" cpuset="0xf" complete_cpuset="0xf" nodeset="0x1"
        complete_nodeset="0x1" gp_index="2" local_memory="1073741824"/>
      <object type="Core" os_index="0" cpuset="0x9" complete_cpuset="0x9" nodeset="0x1"
        complete_nodeset="0x1" gp_index="3">
        <object type="PU" os_index="0" cpuset="0x1" complete_cpuset="0x1" nodeset="0x1"
          complete_nodeset="0x1" gp_index="4"/>
        <object type="PU" os_index="3" cpuset="0x8" complete_cpuset="0x8" nodeset="0x1"
          complete_nodeset="0x1" gp_index="5"/>
      </object>
      <object type="Core" os_index="1" cpuset="0x2" complete_cpuset="0x2" nodeset="0x1"
        complete_nodeset="0x1" gp_index="6">
        <object type="PU" os_index="1" cpuset="0x2" complete_cpuset="0x2" nodeset="0x1"
          complete_nodeset="0x1" gp_index="7"/>
      </object>
      <object type="Core" os_index="2" cpuset="0x4" complete_cpuset="0x4" nodeset="0x1"
        complete_nodeset="0x1" gp_index="8">
        <object type="PU" os_index="2" cpuset="0x4" complete_cpuset="0x4" nodeset="0x1"
          complete_nodeset="0x1" gp_index="9"/>
      </object>
    </object>
  </topology>
  """
