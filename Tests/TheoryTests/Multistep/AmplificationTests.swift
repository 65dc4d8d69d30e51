import Foundation
import Testing
import Theory

struct AmplificationTests {
  @Test func `growth is the spectral radius of the rule's own map`() throws {
    let rule = try #require(MultistepRule.all.first { $0.optimizer == "heavy_ball" })
    let method = try #require(rule.method([Rational(7, over: 10)]))
    // The middle row lies on the real axis, where roots leave it.
    let (columns, rows) = (40, 31)
    let window = HLambdaWindow(real: -4...1, imaginary: -1.5...1.5)
    let growth = method.growth(over: window, columns: columns, rows: rows)
    for row in 0..<rows {
      for column in 0..<columns {
        // A curvature is −λ.
        let curvature = Complex(
          4 - 5 * (Double(column) + 0.5) / Double(columns),
          1.5 - 3 * (Double(row) + 0.5) / Double(rows))
        let radius = StabilityTheory.heavyBall.updateMap(curvature, [1, 0.7]).spectralRadius
        // The roots are sought to 1e-10, near a double root to its root.
        #expect(abs(exp(growth[row * columns + column]) - radius) < 1e-6)
      }
    }
  }

  @Test func `growth is 0 on the boundary and changes sign across`() throws {
    for name in ["adams_bashforth_3", "adams_moulton_3", "bdf_4", "bdf_6", "implicit_euler"] {
      let method = try method(name)
      let locus = method.rootLocus(count: 400)
      for piece in locus.pieces where piece.isBoundary {
        for point in piece.points.dropFirst().dropLast().dropFirst(20) {
          // Small, for the region of BDF6 has a sharp tip.
          let size = 1e-6 * point.magnitude
          let around = (0..<16).map { index in
            let angle = Double(index) * .pi / 8
            let (x, y) = (point.real + size * cos(angle), point.imaginary + size * sin(angle))
            return method.growth(
              over: HLambdaWindow(real: x...x, imaginary: y...y), columns: 1, rows: 1)[0]
          }
          #expect(around.contains { $0 < 0 } && around.contains { $0 > 0 }, "\(name) \(point)")
        }
      }
    }
  }

  @Test func `the window holds the whole boundary, if it is finite`() throws {
    for named in NamedMethod.all {
      let locus = named.method.rootLocus()
      let points = locus.pieces.filter(\.isBoundary).flatMap(\.points)
      #expect(!points.isEmpty)
      guard named.name != "trapezoidal", named.name != "adams_moulton_1" else { continue }
      #expect(
        points.allSatisfy {
          locus.window.real.contains($0.real) && locus.window.imaginary.contains($0.imaginary)
        }, "\(named.name)")
    }
  }
}
