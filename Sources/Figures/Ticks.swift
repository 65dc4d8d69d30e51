/// A labelled place on an axis.
package struct Tick: Hashable, Sendable {
  package var value: Double
  package var label: String
}

/// The ticks of one axis.
package struct Ticks: Hashable, Sendable {
  package var major: [Tick] = []
  /// Places of short, unlabelled ticks.
  package var minor: [Double] = []
  /// What every label leaves out, for the axis's name: "×10⁻⁷", or "×10⁻⁹ + 1". Empty if nothing.
  package var note = ""

  /// The ticks of a scale: at most `count` labels.
  package static func on(_ scale: Scale, atMost count: Int) -> Ticks {
    switch scale.kind {
    case .linear: linear(from: scale.lower, to: scale.upper, atMost: count)
    case .log: log(from: scale.lower, to: scale.upper, atMost: count)
    }
  }

  /// The most ticks, up to `count`, whose labels keep apart on an axis of this length.
  ///
  /// - Parameter size: the room a label takes along the axis, with the gap to its neighbour.
  package static func fitting(
    _ scale: Scale, atMost count: Int, length: Double, size: (String) -> Double
  ) -> Ticks {
    for count in stride(from: max(count, 2), through: 2, by: -1) {
      let ticks = on(scale, atMost: count)
      if ticks.keepApart(on: scale, length: length, size: size) { return ticks }
    }
    var ticks = on(scale, atMost: 2)
    ticks.major = Array(ticks.major.prefix(1))
    return ticks
  }

  package func keepApart(on scale: Scale, length: Double, size: (String) -> Double) -> Bool {
    zip(major, major.dropFirst()).allSatisfy { a, b in
      let distance = (scale.position(of: b.value) - scale.position(of: a.value)) * length
      return distance >= (size(a.label) + size(b.label)) / 2
    }
  }

  /// Ticks at given values, each with its own label, as far as the labels keep apart.
  package static func at(
    _ values: [Double], on scale: Scale, length: Double, size: (String) -> Double
  ) -> Ticks? {
    let ticks = Ticks(
      major: values.map { Tick(value: $0, label: NumberText.significant($0)) })
    return ticks.keepApart(on: scale, length: length, size: size) ? ticks : nil
  }
}
