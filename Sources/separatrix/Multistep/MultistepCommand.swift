import ArgumentParser
import Figures
import SweepEngine
import SweepPlan
import Theory

struct MultistepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "multistep",
    abstract: "Analyse a linear multistep method, or an update rule as one.",
    discussion: """
      A method ρ(E)x = hσ(E)F for ẋ = F(x), on a gradient flow F = −∇f: its order, its zero-stability \
      and where in the plane of hλ it is stable on ẋ = λx. Named: a rule of the catalog, as heavy_ball \
      --set momentum=0.9, or a method of the textbooks, as bdf_4; without a name all are listed. Any \
      other: --rho 1,-4/3,1/3 --sigma 2/3,0,0. Fractions and decimals are read, and decided on, exactly.
      """)

  @Argument(
    help: ArgumentHelp("A rule of the catalog, or a method.", valueName: "name"),
    completion: .list(MultistepSubject.names))
  var name: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A number or a form that a rule of the catalog has; may be repeated.", valueName: "key=value")
  )
  var settings: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Coefficients of ρ, the highest power first.", valueName: "a,b,…"))
  var rho: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Coefficients of σ, the highest power first.", valueName: "a,b,…"))
  var sigma: String?

  @Option(help: "Text for people, JSON for programs.")
  var format: TopologyCommand.Format = .text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Draw the region of stability; the ending chooses PNG, SVG or PDF.", valueName: "file"))
  var output: String?

  @Option(
    name: .customLong("re"), parsing: .unconditional,
    help: ArgumentHelp("Of the picture: from where to where Re hλ goes.", valueName: "low,high"))
  var real: Bounds?

  @Option(
    name: .customLong("im"), parsing: .unconditional,
    help: ArgumentHelp("Of the picture: from where to where Im hλ goes.", valueName: "low,high"))
  var imaginary: Bounds?

  @OptionGroup var page: PageOptions

  func validate() throws {
    if name != nil, rho != nil || sigma != nil {
      throw ValidationError("a name and --rho or --sigma are two methods; keep one")
    }
    if (rho == nil) != (sigma == nil) {
      throw ValidationError("--rho and --sigma make a method together; one is missing")
    }
    if name == nil, !settings.isEmpty {
      throw ValidationError("--set is of a rule of the catalog; name one, as heavy_ball")
    }
    if output == nil, real != nil || imaginary != nil {
      throw ValidationError("--re and --im are of the picture; name it with -o FILE")
    }
    if name == nil, rho == nil, output != nil {
      throw ValidationError("-o draws a method; name one, or give --rho and --sigma")
    }
  }

  func run() throws {
    guard let subject = try subject() else {
      switch format {
      case .text: print(MultistepSubject.overview)
      case .json: try printJSON(MultistepSubject.names)
      }
      return
    }
    if let output { try MapPicture.check(path: output) }
    let report = MultistepReport(subject)
    if let output {
      let picture = MultistepPicture(
        subject: subject, report: report, real: real.map { $0.low...$0.high },
        imaginary: imaginary.map { $0.low...$0.high })
      try picture.figure(page.page).write(to: output)
    }
    switch format {
    case .text: print(report.text)
    case .json: try printJSON(report)
    }
    if let output { note("wrote \(output)") }
  }

  /// `nil` if nothing is named.
  private func subject() throws -> MultistepSubject? {
    if let name { return try MultistepSubject(named: name, settings: settings) }
    guard let rho, let sigma else { return nil }
    do {
      return MultistepSubject(try MultistepMethod(rho: rho, sigma: sigma))
    } catch {
      throw Complaint(.usage, "--rho and --sigma: \(error)")
    }
  }
}
