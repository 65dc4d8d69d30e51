import Foundation

/// A file that claims to be a picture.
struct Picture {
  let bytes: Data
  /// `png`, `svg` or `pdf`, by what is in it.
  let format: String
  /// Width and height in pixels, of a PNG.
  let size: [Int]

  init(_ bytes: Data) throws {
    self.bytes = bytes
    let end = bytes.suffix(64)
    func ends(_ text: String) -> Bool { end.range(of: Data(text.utf8)) != nil }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ends("IEND") {
      format = "png"
      let header = [UInt8](bytes.prefix(24))
      size = [header[16..<20], header[20..<24]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
    } else if bytes.starts(with: Data("%PDF-".utf8)), ends("%%EOF") {
      format = "pdf"
      size = []
    } else if let text = String(data: bytes, encoding: .utf8), text.contains("<svg "),
      ends("</svg>")
    {
      format = "svg"
      size = []
      try Self.parse(bytes)
    } else {
      throw Command.Failure(description: "\(bytes.count) bytes that are no whole picture")
    }
  }

  /// What an SVG shows must be well-formed XML: every element is closed, in order.
  private static func parse(_ bytes: Data) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    var open: [Substring] = []
    for match in text.matches(of: /<(\/?)([A-Za-z:]+)[^<>]*?(\/?)>/) {
      let (_, close, name, alone) = match.output
      if !close.isEmpty {
        guard open.popLast() == name else {
          throw Command.Failure(description: "the SVG closes \(name) out of order")
        }
      } else if alone.isEmpty {
        open.append(name)
      }
    }
    guard open.isEmpty else { throw Command.Failure(description: "the SVG leaves \(open) open") }
  }
}
