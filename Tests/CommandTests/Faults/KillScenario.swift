import Foundation
import Testing

/// What happens to a run, drawn from a seed: how many processes share it, which of them are hit, when,
/// and with what; several times over.
struct KillScenario: CustomStringConvertible {
  let seed: UInt64
  let victim: Victim
  /// In each round, what each process meets; `nil` is nothing.
  let rounds: [[Strike?]]

  init(seed: UInt64, victim: Victim, unharmed: Unharmed) {
    var random = SplitMix(state: seed)
    self.seed = seed
    self.victim = victim
    rounds = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      let processes = [1, 1, 1, 2, 2, 3].randomElement(using: &random) ?? 1
      let first = Strike(victim, unharmed, using: &random)
      return [first]
        + (1..<processes).map { _ in
          Bool.random(using: &random) ? Strike(victim, unharmed, using: &random) : nil
        }
    }
  }

  var description: String {
    let words = rounds.map { $0.map { $0?.description ?? "spared" }.joined(separator: " and ") }
    return "seed \(seed), \(victim.sweep.name): \(words.joined(separator: "; then "))"
  }

  /// Starts the processes of each round, and strikes.
  ///
  /// - Returns: how many were killed or stopped before they were done.
  func play(on trial: Trial) throws -> Int {
    var stopped = 0
    for strikes in rounds {
      let running = try strikes.map { _ in try trial.start() }
      try strike(running, strikes, trial)
      for (process, strike) in zip(running, strikes) {
        let outcome = try process.wait(60)
        let signals = Set(strike?.signals ?? [])
        expectPlainEnd(
          outcome, Set([0] + signals.map { 128 + $0 }), "\(self)", killedBy: signals)
        if outcome.wasKilled || outcome.status != 0 { stopped += 1 }
      }
    }
    return stopped
  }

  private func strike(_ running: [Running], _ strikes: [Strike?], _ trial: Trial) throws {
    let begin = ContinuousClock.now
    var waiting = zip(running, strikes).compactMap { process, strike in strike.map { (process, $0) }
    }
    var due: [(time: ContinuousClock.Instant, process: Running, signal: Int32)] = []
    while !waiting.isEmpty || !due.isEmpty {
      let now = ContinuousClock.now
      waiting.removeAll { process, strike in
        guard process.isRunning else { return true }
        switch strike.moment {
        case .seconds(let seconds): guard now - begin >= .seconds(seconds) else { return false }
        case .file(let name): guard trial.directory.exists(name) else { return false }
        }
        for (number, signal) in strike.signals.enumerated() {
          due.append((now + .seconds(strike.pause * Double(number + 1)), process, signal))
        }
        return true
      }
      due.removeAll { time, process, signal in
        guard time <= now else { return false }
        if process.isRunning { process.send(signal) }
        return true
      }
      usleep(200)
    }
  }
}

/// Signals that a process gets, and when.
struct Strike: CustomStringConvertible {
  enum Moment {
    /// After the start.
    case seconds(Double)
    /// When this file is there.
    case file(String)
  }

  let moment: Moment
  let signals: [Int32]
  /// Seconds before each signal.
  let pause: Double

  /// Anywhere in the run; in its first milliseconds, when the store is made; or at its end, with the
  /// summary and the picture.
  init(_ victim: Victim, _ unharmed: Unharmed, using random: inout SplitMix) {
    let store = victim.earlier == nil ? "s.zarr" : "s.zarr.widening"
    func file(_ names: [String]) -> Moment {
      .file("\(store)/\(names.sorted().randomElement(using: &random) ?? "zarr.json")")
    }
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<5: moment = .seconds(.random(in: 0...unharmed.seconds * 1.1, using: &random))
    case 5: moment = .seconds(.random(in: 0...0.05, using: &random))
    case 6: moment = file(unharmed.files.keys.filter { $0.hasSuffix("zarr.json") })
    case 7: moment = file(unharmed.shards(of: "verdict"))
    default: moment = file(unharmed.shards(of: "verdict").suffix(1))
    }
    let mixtures = [
      [SIGTERM], [SIGHUP], [SIGINT], [SIGINT, SIGINT], [SIGTERM, SIGHUP], [SIGTERM, SIGKILL],
    ]
    signals =
      Int.random(in: 0..<10, using: &random) < 6
      ? [SIGKILL] : mixtures.randomElement(using: &random) ?? [SIGKILL]
    pause = [0, 0.001, 0.01, 0.05].randomElement(using: &random) ?? 0
  }

  var description: String {
    let words = "signals \(signals) every \(pause) s"
    switch moment {
    case .seconds(let seconds): return "\(words) after \(seconds) s"
    case .file(let name): return "\(words) when there is \(name)"
    }
  }
}
