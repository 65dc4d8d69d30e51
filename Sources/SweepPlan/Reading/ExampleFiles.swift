/// The files of examples as a sweep names them:
/// `{images: train-images-idx3-ubyte.gz, labels: train-labels-idx1-ubyte.gz, classes: [3, 5]}`.
struct ExampleFiles {
  private let images: Field
  private let labels: Field
  private let classesField: Field
  private let classes: [Int]
  private let first: Int?
  private let sha256: Field?

  private static let keys = ["images", "labels", "classes", "first", "sha256"]

  init(_ field: Field) throws(SweepError) {
    let form = "{images: FILE, labels: FILE, classes: [3, 5]}"
    let section = try Section(
      field, KnownNames(field.name, Self.keys), expected: "a list of rows, or \(form)")
    guard let images = section["images"], let labels = section["labels"],
      let classes = section["classes"]
    else {
      let missing = ["images", "labels", "classes"].filter { section[$0] == nil }
      throw field.error(
        "\(field.name) is without \(alternatives(missing, conjunction: "and")); expected \(form)")
    }
    self.images = images
    self.labels = labels
    classesField = classes
    self.classes = try classes.classes()
    first = try section["first"]?.wholeNumber(in: 1...IDXArray.elementLimit)
    sha256 = section["sha256"]
  }

  /// The examples.
  ///
  /// - Parameters:
  ///   - features: How many an example may have.
  ///   - kept: Examples that are at hand: if they are those that the sweep's SHA-256 tells, nothing is
  ///     read.
  func read(
    features: ClosedRange<Int>, kept: ExampleSet?
  ) throws(SweepError) -> ImageExamples {
    let expected = try sha256?.digest()
    if let kept = kept?.images, kept.sha256 == expected, kept.classes == classes { return kept }
    let form = "the path of a file in MNIST's format (IDX)"
    let files = ImageExamples.Files(
      images: try images.path(expected: form), labels: try labels.path(expected: form))
    let examples: ImageExamples
    do throws(DataError) {
      examples = try ImageExamples(files, classes: classes, features: features, first: first)
    } catch {
      let blamed =
        switch error.key {
        case .images: images
        case .labels: labels
        case .classes: classesField
        }
      throw blamed.error("\(blamed.name): \(error.message)")
    }
    if let sha256, let expected, examples.sha256 != expected {
      throw sha256.error(
        "\(sha256.name) is \(expected), but the examples of \(quotedPath(files.images)) and "
          + "\(quotedPath(files.labels)) have \(examples.sha256): they are others, or damaged; give the "
          + "files that the sweep was made for, or leave sha256 out")
    }
    return examples
  }
}

extension Field {
  /// Two labels, the lower target's first.
  fileprivate func classes() throws(SweepError) -> [Int] {
    let form = "two different labels from 0 to 255, as in [3, 5]"
    let items = try list(expected: form)
    var classes: [Int] = []
    for item in items { classes.append(try item.wholeNumber(in: 0...255)) }
    guard classes.count == 2, classes[0] != classes[1] else {
      throw error(
        "\(name) is [\(listed(classes.map { "\($0)" }))]; expected \(form)")
    }
    return classes
  }

  fileprivate func digest() throws(SweepError) -> String {
    let form = "64 hexadecimal digits"
    let text = try word(expected: form)
    guard text.utf8.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw error(expected: form)
    }
    return text.lowercased()
  }
}
