/// What a learning objective is fitted to: features and a target by example.
public enum ExampleSet: Sendable, Hashable {
  /// As a sweep file writes them: the target last.
  case rows([[Double]])
  /// From files; the two classes become the ends of `targets`.
  case images(ImageExamples, targets: ClosedRange<Double>)

  public var count: Int {
    switch self {
    case .rows(let rows): rows.count
    case .images(let images, _): images.count
    }
  }

  public var isEmpty: Bool { count == 0 }

  public var features: Int {
    switch self {
    case .rows(let rows): (rows.first?.count ?? 1) - 1
    case .images(let images, _): images.features
    }
  }

  /// Those that came from files.
  public var images: ImageExamples? {
    if case .images(let images, _) = self { images } else { nil }
  }
}

extension ExampleSet: ExpressibleByArrayLiteral {
  public init(arrayLiteral rows: [Double]...) { self = .rows(rows) }
}
