import Foundation
import Testing
import ZarrStore

struct StaleTemporariesTests {
  /// The name of a file that this process would write, with another process id.
  private func name(process: Int32) -> String {
    let own = TemporaryName(for: "zarr.json").text
    return own.replacingOccurrences(of: ".\(getpid()).", with: ".\(process).")
  }

  private func deadProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exit 0"]
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test func `names are read back`() throws {
    let name = TemporaryName(for: "zarr.json")
    #expect(TemporaryName(parsing: name.text) == name)
    #expect(name.text.hasPrefix(".zarr.json."))
    #expect(!name.writer.isGone)
    for other in ["zarr.json", ".a.partial", ".0.h.1.2.3.part", ".partial", "", "....."] {
      #expect(TemporaryName(parsing: other) == nil)
    }
  }

  /// Killed, but its parent has not yet asked after it.
  @Test func `a dead child that nobody waited for is gone`() throws {
    var process: pid_t = 0
    try "/bin/true".withCString { path in
      var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
      defer { free(arguments[0]) }
      try #require(posix_spawn(&process, path, nil, nil, &arguments, nil) == 0)
    }
    let writer = try #require(TemporaryName(parsing: name(process: process))).writer
    let deadline = Date(timeIntervalSinceNow: 10)
    while !writer.isGone, Date() < deadline { usleep(1000) }
    #expect(writer.isGone && kill(process, 0) == 0)
    waitpid(process, nil, 0)
  }

  @Test func `names never repeat`() {
    #expect(Set((0..<1000).map { _ in TemporaryName(for: "a").text }).count == 1000)
  }

  @Test func `what a killed process left is removed, what a living one writes is not`() throws {
    let directory = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: directory.file("v/c"), withIntermediateDirectories: true)
    let dead = name(process: try deadProcess())
    let alive = name(process: getppid())
    for file in ["\(dead)", "v/c/\(dead)", "\(alive)", "runs.jsonl", "v/c/0"] {
      try writeBytes([1], directory.file(file))
    }
    #expect(try removeStaleTemporaries(below: directory.path) == 2)
    #expect(try directory.contents() == [alive, "runs.jsonl", "v", "v/c", "v/c/0"].sorted())
  }

  @Test func `another machine's file is removed after a day`() throws {
    let directory = try TemporaryDirectory()
    let (young, old) = (".0.elsewhere.1.2.3.partial", ".0.elsewhere.1.2.4.partial")
    for file in [young, old] { try writeBytes([1], directory.file(file)) }
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -25 * 60 * 60)],
      ofItemAtPath: directory.file(old))
    #expect(try removeStaleTemporaries(below: directory.path) == 1)
    #expect(try directory.contents() == [young])
  }

  @Test func `another machine's file is removed when its writer is known to be dead`() throws {
    let directory = try TemporaryDirectory()
    let (dead, other) = (".0.elsewhere.1.2.3.partial", ".0.elsewhere.1.3.3.partial")
    for file in [dead, other] { try writeBytes([1], directory.file(file)) }
    let writer = try #require(TemporaryName(parsing: dead)?.writer)
    #expect(try removeStaleTemporaries(below: directory.path, of: [writer]) == 1)
    #expect(try directory.contents() == [other])
  }

  @Test func `a directory that is not there holds nothing stale`() throws {
    let directory = try TemporaryDirectory()
    #expect(try removeStaleTemporaries(below: directory.file("none")) == 0)
  }

  /// Its clock may be ahead; what counts is the file system's, which gives a file its time when it is
  /// written. Here the file is younger than a day by that clock, and remains.
  @Test func `only a file system that takes a file can tell an old one`() throws {
    let directory = try TemporaryDirectory()
    let name = ".0.elsewhere.1.2.3.partial"
    for age in [23.9, 24.1] {
      try writeBytes([1], directory.file(name))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -age * 60 * 60)],
        ofItemAtPath: directory.file(name))
      #expect(try removeStaleTemporaries(below: directory.path) == (age > 24 ? 1 : 0))
    }
    #expect(try directory.contents() == [])
  }

  @Test func `links are not followed, and nothing else is looked into`() throws {
    let (directory, other) = (try TemporaryDirectory(), try TemporaryDirectory())
    let dead = name(process: try deadProcess())
    try writeBytes([1], other.file(dead))
    try FileManager.default.createSymbolicLink(
      atPath: directory.file("link"), withDestinationPath: other.path)
    try FileManager.default.createDirectory(
      atPath: directory.file("a/b/\(dead)"), withIntermediateDirectories: true)
    try writeBytes([1], directory.file("a/b/c.\(dead)"))
    try writeBytes([1], directory.file("a/b/\(name(process: try deadProcess()))"))
    #expect(try removeStaleTemporaries(below: directory.path, depth: 1) == 0)
    #expect(try removeStaleTemporaries(below: directory.path) == 1)
    #expect(try other.contents() == [dead])
  }
}
