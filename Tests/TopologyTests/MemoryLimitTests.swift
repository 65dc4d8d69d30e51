import Testing
import Topology

@Suite struct MemoryLimitTests {
  let two = "29 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate"
  let one = """
    30 25 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu
    33 25 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
    """

  func limit(_ membership: String, _ mounts: String, _ files: [String: String]) -> MemoryLimit? {
    MemoryLimit(membership: membership, mounts: mounts) { files[$0] }
  }

  @Test func theTightestParentWins() {
    let files = [
      "/sys/fs/cgroup/a/b/memory.max": "8589934592\n", "/sys/fs/cgroup/a/memory.max": "1073741824",
      "/sys/fs/cgroup/memory.max": "max",
    ]
    #expect(
      limit("0::/a/b", two, files) == MemoryLimit(bytes: 1 << 30, source: "/sys/fs/cgroup/a"))
  }

  @Test func versionOneHasAHierarchyOfItsOwn() {
    let folder = "/sys/fs/cgroup/memory/slurm/job_7"
    let files = ["\(folder)/memory.limit_in_bytes": "2147483648\n"]
    let membership = "9:memory:/slurm/job_7\n4:cpu:/slurm/job_7\n"
    #expect(limit(membership, one, files) == MemoryLimit(bytes: 2 << 30, source: folder))
    #expect(limit("4:cpu:/slurm/job_7\n", one, files) == nil)
  }

  @Test(arguments: ["max", "", "-1", "x", "1 2x", "9223372036854771712", "18446744073709551615"])
  func noLimitOrMalformed(text: String) {
    #expect(limit("0::/", two, ["/sys/fs/cgroup/memory.max": text]) == nil)
    let file = "/sys/fs/cgroup/memory/memory.limit_in_bytes"
    #expect(limit("9:memory:/", one, [file: text]) == nil)
  }

  @Test func lessThanTheMachineHas() throws {
    var machine = try Machine(synthetic: "pack:2 numa:1(memory=256GiB) core:4 pu:1")
    #expect(machine.allowedMemory == 512 << 30)
    machine.limits.memory = MemoryLimit(bytes: 3 << 30, source: "/group")
    #expect(machine.allowedMemory == 3 << 30)
    machine.limits.memory = MemoryLimit(bytes: 1 << 60, source: "/group")
    #expect(machine.allowedMemory == 512 << 30)
    machine.numaNodes[0].memory = 0
    #expect(machine.allowedMemory == 1 << 60)
    machine.limits.memory = nil
    #expect(machine.allowedMemory == nil)
  }
}
