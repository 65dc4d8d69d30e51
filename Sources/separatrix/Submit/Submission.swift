/// What `submit` says at its end.
struct Submission: Encodable {
  var store: String
  var tiles: Int
  var tilesDone: Int
  /// The rest is absent where nothing was left to submit.
  var job: String?
  var elements: Int?
  var script: String?
  /// Commands that show the sweep and that end it.
  var watch: String?
  var cancel: String?

  func show(_ format: TopologyCommand.Format) throws {
    switch format {
    case .json: try printJSON(self)
    case .text: print(text)
    }
  }

  private var text: String {
    guard let job, let elements, let script, let watch, let cancel else {
      return "\(store): all \(grouped(tiles)) tiles are done already; nothing is submitted"
    }
    return """
      job        \(job), an array of \(grouped(elements)) \(elements == 1 ? "element" : "elements")
      store      \(store): \(grouped(tilesDone)) of \(grouped(tiles)) tiles are done
      script     \(script), with the elements' logs beside it
      watch      \(watch)
      cancel     \(cancel)
      continue   the same command
      """
  }
}
