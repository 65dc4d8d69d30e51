import Foundation
import Testing
import Theory

struct StabilitySectorTests {
  /// Hairer, Wanner II, §V.2, table 2.1.
  @Test(arguments: [("bdf_3", 86.03), ("bdf_4", 73.35), ("bdf_5", 51.84), ("bdf_6", 17.84)])
  func `BDF methods have the angles of the textbook`(name: String, angle: Double) throws {
    let degrees = try #require(try method(name).stabilitySector.degrees)
    // Printed with two decimals.
    #expect(abs(degrees - angle) <= 0.005)
    #expect(try method(name).dampsAtInfinity && !method(name).isLStable)
  }

  @Test func `the angle is the least one of the root locus`() throws {
    let degrees = try #require(try method("bdf_3").stabilitySector.degrees)
    var least = 90.0
    for point in try method("bdf_3").rootLocus(count: 20_000).pieces.flatMap(\.points)
    where point.real < 0 && point.magnitude > 1e-3 {
      least = min(least, Complex(-point.real, abs(point.imaginary)).degrees)
    }
    // A sample misses the least by the square of its distance, 1e-8.
    #expect(abs(least - degrees) < 1e-5)
  }

  @Test func `A-stable are implicit methods of order 2 at most`() throws {
    for named in NamedMethod.all {
      let isStable = [
        "implicit_euler", "trapezoidal", "bdf_1", "bdf_2", "adams_moulton_1",
      ].contains(named.name)
      #expect((named.method.stabilitySector == .halfPlane) == isStable, "\(named.name)")
      #expect(
        named.method.isLStable == ["implicit_euler", "bdf_1", "bdf_2"].contains(named.name),
        "\(named.name)")
    }
  }

  /// Dahlquist's family of A-stable two-step methods, γ > 0, δ > 0; not beyond.
  ///
  ///     ρ = ½((1 + γ)ζ² − 2γζ − (1 − γ))     σ = ¼((1 + γ + δ)ζ² + 2(1 − δ)ζ + (1 − γ + δ))
  @Test func `two-step methods of order 2 are A-stable where theory says`() throws {
    for gamma in -3...6 {
      for delta in -3...6 where gamma != -1 {
        let (g, d) = (Rational(gamma, over: 4), Rational(delta, over: 4))
        let method = try MultistepMethod(
          rho: [(1 + g) / 2, -g, -(1 - g) / 2],
          sigma: [(1 + g + d) / 4, (1 - d) / 2, (1 - g + d) / 4])
        #expect(method.order >= 2)
        guard gamma > 0, delta > 0 else {
          if gamma < 0 || delta < 0 { #expect(method.stabilitySector != .halfPlane) }
          continue
        }
        #expect(method.stabilitySector == .halfPlane, "γ = \(g), δ = \(d)")
      }
    }
  }

  @Test func `explicit methods have no sector`() {
    for named in NamedMethod.all where named.method.isExplicit {
      #expect(named.method.stabilitySector == .none)
    }
  }
}

extension Complex {
  /// The argument.
  fileprivate var degrees: Double { atan2(imaginary, real) * 180 / .pi }
}
