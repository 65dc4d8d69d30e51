import Testing

/// A run that something happens to: a sweep, and how it is run.
struct Victim: Sendable, CustomTestStringConvertible {
  let sweep: Sample
  /// What stands on its command line besides the sweep file and the store.
  var words: [String] = []
  /// What stood there when the store was first made, in a run that ended well.
  var earlier: [String]?

  var testDescription: String { sweep.name }

  /// What a run leaves beside its store.
  var picture: String? { words.firstIndex(of: "--plot").map { words[$0 + 1] } }

  /// 16 tiles of bounded cells: about 0.2 s on two cores with AVX-512.
  static let square = Victim(sweep: .squares("square", steps: "20000"))

  /// Five times as long.
  static let slow = Victim(sweep: .squares("slow", steps: "100000"))

  /// The same as the first, and a picture at the end.
  static let pictured = Victim(
    sweep: .squares("pictured", steps: "20000"), words: ["--plot", "map.png"])

  /// The same cells in less time.
  static let quick = Victim(sweep: .squares)

  /// Seeds, statistics of them, and variables that have a layer for each.
  static let noisy = Victim(sweep: .noisy)

  static let line = Victim(sweep: .line)

  /// Three axes, tiles that are cut at the ends.
  static let cube = Victim(sweep: .cube)

  /// 64 tiles of 8 × 8 cells in 320 shards.
  static let crumbs = Victim(
    sweep: Sample(
      name: "crumbs",
      yaml: """
        objective: {quadratic: {eigenvalues: [100, 1]}}
        initial_point: [1, 1]
        optimizer: heavy_ball
        axes:
          momentum: {from: 0, to: 1, count: 64}
          learning_rate: {from: 0, to: 0.05, count: 64}
        steps: 100
        tile: [8, 8]
        """))

  /// A store of 10 seeds that gets 30.
  static let widened = Victim(
    sweep: Sample(name: "widened", yaml: Sample.noisy.yaml), words: ["--seeds", "30"], earlier: [])

  static let all = [pictured, noisy, line, cube, crumbs, widened]
}
