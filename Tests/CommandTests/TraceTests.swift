import Foundation
import Testing

extension CommandTests {
  /// One cell's trajectory.
  struct TraceTests {
    private let command: Command
    private let file: String
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      file = try Sample.small.replacing("steps: 100", by: "steps: 5000").write(
        to: command.directory)
    }

    @Test(arguments: [
      ("warmup=100", "--at: axes.warmup reaches 100; expected a number from 0 to below steps, 100"),
      ("warmup=5 --versus optimizer=foo -o v.png", "--versus optimizer=foo: unknown optimizer"),
      (
        "warmup=5 --versus objective=beale -o v.png",
        "--versus objective=beale is on another objective"
      ),
    ])
    func `values are checked as a sweep's are, before anything is shown`(
      at: String, message: String
    ) throws {
      try directory.write(
        """
        objective: rosenbrock
        optimizer: {gradient_descent: {learning_rate: 0.001}}
        schedule: cosine
        axes: {warmup: {values: [1]}}
        steps: 100
        """, "w.yaml")
      let outcome = try command.line("trace w.yaml --at \(at)")
      #expect(outcome.status == 65 || outcome.status == 64)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }

    private func trace(_ more: String...) throws -> String {
      try command.run(["trace", file, "--at", "momentum=0.9,learning_rate=0.03"] + more).output
    }

    @Test(arguments: [
      ("heavy_ball", "0.03", "0.9", "100,1"), ("heavy_ball", "0.041", "0.2", "100,1"),
      ("nesterov", "0.008", "0.9", "100,1"), ("nesterov", "0.02", "0", "100,50,3,1"),
      ("heavy_ball", "0.1", "0.5", "1,2,3,4,5,6,7,8"), ("gradient_descent", "0.019", "0", "100,7"),
    ])
    func `csv equals a NumPy simulation`(
      rule: String, rate: String, momentum: String, eigenvalues: String
    ) throws {
      let isPlain = rule == "gradient_descent"
      let axes = "{learning_rate: {values: [1]}" + (isPlain ? "}" : ", momentum: {values: [1]}}")
      try directory.write(
        """
        objective: {quadratic: {eigenvalues: [\(eigenvalues)]}}
        optimizer: \(rule)
        axes: \(axes)
        steps: 400
        precision: float64
        """, "t.yaml")
      let at = "learning_rate=\(rate)" + (isPlain ? "" : ",momentum=\(momentum)")
      let csv = try command.succeed(
        "trace", "t.yaml", "--at", at, "--steps", "300", "--format", "csv"
      ).output
      try directory.write(csv, "trace.csv")
      let output = try Python.run(
        "trajectory.py", "trace.csv", rule, rate, momentum, eigenvalues, in: directory)
      #expect(output == "301 rows agree\n")
    }

    @Test func `json, csv and the store tell the same`() throws {
      let csv = try trace("--format", "csv").split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",").map { Double($0) ?? .nan }
      }
      let json = try trace("--format", "json").split(separator: "\n").map { line in
        try JSONDecoder().decode(Point.self, from: Data(line.utf8))
      }
      #expect(csv.count == json.count && csv.count > 100)
      for (row, point) in zip(csv, json) {
        #expect(row == [Double(point.step)] + point.x + [point.objective, point.gradient])
      }
      // To the verdict, which comes at a multiple of 16.
      let last = try #require(json.last)
      #expect(last.step % 16 == 0 && last.step == json.count - 1)
      #expect(last.gradient <= 1e-6)
      #expect(try trace("--format", "csv", "--steps", "0").split(separator: "\n").count == 2)
    }

    private struct Point: Decodable {
      let step: Int
      let x: [Double]
      let objective, gradient: Double
    }

    @Test func `a table for people`() throws {
      let table = try trace().split(separator: "\n", omittingEmptySubsequences: false)
      #expect(table[0].split(separator: " ") == ["step", "x0", "x1", "objective", "gradient"])
      #expect(table[1].split(separator: " ") == ["0", "1", "1", "50.5", "100"])
      #expect(table.count < 70)
      #expect(Set(table.prefix(40).map(\.count)).count == 1)
      #expect(table.contains { $0.contains("converged after") && $0.contains("rate -") })
      #expect(table.contains { $0.contains("rows shown; --format csv gives all") })
    }

    /// A trajectory that leaves the numbers is still valid CSV and JSON.
    @Test func `infinities are words`() throws {
      let words = [
        "trace", file, "--at", "momentum=0.9,learning_rate=1", "--steps", "200", "--format",
      ]
      let csv = try command.run(words + ["csv"])
      #expect(csv.status == 0)
      #expect(csv.output.split(separator: "\n").last?.contains("nan") == true)
      let json = try command.run(words + ["json"]).output.split(separator: "\n")
      #expect(json.count == 201)
      for line in json {
        #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil, "\(line)")
      }
    }

    static let places = [
      "momentum=0.9,learning_rate=0.03", "momentum=0.5,learning_rate=0.5",
      "momentum=0,learning_rate=0.01", "momentum=1,learning_rate=0.02",
      "momentum=0,learning_rate=0",
    ]

    @Test(arguments: places)
    func `pictures`(at: String) throws {
      for ending in at == Self.places[0] ? ["png", "svg", "pdf"] : ["png"] {
        let outcome = try command("trace", file, "--at", at, "-o", "t.\(ending)")
        #expect(outcome.status == 0 && !outcome.wasKilled, "\(outcome.errors)")
        #expect(outcome.errors == "drew t.\(ending)\n")
        #expect(outcome.output.contains("objective"))
        let picture = try Picture(directory.bytes("t.\(ending)"))
        #expect(picture.format == ending)
        // Drawn again, the same.
        try command.succeed("trace", file, "--at", at, "-o", "again.\(ending)")
        #expect(try directory.bytes("again.\(ending)") == picture.bytes)
      }
    }

    @Test func `pictures of one and of three coordinates`() throws {
      for eigenvalues in ["[3]", "[3,2,1]"] {
        let outcome = try command(
          "trace", file, "--set", "objective.eigenvalues=\(eigenvalues)", "--set",
          "initial_point=1", "--at", "momentum=0.5,learning_rate=0.1", "-o", "t.png")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try Picture(directory.bytes("t.png")).format == "png")
      }
    }
  }
}

