/// A value that the command line puts in the place of the file's: `--set axes.momentum.count=64`.
struct Setting {
  /// Keys from the top of the sweep. The names of optimizer, objective and schedule are left out:
  /// `optimizer.momentum` is an argument of whichever it is.
  let path: [String]
  let value: Written
  /// Whether `~` is written, for nothing at all.
  let isNothing: Bool

  init(_ text: String) throws(SweepError) {
    let place = Place(file: "--set \(shown(text))")
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 else {
      throw place.error("expected key=value, as in steps=500")
    }
    path = sides[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.count <= 8, path.allSatisfy({ !$0.isEmpty }) else {
      throw place.error(
        "\(quoted(String(sides[0]))) is not a key; expected words with dots between them, "
          + "as in axes.momentum.count")
    }
    value = try Written(yaml: String(sides[1]), at: place)
    isNothing = sides[1] == "~"
  }
}

extension Written {
  /// The sweep with a setting's value in its place.
  mutating func apply(_ setting: Setting) throws(SweepError) {
    self = longForm()
    if setting.path.count == 1 {
      makeRoom(for: setting)
      if leavesOut(setting) { return }
    }
    var path = setting.path[...]
    if let top = path.first, Written.namedKeys.contains(top), path.count > 1 {
      guard case .mapping(let entries) = content,
        case .mapping(let choice)? = entries.first(where: { $0.key == top })?.value.content,
        let name = choice.first?.key
      else {
        throw setting.value.place.error("the sweep names no \(top); set \(top)=NAME before this")
      }
      path = [top, name] + path.dropFirst()
    }
    try set(path, to: setting.value)
    self = longForm()
  }

  /// An optimizer takes the place of a flow, and a flow that of an optimizer.
  private mutating func makeRoom(for setting: Setting) {
    let kinds = [OptimizerDescription.Kind.optimizer, .flow].map(\.rawValue)
    guard kinds.contains(setting.path[0]), case .mapping(let entries) = content else { return }
    content = .mapping(entries.filter { $0.key == setting.path[0] || !kinds.contains($0.key) })
  }

  /// What a sweep need not have is taken out by `noise=~`.
  private mutating func leavesOut(_ setting: Setting) -> Bool {
    guard setting.isNothing, case .mapping(let entries) = content,
      Self.spareKeys.contains(setting.path[0])
    else { return false }
    content = .mapping(entries.filter { $0.key != setting.path[0] })
    return true
  }

  private static var spareKeys: [String] {
    ["schedule", "noise", "seeds", "quantiles", "per_seed"]
  }

  private mutating func set(_ path: ArraySlice<String>, to value: Written) throws(SweepError) {
    guard let key = path.first else {
      self = value
      return
    }
    if case .empty = content { content = .mapping([]) }
    guard case .mapping(var entries) = content else {
      throw value.place.error("what \(quoted(key)) should be part of is \(phrase) in the sweep")
    }
    let index = entries.firstIndex { $0.key == key } ?? entries.endIndex
    if index == entries.endIndex {
      let new = Written(content: .mapping([]), place: value.place)
      entries.append(Entry(key: key, place: value.place, value: new))
    }
    try entries[index].value.set(path.dropFirst(), to: value)
    content = .mapping(entries)
  }
}
