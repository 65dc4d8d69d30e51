import SweepPlan
import Testing

@Suite("Whatever the bytes, a sweep is read or refused")
struct HostileInputTests {
  @Test(arguments: [
    ("", "1:1: the sweep is empty; expected a mapping with objective, optimizer, axes and steps"),
    (
      "# nothing",
      "1:1: the sweep is empty; expected a mapping with objective, optimizer, axes and steps"
    ),
    (
      "- a\n- b",
      "1:1: the sweep is a list; expected a mapping with objective, optimizer, axes and steps"
    ),
    (
      "hello",
      #"1:1: the sweep is "hello"; expected a mapping with objective, optimizer, axes and steps"#
    ),
    ("axes:\n\tmomentum: 1", "2:1: not YAML: a tab cannot indent; use spaces"),
    ("steps: 1\n---\nsteps: 2", "2:1: a second document begins here; one file holds one"),
    ("steps: [1, 2", "1:8: not YAML: …"),
    (
      "flow: heavy_ball {friction: 0.3}",
      "1:27: not YAML: mapping values are not allowed in this context; behind a name goes a colon, and "
        + "on one line braces around both: {heavy_ball: {friction: 0.3}}"
    ),
    ("steps: \u{0}", "1:8: not YAML: control characters are not allowed"),
    ("? [a, b]\n: 1", #"1:1: "?": keys that are not words are not read"#),
    ("[a, b]: 1", "1:1: a key is a list or a mapping; expected a word"),
    ("a: &x 1\nb: *x", #"1:4: "&": anchors and aliases are not read; write the value out"#),
    ("<<: *x", #"1:5: "*": anchors and aliases are not read; write the value out"#),
    (
      "\u{1B}[31m: 1",
      "1:1: not YAML: control characters are not allowed"
    ),
  ])
  func thatIsNotASweep(yaml: String, answer: String) {
    let found = complaint(yaml)
    if let beginning = answer.split(separator: "…").first, answer.hasSuffix("…") {
      #expect(found.contains("not YAML: ") && found.hasPrefix("sweep.yaml:"), "\(beginning)")
    } else {
      #expect(found == "sweep.yaml:\(answer)")
    }
  }

  @Test func orThatAWindowsEditorSaved() throws {
    let lines = rosenbrockSweep.split(separator: "\n").joined(separator: "\r\n")
    #expect(try read("\u{FEFF}" + lines) == read(rosenbrockSweep))
    #expect(
      complaint("\u{FEFF}name: x\r\nstpes: 5\r\n").hasPrefix(
        #"sweep.yaml:2:1: unknown key "stpes""#))
  }

  @Test func ampersandsInCommentsAndQuotesAreText() throws {
    _ = try read("# R&D * 2\nname: 'x'  # a \"*b\" & c\n" + rosenbrockSweep)
  }

  @Test func thatNestsWithoutEnd() {
    for depth in [20, 900, 5000, 400_000] {
      #expect(complaint(String(repeating: "[", count: depth)).hasPrefix("sweep.yaml:"))
      #expect(complaint(String(repeating: "{a: ", count: depth / 4)).hasPrefix("sweep.yaml:"))
      #expect(complaint(String(repeating: "- ", count: depth / 2) + "a").hasPrefix("sweep.yaml:"))
      #expect(complaint(String(repeating: "? ", count: depth / 2) + "a").hasPrefix("sweep.yaml:"))
      let closed = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(complaint("steps: " + closed).hasPrefix("sweep.yaml:"))
    }
  }

  @Test func thatIsHuge() {
    #expect(
      complaint(String(repeating: "#", count: 10_000_000))
        == "sweep.yaml:1:1: 10000000 bytes are more than a sweep may have, 1000000")
    let keys = (0..<80_000).map { "k\($0): 1" }.joined(separator: "\n")
    #expect(complaint(keys).hasPrefix(#"sweep.yaml:1:1: unknown key "k0""#))
    let word = String(repeating: "x", count: 900_000)
    #expect(complaint("\(word): 1").utf8.count < 400)
    #expect(complaint("steps: \(word)").utf8.count < 400)
    #expect(complaint("", ["\(word)=1"]).utf8.count < 500)
    let path = Array(repeating: "a", count: 100_000).joined(separator: ".")
    #expect(complaint("", [path + "=1"]).utf8.count < 500)
  }

  @Test func thatLaughsABillionTimes() {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<10 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(complaint(yaml).contains("anchors and aliases are not read"))
  }

  @Test(arguments: [heavyBallSweep, rosenbrockSweep] + IdentityTests.sweeps.dropFirst(2))
  func thatIsASweepWithBytesChanged(sweep: String) throws {
    let resolved = try read(sweep).resolved
    var random = SplitMix64(state: 1)
    let pieces = Array("{}[]:,-?&*!|>'\"%@`#\n\t \r\u{0}\u{7F}0123456789.eE_+~nainf<=".utf8)
    for source in [sweep, resolved] {
      for _ in 0..<300 {
        var bytes = Array(source.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: bytes.indices, using: &random)
          let end = min(bytes.count, place + Int.random(in: 0...8, using: &random))
          switch Int.random(in: 0..<5, using: &random) {
          case 0: bytes[place] = .random(in: 0...255, using: &random)
          case 1: bytes[place] = pieces.randomElement(using: &random) ?? 0
          case 2: bytes.insert(pieces.randomElement(using: &random) ?? 0, at: place)
          case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
          default: bytes.removeSubrange(place..<end)
          }
          if bytes.isEmpty { bytes = [0] }
        }
        let yaml = String(decoding: bytes, as: UTF8.self)
        if let plan = try? read(yaml) {
          #expect(try read(plan.resolved) == plan)
        }
        _ = try? read(sweep, [yaml])
        _ = try? read(sweep, ["steps=" + yaml])
      }
    }
  }
}

/// S. Vigna's generator: the same bytes on every run.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
