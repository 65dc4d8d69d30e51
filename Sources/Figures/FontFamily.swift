import CCairo

/// Families of fonts that this machine has.
///
/// Cairo draws with fontconfig's nearest family and says nothing when it is another one; this asks
/// fontconfig itself. Contract of the pointers: each object made here is destroyed here, strings
/// that fontconfig returns belong to their pattern and are copied before it goes.
public enum FontFamily {
  /// The family that text of this family is drawn in: itself where it is installed (or a name such
  /// as "serif" that stands for one), else what is taken for it. nil if there is no font at all.
  public static func drawn(for family: String) -> String? {
    guard let pattern = FcPatternCreate() else { return nil }
    defer { FcPatternDestroy(pattern) }
    _ = family.withCString { text in
      text.withMemoryRebound(to: FcChar8.self, capacity: family.utf8.count + 1) {
        FcPatternAddString(pattern, FC_FAMILY, $0)
      }
    }
    FcConfigSubstitute(nil, pattern, FcMatchPattern)
    FcDefaultSubstitute(pattern)
    var result = FcResultNoMatch
    guard let match = FcFontMatch(nil, pattern, &result) else { return nil }
    defer { FcPatternDestroy(match) }
    let names = names(of: match)
    return names.first { $0.lowercased() == family.lowercased() } ?? names.first
  }

  /// Whether text of this family is drawn in it, or in what a general name stands for.
  public static func isInstalled(_ family: String) -> Bool {
    ["serif", "sans", "sans-serif", "monospace"].contains(family.lowercased())
      || drawn(for: family)?.lowercased() == family.lowercased()
  }

  /// All families, by name.
  public static var installed: [String] {
    guard let pattern = FcPatternCreate() else { return [] }
    defer { FcPatternDestroy(pattern) }
    guard let wanted = FcObjectSetCreate() else { return [] }
    defer { FcObjectSetDestroy(wanted) }
    FcObjectSetAdd(wanted, FC_FAMILY)
    guard let list = FcFontList(nil, pattern, wanted) else { return [] }
    defer { FcFontSetDestroy(list) }
    var families: Set<String> = []
    for index in 0..<Int(list.pointee.nfont) {
      if let font = list.pointee.fonts[index], let name = names(of: font).first {
        families.insert(name)
      }
    }
    return families.sorted()
  }

  private static func names(of font: OpaquePointer) -> [String] {
    var names: [String] = []
    var text: UnsafeMutablePointer<FcChar8>?
    while FcPatternGetString(font, FC_FAMILY, Int32(names.count), &text) == FcResultMatch,
      let found = text
    {
      names.append(String(cString: found))
    }
    return names
  }
}
