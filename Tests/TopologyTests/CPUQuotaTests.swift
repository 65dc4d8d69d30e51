import Testing
import Topology

@Suite struct CPUQuotaTests {
  /// A version 2 hierarchy, as systemd mounts it.
  let two = "29 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate"
  /// Version 1, with `cpu` and `cpuacct` together.
  let one = """
    25 18 0:22 / /sys/fs/cgroup ro - tmpfs tmpfs ro,mode=755
    30 25 0:26 / /sys/fs/cgroup/cpu,cpuacct rw shared:15 master:2 - cgroup cgroup rw,cpu,cpuacct
    31 25 0:27 / /sys/fs/cgroup/cpuset rw shared:16 - cgroup cgroup rw,cpuset
    """

  func quota(_ membership: String, _ mounts: String, _ files: [String: String]) -> CPUQuota? {
    CPUQuota(membership: membership, mounts: mounts) { files[$0] }
  }

  @Test func versionTwo() {
    let files = ["/sys/fs/cgroup/user/job/cpu.max": "150000 100000\n"]
    #expect(
      quota("0::/user/job\n", two, files)
        == CPUQuota(cores: 1.5, source: "/sys/fs/cgroup/user/job"))
  }

  @Test func theTightestParentWins() {
    let files = [
      "/sys/fs/cgroup/a/b/cpu.max": "max 100000", "/sys/fs/cgroup/a/cpu.max": "50000 100000",
      "/sys/fs/cgroup/cpu.max": "400000 100000",
    ]
    #expect(quota("0::/a/b", two, files) == CPUQuota(cores: 0.5, source: "/sys/fs/cgroup/a"))
  }

  @Test(arguments: [
    "max 100000", "max", "", "100000", "x y", "0 100000", "5 0", "-1 100000", "1 2 3",
    "99999999999999999999 1",
  ])
  func noQuotaOrMalformed(text: String) {
    #expect(quota("0::/", two, ["/sys/fs/cgroup/cpu.max": text]) == nil)
  }

  @Test func versionOne() {
    let folder = "/sys/fs/cgroup/cpu,cpuacct/docker/c1"
    let files = [
      "\(folder)/cpu.cfs_quota_us": "250000\n", "\(folder)/cpu.cfs_period_us": "100000\n",
    ]
    let membership = "5:cpuset:/docker/c1\n4:cpu,cpuacct:/docker/c1\n1:name=systemd:/x\n0::/\n"
    #expect(quota(membership, one, files) == CPUQuota(cores: 2.5, source: folder))
    #expect(quota("5:cpuset:/docker/c1\n", one, files) == nil)
  }

  @Test func versionOneWithoutQuota() {
    let folder = "/sys/fs/cgroup/cpu,cpuacct"
    let files = ["\(folder)/cpu.cfs_quota_us": "-1\n", "\(folder)/cpu.cfs_period_us": "100000\n"]
    #expect(quota("4:cpu,cpuacct:/", one, files) == nil)
    #expect(quota("4:cpu,cpuacct:/", one, ["\(folder)/cpu.cfs_quota_us": "100000"]) == nil)
  }

  @Test func bothVersionsAtOnce() {
    let files = [
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "300000",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000",
      "/unified/cpu.max": "200000 100000",
    ]
    let mounts = one + "\n40 18 0:40 / /unified rw - cgroup2 cgroup2 rw"
    #expect(quota("4:cpu:/\n0::/", mounts, files) == CPUQuota(cores: 2, source: "/unified"))
  }

  @Test func aContainerSeesItsOwnGroupAtTheMountPoint() {
    let mounts = "40 18 0:40 /docker/c1 /sys/fs/cgroup ro - cgroup2 cgroup rw"
    let files = ["/sys/fs/cgroup/cpu.max": "100000 100000"]
    for membership in ["0::/docker/c1", "0::/docker/c1/sub", "0::/", "0::/../other"] {
      #expect(quota(membership, mounts, files) == CPUQuota(cores: 1, source: "/sys/fs/cgroup"))
    }
  }

  @Test func aNameThatOnlyBeginsAlike() {
    let mounts = two + "\n41 18 0:40 /ab /elsewhere ro - cgroup2 cgroup rw"
    let files = ["/elsewhere/cpu.max": "100000 100000"]
    #expect(quota("0::/abc", mounts, files) == nil)
  }

  @Test func escapedMountPoints() {
    let mounts = "40 18 0:40 / /my\\040groups rw - cgroup2 cgroup rw"
    #expect(
      quota("0::/", mounts, ["/my groups/cpu.max": "100000 50000"])
        == CPUQuota(cores: 2, source: "/my groups"))
  }

  @Test(arguments: ["", "\n\n", "garbage", "0:", "::::", "0::/x\n\u{0}"])
  func malformedMembership(text: String) {
    #expect(quota(text, two, [:]) == nil)
    #expect(quota("0::/", text, [:]) == nil)
    #expect(quota("0::/", "1 2 - cgroup2", [:]) == nil)
  }

  @Test(arguments: [(0.1, 1), (1, 1), (1.5, 2), (8, 8), (.infinity, CPUSet.limit)])
  func workers(cores: Double, expected: Int) {
    #expect(CPUQuota(cores: cores, source: "").workers == expected)
  }
}
