import Foundation
import Testing
import ZarrStore

struct AtomicFileTests {
  private func write(_ bytes: [UInt8], _ path: String) throws {
    try bytes.span.bytes.withUnsafeBytes { (buffer) throws(StoreError) in
      try AtomicFile.write(buffer, to: path)
    }
  }

  private func create(_ bytes: [UInt8], _ path: String) throws -> Bool {
    try bytes.span.bytes.withUnsafeBytes { (buffer) throws(StoreError) in
      try AtomicFile.createExclusively(buffer, at: path)
    }
  }

  @Test func `writing replaces and leaves nothing else`() throws {
    let directory = try TemporaryDirectory()
    try write([1, 2], directory.file("a"))
    try write([3], directory.file("a"))
    #expect(try readBytes(directory.file("a")) == [3])
    #expect(try directory.contents() == ["a"])
  }

  @Test func `a failed rename leaves nothing behind`() throws {
    let directory = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: directory.file("taken/inside"), withIntermediateDirectories: true)
    let error = #expect(throws: StoreError.self) { try write([1], directory.file("taken")) }
    #expect(error?.description.contains("cannot rename a finished file to") == true)
    #expect(try directory.contents() == ["taken", "taken/inside"])
  }

  @Test func `a missing directory is told`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("none/a")
    let error = #expect(throws: StoreError.self) { try write([1], path) }
    #expect(
      error?.description
        == "cannot create \(path): No such file or directory; a directory on the way does not exist "
        + "or has vanished")
  }

  @Test func `a shard is not written where the array has vanished`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [4, 4], shardShape: [4, 4], chunkShape: [2, 2])
    let array = try ZarrArray.create(at: directory.file("a"), layout.metadata(fill: .zero(.uint8)))
    try FileManager.default.removeItem(atPath: array.path)
    let error = #expect(throws: StoreError.self) {
      try array.writeShard([UInt8](repeating: 1, count: 16), at: [0, 0])
    }
    #expect(error?.isNoSuchFile == true)
    #expect(try directory.contents().isEmpty)
  }

  @Test func `a full disk says what to do`() {
    let failure = SystemFailure(path: "s/c/0", operation: "write", code: ENOSPC)
    #expect(
      StoreError.system(failure).description
        == "cannot write s/c/0: No space left on device; free some space and run the same command "
        + "again")
  }

  @Test func `directories are created once, by whomever`() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("a/b/c/d")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 { group.addTask { try createDirectories(path + "/") } }
      try await group.waitForAll()
    }
    #expect(try directory.contents() == ["a", "a/b", "a/b/c", "a/b/c/d"])
    try writeBytes([1], directory.file("file"))
    #expect(throws: StoreError.self) { try createDirectories(directory.file("file/x")) }
    #expect(throws: StoreError.self) { try createDirectories(directory.file("file")) }
  }

  @Test func `of many writers of root metadata one wins and all see its bytes`() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("sweep.zarr")
    let results = try await withThrowingTaskGroup(of: (Int, ZarrGroup, Bool).self) { tasks in
      for writer in 0..<32 {
        tasks.addTask {
          let metadata = GroupMetadata(attributes: ["writer": JSONValue(writer)])
          let (group, created) = try ZarrGroup.create(at: path, metadata)
          return (writer, group, created)
        }
      }
      return try await tasks.reduce(into: []) { $0.append($1) }
    }
    let winners = results.filter(\.2)
    #expect(winners.count == 1)
    let stored = try ZarrGroup.open(at: path).metadata
    #expect(stored.attributes["writer"]?.int == winners.first?.0)
    #expect(results.allSatisfy { $0.1.metadata == stored })
    #expect(try directory.contents() == ["sweep.zarr", "sweep.zarr/zarr.json"])
  }

  @Test func `exclusive creation does not replace`() throws {
    let directory = try TemporaryDirectory()
    #expect(try create([1], directory.file("a")))
    #expect(try !create([2], directory.file("a")))
    #expect(try readBytes(directory.file("a")) == [1])
    #expect(try directory.contents() == ["a"])
  }

  @Test func `an array with other metadata is a conflict`() throws {
    let directory = try TemporaryDirectory()
    let layout = Layout(shape: [4], shardShape: [4], chunkShape: nil)
    let path = directory.file("a")
    let array = try ZarrArray.create(at: path, layout.metadata(fill: .zero(.uint8)))
    #expect(try ZarrArray.create(at: path, layout.metadata(fill: .zero(.uint8))) == array)
    #expect(throws: StoreError.self) {
      try ZarrArray.create(at: path, layout.metadata(fill: .zero(.int64)))
    }
  }

  @Test func `a group lists its arrays and guards their names`() throws {
    let directory = try TemporaryDirectory()
    let group = try ZarrGroup.create(at: directory.file("g"), GroupMetadata()).group
    let metadata = try Layout(shape: [4], shardShape: [4], chunkShape: nil)
      .metadata(fill: .zero(.uint8))
    _ = try group.createArray("b", metadata)
    _ = try group.createArray("a", metadata)
    #expect(try group.memberNames() == ["a", "b"])
    #expect(try group.array("a").metadata == metadata)
    for name in ["", "..", "a/b", "__x", "zarr.json"] {
      #expect(throws: StoreError.self) { try group.createArray(name, metadata) }
    }
    #expect(throws: StoreError.self) { try group.array("c") }
  }
}
