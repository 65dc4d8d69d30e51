import Foundation
import Testing
import Theory

struct StableIntervalTests {
  private func exact(_ interval: StableInterval) -> [Rational?] {
    [interval.from.exact, interval.to.exact]
  }

  /// From Hairer, Wanner II, §V.1, table 1.1 and what is computed there.
  @Test(arguments: [
    ("adams_bashforth_1", "-2"), ("adams_bashforth_2", "-1"), ("adams_bashforth_3", "-6/11"),
    ("adams_bashforth_4", "-3/10"), ("adams_bashforth_5", "-90/551"), ("adams_moulton_2", "-6"),
    ("adams_moulton_3", "-3"), ("adams_moulton_4", "-90/49"),
  ])
  func `Adams methods are stable on the intervals of the textbook`(
    name: String, end: String
  ) throws {
    let intervals = try method(name).realIntervals
    #expect(intervals.map(exact) == [[Rational(text: end), 0]])
    #expect(intervals.map(\.decays) == [true])
  }

  @Test func `implicit methods have no end on the left`() throws {
    for (name, end) in [("bdf_1", "2"), ("bdf_2", "4"), ("bdf_3", "20/3"), ("bdf_4", "32/3")] {
      let intervals = try method(name).realIntervals
      #expect(intervals.map(exact) == [[nil, 0], [Rational(text: end), nil]])
      #expect(intervals.map(\.from.value) == [-.infinity, intervals[1].from.value])
      #expect(intervals.map(\.to.value) == [0, .infinity])
    }
  }

  @Test func `the leapfrog is stable on the imaginary axis alone`() throws {
    let leapfrog = try method("explicit_midpoint")
    #expect(leapfrog.realIntervals.isEmpty)
    #expect(leapfrog.imaginaryIntervals.map(exact) == [[0, 1]])
    #expect(leapfrog.imaginaryIntervals.map(\.decays) == [false])
    let milne = try #require(try method("milne_simpson").imaginaryIntervals.first)
    #expect(abs(milne.to.value - 3.0.squareRoot()) < 1e-15)
    let third = try #require(try method("adams_bashforth_3").imaginaryIntervals.first)
    #expect(abs(third.to.value - 0.7236) < 5e-5 && third.decays)
  }

  @Test func `heavy ball is stable up to 2(1 + β), Nesterov up to that over 1 + 2β`() throws {
    for text in ["0.1", "1/2", "0.9", "0.999"] {
      let momentum = try #require(Rational(text: text))
      let top = 2 * (1 + momentum)
      for rule in MultistepRule.all where rule.hyperparameters == ["momentum"] {
        let end =
          switch (rule.optimizer, rule.consistentStep) {
          case ("nesterov", _): top / (1 + 2 * momentum)
          case (_, "η"): top / (1 - momentum)
          default: top
          }
        let method = try #require(rule.method([momentum]))
        #expect(method.realIntervals.map(exact) == [[-end, 0]], "\(rule.optimizer) \(text)")
      }
    }
  }

  @Test func `without friction heavy ball stays bounded, and does not decay`() throws {
    let rule = try #require(MultistepRule.all.first { $0.optimizer == "symplectic_euler" })
    let method = try #require(rule.method([Rational(1, over: 10), 1, 0]))
    #expect(method.realIntervals.map(exact) == [[-4, 0]])
    #expect(method.realIntervals.map(\.decays) == [false])
    #expect(method.rootCondition == .multipleOnCircle && method.stepStretch == nil)
  }

