#if os(Linux)
  import Foundation
  import Testing

  /// Small file systems that only a test's own processes see, and that are gone with it: a mount
  /// namespace, which root may make, and others where the kernel lets them be root of a namespace.
  struct PrivateMounts {
    private let keeper: Running
    private let directory: TemporaryDirectory

    /// How to make one here, `nil` if it cannot be.
    private static let unshare: [String]? = {
      guard let directory = try? TemporaryDirectory(), let unshare = try? Command.tool("unshare")
      else { return nil }
      let mount = ["--mount", "/bin/sh", "-c", "mount -t tmpfs -o size=64k none \(directory.path)"]
      return [[unshare], [unshare, "--map-root-user"]].first { words in
        let outcome = try? Running(words + mount, environment: [:], in: directory).wait(10)
        return outcome?.status == 0
      }
    }()

    static var isPossible: Bool { unshare != nil }
    static let reason = Comment("mounting needs root, or user namespaces")

    /// - Parameter script: Shell commands that mount what is wanted, in the test's directory.
    init(in directory: TemporaryDirectory, _ script: String) throws {
      self.directory = directory
      let words = ["--mount", "/bin/sh", "-e", "-c", "\(script)\necho ready; exec sleep 600"]
      keeper = try Running((Self.unshare ?? []) + words, environment: [:], in: directory)
      let process = keeper
      try waitUntil("\(script) is done: \(process.errors)") { process.output == "ready\n" }
    }

    /// The test's directory with these mounts.
    var view: TemporaryDirectory { TemporaryDirectory(of: directory, seenBy: keeper.identifier) }

    /// What stands before a command that is to see these mounts.
    var prefix: [String] {
      let isRoot = Self.unshare?.count == 1
      return ["/usr/bin/env", "nsenter", "--target", "\(keeper.identifier)", "--mount"]
        + (isRoot ? [] : ["--user", "--preserve-credentials"])
        + ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory.path]
    }

    /// Runs shell commands among these mounts; what they print.
    @discardableResult
    func shell(_ script: String) throws -> String {
      let outcome = try Running(
        prefix + ["/bin/sh", "-e", "-c", script], environment: [:], in: directory
      ).wait(30)
      guard outcome.status == 0 else {
        throw Command.Failure(description: "\(script): \(outcome.errors)")
      }
      return outcome.output
    }
  }
#endif
