import Foundation
import Testing

extension CommandTests {
  /// What is typed wrong.
  struct UsageTests {
    private let command: Command

    init() throws {
      command = Command(in: try TemporaryDirectory())
      _ = try Sample.small.write(to: command.directory)
    }

    static let wrongs = [
      Refusal("frobnicate", 64, "frobnicate"),
      Refusal("--bogus", 64, "--bogus"),
      Refusal("run", 64, "<sweep>"),
      Refusal("run small.yaml --bogus", 64, "--bogus"),
      Refusal("run small.yaml extra", 64, "extra"),
      Refusal("run small.yaml --workers 0", 64, "0 workers", "from 1 to"),
      Refusal("run small.yaml --workers=-3", 64, "-3 workers"),
      Refusal("run small.yaml --workers -3", 64, "--workers"),
      Refusal("run small.yaml --workers abc", 64, "'abc'", "--workers"),
      Refusal("run small.yaml --workers 1e3", 64, "'1e3'", "--workers"),
      Refusal("run small.yaml --workers 1000000", 64, "1000000 workers"),
      Refusal("run small.yaml --shard 2/2", 64, "'2/2'", "--shard"),
      Refusal("run small.yaml --shard=-1/2", 64, "'-1/2'", "--shard"),
      Refusal("run small.yaml --shard 0/0", 64, "'0/0'", "--shard"),
      Refusal("run small.yaml --shard x", 64, "'x'", "--shard"),
      Refusal("run small.yaml --shard 1", 64, "'1'", "--shard"),
      Refusal("run small.yaml --pin socket", 64, "'core', 'pu' or 'none'"),
      Refusal("run small.yaml --isa sse", 64, "'sse'"),
      Refusal("run small.yaml --progress loud", 64, "'loud'"),
      Refusal("run small.yaml --format xml", 64, "'text' and 'json'"),
      Refusal("run small.yaml --set steps", 65, "--set steps", "key=value"),
      Refusal(
        "run small.yaml --set tile=[9223372036854775807,1]", 65, "tile[0] is 9223372036854775807",
        "from 1 to 9007199254740992"),
      Refusal("run small.yaml --set =3", 65, "is not a key"),
      Refusal("run small.yaml --set stepz=3", 65, "--set stepz=3", "did you mean steps?"),
      Refusal("run small.yaml --set steps=abc", 65, "--set steps=abc", "whole number"),
      Refusal("run small.yaml --set axes.momentum.conut=3", 65, "did you mean count?"),
      Refusal("run small.yaml --set axes.momentum=3", 65, "axes.momentum is 3"),
      Refusal("run small.yaml --set optimizer.momentum=0.9", 65, "fixed, and also an axis"),
      Refusal("run small.yaml --set optimizer=adm", 65, "unknown optimizer \"adm\""),
      Refusal("run small.yaml --set steps.more=1", 65, "--set steps.more=1"),
      Refusal("run small.yaml --plot map.gif", 64, ".png, .svg or .pdf"),
      Refusal("run small.yaml --plot map", 64, ".png, .svg or .pdf"),
      Refusal("run small.yaml --plot nowhere/map.png", 73, "nowhere/map.png"),
      Refusal("bench small.yaml --repeat 0", 64, "--repeat"),
      Refusal("bench small.yaml --workers 0", 64, "0 workers"),
      Refusal("topology --workers 0", 64, "0 workers"),
      Refusal("topology --format csv", 64, "'csv'"),
      Refusal("trace small.yaml", 64, "--at"),
      Refusal("trace small.yaml --at x", 64, "'x'", "--at"),
      Refusal("trace small.yaml --at momentum=0.9", 64, "no value for the axis learning_rate"),
      Refusal("trace small.yaml --at momentum=nan,learning_rate=1", 64, "--at"),
      Refusal("trace small.yaml --at momentum=1,momentum=1,learning_rate=1", 64, "momentum twice"),
      Refusal("trace small.yaml --at momentum=1,learning_rate=1,beta=1", 64, "no axis \"beta\""),
      Refusal("trace small.yaml --at momentum=1,learning_rate=1 --steps=-1", 64, "--steps"),
      Refusal("trace small.yaml --at momentum=1,learning_rate=1 --format xml", 64, "'xml'"),
      Refusal(
        "trace small.yaml --at momentum=1,learning_rate=1 -o t.gif", 64, ".png, .svg or .pdf"),
      Refusal("trace missing.yaml --at momentum=1", 66, "missing.yaml"),
      Refusal("run missing.zarr", 66, "no store at missing.zarr"),
    ]

