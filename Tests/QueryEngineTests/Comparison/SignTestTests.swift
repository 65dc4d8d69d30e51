import QueryEngine
import Testing

struct SignTestTests {
  /// 2 (1 + 10 + 45)/1024, and Wilson's interval of 8 in 10 as textbooks have it.
  @Test func `eight of ten`() throws {
    let test = SignTest(ahead: 8, behind: 2)
    #expect(abs(test.probability - 112.0 / 1024) < 1e-13)
    let interval = try #require(test.interval)
    #expect(abs(interval.lowerBound - 0.49016) < 1e-5)
    #expect(abs(interval.upperBound - 0.94331) < 1e-5)
  }

  @Test func `the same both ways, all, and none`() {
    #expect(SignTest(ahead: 3, behind: 9).probability == SignTest(ahead: 9, behind: 3).probability)
    #expect(SignTest(ahead: 5, behind: 5).probability == 1)
    #expect(SignTest(ahead: 7, behind: 0).interval?.upperBound == 1)
    #expect(SignTest(ahead: 0, behind: 7).interval?.lowerBound == 0)
    #expect(SignTest(ahead: 0, behind: 0).interval == nil)
    #expect(SignTest(ahead: 0, behind: 0).probability == 1)
  }
}
