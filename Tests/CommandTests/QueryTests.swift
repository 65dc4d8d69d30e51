import Foundation
import Testing

extension CommandTests {
  /// `separatrix query`, as users type it.
  struct QueryTests {
    /// Three seeds' worth of everything: 1 to 4 axes, log and listed, seeds and quantiles, clipped tiles.
    static let samples: [Sample] = [
      .line, .ragged, .cube, .scheduled,
      .noisy.replacing("count: 90", by: "count: 30"),
    ]

    @Test(arguments: samples)
    func `every answer is NumPy's`(sample: Sample) throws {
      let directory = try TemporaryDirectory()
      let command = Command(in: directory)
      try command.succeed("run", sample.write(to: directory), "--store", "s.zarr")
      let output = try Python.run("query_store.py", Command.binary(), "s.zarr", in: directory)
      #expect(output.contains(/^\d+ answers agree\n/), "\(output)")
    }

    @Test func `every answer about half a store is NumPy's`() throws {
      let directory = try TemporaryDirectory()
      let command = Command(in: directory)
      let file = try Sample.ragged.write(to: directory)
      try command.succeed("run", file, "--store", "s.zarr", "--shard", "1/2")
      let output = try Python.run("query_store.py", Command.binary(), "s.zarr", in: directory)
      #expect(output.contains(/^\d+ answers agree\n/), "\(output)")
    }

    /// Of half a store, too: the README's query must not take what is not computed for stable.
    @Test(arguments: ["0/1", "1/2"])
    func `DuckDB and pandas say the same of what xarray opens`(shard: String) throws {
      let directory = try TemporaryDirectory()
      let command = Command(in: directory)
      let file = try Sample.squares.write(to: directory)
      try command.succeed("run", file, "--store", "s.zarr", "--shard", shard)
      let output = try Python.run("duckdb_store.py", Command.binary(), "s.zarr", in: directory)
      #expect(output.contains(/\d+ rows of DuckDB agree\n/), "\(output)")
      #expect(try Picture(directory.bytes("rate.png")).format == "png")
    }

    @Test func `tables, CSV and JSON`() throws {
      let directory = try TemporaryDirectory()
      let command = Command(in: directory)
      try command.succeed("run", Sample.small.write(to: directory), "--store", "s.zarr")
      let sql = """
        SELECT column1 AS "a,b", column2 AS word FROM (VALUES (1, 'x'), (0.1, 'say "hi"'), \
        (NULL, 'a' || char(10) || 'b'), (-9e999, ''), (1e300 * 10, x'0aff'))
        """
      let lines = [
        "   a,b  word", "     1  x", "   0.1  say \"hi\"", "        \"a\\nb\"", "  -inf",
        "1e+301  0aff",
      ]
      #expect(
        try command.succeed("query", "s.zarr", sql).output == lines.joined(separator: "\n") + "\n")
      #expect(
        try command.succeed("query", "s.zarr", sql, "--format", "csv").output == """
          "a,b",word
          1,x
          0.1,"say ""hi""\"
          ,"a
          b"
          -inf,""
          1e+301,0aff

          """)
      #expect(
        try command.succeed("query", "s.zarr", sql, "--format", "json").output == """
          [
          {"a,b":1,"word":"x"},
          {"a,b":0.1,"word":"say \\"hi\\""},
          {"a,b":null,"word":"a\\nb"},
          {"a,b":"-inf","word":""},
          {"a,b":1e+301,"word":"0aff"}
          ]

          """)
      #expect(
        try command.succeed("query", "s.zarr", "SELECT 1 WHERE 0", "--format", "json").output
          == "[]\n")
    }

    @Test func `a table is cut at 1000 rows and says so`() throws {
      let directory = try TemporaryDirectory()
      let command = Command(in: directory)
      try command.succeed("run", Sample.line.write(to: directory), "--store", "s.zarr")
      let sql = "SELECT learning_rate FROM map"
      let table = try command.succeed("query", "s.zarr", sql)
      #expect(table.output.split(separator: "\n").count == 1001)
      #expect(table.errors.contains("--limit"))
      let short = try command.succeed("query", "s.zarr", sql, "--format", "csv", "--limit", "3")
      #expect(short.output == "learning_rate\n0.0001\n0.0003\n0.0005\n")
      let all = try command.succeed("query", "s.zarr", sql, "--format", "csv")
      #expect(all.output.split(separator: "\n").count == 5001 && all.errors == "")
    }

    @Test func `what is wrong is told with the place and the columns`() throws {
      let directory = try TemporaryDirectory()
      let command = Command(in: directory)
      try command.succeed("run", Sample.small.write(to: directory), "--store", "s.zarr")
      let bad = try command("query", "s.zarr", "SELECT reit FROM map")
      #expect(bad.status == 64 && bad.output == "")
      #expect(
        bad.errors == """
          separatrix: no such column: reit
            SELECT reit FROM map
                   ^
          s.map has momentum, learning_rate, verdict, steps, objective, rate, peak, verdict_code, \
          momentum_index, learning_rate_index

          """)
      let schema = try command.succeed("query", "s.zarr", "").output
      #expect(schema.hasPrefix("s.map, 256 rows\n  momentum "))
      #expect(try command.succeed("query", "s.zarr", "--schema").output == schema)

      expectRefusal(try command("query", "none.zarr", "SELECT 1"), 66, ["no store at none.zarr"])
      expectRefusal(try command("query", "s.zarr"), 64, ["expected stores and, after them, SQL"])
      try directory.write("nothing", "s.zarr/rate/c/0/0")
      expectRefusal(
        try command("query", "s.zarr", "SELECT max(rate) FROM map"), 65,
        ["s.zarr/rate/c/0/0 is damaged"])
    }

    @Test func `Ctrl-C ends a query at once`() throws {
      let directory = try TemporaryDirectory()
      let command = Command(in: directory)
      try command.succeed("run", Sample.small.write(to: directory), "--store", "s.zarr")
      let running = try command.start([
        "query", "s.zarr", "SELECT count(*) FROM map a, map b, map c, map d WHERE a.rate > d.rate",
      ])
      usleep(300_000)
      running.send(SIGINT)
      let outcome = try running.wait(5)
      #expect(outcome.status == 130 && !outcome.wasKilled, "\(outcome.status) \(outcome.errors)")
    }
  }
}
