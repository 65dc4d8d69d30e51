import Testing
import Topology

@Suite struct CPUSetTests {
  @Test(arguments: [
    ("", []), ("0", [0]), ("0-3,8", [0, 1, 2, 3, 8]), ("63-65", [63, 64, 65]),
    ("1,3,5", [1, 3, 5]),
  ])
  func textAndBack(text: String, indices: [Int]) {
    let set = CPUSet(indices)
    #expect(CPUSet(text) == set)
    #expect(set.description == text)
    #expect(set.indices == indices)
    #expect(set.count == indices.count)
    #expect(set.first == indices.first)
    #expect(set.isEmpty == indices.isEmpty)
  }

  @Test(arguments: ["a", "1-", "-1", "3-1", "1,,2", "0-99999999999", "0-65536", "1-2-3", ","])
  func malformedText(text: String) {
    #expect(CPUSet(text) == nil)
  }

  @Test func theFinalNewlineOfSystemFiles() {
    #expect(CPUSet("0-1\n") == [0, 1])
  }

  @Test func setAlgebra() {
    let low: CPUSet = [0, 1, 70]
    let high: CPUSet = [1, 2, 200]
    #expect(low.union(high) == [0, 1, 2, 70, 200])
    #expect(high.union(low) == low.union(high))
    #expect(low.intersection(high) == [1])
    #expect(low.intersection([2]).isEmpty)
    #expect(low.intersection([2]) == CPUSet())
    #expect(CPUSet([1]).isSubset(of: low))
    #expect(!high.isSubset(of: low))
    #expect(low.isDisjoint(with: [2, 71]))
    #expect(low.contains(70) && !low.contains(71) && !low.contains(-1) && !low.contains(9999))
  }

  @Test func impossibleIndicesAreLeftOut() {
    #expect(CPUSet([-1, 3, CPUSet.limit]) == [3])
  }
}
