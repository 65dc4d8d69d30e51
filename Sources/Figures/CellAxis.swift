/// Where the cells of a map stand along one axis.
package struct CellAxis: Hashable, Sendable {
  package let scale: Scale
  /// Positions (0…1) of the edges between cells, ascending, one more than there are cells.
  package let edges: [Double]
  /// The row or column of data that stands at each place, counted from the low end.
  package let order: [Int]
  /// The values to label, if the axis lists them.
  package let values: [Double]?

  package init(_ axis: Axis, count: Int) throws(FigureError) {
    switch axis.extent {
    case .range(let from, let to) where from == to:
      guard count == 1 else {
        throw .unusable("\(axis.nameInErrors): \(count) cells in the empty range \(from) … \(to)")
      }
      try self.init(values: [from], axis)
    case .range(let from, let to):
      self.init(
        even: try Scale(axis.scale, from: from, to: to, name: axis.nameInErrors), count: count,
        isReversed: from > to)
    case .automatic:
      self.init(
        even: Scale(.linear, lower: -0.5, upper: Double(count) - 0.5), count: count,
        isReversed: false)
    case .values(let values):
      guard values.count == count else {
        throw .unusable(
          "\(axis.nameInErrors): \(values.count) values for \(count) cells of data")
      }
      try self.init(values: values, axis)
    }
  }

  private init(even scale: Scale, count: Int, isReversed: Bool) {
    self.scale = scale
    edges = (0...count).map { Double($0) / Double(count) }
    order = isReversed ? (0..<count).reversed() : Array(0..<count)
    values = nil
  }

  /// Positions of the cells' values: of the middles, unless the axis lists its values.
  package var centers: [Double] {
    values?.map { scale.position(of: $0) } ?? zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
  }

  /// Whether all cells are equally wide on the page.
  var isEven: Bool {
    let count = Double(order.count)
    return edges.indices.allSatisfy { abs(edges[$0] * count - Double($0)) < 1e-6 }
  }

  /// Values may come in any order; cells are drawn where their values belong.
  private init(values: [Double], _ axis: Axis) throws(FigureError) {
    for value in values where !value.isFinite {
      throw .unusable("\(axis.nameInErrors): the value \(value) has no place on an axis")
    }
    let order = values.indices.sorted { values[$0] < values[$1] }
    let sorted = order.map { values[$0] }
    let low = sorted.first ?? .nan
    let high = sorted.last ?? .nan
    // Checks the ends; positions between values are the same on any scale with these ends.
    let inner = try Scale(axis.scale, from: low, to: high, name: axis.nameInErrors)
    for (a, b) in zip(sorted, sorted.dropFirst()) where !(a < b) {
      throw .unusable("\(axis.nameInErrors): the value \(a) occurs twice")
    }
    guard sorted.count > 1 else {
      self.scale = inner
      self.edges = [0, 1]
      self.order = order
      self.values = values
      return
    }
    let places = sorted.map { inner.position(of: $0) }
    let middles = zip(places, places.dropFirst()).map { ($0 + $1) / 2 }
    let first = places[0] - (middles[0] - places[0])
    let last = places[places.count - 1] * 2 - middles[middles.count - 1]
    let scale = try Scale(
      axis.scale, from: inner.value(at: first), to: inner.value(at: last),
      name: axis.nameInErrors)
    self.scale = scale
    self.edges = [0] + middles.map { ($0 - first) / (last - first) } + [1]
    self.order = order
    self.values = sorted
  }

  /// For each of so many pixels, the places of the cells it shows: those whose centre lies in
  /// the pixel (so no cell is counted twice), or else the one the pixel's centre lies in.
  package func cells(inPixels pixels: Int) -> [Range<Int>] {
    let centers = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
    var ranges: [Range<Int>] = []
    var first = 0
    var under = 0
    for pixel in 0..<max(pixels, 0) {
      let end = Double(pixel + 1) / Double(pixels)
      var next = first
      while next < centers.count, centers[next] < end { next += 1 }
      let middle = (Double(pixel) + 0.5) / Double(pixels)
      while under + 1 < centers.count, edges[under + 1] <= middle { under += 1 }
      ranges.append(next > first ? first..<next : under..<(under + 1))
      first = next
    }
    return ranges
  }
}
