import Testing
import ZarrStore

struct JSONValueTests {
  static let texts = [
    "null\n", "true\n", "-5\n", "5.0\n", "1e-300\n", "18446744073709551615\n", "[]\n", "{}\n",
    "[1, 2.5, \"a\"]\n", "{\n  \"a\": [\n    [1],\n    {}\n  ],\n  \"b\": null\n}\n",
    "\"\\\"\\\\\\n\\u0001 é 𝄞\"\n",
  ]

  @Test(arguments: texts)
  func `text that we write is kept byte by byte`(text: String) throws {
    #expect(try JSONValue(parsing: Array(text.utf8)).prettyPrinted == text)
  }

  @Test func `integers and numbers stay apart`() throws {
    #expect(try JSONValue(parsing: Array("[5, 5.0, 5e0]".utf8)) == [5, 5.0, 5.0])
    #expect(JSONValue.integer(5) != .number(5))
  }

  @Test func `escapes are read`() throws {
    let text = #""\u0041\ud834\udd1e\/\b\f\t""#
    #expect(try JSONValue(parsing: Array(text.utf8)) == "A𝄞/\u{8}\u{C}\t")
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\" 1}", "{a: 1}", "01", "1.", "-", "1e", "nul", "\"", "\"\\x\"",
    "\"\\ud834\"", "\"\\u12\"", "1 2", "\u{1}", "[1 2]", "\"a\nb\"", "NaN",
  ])
  func `other text is an error`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: Array(text.utf8)) }
  }

  @Test func `an error names line and column`() {
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: Array("{\n  \"a\": x}".utf8))
    }
    #expect(error?.description == "line 2, column 8: found 'x' where a value was expected")
  }

  @Test func `deep nesting is refused and does not overflow the stack`() {
    let text = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: Array(text.utf8)) }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
  }

  @Test func `Swift values go in and out`() throws {
    struct Axis: Codable, Equatable {
      var name: String
      var range: [Double]
      var count: Int
    }
    let axis = Axis(name: "momentum", range: [0, 0.1], count: 1024)
    let json = try JSONValue(encoding: axis)
    #expect(json["count"] == 1024)
    #expect(try json.decode(Axis.self) == axis)
  }
}
