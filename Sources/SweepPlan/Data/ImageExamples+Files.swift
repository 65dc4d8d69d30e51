extension ImageExamples {
  /// Reads those images of two files that have one of two labels.
  ///
  /// - Parameters:
  ///   - features: How many pixels an image may have.
  ///   - first: At most so many images, the first ones of these labels; all if `nil`.
  convenience init(
    _ files: Files, classes: [Int], features: ClosedRange<Int>, first: Int?
  ) throws(DataError) {
    let images = try IDXArray(file: files.images, rank: 2...4)
    let labels: IDXArray
    do throws(DataError) { labels = try IDXArray(file: files.labels, rank: 1...1) } catch {
      throw DataError(error.message, of: .labels)
    }
    let (count, shape) = (images.dimensions[0], Array(images.dimensions[1...]))
    guard labels.bytes.count == count else {
      throw DataError(
        "\(quotedPath(files.images)) has \(counted(count, "image")), \(quotedPath(files.labels)) "
          + "\(counted(labels.bytes.count, "label")); expected as many of both, so give the two "
          + "files of one set")
    }
    let size = shape.reduce(1, *)
    guard features.contains(size) else {
      throw DataError(
        "\(quotedPath(files.images)) has images of \(shape.map { "\($0)" }.joined(separator: " × ")) = "
          + "\(counted(size, "pixel")); expected \(countedRange(features, "pixel"))")
    }
    var present = Set<UInt8>()
    var chosen: [Int] = []
    for (index, label) in labels.bytes.enumerated() {
      present.insert(label)
      if classes.contains(Int(label)), first.map({ chosen.count < $0 }) ?? true {
        chosen.append(index)
      }
    }
    for missing in classes where !present.contains(where: { Int($0) == missing }) {
      let others = present.sorted().map { "\($0)" }
      throw DataError(
        "\(quotedPath(files.labels)) has no label \(missing); it has \(listed(others)); expected two of "
          + "those as classes", of: .classes)
    }
    self.init(
      shape: shape, pixels: chosen.flatMap { images.bytes[$0 * size..<($0 + 1) * size] },
      labels: chosen.map { labels.bytes[$0] }, classes: classes, files: files)
  }
}
