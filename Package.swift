// swift-tools-version: 6.3

import PackageDescription

#if arch(x86_64)
  /// The same sources twice, for two instruction sets; the command chooses one when it starts.
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
  let kernels: [Target.Dependency] = ["Dynamics", "DynamicsV4"]
#else
  let dynamics: [Target] = [
    .target(
      name: "Dynamics", dependencies: ["CLanes", "SweepPlan"],
      swiftSettings: [.define("LANES_16_BYTES")])
  ]
  let kernels: [Target.Dependency] = ["Dynamics"]
#endif

// MARK: - The ground: C libraries and what Swift's SIMD types lack

let ground: [Target] = [
  .target(name: "CLanes"),
  .systemLibrary(name: "CHwloc", pkgConfig: "hwloc", providers: [.apt(["libhwloc-dev"])]),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
  .systemLibrary(name: "CStoreShims"),
  .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
  .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
]

// MARK: - What is asked, how it runs, where it is kept, what is seen in it

let parts: [Target] =
  [
    .target(
      name: "SweepPlan", dependencies: ["CZlib", .product(name: "Yams", package: "Yams")],
      linkerSettings: [.linkedLibrary("m")])
  ] + dynamics + [
    .target(name: "Theory", dependencies: ["SweepPlan"]),
    .target(name: "Threads"),
    .target(name: "Topology", dependencies: ["CHwloc"]),
    .target(
      name: "SweepEngine", dependencies: ["CLanes", "SweepPlan", "Threads", "Topology"] + kernels),
    .target(name: "ZarrStore", dependencies: ["CZstd", "CStoreShims"]),
    .target(name: "ResultStore", dependencies: ["SweepPlan", "Threads", "ZarrStore"]),
    .target(
      name: "QueryEngine",
      dependencies: [
        "CSQLite", "Figures", "ResultStore", "SweepEngine", "SweepPlan", "Theory", "Threads",
        "ZarrStore",
      ]),
    .target(name: "Figures", dependencies: ["CCairo"]),
    .target(
      name: "Explorer",
      dependencies: [
        "CLanes", "Figures", "ResultStore", "SweepEngine", "SweepPlan", "Theory", "Topology",
        "ZarrStore",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      // Part of the program, so that one file can be moved about.
      resources: [.embedInCode("Page")]),
  ]

// MARK: - The command, and the tests

let command: [Target] = [
  .executableTarget(
    name: "separatrix",
    dependencies: [
      "Explorer", "Figures", "QueryEngine", "ResultStore", "SweepEngine", "SweepPlan", "Theory",
      "Threads", "Topology", "ZarrStore",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ])
]

let tests: [Target] = [
  .testTarget(name: "SweepPlanTests", dependencies: ["SweepPlan"]),
  .testTarget(name: "DynamicsTests", dependencies: ["CLanes", "SweepPlan"] + kernels),
  .testTarget(name: "TheoryTests", dependencies: ["SweepPlan", "Theory"]),
  .testTarget(name: "TopologyTests", dependencies: ["CHwloc", "Topology"]),
  .testTarget(
    name: "SweepEngineTests",
    dependencies: ["CLanes", "SweepEngine", "SweepPlan", "Theory", "Topology"]),
  .testTarget(name: "ZarrStoreTests", dependencies: ["ZarrStore"]),
  .testTarget(
    name: "ResultStoreTests",
    dependencies: ["ResultStore", "SweepEngine", "SweepPlan", "ZarrStore"]),
  .testTarget(
    name: "QueryEngineTests",
    dependencies: [
      "QueryEngine", "ResultStore", "SweepEngine", "SweepPlan", "Theory", "Topology", "ZarrStore",
    ]),
  .testTarget(name: "FiguresTests", dependencies: ["CCairo", "Figures"]),
  .testTarget(name: "CommandTests", dependencies: ["separatrix", "SweepEngine", "SweepPlan"]),
]

let package = Package(
  name: "Separatrix",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: ground + parts + command + tests,
  swiftLanguageModes: [.v6]
)
