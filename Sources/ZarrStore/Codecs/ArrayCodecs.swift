/// How a stored object codes its part of an array: whole, as one chunk, or as a shard of many.
public enum ArrayCodecs: Hashable, Sendable {
  case whole(ChunkCodecs)
  case sharded(ShardingCodec)

  var json: JSONValue {
    switch self {
    case .whole(let codecs): codecs.json
    case .sharded(let codec): .array([codec.json])
    }
  }

  init(_ field: MetadataField, dataType: DataType) throws(StoreError) {
    let codecs = try field.elements()
    guard let first = codecs.first else { throw field.error(expected: "one codec or more") }
    let codec = try NamedConfiguration(first)
    guard codec.name == ShardingCodec.name else {
      self = .whole(try ChunkCodecs(field, elementSize: dataType.size))
      return
    }
    guard codecs.count == 1 else {
      throw codecs[1].error(expected: "no codec after 'sharding_indexed'")
    }
    self = .sharded(try ShardingCodec(codec, elementSize: dataType.size))
  }
}
