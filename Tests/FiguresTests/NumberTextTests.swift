import Figures
import Testing

struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (0.1 + 0.2, "0.3"), (-2.5, "−2.5"), (1000, "1000"),
    (12345, "12\u{2009}345"), (1e6, "10⁶"), (-1e-7, "−10⁻⁷"), (2.5e-7, "2.5×10⁻⁷"),
    (0.0001, "0.0001"), (0.00001, "10⁻⁵"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"),
    (.leastNonzeroMagnitude, "4.94066×10⁻³²⁴"), (.greatestFiniteMagnitude, "1.79769×10³⁰⁸"),
  ])
  func `values are short and exact to six digits`(value: Double, text: String) {
    #expect(NumberText.significant(value) == text)
  }

  @Test func `shares never round to nothing or to all`() {
    #expect(NumberText.percent(0, of: 10) == "0 %")
    #expect(NumberText.percent(1, of: 1_000_000) == "< 0.1 %")
    #expect(NumberText.percent(431, of: 1000) == "43.1 %")
    #expect(NumberText.percent(999_999, of: 1_000_000) == "> 99.9 %")
    #expect(NumberText.percent(10, of: 10) == "100 %")
    #expect(NumberText.percent(0, of: 0) == "0 %")
  }

  @Test func `counts have thin spaces`() {
    #expect(NumberText.count(1_048_576) == "1\u{2009}048\u{2009}576")
    #expect(NumberText.count(1024) == "1024")
  }
}
