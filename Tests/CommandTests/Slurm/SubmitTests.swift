import Foundation
import Testing

extension CommandTests {
  /// `submit` without a Slurm: its script, and what it does with sbatch's answers.
  struct SubmitTests {
    private let command: Command
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      command = Command(in: directory)
      _ = try Sample.small.write(to: directory)
    }

    private func script(_ words: String) throws -> String {
      let outcome = try command.line("submit small.yaml --slurm --dry-run " + words)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output
    }

    private func submit(_ tools: FakeTools, _ words: String...) throws -> Command.Outcome {
      var command = command
      command.environment = tools.environment
      return try command.run(["submit", "small.yaml", "--slurm", "--array", "3"] + words)
    }

    @Test func aDryRunWritesOnlyTheScript() throws {
      let text = try script(
        """
        --array 6 --max-running 2 --time 8:00:00 --partition long --cpus-per-task 4 --mem 2G \
        --account me --qos low --sbatch --constraint=avx512 --requeue
        """)
      try directory.write(text, "script.sh")
      let check = try Running(
        ["/bin/bash", "-n", directory.file("script.sh")], environment: [:], in: directory
      ).wait(10)
      #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
      #expect(try directory.contents() == ["script.sh", "small.yaml"])

      let options = text.split(separator: "\n").filter { $0.hasPrefix("#SBATCH ") }.map {
        String($0.dropFirst(8))
      }
      #expect(
        options == [
          "--job-name=small", "--array=0-5%2", "--time=8:00:00", "--partition=long",
          "--cpus-per-task=4", "--mem=2G", "--account=me", "--qos=low", "--requeue",
          "--constraint=avx512", "--output=\(directory.path)/small.slurm/%A_%a.log",
          "--open-mode=append",
        ])
    }

    @Test func severalOptionsInOneWordAreRefused() throws {
      for word in ["--nodes=2 --array=0-9", "--comment=\"a b\" --out=x", "-N 2\t-a0"] {
        let outcome = try command.run([
          "submit", "small.yaml", "--slurm", "--array", "2", "--dry-run", "--sbatch", word,
        ])
        #expect(outcome.status == 64 && outcome.output == "", "\(word): \(outcome.errors)")
      }
      let words = [
        "submit", "small.yaml", "--slurm", "--array", "2", "--dry-run", "--sbatch",
        "--comment=\"two -words\"", "--sbatch", "--nodes 2",
      ]
      #expect(try command.run(words).status == 0)
    }

    /// Minus a minute or 2 %, at least half.
    @Test(arguments: [
      ("1", 30), ("2", 60), ("10", 540), ("90:30", 5321), ("8:00:00", 28_224), ("1-0", 84_672),
      ("1-12:30", 128_772), ("2-00:00:01", 169_344),
    ])
    func elementsEndBeforeTheirTimeLimit(time: String, seconds: Int) throws {
      #expect(try script("--array 1 --time \(time)").contains(" --for \(seconds)s\n"))
    }

    /// Half as much again as is told in advance, in MiB and at least 256 of them.
    @Test(arguments: ["", "--cpus-per-task 64"])
    func memoryIsAskedForAsARunNeedsIt(processors: String) throws {
      let workers = processors.isEmpty ? "1" : "64"
      let preview = try command(
        "run", "small.yaml", "--dry-run", "--format", "json", "--workers", workers
      ).json()
      let bytes = try #require(preview["memory_bytes"] as? Int)
      let size = max(256, Int(1.5 * Double(bytes) / 1_048_576))
      #expect(try script("--array 2 \(processors)").contains("#SBATCH --mem=\(size)M\n"))
    }

    @Test(arguments: ["--mem-per-cpu=1G", "--exclusive", "-n4", "--ntasks=4"])
    func noMemoryIsAskedForWhereOthersSaySo(option: String) throws {
      #expect(try !script("--array 2 --sbatch \(option)").contains("--mem="))
    }

    /// They would win over the script's lines.
    @Test func variablesOfSbatchDoNotContradict() throws {
      let tools = try FakeTools(["sbatch": #"env | grep ^SBATCH_ | sort >"$0.variables"; echo 1"#])
      var command = command
      command.environment = tools.environment
      for name in [
        "ARRAY_INX", "TIMELIMIT", "NO_REQUEUE", "MEM_PER_CPU", "OUTPUT", "OPEN_MODE", "QOS",
        "CONSTRAINT", "ACCOUNT", "PARTITION", "EXPORT",
      ] { command.environment["SBATCH_\(name)"] = "x" }
      let outcome = try command.line(
        "submit small.yaml --slurm --array 2 --time 5 --qos low --sbatch --constraint=avx512")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        try tools.text("sbatch.variables")
          == "SBATCH_ACCOUNT=x\nSBATCH_EXPORT=x\nSBATCH_PARTITION=x\n")
    }

    @Test func aSweepThatDoesNotFitOnTheDiskIsRefused() throws {
      let tools = try FakeTools(["sbatch": "echo 1"])
      expectRefusal(
        try submit(
          tools, "--set", "axes.momentum.count=2000000", "--set",
          "axes.learning_rate.count=2000000", "--set", "tile=[4096,4096]"),
        73, ["are free"])
      #expect(try directory.contents() == ["small.yaml"])
    }

    @Test func withoutATimeLimitElementsHaveNone() throws {
      #expect(try !script("--array 1").contains("--for"))
    }

    @Test(arguments: [
      "two words", "it's", "a \"b\"", "$HOME `id` $(id)", "größe η", "100%A", "#1; rm *", "-n",
    ])
    func aStoreMayHaveAnyName(name: String) throws {
      let tools = try FakeTools(["separatrix": #"printf '%s\n' "$@""#])
      let outcome = try command.run([
        "submit", "small.yaml", "--slurm", "--dry-run", "--array", "2", "--store=\(name)",
        "--time", "60",
      ])
      let store = directory.file(name)
      let run = try tools.start(outcome.output).wait(10)
      #expect(
        run.output == "run\n\(store)\n--shard\nauto\n--progress\nplain\n--for\n3528s\n",
        "\(run.errors)")

      // What sbatch makes of the line, as its manual has it: quotes group, backslashes escape.
      let line = try #require(outcome.output.firstMatch(of: /#SBATCH (--output=.*)\n/)).1
      let logs = sbatchWord(line).replacing("%%", with: "%")
      #expect(logs == "--output=\(store).slurm/%A_%a.log")
    }

    /// What sbatch makes of a line's one word: quotes group, a backslash anywhere takes the next
    /// character as it is.
    private func sbatchWord(_ line: Substring) -> String {
      var (word, isEscaped) = ("", false)
      for character in line {
        if !isEscaped, character == "\\" {
          isEscaped = true
        } else {
          if isEscaped || character != "\"" { word.append(character) }
          isEscaped = false
        }
      }
      return word
    }

    static let wrongs = [
      Refusal("--array 3", 64, "--slurm", "only engine"),
      Refusal("--slurm", 64, "--array"),
      Refusal("--slurm --array 0", 64, "--array 0", "1 to 100000"),
      Refusal("--slurm --array 100001", 64, "--array 100001"),
      Refusal("--slurm --array x", 64, "'x'", "--array"),
      Refusal("--slurm --array 3 --max-running 0", 64, "--max-running 0"),
      Refusal("--slurm --array 3 --cpus-per-task 0", 64, "--cpus-per-task 0"),
      Refusal("--slurm --array 3 --time 0", 64, "--time \"0\"", "D-HH:MM"),
      Refusal("--slurm --array 3 --time 8h", 64, "--time \"8h\""),
      Refusal("--slurm --array 3 --time 1:2:3:4", 64, "--time"),
      Refusal("--slurm --array 3 --time 1-", 64, "--time"),
      Refusal("--slurm --array 3 --time=-5", 64, "--time"),
      Refusal("--slurm --array 3 --time 999999999", 64, "--time"),
      Refusal("--slurm --array 3 --partition=-x", 64, "--partition \"-x\""),
      Refusal("--slurm --array 3 --account=", 64, "--account"),
      Refusal("--slurm --array 3 --qos=a\nb", 64, "--qos \"a\\nb\""),
      Refusal("--slurm --array 3 --job-name=a\rb", 64, "--job-name"),
      Refusal("--slurm --array 3 --sbatch constraint=x", 64, "--sbatch \"constraint=x\""),
      Refusal("--slurm --array 3 --sbatch --array=1-5", 64, "submit writes that option itself"),
      Refusal("--slurm --array 3 --sbatch -t5", 64, "submit writes that option itself"),
      Refusal("--slurm --array 3 --sbatch --arr=0-5", 64, "submit writes that option itself"),
      Refusal("--slurm --array 3 --sbatch --out=/x", 64, "submit writes that option itself"),
      Refusal("--slurm --array 3 --sbatch \"--array\"=0-5", 64, "no option of sbatch"),
      Refusal("--slurm --array 3 --sbatch --\"array\"=0-5", 64, "no option of sbatch"),
      Refusal("--slurm --array 3 --sbatch --a\"rray\"=0-5", 64, "submit writes that option itself"),
      Refusal("--slurm --array 3 --sbatch -Ha0-5", 64, "submit writes that option itself"),
      Refusal("--slurm --array 3 --store=a\nb", 64, "--store", "a\\nb"),
      Refusal("--slurm --array 3 --store=a\\b", 64, "--store", "backslashes"),
      Refusal("--slurm --array 3 --dry-run --format json", 64, "--dry-run"),
      Refusal("--slurm --array 3 --set stepz=3", 65, "did you mean steps?"),
    ]

    @Test(arguments: wrongs)
    func wrongOptionsAreRefused(_ refusal: Refusal) throws {
      let tools = try FakeTools(["sbatch": "echo 1"])
      var command = command
      command.environment = tools.environment
      let outcome = try command.line("submit small.yaml \(refusal.command)")
      expectRefusal(outcome, refusal.status, refusal.words)
      #expect(try directory.contents() == ["small.yaml"])
    }

    @Test func anAbsentSweepFileIsRefused() throws {
      expectRefusal(try command.line("submit no.yaml --slurm --array 3"), 66, ["no.yaml"])
    }

    @Test func theScriptIsSubmittedAndTheStoreIsThere() throws {
      let tools = try FakeTools(["sbatch": #"printf '%s\n' "$@" >"$0.arguments"; echo '123;here'"#])
      let outcome = try submit(tools, "--store", "a b.zarr", "--mem", "1G")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let store = directory.file("a b.zarr")
      for words in ["123", "separatrix status '\(store)' --watch", "scancel 123", "same command"] {
        #expect(outcome.output.contains(words), "\(outcome.output)")
      }
      let script = directory.file("a b.slurm/submit.sh")
      #expect(try tools.text("sbatch.arguments") == "--parsable\n\(script)\n")
      #expect(FileManager.default.isExecutableFile(atPath: script))
      #expect(try directory.contents(of: "a b.slurm") == ["submit.sh"])
      #expect(directory.exists("a b.zarr/verdict/zarr.json"))

      let again = try submit(tools, "--store", "a b.zarr", "--format", "json").json()
      #expect(again["job"] as? String == "123")
      #expect(again["store"] as? String == store)
      #expect(again["script"] as? String == script)
      #expect(again["elements"] as? Int == 3)
      #expect(again["tiles_done"] as? Int == 0)
    }

    @Test func whatSbatchRefusesIsSaidInItsWords() throws {
      let tools = try FakeTools(["sbatch": "echo 'sbatch: error: no such partition' >&2; exit 1"])
      expectRefusal(try submit(tools), 69, ["no such partition", "status 1"])
    }

    @Test func anAnswerWithoutAJobIsRefused() throws {
      let tools = try FakeTools(["sbatch": "echo welcome"])
      expectRefusal(try submit(tools), 69, ["\"welcome\"", "squeue"])
    }

    @Test func withoutSbatchNothingIsWritten() throws {
      var command = command
      command.environment = ["PATH": directory.path]
      let outcome = try command.line("submit small.yaml --slurm --array 3")
      expectRefusal(outcome, 69, ["no sbatch on this machine", "--dry-run"])
      #expect(try directory.contents() == ["small.yaml"])
    }

    @Test func aCompleteStoreIsNotSubmitted() throws {
      try command.succeed("run", "small.yaml", "--progress", "none")
      let tools = try FakeTools(["sbatch": #"touch "$0.called"; echo 1"#])
      let outcome = try submit(tools)
      #expect(outcome.status == 0 && outcome.output.contains("nothing is submitted"))
      #expect(!tools.directory.exists("sbatch.called") && !directory.exists("small.slurm"))
    }

    @Test func aStoreOfAnotherSweepIsRefused() throws {
      try command.succeed("run", "small.yaml", "--progress", "none")
      let tools = try FakeTools(["sbatch": "echo 1"])
      expectRefusal(try submit(tools, "--set", "steps=7"), 65, ["small.zarr", "steps"])
      #expect(!directory.exists("small.slurm"))
    }

    /// A program whose runs end with a status and add so many tiles to the store.
    private func elementTools(status: Int, tiles: Int) throws -> FakeTools {
      let tools = try FakeTools([
        "separatrix": """
        cd "${0%/*}"
        if [ "$1" = status ]; then
          printf '{\\n  "tiles" : 9,\\n  "tiles_done" : %s,\\n  "verdicts" : {}\\n}\\n' "$(<tiles)"
        else
          echo $(($(<tiles) + \(tiles))) >tiles
          exit \(status)
        fi
        """,
        "scontrol": #"echo "$@" >>"$0.arguments""#,
      ])
      try tools.directory.write("3", "tiles")
      return tools
    }

    @Test(arguments: [(75, 2, true), (75, 0, false), (0, 6, false), (74, 1, false)])
    func anElementIsRequeuedOnlyIfItGotOn(status: Int, tiles: Int, isRequeued: Bool) throws {
      let tools = try elementTools(status: status, tiles: tiles)
      let outcome = try tools.start(script("--array 2 --time 5 --requeue")).wait(10)
      #expect(outcome.status == status, "\(outcome.errors)")
      let calls = try? tools.text("scontrol.arguments")
      #expect(calls == (isRequeued ? "requeue 4711_1\n" : nil))
    }

    @Test func withoutRequeueAnElementOnlyEnds() throws {
      let tools = try elementTools(status: 75, tiles: 2)
      #expect(try tools.start(script("--array 2 --time 5")).wait(10).status == 75)
      #expect(!tools.directory.exists("scontrol.arguments"))
    }

    /// As Slurm sends it: to the script alone, or to the script and its children.
    @Test(arguments: [("", false), (" --requeue", false), (" --requeue", true)])
    func terminationReachesTheProgramOnce(options: String, isForAll: Bool) throws {
      let tools = try FakeTools([
        "separatrix": """
        [ "$1" = run ] || exit
        trap 'echo stop >>"$0.stops"; stopped=yes' TERM HUP
        echo $$ >"$0.process"
        while [ -z "$stopped" ]; do sleep 0.02; done
        sleep 0.2
        exit 143
        """
      ])
      let element = try tools.start(script("--array 2" + options))
      try waitUntil("the program runs") {
        (try? tools.text("separatrix.process").hasSuffix("\n")) ?? false
      }
      let process = try #require(Int32(tools.text("separatrix.process").dropLast()))
      if isForAll { kill(process, SIGTERM) }
      element.send(SIGTERM)
      let outcome = try element.wait(10)
      #expect(outcome.status == 143 && !outcome.wasKilled, "\(outcome.errors)")
      #expect(try tools.text("separatrix.stops") == "stop\n")
      #expect(kill(process, 0) != 0)
    }
  }
}
