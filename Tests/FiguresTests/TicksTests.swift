import Figures
import Testing

struct TicksTests {
  private func labels(_ ticks: Ticks) -> [String] { ticks.major.map(\.label) }

  @Test func `linear ticks are round numbers without the error of binary fractions`() {
    #expect(
      labels(.linear(from: 0, to: 1, atMost: 6)) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(
      labels(.linear(from: 0, to: 0.05, atMost: 6))
        == ["0", "0.01", "0.02", "0.03", "0.04", "0.05"])
    #expect(labels(.linear(from: -3, to: 7, atMost: 6)) == ["−2", "0", "2", "4", "6"])
    #expect(labels(.linear(from: -0.1, to: 0.5, atMost: 8)).contains("0.3"))
  }

  @Test func `a tiny or huge range moves its power of ten into the note`() {
    let tiny = Ticks.linear(from: 0, to: 1e-12, atMost: 6)
    #expect(labels(tiny) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(tiny.note == "×10⁻¹²")
    #expect(Ticks.linear(from: 0, to: 1e-7, atMost: 6).note == "×10⁻⁷")
    #expect(Ticks.linear(from: 0, to: 3e9, atMost: 6).note == "×10⁹")
    #expect(Ticks.linear(from: 0, to: 0.001, atMost: 6).note == "")
  }

  @Test func `a narrow range far from zero moves an offset into the note`() {
    let narrow = Ticks.linear(from: 1e5, to: 1.0001e5, atMost: 6)
    #expect(narrow.note == "")
    #expect(labels(narrow).first == "100\u{2009}000")
    #expect(labels(narrow).last == "100\u{2009}010")
    let narrower = Ticks.linear(from: 1, to: 1 + 1e-9, atMost: 6)
    #expect(labels(narrower).first == "0")
    #expect(narrower.note == "×10⁻⁹ + 1")
    let below = Ticks.linear(from: -1 - 1e-9, to: -1, atMost: 6)
    #expect(below.note == "×10⁻⁹ − 1")
    #expect(labels(below).last == "0")
  }

  private static let awkward: [(Double, Double)] = [
    (0, 1e-12), (1e5, 1.0001e5), (-3, 7), (0, 1e-7), (-1e-300, 1e-300), (-8e307, 8e307),
    (0.1, 0.7), (0.333333333, 0.666666667), (0, .leastNonzeroMagnitude),
    (1e15, 1.000000000000002e15), (-1e-5, 12),
  ]

  @Test(arguments: awkward)
  func `linear ticks stay in range, evenly spaced, no more than asked`(
    lower: Double, upper: Double
  ) {
    for count in 2...10 {
      let ticks = Ticks.linear(from: lower, to: upper, atMost: count)
      #expect(ticks.major.count <= count)
      let slack = (upper - lower) * 1e-6
      #expect(ticks.major.allSatisfy { $0.value >= lower - slack && $0.value <= upper + slack })
      #expect(Set(labels(ticks)).count == ticks.major.count)
      #expect(labels(ticks).allSatisfy { $0.count < 12 && $0 != "−0" && !$0.contains("-") })
    }
  }

  @Test func `log ticks are powers in superscripts with minor ticks between`() {
    let ticks = Ticks.log(from: 1e-4, to: 1e1, atMost: 10)
    #expect(labels(ticks) == ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹"])
    #expect(ticks.minor.count == 40)
    #expect(ticks.minor.contains(2e-4))
  }

  @Test func `a log axis within a decade labels plain numbers`() {
    #expect(labels(.log(from: 1, to: 3, atMost: 10)) == ["1", "2", "3"])
    #expect(labels(.log(from: 0.15, to: 9, atMost: 10)) == ["0.2", "0.5", "1", "2", "5"])
    #expect(labels(.log(from: 11, to: 1000, atMost: 10)).first == "20")
    #expect(labels(.log(from: 1, to: 1.2, atMost: 5)) == ["1.00", "1.05", "1.10", "1.15", "1.20"])
  }

  @Test func `many decades are labelled every so many`() {
    let ticks = Ticks.log(from: 1e-300, to: 1e300, atMost: 8)
    #expect(labels(ticks) == ["10⁻³⁰⁰", "10⁻²⁰⁰", "10⁻¹⁰⁰", "10⁰", "10¹⁰⁰", "10²⁰⁰", "10³⁰⁰"])
  }

  @Test(arguments: [3.0, 8, 20, 60])
  func `fitted labels keep apart`(width: Double) throws {
    for kind in ScaleKind.allCases {
      let scale = try Scale(kind, from: 1e-3, to: 0.7, name: "x")
      let ticks = Ticks.fitting(scale, atMost: 10, length: 100) { Double($0.count) * width / 4 }
      #expect(ticks.keepApart(on: scale, length: 100) { Double($0.count) * width / 4 })
    }
  }
}