    @Test(arguments: wrongs)
    func `is refused, and nothing is written`(wrong: Refusal) throws {
      expectRefusal(try command.line(wrong.command), wrong.status, wrong.words)
      #expect(try command.directory.contents() == ["small.yaml"])
    }

    @Test(arguments: ["abc", "", "-1", "inf"])
    func `what is no patience`(seconds: String) throws {
      var command = command
      command.environment["SEPARATRIX_CLAIM_SECONDS"] = seconds
      expectRefusal(
        try command.line("run small.yaml"), 64, ["SEPARATRIX_CLAIM_SECONDS", "\"\(seconds)\""])
      #expect(try command.directory.contents() == ["small.yaml"])
    }

    @Test func `the default share can be written`() throws {
      let outcome = try command.line("run small.yaml --shard all")
      #expect(outcome.status == 0 && outcome.errors == "")
    }

    @Test(arguments: ["", "run", "status", "plot", "trace", "bench", "topology"])
    func `help is on standard output`(subcommand: String) throws {
      let outcome = try command.line("\(subcommand) --help")
      #expect(outcome.status == 0 && outcome.errors == "")
      #expect(outcome.output.contains("USAGE: separatrix \(subcommand)"))
      #expect(!outcome.output.contains("\u{1B}["))
    }

    @Test func `the version`() throws {
      let outcome = try command("--version")
      #expect(outcome.status == 0)
      #expect(outcome.output.contains(/^\d+\.\d+/))
    }
  }

  /// What is typed wrong about a store that is there.
  struct PlotUsageTests {
    private let command: Command
    private let before: [String]

    init() throws {
      command = Command(in: try TemporaryDirectory())
      try command.succeed("run", Sample.small.write(to: command.directory))
      try command.succeed("run", Sample.cube.write(to: command.directory))
      try command.succeed(
        "run", "small.yaml", "--store", "bare.zarr", "--set", "record=[verdict]")
      before = try command.directory.contents()
    }

