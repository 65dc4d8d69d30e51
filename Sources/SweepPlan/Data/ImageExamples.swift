/// Grey images of two classes, as examples: each pixel a feature, the class the target.
///
/// Greys 0 to 255 count as 0 to 1. Two are equal if pixels, labels and classes are.
public final class ImageExamples: Sendable, Hashable {
  /// Rows, columns and so on of one image.
  public let shape: [Int]
  /// Image by image.
  public let pixels: [UInt8]
  /// By image: one of the classes.
  public let labels: [UInt8]
  /// The labels that become the lower and the upper target.
  public let classes: [Int]
  /// Of the images and the labels as files of IDX, one after the other: hexadecimal.
  public let sha256: String
  /// Where they were read.
  public let files: Files

  /// Paths from the root of the file system.
  public struct Files: Sendable, Hashable {
    public let images: String
    public let labels: String

    public init(images: String, labels: String) {
      self.images = images
      self.labels = labels
    }
  }

  public var count: Int { labels.count }
  /// Pixels of an image.
  public var features: Int { shape.reduce(1, *) }

  init(shape: [Int], pixels: [UInt8], labels: [UInt8], classes: [Int], files: Files) {
    self.shape = shape
    self.pixels = pixels
    self.labels = labels
    self.classes = classes
    self.files = files
    var hash = SHA256()
    hash.update(Self.imageFile(shape, pixels, count: labels.count))
    hash.update(Self.labelFile(labels))
    sha256 = hash.finish()
  }

  /// The images as a file of IDX.
  public var imageFile: [UInt8] { Self.imageFile(shape, pixels, count: count) }
  /// The labels as a file of IDX.
  public var labelFile: [UInt8] { Self.labelFile(labels) }

  private static func imageFile(_ shape: [Int], _ pixels: [UInt8], count: Int) -> [UInt8] {
    IDXArray.file([count] + shape, pixels)
  }

  private static func labelFile(_ labels: [UInt8]) -> [UInt8] {
    IDXArray.file([labels.count], labels)
  }

  public static func == (a: ImageExamples, b: ImageExamples) -> Bool {
    a === b || a.sha256 == b.sha256 && a.classes == b.classes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(sha256)
    hasher.combine(classes)
  }
}
