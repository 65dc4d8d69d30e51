import Foundation

/// A terminal of Linux, of so many columns, on which nobody types.
final class Terminal {
  private let main: Int32
  let end: FileHandle

  init(columns: UInt16) throws {
    main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    var (isLocked, number): (Int32, UInt32) = (0, 0)
    // TIOCSPTLCK and TIOCGPTN, which Swift does not see.
    guard main >= 0, ioctl(main, 0x4004_5431, &isLocked) == 0,
      ioctl(main, 0x8004_5430, &number) == 0
    else {
      throw Command.Failure(description: "no terminal: \(String(cString: strerror(errno)))")
    }
    let terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize()
    (size.ws_row, size.ws_col) = (24, columns)
    guard terminal >= 0, ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else {
      throw Command.Failure(description: "no terminal: \(String(cString: strerror(errno)))")
    }
    end = FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
  }

  deinit { close(main) }

  /// What was written to it since it was last read.
  func read() -> String {
    var (bytes, block): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 4096))
    while true {
      let count = Foundation.read(main, &block, 4096)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[0..<count]
    }
  }
}