    static let wrongs = [
      Refusal("plot small.zarr", 64, "--output"),
      Refusal("plot small.zarr -o map.gif", 64, ".png, .svg or .pdf"),
      Refusal("plot small.zarr -o map", 64, ".png, .svg or .pdf"),
      Refusal("plot small.zarr -o nowhere/map.png", 73, "nowhere/map.png"),
      Refusal("plot small.zarr -o map.png --variable fate", 64, "'fate'", "verdict", "period"),
      Refusal("plot bare.zarr -o map.png --variable rate", 64, "did not record rate", "verdict"),
      Refusal("plot small.zarr -o map.png --x beta", 64, "no axis \"beta\"", "momentum"),
      Refusal("plot small.zarr -o map.png --x momentum --y momentum", 64, "same axis"),
      Refusal("plot small.zarr -o map.png --slice momentum", 64, "--slice"),
      Refusal("plot small.zarr -o map.png --slice momentum=x", 64, "--slice"),
      Refusal("plot small.zarr -o map.png --slice momentum=nan", 64, "--slice"),
      Refusal("plot small.zarr -o map.png --slice beta=1", 64, "no axis \"beta\""),
      Refusal(
        "plot small.zarr -o map.png --slice momentum=0 --slice momentum=1", 64, "momentum twice"),
      Refusal("plot small.zarr -o map.png --x momentum --slice momentum=1", 64, "--slice momentum"),
      Refusal("plot cube.zarr -o map.png", 64, "--slice eigenvalue_1="),
      Refusal("plot cube.zarr -o map.png --x eigenvalue_1", 64, "--slice momentum="),
      Refusal("plot small.zarr -o map.png --colors rainbow", 64, "'rainbow'"),
      Refusal("plot small.zarr -o map.png --contour rate", 64, "--contour", "as rate=0"),
      Refusal("plot small.zarr -o map.png --contour rate=x", 64, "--contour", "as rate=0"),
      Refusal("plot small.zarr -o map.png --contour fate=1", 64, "called fate", "objective"),
      Refusal("plot small.zarr -o map.png --contour verdict=1", 64, "--boundary draws"),
      Refusal("plot bare.zarr -o map.png --contour rate=0", 64, "did not record rate"),
      Refusal("plot small.zarr -o map.png --mark momentum", 64, "--mark"),
      Refusal("plot small.zarr -o map.png --mark momentum=1", 64, "the axis learning_rate"),
      Refusal(
        "plot small.zarr -o map.png --mark momentum=2,learning_rate=0.01", 64,
        "momentum=2,learning_rate=0.01", "from 0 to 1"),
      Refusal("plot small.zarr -o map.png --mark beta=1", 64, "no axis \"beta\""),
      Refusal("plot small.zarr -o map.png --size 8x6", 64, "--size", "8.5x6cm"),
      Refusal("plot small.zarr -o map.png --size 1x1cm", 64, "28.35 × 28.35 points", "at least"),
      Refusal("plot small.zarr -o map.png --width 8", 64, "--width"),
      Refusal("plot small.zarr -o map.png --width 8cm --size 8x6cm", 64, "--size and --width"),
      Refusal("plot small.zarr -o map.png --dpi 5000", 64, "--dpi 5000"),
      Refusal("plot small.zarr -o map.png --font Wingdong", 64, "Wingdong", "DejaVu Sans"),
      Refusal("plot small.zarr -o map.png --font-size 0", 64, "font size 0"),
      Refusal("plot small.zarr -o map.png --font-size 60 --width 8cm", 64, "no room to draw in"),
      Refusal("plot small.zarr -o map.png --style poster", 64, "'poster'", "paper"),
      Refusal("plot small.zarr -o map.png --title x --no-title", 64, "--title and --no-title"),
      Refusal("plot small.zarr -o map.png --columns 0", 64, "--columns 0"),
      Refusal("plot small.zarr -o map.png --facet beta=2", 64, "no axis \"beta\""),
      Refusal("plot small.zarr -o map.png --facet momentum=17", 64, "at most 16"),
      Refusal("plot small.zarr -o map.png --facet momentum=0", 64, "--facet"),
      Refusal(
        "plot small.zarr -o map.png --facet momentum=2 --slice momentum=1", 64, "momentum twice"),
      Refusal(
        "plot small.zarr cube.zarr -o map.png --slice eigenvalue_1=1", 64, "small.zarr: --slice"),
      Refusal("plot small.zarr gone.zarr -o map.png", 66, "gone.zarr"),
      Refusal(
        "plot cube.zarr -o map.png --facet eigenvalue_1 --panel-title one", 64,
        "1 title by --panel-title for 5 panels"),
      Refusal(
        "plot small.zarr -o map.png --variable rate --variable steps --range 0,1", 64,
        "rate and steps"),
      Refusal("plot cube.zarr -o map.png --facet momentum --facet learning_rate", 64, "--facet"),
    ]

    @Test func `is refused, and no picture is made`() throws {
      for wrong in Self.wrongs {
        expectRefusal(try command.line(wrong.command), wrong.status, wrong.words)
        #expect(try command.directory.contents() == before, "\(wrong.command)")
      }
    }

    /// Before any work: the store is not even looked for.
    @Test func `a picture of no known kind is refused first`() throws {
      expectRefusal(
        try command("plot", "missing.zarr", "-o", "map.gif"), 64, [".png, .svg or .pdf"])
    }
  }
}
