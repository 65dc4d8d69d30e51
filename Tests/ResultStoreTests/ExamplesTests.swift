import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing

/// A store keeps the examples that its sweep read from files.
struct ExamplesTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try write(pixel: 9)
  }

  private func write(pixel: UInt8) throws {
    try writeBytes([0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 1, 7, pixel, 200], directory.file("images"))
    try writeBytes([0, 0, 8, 1, 0, 0, 0, 3, 3, 5, 3], directory.file("labels"))
  }

  private func read() throws -> Plan {
    try Plan(
      yaml: """
        objective:
          sigmoid_erm: {examples: {images: images, labels: labels, classes: [3, 5]}}
        initial_point: {uniform: 0.5}
        optimizer: gradient_descent
        axes: {start_seed: {values: [0, 4]}, learning_rate: {values: [0.1, 1, 10]}}
        steps: 20
        """, file: directory.file("sweep.yaml"), catalog: catalog)
  }

  private var path: String { directory.file("sweep.zarr") }
  private var images: String { "\(path)/\(StoredExamples.images)" }

  @Test func `a store is opened without the files, wherever it is`() throws {
    let plan = try read()
    _ = try SweepStore(creating: plan, at: path)
    for file in ["images", "labels"] {
      try FileManager.default.removeItem(atPath: directory.file(file))
    }
    let moved = directory.file("moved.zarr")
    try FileManager.default.moveItem(atPath: path, toPath: moved)
    let store = try SweepStore(opening: moved, catalog: catalog)
    #expect(store.plan == plan)
    #expect(store.plan.examples == plan.examples)
    #expect(store.plan.randomStart == RandomStart(radius: 0.5))
    let verification = try Verification(of: moved, catalog: catalog)
    #expect(verification.damages.isEmpty && verification.strangers.isEmpty)
  }

  @Test func `other data are another sweep`() throws {
    _ = try SweepStore(creating: try read(), at: path)
    try write(pixel: 10)
    let other = try read()
    let error = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(creating: other, at: path)
    }
    #expect(error == .otherSweep(path: path, differences: ["another objective"]))
  }

  @Test func `what is kept is mended by the sweep`() throws {
    let plan = try read()
    _ = try SweepStore(creating: plan, at: path)
    let whole = try readBytes(images)
    try writeBytes(whole.dropLast(), images)
    let error = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(opening: path, catalog: catalog)
    }
    let words = try #require(error).description
    #expect(words.contains("ends after 2 of the 3 × 1 = 3 bytes"), "\(words)")
    #expect(words.contains("running the sweep's own file into it again mends"), "\(words)")

    let mended = try SweepStore(creating: plan, at: path)
    #expect(mended.mended == ["\(images) was damaged; it is written anew"])
    #expect(try readBytes(images) == whole)
    try FileManager.default.removeItem(atPath: "\(path)/\(StoredExamples.directory)")
    #expect(try SweepStore(creating: plan, at: path).mended.isEmpty)
    #expect(try SweepStore(opening: path, catalog: catalog).plan == plan)
  }

  @Test func `strangers beside what is kept are told`() throws {
    _ = try SweepStore(creating: try read(), at: path)
    let stranger = "\(path)/\(StoredExamples.directory)/notes.txt"
    try writeBytes([1], stranger)
    #expect(try Verification(of: path, catalog: catalog).strangers == [stranger])
  }
}
