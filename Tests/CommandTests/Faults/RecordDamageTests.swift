import Foundation
import Testing

extension CommandTests {
  /// Logs, journals, heartbeats and claims only save work: whatever happens to them, the store is
  /// finished, and nothing but whole logs and journals is left.
  struct RecordDamageTests {
    private let trial: Trial
    private var directory: TemporaryDirectory { trial.directory }
    private let records: [String]

    /// Half a store, made by a run that ended well.
    init() throws {
      var trial = try Trial(.quick)
      // Claims of processes that nobody hears of are taken over soon.
      trial.command.environment["SEPARATRIX_CLAIM_SECONDS"] = "0.5"
      expectPlainEnd(try trial.command.run(trial.run + ["--shard", "0/2"]), [0])
      records = try trial.directory.files(of: "s.zarr").keys.filter { $0.hasPrefix("verdict/runs") }
        .sorted()
      self.trial = trial
    }

    private func expectNotNeeded(_ remark: String) throws {
      let report = try trial.status()
      #expect(report["tiles_done"] as? Int == 8, "\(remark)")
      #expect(report["damaged"] as? [String] == [], "\(remark)")
      try trial.expectFinish(remark)
    }

    @Test(arguments: Harm.allCases)
    func `harmed logs and journals`(harm: Harm) throws {
      for record in records { try trial.apply(harm, to: record) }
      try expectNotNeeded("\(records)")
    }

    @Test(arguments: ["", "{\"event\":", "\u{0}\u{1}\n\n{}\n[]\n", "{\"event\":\"start\"}\n"])
    func `logs and journals of something else`(text: String) throws {
      for record in records { try directory.write(text, "s.zarr/\(record)") }
      try expectNotNeeded(text)
    }

    @Test(arguments: ["missing", "folder"])
    func `logs and journals that are none`(state: String) throws {
      for record in records {
        try directory.remove("s.zarr/\(record)")
        guard state == "folder" else { continue }
        try FileManager.default.createDirectory(
          atPath: directory.file("s.zarr/\(record)"), withIntermediateDirectories: true)
      }
      #expect(try trial.status()["tiles_done"] as? Int == 8)
      expectPlainEnd(try trial.command.run(trial.run), [0])
      if state == "folder" {
        for record in records { try? directory.remove("s.zarr/\(record)") }
      }
      try trial.expectFinish()
    }

    /// Of another sweep, which has other tiles: the crumbs' run says that 64 are done.
    @Test func `another store's logs and journals`() throws {
      let others = try Unharmed.store(of: .crumbs).files.filter { $0.key.hasPrefix("verdict/runs") }
      for record in records { try directory.remove("s.zarr/\(record)") }
      try directory.write(others, below: "s.zarr")
      try expectNotNeeded("another's")
      // Under the same names.
      for record in records {
        let ending = record.suffix(6)
        guard let other = others.first(where: { $0.key.hasSuffix(ending) }) else { continue }
        try directory.write([record: other.value], below: "s.zarr")
      }
      try trial.expectFinish("under the same names")
    }

    private func leave(_ files: [String: String]) throws {
      try directory.write(files.mapValues { Data($0.utf8) }, below: "s.zarr")
    }

    @Test(arguments: [
      "", "x", "\u{0}\u{1}", "20261125T184231Z-elsewhere-1-abcd", "an own one, ended",
    ])
    func `claims that nobody holds`(content: String) throws {
      let own = records.first { $0.hasSuffix(".jsonl") } ?? ""
      let name = own.split(separator: "/").last?.replacing(".jsonl", with: "") ?? ""
      let text = content.hasPrefix("an own") ? String(name) : content
      try leave(["verdict/claims/1": text, "verdict/claims/3": text, "verdict/claims/0": text])
      // Claims are asked for by those who share a store.
      let running = try (0..<2).map { _ in try trial.start("--shard", "auto") }
      for process in running { expectPlainEnd(try process.wait(60), [0], content) }
      try trial.expectWhole(content)
    }

    @Test(arguments: ["", "{", "{\"counter\": 1}", "\u{0}"])
    func `heartbeats of runs that are gone`(content: String) throws {
      let elsewhere = "verdict/runs/20261125T184231Z-elsewhere-1-abcd"
      try leave(["\(elsewhere).alive": content, "\(elsewhere).jsonl": "{\"event\":"])
      try expectNotNeeded(content)
    }
  }
}
