import Foundation
import Testing
import ZarrStore

/// Another reader and another writer: zarr-python and xarray.
struct ZarrPythonTests {
  private func add<Element: SampleElement>(_ type: Element.Type, to group: ZarrGroup) throws {
    for (number, layout) in Layout.all.enumerated() {
      let name = "\(Element.dataType.rawValue)_\(number)"
      let names = layout.shape.indices.map { "\(name)_\($0)" }
      let codecs = RoundTripTests.codecs[number % RoundTripTests.codecs.count]
      let metadata = try layout.metadata(
        fill: FillValue(Element.sample(3)), chunkCodecs: codecs, names: names)
      let array = try group.createArray(name, metadata)
      try writeAll(samples(type, count: layout.count), to: array)
    }
  }

  @Test func `zarr-python and xarray read every type and layout, without a warning`() throws {
    let directory = try TemporaryDirectory()
    let group = try ZarrGroup.create(at: directory.file("s.zarr"), GroupMetadata()).group
    try add(UInt8.self, to: group)
    try add(UInt32.self, to: group)
    try add(UInt64.self, to: group)
    try add(Int64.self, to: group)
    try add(Float.self, to: group)
    try add(Double.self, to: group)

    let layout = Layout(shape: [10, 7], shardShape: [8, 4], chunkShape: [4, 2])
    let metadata = try ArrayMetadata(
      shape: layout.shape, shardShape: layout.shardShape, fillValue: FillValue(Float.nan),
      codecs: .sharded(ShardingCodec(chunkShape: [4, 2])),
      dimensionNames: ["float32_partial_0", "float32_partial_1"],
      attributes: ["written": "first shard"])
    let values = samples(Float.self, count: layout.count)
    let array = try group.createArray("float32_partial", metadata)
    try array.writeShard(box(values, [10, 7], origin: [0, 0], shape: [8, 4]), at: [0, 0])
    // A run log lies where no reader of the hierarchy looks: in an array's directory.
    try writeBytes(Array("{}\n".utf8), array.path + "/runs.jsonl")

    let output = try Python.run("read_store.py", group.path)
    #expect(output == "\(Layout.all.count * 6 + 1) arrays agree\n")
  }

  private func check<Element: SampleElement>(_ type: Element.Type, _ array: ZarrArray) throws {
    let values = samples(type, count: array.metadata.shape.reduce(1, *))
    let read = try array.read(type)
    #expect(zip(read, values).allSatisfy { $0 == $1 || ($0 != $0 && $1 != $1) }, "\(array.path)")
    for position in positions(array.metadata.shardGrid) {
      #expect(try array.verifyShard(at: position) == .complete)
    }
  }

  @Test func `Swift reads what zarr-python writes`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("p.zarr")
    try Python.run("write_store.py", path)
    let group = try ZarrGroup.open(at: path)
    let names = try group.memberNames()
    #expect(names.count == 37)
    for name in names {
      let array = try group.array(name)
      switch array.metadata.dataType {
      case .uint8: try check(UInt8.self, array)
      case .uint32: try check(UInt32.self, array)
      case .uint64: try check(UInt64.self, array)
      case .int64: try check(Int64.self, array)
      case .float32: try check(Float.self, array)
      case .float64: try check(Double.self, array)
      }
    }
  }
}
