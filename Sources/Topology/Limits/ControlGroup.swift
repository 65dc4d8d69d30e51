/// The control group of a process in one hierarchy, as far as it is visible.
///
/// Two texts say where it is: `/proc/self/cgroup` names the group within the
/// hierarchy, `/proc/self/mountinfo` says where which part of the hierarchy
/// is mounted.
struct ControlGroup: Hashable {
  /// Version 1 has a hierarchy per controller, version 2 one for all; both can
  /// be mounted at once.
  enum Version { case one, two }

  var version: Version
  /// Where the visible part of the hierarchy begins.
  var mountPoint: String
  /// The steps from there to the group.
  var steps: [String]

  /// The group's directory and those of its parents, innermost first.
  var directories: [String] {
    (0...steps.count).reversed().map { depth in
      ([mountPoint] + steps.prefix(depth)).joined(separator: "/")
    }
  }

  /// The groups that may set a limit on the process.
  ///
  /// - Parameter controller: what limits it: `cpu`, `memory`
  static func groups(
    controller: String, membership: String, mounts: String
  ) -> [ControlGroup] {
    let mounts = ControlGroupMount.mounts(in: mounts, controller: controller)
    return memberships(in: membership, controller: controller).flatMap { version, path in
      let mounts = mounts.filter { $0.version == version }
      let groups = mounts.compactMap { mount in
        mount.steps(to: path).map {
          ControlGroup(version: version, mountPoint: mount.mountPoint, steps: $0)
        }
      }
      // A container may see a group's directory without being told its name.
      guard groups.isEmpty, let mount = mounts.first else { return groups }
      return [ControlGroup(version: version, mountPoint: mount.mountPoint, steps: [])]
    }
  }

  /// The tightest limit among a process's groups and their parents, and the directory that sets it; nil
  /// if none does.
  ///
  /// - Parameter limit: what one directory sets, nil if nothing
  static func tightest<Limit: Comparable>(
    controller: String, membership: String, mounts: String,
    _ limit: (Version, _ directory: String) -> Limit?
  ) -> (limit: Limit, source: String)? {
    groups(controller: controller, membership: membership, mounts: mounts).flatMap { group in
      group.directories.compactMap { directory in
        limit(group.version, directory).map { ($0, directory) }
      }
    }.min { $0.limit < $1.limit }
  }

  /// Lines `number:controllers:path`; version 2 has the number 0 and no
  /// controllers.
  private static func memberships(
    in text: String, controller: String
  ) -> [(Version, path: String)] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      if fields[0] == "0", fields[1].isEmpty { return (.two, String(fields[2])) }
      return fields[1].split(separator: ",").contains(controller[...])
        ? (.one, String(fields[2])) : nil
    }
  }
}

/// Hands over what says which control groups this process is in: the texts of `/proc/self/cgroup` and
/// `/proc/self/mountinfo`; nil if they cannot be read.
func withControlGroupFiles<Limit>(
  _ body: (_ membership: String, _ mounts: String) -> Limit?
) -> Limit? {
  guard let membership = readSystemFile("/proc/self/cgroup"),
    let mounts = readSystemFile("/proc/self/mountinfo")
  else { return nil }
  return body(membership, mounts)
}
