import CSQLite

/// A name as SQL takes it, whatever is in it.
func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

/// Names that SQL takes without quotes, and all different: `Heavy Ball-2.zarr` → `heavy_ball_2`.
func identifiers(ofFiles paths: [String]) -> [String] {
  var taken: Set<String> = ["main", "temp"]
  return paths.map { path in
    let name = identifier(ofFile: path)
    var candidate = name
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }
}

private func identifier(ofFile path: String) -> String {
  var name = path.split(separator: "/").last.map(String.init) ?? ""
  if name.hasSuffix(".zarr") { name.removeLast(5) }
  var identifier = ""
  for character in name.lowercased().unicodeScalars {
    let isKept =
      character.isASCII && (character.properties.isAlphabetic || ("0"..."9") ~= character)
    identifier += isKept ? String(character) : "_"
  }
  if identifier.first?.isNumber ?? true { identifier = "_" + identifier }
  let isKeyword = sqlite3_keyword_check(identifier, Int32(identifier.utf8.count)) != 0
  return isKeyword ? identifier + "_" : identifier
}
