import Foundation
import Testing

/// Only the code that a processor can run is reached on it: instructions of x86-64-v4 stand in
/// `DynamicsV4` alone, those of x86-64-v3 in `Dynamics` or there.
///
/// The linker keeps one of several copies of a function that several modules compiled, whatever
/// instruction set each copy is for. So it is not enough that our own functions are told apart: a
/// copy of a shared function with instructions of v4 would be one link order away from every
/// processor. `ours` and `others` look at the command as linked, `copies` at what could be linked.
@Suite(.enabled("needs a release build for x86-64, and objdump") { Built.isThere })
struct InstructionTests {
  /// Functions by the instructions they use.
  struct Functions {
    /// AVX-512: an EVEX prefix, or an opmask register.
    var v4: Set<String> = []
    /// AVX, AVX2, FMA, BMI: a VEX prefix.
    var v3: Set<String> = []

    init(disassembling file: String) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Built.objdump)
      process.arguments = ["--disassemble", "--wide", file]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
      read(Array(bytes))
    }

    /// Lines are `address <name>:` or `address:⇥bytes⇥mnemonic operands`.
    private mutating func read(_ text: [UInt8]) {
      var function = ""
      for line in text.split(separator: UInt8(ascii: "\n")) {
        if line.last == UInt8(ascii: ":") {
          guard let start = line.firstIndex(of: UInt8(ascii: "<")) else { continue }
          function = String(decoding: line[(start + 1)...].dropLast(2), as: UTF8.self)
          continue
        }
        let parts = line.split(separator: UInt8(ascii: "\t"))
        guard parts.count > 2 else { continue }
        // In 64-bit code these first bytes are always prefixes: 62 of EVEX, C4 and C5 of VEX.
        switch String(decoding: parts[1].prefix(2), as: UTF8.self) {
        case "62": v4.insert(function)
        case "c4", "c5":
          let usesOpmask = String(decoding: parts[2], as: UTF8.self).contains("%k")
          if usesOpmask { v4.insert(function) } else { v3.insert(function) }
        default: continue
        }
      }
    }
  }

  private func belongs(_ function: String, to modules: String...) -> Bool {
    modules.contains { function.contains("\($0.utf8.count)\($0)") }
  }

  @Test func `only kernels for v4 use its instructions, and they do`() throws {
    let functions = try Functions(disassembling: Built.command)
    #expect(!functions.v4.isEmpty)
    #expect(functions.v4.filter { !belongs($0, to: "DynamicsV4") } == [])
  }

  /// Some functions that `Dynamics` shares with other modules are kept in its copy: the standard
  /// library's generics over our types, and the compiler's helpers. That does no harm, as v3 is the
  /// least that the command runs on. No function that another module of ours wrote is among them.
  @Test func `only kernels use instructions of v3`() throws {
    let functions = try Functions(disassembling: Built.command)
    #expect(functions.v3.contains { belongs($0, to: "Dynamics") })
    let others = functions.v3.filter { !belongs($0, to: "Dynamics", "DynamicsV4") }
    let shared = others.filter { name in
      // …WOe and the like: the outlined copying and destroying of a value.
      ["$ss", "$sS", "__swift_memcpy"].contains { name.hasPrefix($0) }
        || name.dropLast().hasSuffix("WO")
    }
    #expect(others.subtracting(shared) == [])
  }

  @Test func `no copy of a shared function is compiled for v4`() throws {
    let directory = "\(Built.products)/DynamicsV4.build"
    let objects = try FileManager.default.contentsOfDirectory(atPath: directory)
      .filter { $0.hasSuffix(".o") }
    #expect(!objects.isEmpty)
    for object in objects {
      let functions = try Functions(disassembling: "\(directory)/\(object)")
      #expect(functions.v4.filter { !belongs($0, to: "DynamicsV4") } == [], "\(object)")
    }
  }
}

/// What is taken apart, and what with.
private enum Built {
  static let objdump = "/usr/bin/objdump"
  static let products =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/.build/release"
  static let command = "\(products)/separatrix"

  static var isThere: Bool {
    #if arch(x86_64)
      FileManager.default.fileExists(atPath: command)
        && FileManager.default.isExecutableFile(atPath: objdump)
    #else
      false
    #endif
  }
}