  /// Every rule against the closed form that theory has for it.
  @Test func `rules are stable where theory's margins are positive`() throws {
    var random = SplitMix(state: 1)
    var seen: [Bool: Int] = [:]
    for rule in MultistepRule.all {
      let theory = try #require(
        StabilityTheory.all.first { theory in
          theory.optimizer == rule.optimizer
            && rule.options.allSatisfy { choice, options in
              theory.options[choice].map { options.isSubset(of: $0) } ?? false
            }
        })
      for _ in 0..<200 {
        let values = rule.hyperparameters.map { _ in
          Rational(Int.random(in: 1...99, using: &random), over: 100)
        }
        let curvature = Rational(Int.random(in: -200...800, using: &random), over: 100)
        // Theory has the learning rate first, which is 1 here, or the numbers of motion.
        let numbers = values.map(\.double)
        let all = theory.hyperparameters.count > numbers.count ? [1] + numbers : numbers
        let step = rule.step == "η" ? 1 : values[0] * values[0] / values[1]
        let method = try #require(rule.method(values))
        let margin = theory.margin(curvature.double, all)
        // On the boundary itself the margin is rounded.
        guard abs(margin) > 1e-12 else { continue }
        let condition = method.rootCondition(at: -step * curvature)
        #expect((condition == .inside) == (margin > 0), "\(rule.optimizer) \(values) \(curvature)")
        seen[margin > 0, default: 0] += 1
      }
    }
    #expect((seen[true] ?? 0) > 300 && (seen[false] ?? 0) > 300)
  }

  @Test func `an interval is found however narrow or far out`() throws {
    for (size, bend) in [("1e-13", "1.5e-13,-0.5e-13"), ("1e13", "1.5e13,-0.5e13")] {
      let scale = try #require(Rational(text: size))
      let method = try MultistepMethod(rho: "1,-1", sigma: "0,\(size)")
      #expect(method.realIntervals.map(exact) == [[-2 * (1 / scale), 0]], "\(size)")
      let bent = try MultistepMethod(rho: "1,-1,0", sigma: "0,\(bend)")
      #expect(bent.realIntervals.map(exact) == [[-1 / scale, 0]], "\(size)")
    }
    let near = try MultistepMethod(
      rho: "1,-19/10,9/10", sigma: "-99999999998,249999999998,350000000003")
    let interval = try #require(near.realIntervals.first)
    #expect(abs(interval.from.value / -2.222222222217284e-13 - 1) < 1e-12)
    #expect(interval.to.exact == 0 && interval.decays)
    let heavy = try #require(
      MultistepRule.all.first {
        $0.optimizer == "heavy_ball" && $0.hyperparameters == ["momentum"] && $0.step == "η"
      })
    let momentum = try #require(Rational(text: "-0.9999999999999"))
    let method = try #require(heavy.method([momentum]))
    #expect(method.realIntervals.map(exact) == [[-2 * (1 + momentum), 0]])
  }

  /// σ is tiny where the root locus meets the axis. Ends by a Schur–Cohn test in exact fractions.
  @Test func `an interval is found though σ has a multiple root near the circle`() throws {
    let three = "1,-57/20,1083/400,-6859/8000"
    let first = try MultistepMethod(rho: "1,-149/50,29601/10000,-9801/10000", sigma: three)
    let imaginary = try #require(first.imaginaryIntervals.first)
    #expect(first.imaginaryIntervals.count == 1 && imaginary.to.value == .infinity)
    #expect(abs(imaginary.from.value - 0.5927125794) < 1e-10)
    let second = try MultistepMethod(
      rho: "1,-39/20,19/20,0", sigma: "1,-2997/1000,2994003/1000000,-997002999/1000000000")
    let far = try #require(second.realIntervals.last)
    #expect(far.to.value == .infinity && far.from.value > 1e4 && far.from.value < 1e5)
    let third = try MultistepMethod(rho: "1,-2799/1000,12991/5000,-999/1250", sigma: three)
    #expect(third.imaginaryIntervals.contains { $0.from.value < 1.7 && 7 < $0.to.value })
    let fourth = try MultistepMethod(
      rho: "1,-1/100,-99/100", sigma: "1,-999/500,998001/1000000")
    #expect(
      fourth.realIntervals.contains {
        abs($0.from.value - 995.4977488744372) < 1e-9 || abs($0.to.value - 995.4977488744372) < 1e-9
      })
  }

  @Test func `a common factor is there at every hλ`() throws {
    let half = try MultistepMethod(rho: "1,-3/2,1/2", sigma: "1,-1/2")
    #expect(half.commonFactor.text("ζ") == "ζ − 1/2")
    #expect(half.realIntervals.map(exact) == [[-2, 0]])
    let circle = try MultistepMethod(rho: "1,0,-1", sigma: "1,1")
    #expect(circle.realIntervals.map(exact) == [[-2, 0]])
    #expect(circle.realIntervals.map(\.decays) == [false])
    #expect(circle.stabilitySector == .none)
    #expect(try MultistepMethod(rho: "1,-3,2", sigma: "1,-2").realIntervals.isEmpty)
  }
}