extension CommandTests.TraceTests {
  private static let lists = [
    "--versus momentum=0.5 --show coordinates --show distance",
    "--each momentum=0,0.5,0.9 --show objective --show gradient",
    "--versus momentum=0.5;learning_rate=0.01 --name a --name b --show path --style paper",
  ]

  @Test func `several are listed one after another, with how far they are from the first`() throws {
    let command = Command(in: try TemporaryDirectory())
    let file = try Sample.small.write(to: command.directory)
    let words =
      "trace \(file) --at momentum=0.9,learning_rate=0.03 --steps 5 --each momentum=0.9,0.5 "
      + "--versus flow=heavy_ball --name a --name b"
    func rows(_ words: String) throws -> [[String]] {
      try command.line(words).output.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    let csv = try command.line(words + " --format csv").output.split(separator: "\n").map(
      String.init)
    #expect(csv[0] == "trajectory,step,time,x0,x1,objective,gradient,energy,distance")
    try #require(csv.count == 1 + 4 * 6)
    #expect(csv[1].hasPrefix(#""a, momentum 0.9",0,,"#) && csv[1].hasSuffix(",,"))
    #expect(csv[13].hasPrefix(#""b, momentum 0.9",0,0.0,"#) && csv[13].hasSuffix(",0.0"))
    let alone = try rows(
      "trace \(file) --at momentum=0.5,learning_rate=0.03 --steps 5 --format csv")
    let both = try rows(words + " --format csv")
    // The name holds a comma, too.
    for (row, single) in zip(both[7...12], alone.dropFirst()) {
      #expect(Array(row[4...7]) == Array(single[1...4]))
    }
    let (x, y, last) = (both[12], both[24], both[24].last.flatMap(Double.init))
    let apart = [4, 5].map { (Double(x[$0]) ?? .nan) - (Double(y[$0]) ?? .nan) }
    let expected = (apart[0] * apart[0] + apart[1] * apart[1]).squareRoot()
    #expect(abs(try #require(last) - expected) <= 4 * expected.ulp)

    let json = try command.line(words + " --format json").output.split(separator: "\n")
    try #require(json.count == 24)
    #expect(json[0].hasPrefix(#"{"trajectory":"a, momentum 0.9","step":0,"x":["#))
    #expect(json[23].contains(#","time":"#) && json[23].contains(#","distance":"#))
    let table = try command.line(words).output
    #expect(table.hasPrefix("a, momentum 0.9\n") && table.contains("\nb, momentum 0.5\n"))
  }

  @Test(arguments: lists)
  func `panels that are asked for`(words: String) throws {
    let command = Command(in: try TemporaryDirectory())
    let file = try Sample.small.write(to: command.directory)
    let outcome = try command.line(
      "trace \(file) --at momentum=0.9,learning_rate=0.03 -o t.svg \(words)")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try Picture(command.directory.bytes("t.svg")).format == "svg")
  }

  @Test(arguments: [
    ("--show distance -o t.png", "add one"), ("--show energy -o t.png", "has none"),
    ("--show sharpness -o t.png", "record=[verdict,sharpness]"),
    ("--show path", "add -o FILE"),
    ("--each beta=1 -o t.png", "--at gives no value for beta"),
    ("--name a --name b -o t.png", "name each or none"),
    (
      "--show path -o t.png --set objective.eigenvalues=[1,2,3] --set initial_point=1",
      "--show path"
    ),
  ])
  func `a picture that cannot be is refused`(words: String, message: String) throws {
    let command = Command(in: try TemporaryDirectory())
    let file = try Sample.small.write(to: command.directory)
    let outcome = try command.line(
      "trace \(file) --at momentum=0.9,learning_rate=0.03 \(words)")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
