// swift-tools-version: 6.3

import PackageDescription

#if arch(x86_64)
  // The same sources twice, for two instruction sets; the command chooses one when it starts.
  let dynamics: [Target] = [
    .target(
      name: "Dynamics", dependencies: ["CLanes", "SweepPlan"],
      swiftSettings: [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]),
    .target(
      name: "DynamicsV4", dependencies: ["CLanes", "SweepPlan"],
      swiftSettings: [
        .define("LANES_64_BYTES"), .unsafeFlags(["-Xcc", "-march=x86-64-v4"]),
      ]),
  ]
#else
  let dynamics: [Target] = [
    .target(
      name: "Dynamics", dependencies: ["CLanes", "SweepPlan"],
      swiftSettings: [.define("LANES_16_BYTES")])
  ]
#endif

let package = Package(
  name: "Separatrix",
  platforms: [.macOS(.v26)],
  targets: [
    .target(name: "CLanes"),
    .target(name: "SweepPlan", linkerSettings: [.linkedLibrary("m")]),
    .executableTarget(name: "probe", dependencies: ["Dynamics", "DynamicsV4", "CLanes", "SweepPlan"]),
  ] + dynamics,
  swiftLanguageModes: [.v6]
)
