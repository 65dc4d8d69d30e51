import Foundation

extension MultistepReport {
  /// As people read it in a terminal.
  var text: String {
    let kind = "\(steps) \(steps == 1 ? "step" : "steps"), \(isExplicit ? "explicit" : "implicit")"
    let title = ([name ?? "linear multistep method", kind] + values).joined(separator: " · ")
    let width = facts.map(\.0.count).max() ?? 0
    return ([title, ""] + facts.map { "\($0.padded(to: width))  \($1)" }).joined(separator: "\n")
  }

  /// What the plane is of: hλ, or of motion what a rule has in the place of h times λ.
  var variable: String { isOfMotion ? "(\(step))λ" : "hλ" }

  private var facts: [(String, String)] {
    var facts = [("ρ(ζ)", rho), ("σ(ζ)", sigma)]
    if step != "h" { facts.append((isOfMotion ? "step" : "h", step)) }
    if let points { facts.append(("x", points)) }
    if let commonFactor {
      facts.append(
        ("common factor", "\(commonFactor) of ρ and σ: without it the method has fewer steps"))
    }
    facts += [
      ("roots of ρ", roots.map(\.text).joined(separator: ", ")), ("zero-stable", zeroStability),
      ("consistent", consistency),
    ]
    if isConsistent || consistentStep == nil {
      facts.append(("order", orderWords(order, errorConstant)))
    } else if let consistentStep {
      facts.append(
        (
          "order",
          orderWords(consistentStep.order, consistentStep.errorConstant)
            + ", with that step"
        ))
    }
    facts += [
      ("real λ", intervals(realIntervals, variable, alone: "stable for none")),
      ("imaginary λ", intervals(imaginaryIntervals, "|\(variable)|", alone: "stable for none")),
    ]
    let curvatures = realIntervals.reversed().map(\.mirrored).filter { $0.to > 0 }
    facts.append(
      (
        "curvatures",
        intervals(curvatures, step == "h" ? "ha" : "\(step) · a", alone: "stable for no a > 0")
          + (curvatures.isEmpty ? "" : ", on f = ½ a x²")
          + (boundary.map { "; theory's boundary: \($0.replacing("λ", with: "a"))" } ?? "")
      ))
    facts.append(("A-stable", sectorWords))
    if isAStable || sectorDegrees != nil { facts.append(("L-stable", stiffness)) }
    return facts
  }

  private var zeroStability: String {
    switch rootCondition {
    case "inside": "yes: all roots of ρ lie inside the unit circle"
    case "simple_on_circle":
      isStronglyStable
        ? "yes, strongly: 1 is the only root on the unit circle"
        : "yes, weakly: other roots than 1 lie on the unit circle, all simple"
    case "multiple_on_circle":
      "no: a root on the unit circle is multiple"
        + (isOfMotion && rhoSlopeAtOne == "0"
          ? ", as in methods of ẍ = −∇f(x): without friction there is no gradient flow to follow"
          : "")
    default: "no: a root lies outside the unit circle"
    }
  }

  private var consistency: String {
    if isConsistent { return "yes: ρ(1) = 0, ρ′(1) = σ(1) = \(printed(sigmaAtOne))" }
    guard rhoAtOne == "0" else { return "no: ρ(1) = \(printed(rhoAtOne)), not 0" }
    let sides = "ρ′(1) = \(printed(rhoSlopeAtOne)), σ(1) = \(printed(sigmaAtOne))"
    guard let consistentStep else { return "no, with any h: \(sides)" }
    let times =
      consistentStep.stretch.hasPrefix("-") || consistentStep.stretch.contains("/")
      ? "(\(printed(consistentStep.stretch)))" : consistentStep.stretch
    let formula =
      consistentStep.formula.map { (isOfMotion ? "the step " : "h = ") + "\($0) = " }
      ?? "a step of "
    let own = isOfMotion ? "the step \(step)" : step == "h" ? "h" : "h = \(step)"
    return "not with \(own): \(sides); with \(formula)\(times) \(step) yes"
  }

  private func orderWords(_ order: Int, _ constant: String?) -> String {
    "\(order)" + (constant.map { ", error constant \(printed($0))" } ?? "")
  }

  private func intervals(_ intervals: [Interval], _ symbol: String, alone: String) -> String {
    guard !intervals.isEmpty else { return alone }
    let words = intervals.map { interval in
      let inside =
        switch (interval.from.isFinite, interval.to.isFinite) {
        case (true, true): "\(interval.fromText) < \(symbol) < \(interval.toText)"
        case (true, false): "\(symbol) > \(interval.fromText)"
        case (false, true): "\(symbol) < \(interval.toText)"
        case (false, false): "any \(symbol)"
        }
      return inside + (interval.decays ? "" : " (bounded, nothing dies out)")
    }
    return "stable for " + words.joined(separator: " or ")
  }

  private var sectorWords: String {
    if isAStable { return "yes" }
    guard let sectorDegrees else {
      let staysBounded = realIntervals.contains { $0.from == -.infinity && !$0.decays }
      return staysBounded
        ? "no: on the negative real axis nothing dies out"
        : "no: not on all of the negative real axis"
    }
    return sectorDegrees == 0
      ? "no: in no sector around the negative real axis"
      : "no, but A(α)-stable with α = \(String(format: "%.2f°", sectorDegrees))"
  }

  private var stiffness: String {
    if isLStable { return "yes: σ has no roots but 0" }
    return dampsAtInfinity
      ? "no, but as stiff as can be it damps at once: σ has no roots but 0"
      : "no: σ has other roots than 0"
  }
}

/// A fraction as in print.
private func printed(_ exact: String) -> String { exact.replacing("-", with: "−") }

/// Six digits, with a minus sign as in print.
private func digits(_ value: Double) -> String { printed(String(format: "%.6g", value)) }

extension MultistepReport.Interval {
  fileprivate var fromText: String { fromExact.map(printed) ?? digits(from) }
  fileprivate var toText: String { toExact.map(printed) ?? digits(to) }

  /// Of curvatures: a = −λ.
  fileprivate var mirrored: Self {
    func negated(_ exact: String?) -> String? {
      exact.map { $0 == "0" ? "0" : $0.hasPrefix("-") ? String($0.dropFirst()) : "-\($0)" }
    }
    return Self(
      from: -to, to: -from, fromExact: negated(toExact), toExact: negated(fromExact), decays: decays
    )
  }
}

extension MultistepReport.Root {
  fileprivate var text: String {
    let times = multiplicity > 1 ? " (\(multiplicity) times)" : ""
    if let exact { return printed(exact) + times }
    if imaginary == 0 { return digits(real) + times }
    let sign = imaginary < 0 ? "−" : "+"
    return "\(digits(real)) \(sign) \(digits(abs(imaginary)))i (|ζ| = \(digits(magnitude)))\(times)"
  }
}
