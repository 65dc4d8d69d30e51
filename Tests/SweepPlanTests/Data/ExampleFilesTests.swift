import Foundation
import SweepPlan
import Testing

@Suite("Examples come from files, and a sweep is what they are, not where")
struct ExampleFilesTests {
  private let folder: DataFolder

  init() throws {
    folder = try DataFolder()
    try folder.writeSmallSet()
  }

  private func sweep(
    _ examples: String = "{images: images, labels: labels, classes: [3, 5]}",
    objective: String = "logistic_regression"
  ) -> String {
    """
    objective: {\(objective): {examples: \(examples)}}
    optimizer: {adam: {learning_rate: 0.1}}
    axes: {beta1: {values: [0.5]}}
    steps: 5
    """
  }

  private func plan(_ text: String, _ settings: [String] = []) throws(SweepError) -> Plan {
    try read(text, settings, file: folder.file("sweep.yaml"))
  }

  private func complaint(_ text: String, _ settings: [String] = []) -> String {
    do throws(SweepError) {
      return "no error: \(try plan(text, settings).resolved)"
    } catch {
      return error.description
    }
  }

  @Test func `images of two classes are taken, beside the sweep file`() throws {
    let plan = try plan(sweep())
    let images = try #require(plan.examples.images)
    #expect(plan.dimension == 2)
    #expect(images.shape == [2, 1])
    #expect(images.pixels == [0, 255, 51, 102, 255, 0])
    #expect(images.labels == [3, 5, 3])
    #expect(images.files.images == folder.file("images"))
    guard case .images(_, let targets) = plan.examples else { return }
    #expect(targets == -1...1)
  }

  @Test func `only so many`() throws {
    let plan = try plan(sweep("{images: images, labels: labels, classes: [5, 3], first: 2}"))
    #expect(plan.examples.images?.labels == [3, 5])
    #expect(plan.examples.count == 2)
  }

  @Test func `the command line names files from the working directory on`() throws {
    try FileManager.default.moveItem(
      atPath: folder.file("images"), toPath: folder.file("elsewhere"))
    let setting = "objective.examples.images=\(folder.file("elsewhere"))"
    #expect(try plan(sweep(), [setting]).examples.count == 3)
    let here = complaint(sweep(), ["objective.examples.images=no-such-file"])
    let path = "\(FileManager.default.currentDirectoryPath)/no-such-file"
    #expect(here.contains("\"\(path)\" cannot be read"), "\(here)")
  }

  @Test func `the identity is that of the data`() throws {
    let plan = try plan(sweep())
    let digest = SHA256.hexadecimal(
      idx([3, 2, 1], [0, 255, 51, 102, 255, 0]) + idx([3], [3, 5, 3]))
    #expect(plan.examples.images?.sha256 == digest)
    #expect(plan.resolved.contains(digest))
    #expect(!plan.resolved.contains(folder.path))

    try folder.write(stored(idx([4, 2, 1], [0, 255, 51, 102, 9, 9, 255, 0])), "packed")
    let packed = try self.plan(sweep("{images: packed, labels: labels, classes: [3, 5]}"))
    #expect(packed == plan)
    let swapped = try self.plan(sweep("{images: images, labels: labels, classes: [5, 3]}"))
    #expect(swapped != plan)
    try folder.write(idx([4, 2, 1], [0, 255, 51, 103, 9, 9, 255, 0]), "images")
    #expect(try self.plan(sweep()) != plan)
  }

  @Test func `a resolved sweep is read beside what a store keeps, or with what is at hand`() throws
  {
    let plan = try plan(sweep())
    let images = try #require(plan.examples.images)
    try FileManager.default.createDirectory(
      atPath: folder.file(StoredExamples.directory), withIntermediateDirectories: true)
    try folder.write(images.imageFile, StoredExamples.images)
    try folder.write(images.labelFile, StoredExamples.labels)
    #expect(try self.plan(plan.resolved) == plan)

    try folder.write([], StoredExamples.images)
    #expect(complaint(plan.resolved).contains("begins with nothing"))
    let again = try Plan(
      yaml: plan.resolved, file: "view", catalog: catalog, examples: plan.examples)
    #expect(again == plan && again.examples == plan.examples)

    try folder.write(idx([3, 2, 1], [1, 255, 51, 102, 255, 0]), StoredExamples.images)
    #expect(complaint(plan.resolved).contains("they are others, or damaged"))
  }

  @Test(arguments: [
    ("{images: images, labels: labels}", "objective.examples is without classes; expected"),
    ("{labels: labels}", "objective.examples is without images and classes"),
    (
      "{images: images, labels: labels, classes: [3, 5], colour: 1}",
      #"unknown key "colour"; objective.examples has images, labels, classes, first, sha256"#
    ),
    ("{images: images, labels: labels, classes: [3]}", "classes is [3]; expected two different"),
    ("{images: images, labels: labels, classes: [3, 3]}", "classes is [3, 3]; expected two"),
    ("{images: images, labels: labels, classes: [3, 256]}", "a whole number from 0 to 255"),
    ("{images: images, labels: labels, classes: [3, 4]}", "has no label 4; it has 3, 5, 7"),
    ("{images: images, labels: labels, classes: [3, 4]}", "objective.examples.classes: "),
    ("{images: images, labels: nowhere, classes: [3, 5]}", "examples.labels: "),
    ("{images: images, labels: labels, classes: [3, 5], first: 0}", "a whole number from 1"),
    ("{images: [], labels: labels, classes: [3, 5]}", "is a list; expected the path"),
    ("{images: '', labels: labels, classes: [3, 5]}", "expected the path of a file"),
    ("{images: nowhere, labels: labels, classes: [3, 5]}", "No such file or directory"),
    ("{images: labels, labels: images, classes: [3, 5]}", "may be the wrong way round"),
    ("{images: images, labels: few, classes: [3, 5]}", "has 4 images, "),
    ("{images: wide, labels: labels, classes: [3, 5]}", "5 × 1 = 5 pixels; expected 1 to 4 pixels"),
    (
      "{images: images, labels: labels, classes: [3, 5], sha256: 12}",
      "expected 64 hexadecimal digits"
    ),
    (
      "{images: images, labels: labels, classes: [3, 5], "
        + "sha256: \(String(repeating: "a", count: 64))}", "they are others, or damaged"
    ),
  ]) func `what is wrong is said where it was written`(examples: String, words: String) throws {
    try folder.write(idx([3], [3, 5, 7]), "few")
    try folder.write(idx([4, 5, 1], [UInt8](repeating: 0, count: 20)), "wide")
    let answer = complaint(sweep(examples))
    #expect(answer.hasPrefix("\(folder.file("sweep.yaml")):1:"), "\(answer)")
    #expect(answer.contains(words), "\(answer)")
  }

  @Test func `an objective whose coordinates are no features takes none`() throws {
    let answer = complaint(sweep(objective: "network"))
    #expect(answer.contains("network takes no examples from files; expected rows"), "\(answer)")
  }
}
