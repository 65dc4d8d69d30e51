/// A place in a metadata file: its value, and the words to complain about it.
struct MetadataField {
  /// The file's path.
  let path: String
  /// The way to the value, as `codecs[0].configuration.level`; empty for the whole document.
  let name: String
  /// The value; nil where the member is absent.
  let value: JSONValue?

  func error(expected: String) -> StoreError {
    let found = value.map { String($0.prettyPrinted.prefix(60).prefix { $0 != "\n" }) }
    return .metadata(path: path, field: name, found: found ?? "nothing", expected: expected)
  }

  func member(_ member: String) -> MetadataField {
    MetadataField(
      path: path, name: name.isEmpty ? member : "\(name).\(member)", value: value?[member])
  }

  func object() throws(StoreError) -> [String: JSONValue] {
    guard let object = value?.object else { throw error(expected: "an object") }
    return object
  }

  func elements() throws(StoreError) -> [MetadataField] {
    guard let array = value?.array else { throw error(expected: "a list") }
    return array.enumerated().map { position, element in
      MetadataField(path: path, name: "\(name)[\(position)]", value: element)
    }
  }

  func string() throws(StoreError) -> String {
    guard let string = value?.string else { throw error(expected: "a string") }
    return string
  }

  func integer(in range: ClosedRange<Int>) throws(StoreError) -> Int {
    guard let integer = value?.int, range.contains(integer) else {
      throw error(expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  func expect(_ wanted: JSONValue) throws(StoreError) {
    if value != wanted {
      throw error(expected: String(wanted.prettyPrinted.dropLast()))
    }
  }

  /// A list of extents, none below `least`.
  func extents(least: Int) throws(StoreError) -> [Int] {
    var extents: [Int] = []
    for element in try elements() {
      extents.append(try element.integer(in: least...Int(Int32.max) * 1024))
    }
    return extents
  }

  /// The members are all known by name, or say of themselves that they may be ignored.
  func expectMembers(_ known: Set<String>) throws(StoreError) {
    for (name, value) in try object().sorted(by: { $0.key < $1.key })
    where !known.contains(name) && value["must_understand"] != false {
      let names = known.sorted().joined(separator: ", ")
      throw member(name).error(expected: "no such member; the known ones are \(names)")
    }
  }
}
