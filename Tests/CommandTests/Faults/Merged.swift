/// What the program can do that these tests ask for.
enum Merged {
  static let hasVerify = help("verify").contains("USAGE: separatrix verify")
  static let hasDeadlines = help("run").contains("--until")

  private static func help(_ subcommand: String) -> String {
    guard let directory = try? TemporaryDirectory() else { return "" }
    return (try? Command(in: directory)(subcommand, "--help").output) ?? ""
  }
}
