import Testing
import Theory

/// A method of the textbooks.
func method(_ name: String) throws -> MultistepMethod {
  try #require(NamedMethod.all.first { $0.name == name }).method
}

struct MultistepOrderTests {
  /// Order and error constant, from Hairer, Nørsett, Wanner I, §III.1 and §III.2; of BDF −1/(k + 1).
  @Test(arguments: [
    ("adams_bashforth_1", 1, "1/2"), ("adams_bashforth_2", 2, "5/12"),
    ("adams_bashforth_3", 3, "3/8"), ("adams_bashforth_4", 4, "251/720"),
    ("adams_bashforth_5", 5, "95/288"), ("adams_moulton_1", 2, "-1/12"),
    ("adams_moulton_2", 3, "-1/24"), ("adams_moulton_3", 4, "-19/720"),
    ("adams_moulton_4", 5, "-3/160"), ("bdf_1", 1, "-1/2"), ("bdf_2", 2, "-1/3"),
    ("bdf_3", 3, "-1/4"), ("bdf_4", 4, "-1/5"), ("bdf_5", 5, "-1/6"), ("bdf_6", 6, "-1/7"),
    ("explicit_midpoint", 2, "1/6"), ("milne_simpson", 4, "-1/180"), ("implicit_euler", 1, "-1/2"),
    ("trapezoidal", 2, "-1/12"),
  ])
  func `order and error constant are those of the textbook`(
    name: String, order: Int, constant: String
  ) throws {
    let method = try method(name)
    #expect(method.order == order && method.isConsistent)
    #expect(method.errorConstant == Rational(text: constant))
  }

  @Test func `Adams methods and BDF up to 6 are zero-stable, BDF 7 and 8 are not`() {
    for named in NamedMethod.all {
      let isStable = named.name != "bdf_7" && named.name != "bdf_8"
      #expect(named.method.rootCondition.isMet == isStable, "\(named.name)")
      let isWeak = ["explicit_midpoint", "milne_simpson"].contains(named.name)
      #expect(named.method.isStronglyStable == (isStable && !isWeak), "\(named.name)")
    }
  }

  /// G. Dahlquist, 1956: of k steps at most order k + 2 (k even), k + 1 (k odd), k if explicit.
  @Test func `no zero-stable method breaks Dahlquist's barriers`() {
    for named in NamedMethod.all where named.method.rootCondition.isMet {
      let (k, order) = (named.method.steps, named.method.order)
      #expect(order <= (named.method.isExplicit ? k : k % 2 == 0 ? k + 2 : k + 1), "\(named.name)")
    }
  }

  @Test func `coefficients are those of the textbook`() throws {
    #expect(
      try method("adams_bashforth_4")
        == MultistepMethod(rho: "1,-1,0,0,0", sigma: "55/24,-59/24,37/24,-9/24"))
    #expect(
      try method("adams_moulton_3")
        == MultistepMethod(rho: "1,-1,0,0", sigma: "9/24,19/24,-5/24,1/24"))
    #expect(try method("bdf_3") == MultistepMethod(rho: "11/6,-3,3/2,-1/3", sigma: "1,0,0,0"))
  }

  @Test func `heavy ball is consistent with the step η over 1 − β`() throws {
    for text in ["0", "0.5", "0.9", "0.99", "-1/3"] {
      let momentum = try #require(Rational(text: text))
      let rule = try #require(MultistepRule.all.first { $0.optimizer == "heavy_ball" })
      let method = try #require(rule.method([momentum]))
      #expect(method.isConsistent == momentum.isZero)
      #expect(method.stepStretch == 1 / (1 - momentum))
      let scaled = method.withStep(times: 1 / (1 - momentum))
      #expect(scaled.isConsistent && scaled.order == 1)
    }
  }

  @Test func `what is no method is refused`() {
    func refusal(_ rho: String, _ sigma: String) -> MultistepError? {
      do {
        _ = try MultistepMethod(rho: rho, sigma: sigma)
        return nil
      } catch { return error }
    }
    #expect(refusal("0,1,-1", "1,0") == .leadingZero)
    #expect(refusal("1", "1") == .noStep)
    #expect(refusal("1,-1", "1,0,0") == .sigmaTooLong(rho: 1, sigma: 2))
    #expect(refusal("1,-1", "0,0,1") == nil)
    #expect(refusal("1,-1", "0") == .noGradient)
    #expect(refusal("1,x", "1") == .notANumber(polynomial: "rho", text: "x"))
    #expect(refusal("1,-1", "") == .notANumber(polynomial: "sigma", text: ""))
    #expect(
      refusal(Array(repeating: "1", count: 14).joined(separator: ","), "1") == .tooManySteps(13))
    #expect(refusal("1,-1e300", "1") == .notANumber(polynomial: "rho", text: "-1e300"))
  }
}
