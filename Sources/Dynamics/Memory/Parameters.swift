/// The numbers and options of an optimizer, or the coefficients of an objective, handed out in the
/// order in which its `init` asks for them.
struct Parameters<Lanes: LaneVector> {
  private var position: UnsafeMutablePointer<Lanes>
  private let options: Options
  private var optionsRead = 0
  /// Coordinates of an iterate.
  let dimension: Int
  /// What every cell sees.
  private(set) var examples: Examples<Lanes.Scalar>

  @inline(__always) init(
    _ position: UnsafeMutablePointer<Lanes>, dimension: Int, options: Options = Options(),
    examples: Examples<Lanes.Scalar> = Examples()
  ) {
    self.position = position
    self.dimension = dimension
    self.options = options
    self.examples = examples
  }

  /// The same with other examples.
  func with(_ examples: Examples<Lanes.Scalar>) -> Parameters {
    var other = self
    other.examples = examples
    return other
  }

  /// The next number.
  @inline(__always) mutating func next() -> Lanes {
    defer { position += 1 }
    return position.pointee
  }

  /// The next number for each coordinate, for an objective of fixed dimension.
  @inline(__always) mutating func next<let dimension: Int>() -> Point<dimension, Lanes> {
    defer { position += dimension }
    return Point(loading: Vector(position, count: dimension))
  }

  /// The next number for each coordinate.
  @inline(__always) mutating func nextVector() -> Vector<Lanes> {
    defer { position += dimension }
    return Vector(position, count: dimension)
  }

  /// The option of the next choice: an enum whose cases are in the order of the description.
  @inline(__always) mutating func nextOption<Option: RawRepresentable<Int>>(
    _: Option.Type = Option.self
  ) -> Option {
    defer { optionsRead += 1 }
    guard let option = Option(rawValue: options[optionsRead]) else {
      preconditionFailure("an option that the description does not have")
    }
    return option
  }
}

/// By choice of the optimizer, the index of the option; the first ones unless said otherwise.
struct Options: Sendable {
  private var first = 0
  private var second = 0
  private var third = 0
  private var fourth = 0

  @inline(__always) init() {}

  /// - Parameter option: The option of choice i, for i < `count`.
  init(count: Int, _ option: (Int) -> Int) {
    precondition(count <= 4)
    if count > 0 { first = option(0) }
    if count > 1 { second = option(1) }
    if count > 2 { third = option(2) }
    if count > 3 { fourth = option(3) }
  }

  @inline(__always) subscript(choice: Int) -> Int {
    switch choice {
    case 0: first
    case 1: second
    case 2: third
    default: fourth
    }
  }
}
