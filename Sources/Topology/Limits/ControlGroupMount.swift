/// A mounted hierarchy of control groups.
struct ControlGroupMount: Hashable {
  var version: ControlGroup.Version
  /// The group that appears at the mount point.
  var root: String
  var mountPoint: String

  /// Lines of `/proc/self/mountinfo` (proc(5)):
  ///
  ///     36 35 98:0 /root /mount/point rw,noatime master:1 - type source options
  ///
  /// Optional fields stand before the lone dash. Other file systems and other
  /// controllers are passed over, and so is what cannot be read.
  static func mounts(in text: String, controller: String) -> [ControlGroupMount] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else {
        return nil
      }
      let version: ControlGroup.Version
      switch fields[dash + 1] {
      case "cgroup2": version = .two
      case "cgroup" where fields[dash + 3].split(separator: ",").contains(controller[...]):
        version = .one
      default: return nil
      }
      return ControlGroupMount(
        version: version, root: unescaped(fields[3]), mountPoint: unescaped(fields[4]))
    }
  }

  /// The steps from the mount point down to a group, nil if the group is not
  /// below this mount's root.
  func steps(to path: String) -> [String]? {
    let path = path.split(separator: "/").map(String.init)
    let root = root.split(separator: "/").map(String.init)
    guard path.starts(with: root), !path.contains("..") else { return nil }
    return Array(path.dropFirst(root.count))
  }

  /// Undoes the kernel's octal escapes: `\040` is a space.
  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.first {
      let digits = rest.dropFirst().prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
