import Foundation
import Testing
import ZarrStore

struct ShardListingTests {
  private func array(_ shape: [Int], in directory: TemporaryDirectory) throws -> ZarrArray {
    try ZarrArray.create(
      at: directory.file("a"),
      Layout(shape: shape, shardShape: shape.map { _ in 1 }, chunkShape: nil)
        .metadata(fill: .zero(.uint8)))
  }

  private func touch(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try writeBytes([], path)
  }

  @Test(arguments: [[12], [3, 12], [2, 3, 12]])
  func `shards are found by name`(shape: [Int]) throws {
    let directory = try TemporaryDirectory()
    let array = try array(shape, in: directory)
    let prefix = Array(shape.dropLast().map { $0 - 1 })
    #expect(try array.listShards(prefix) == [ShardListing](repeating: .absent, count: 12))
    #expect(try !array.hasShards())
    for number in [0, 7, 11] { try touch(array.shardPath(at: prefix + [number])) }
    // Names that are like a number, and are none of a shard.
    let row = (array.shardPath(at: prefix + [0]) as NSString).deletingLastPathComponent
    let names = [
      "03", "+3", "-3", "3x", " 3", "٣", "12", "4294967299", "18446744073709551619", "3.partial",
      "1e0", "_", "3 ",
    ]
    for name in names { try touch("\(row)/\(name)") }
    try touch("\(row)/.3.host.1.2.3.partial")
    try touch("\(row)/5/file")
    try FileManager.default.createSymbolicLink(
      atPath: "\(row)/6", withDestinationPath: array.shardPath(at: prefix + [0]))

    let listed = try array.listShards(prefix)
    #expect(listed.indices.filter { listed[$0] == .file } == [0, 7, 11])
    #expect(listed.indices.filter { listed[$0] == .other } == [5, 6])
    #expect(try array.hasShards())
    #expect(Set(try array.listStrangers()) == Set((names + ["5", "6"]).map { "\(row)/\($0)" }))
  }

  @Test func `dimensions beyond are looked into`() throws {
    let directory = try TemporaryDirectory()
    let array = try array([2, 4, 1], in: directory)
    try touch(array.shardPath(at: [1, 2, 0]))
    try touch(array.shardPath(at: [1, 3, 0]) + "x")
    try touch("\(array.path)/c/1/1")
    let listed = try array.listShards([1])
    #expect(listed == [.absent, .absent, .file, .absent])
    #expect(
      Set(try array.listStrangers()) == [
        array.shardPath(at: [1, 3, 0]) + "x", "\(array.path)/c/1/1",
      ])
  }

  @Test func `a file in the place of a directory is an error in words`() throws {
    let directory = try TemporaryDirectory()
    let array = try array([2, 2], in: directory)
    try touch("\(array.path)/c")
    let error = #expect(throws: StoreError.self) { try array.listShards([0]) }
    #expect(error?.description.contains("cannot list \(array.path)/c/0") == true)
  }
}
