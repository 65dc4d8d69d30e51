import Figures
import Foundation
import Testing

struct FigureFileTests {
  private let figure = MapFigure(
    title: "η = 2(1 + β)/λ", subtitle: "quadratic · 10⁻³",
    x: Axis("learning rate", symbol: "η", .range(1e-4, 1), scale: .log),
    y: Axis("momentum", symbol: "β", .range(0, 1)),
    cells: .scalars(
      ScalarGrid(
        width: 30, height: 20, values: (0..<600).map { $0 == 7 ? .nan : Double($0) - 300 },
        label: "rate", colorMap: .diverging)),
    overlays: [Overlay("η = 2(1 + β)/λ", points: [Point(1e-3, 0), Point(0.1, 1)])],
    markers: [Marker("here", at: Point(0.01, 0.5), shape: .cross)],
    options: FigureOptions(width: 500, height: 400))

  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "figures-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `a link is followed, and a pipe is written as it is`() throws {
    let folder = try folder()
    let (map, link, pipe) = ("map.png", "link.png", "pipe.png")
    func path(_ name: String) -> String { folder.appending(path: name).path }
    try Data("old".utf8).write(to: folder.appending(path: map))
    try FileManager.default.createSymbolicLink(
      atPath: path(link), withDestinationPath: path(map))
    try figure.write(to: path(link))
    #expect(try Data(contentsOf: folder.appending(path: map)) == Data(figure.data(.png)))
    let kind = try FileManager.default.attributesOfItem(atPath: path(link))[.type]
    #expect(kind as? FileAttributeType == .typeSymbolicLink)

    #expect(mkfifo(path(pipe), 0o600) == 0)
    // Open for both, so that neither side waits; the pipe holds a small figure whole.
    let reader = open(path(pipe), O_RDWR)
    defer { close(reader) }
    var small = figure
    small.options = FigureOptions(width: 400, height: 300)
    small.cells = .categories(CategoryGrid(width: 1, height: 1, codes: [1]))
    small.overlays = []
    small.markers = []
    let bytes = Array(try small.data(.png))
    try #require(bytes.count < 60_000)
    try small.write(to: path(pipe))
    var read = [UInt8](repeating: 0, count: bytes.count)
    #expect(Foundation.read(reader, &read, read.count) == bytes.count && read == bytes)
  }

  @Test(arguments: FigureFormat.allCases)
  func `the same figure has the same bytes`(format: FigureFormat) throws {
    let first = try figure.data(format)
    #expect(try figure.data(format) == first)
  }

  @Test(arguments: [("map.png", "\u{89}PNG"), ("map.SVG", "<?xml"), ("map.pdf", "%PDF")])
  func `the ending chooses the format`(name: String, magic: String) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try figure.write(to: file.path)
    try figure.write(to: file.path)
    let bytes = try Data(contentsOf: file)
    #expect(bytes.starts(with: magic.unicodeScalars.map { UInt8($0.value) }))
    // Nothing temporary is left.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
  }

  @Test func `a PDF carries no date`() throws {
    let text = String(decoding: try figure.data(.pdf), as: UTF8.self)
    #expect(!text.contains("CreationDate"))
  }

  @Test(arguments: ["map.jpg", "map", "png", ".png", "folder.png/map", ""])
  func `another ending lists the three`(path: String) {
    let expected = FigureError.unknownEnding(path: path)
    #expect(throws: expected) { try figure.write(to: path) }
    #expect(expected.description == "\(path): a figure's name must end in .png, .svg or .pdf")
  }

  @Test func `a place that cannot be written is named with the reason`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "absent/map.png").path
    let error = #expect(throws: FigureError.self) { try figure.write(to: path) }
    #expect(
      error?.description == "\(path): cannot write the figure: No such file or directory")
    // A folder in the file's place: refused, and the temporary is gone.
    let taken = folder.appending(path: "taken.png")
    try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
    #expect(throws: FigureError.self) { try figure.write(to: taken.path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken.png"])
  }

  @Test func `Cairo's refusal names the path`() {
    var figure = figure
    figure.options = FigureOptions(width: 9000, height: 100, pixelsPerPoint: 8)
    let error = #expect(throws: FigureError.self) { try figure.write(to: "big.png") }
    #expect(error?.description.hasPrefix("big.png: cannot draw the figure: ") == true)
  }

  @Test func `SVG numbers are by first appearance, references follow, the rest is kept`() {
    let svg = ##"<g id="s17"><use href="#glyph3-9" fill="url(#p4)"/><g id="glyph3-9" id="p4"/>"##
    let expected = ##"<g id="s0"><use href="#glyph0" fill="url(#p0)"/><g id="glyph0" id="p0"/>"##
    #expect(StableSVG.renumbered(Array(svg.utf8)) == Array(expected.utf8))
  }
}
