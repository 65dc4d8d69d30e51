/// Variables of the environment in which users keep options for all that they submit.
///
/// To sbatch they come before a script's lines. Those that contradict what was decided are taken away;
/// an account that nobody named on the command line stays.
///
/// - Reference: "Input environment variables" in sbatch(1).
enum SbatchVariables {
  /// - Parameter options: As in `#SBATCH` lines, `--name` or `--name=value`.
  static func removed(
    for options: [String], from environment: [String: String]
  ) -> [String: String] {
    let names = Set(options.flatMap(variables))
    return environment.filter { !names.contains($0.key) }
  }

  private static func variables(of option: String) -> [String] {
    let name = option.prefix { !"= ".contains($0) }
    switch name {
    case "--array": return ["SBATCH_ARRAY_INX"]
    case "--time": return ["SBATCH_TIMELIMIT"]
    case "--mem": return ["SBATCH_MEM_PER_NODE", "SBATCH_MEM_PER_CPU", "SBATCH_MEM_PER_GPU"]
    case "--output": return ["SBATCH_OUTPUT", "SBATCH_ERROR"]
    case "--requeue": return ["SBATCH_REQUEUE", "SBATCH_NO_REQUEUE"]
    default:
      return ["SBATCH_" + name.drop { $0 == "-" }.uppercased().replacing("-", with: "_")]
    }
  }
}
