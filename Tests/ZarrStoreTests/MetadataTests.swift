import Testing
import ZarrStore

struct MetadataTests {
  static let text = """
    {
      "attributes": {
        "flag_values": [0, 1, 2, 3]
      },
      "chunk_grid": {
        "configuration": {
          "chunk_shape": [256, 256]
        },
        "name": "regular"
      },
      "chunk_key_encoding": {
        "configuration": {
          "separator": "/"
        },
        "name": "default"
      },
      "codecs": [
        {
          "configuration": {
            "chunk_shape": [64, 64],
            "codecs": [
              {
                "configuration": {
                  "endian": "little"
                },
                "name": "bytes"
              },
              {
                "configuration": {
                  "checksum": false,
                  "level": 3
                },
                "name": "zstd"
              },
              {
                "name": "crc32c"
              }
            ],
            "index_codecs": [
              {
                "configuration": {
                  "endian": "little"
                },
                "name": "bytes"
              },
              {
                "name": "crc32c"
              }
            ],
            "index_location": "end"
          },
          "name": "sharding_indexed"
        }
      ],
      "data_type": "float32",
      "dimension_names": ["momentum", "learning_rate"],
      "fill_value": "NaN",
      "node_type": "array",
      "shape": [1000, 1000],
      "zarr_format": 3
    }

    """

  @Test func `array metadata keeps its bytes`() throws {
    let metadata = try ArrayMetadata(
      shape: [1000, 1000], shardShape: [256, 256], fillValue: FillValue(Float.nan),
      codecs: .sharded(ShardingCodec(chunkShape: [64, 64])),
      dimensionNames: ["momentum", "learning_rate"],
      attributes: ["flag_values": [0, 1, 2, 3]])
    #expect(metadata.json.prettyPrinted == Self.text)
    #expect(try ArrayMetadata(parsing: Array(Self.text.utf8), path: "p") == metadata)
  }

  @Test func `group metadata keeps its bytes`() throws {
    let metadata = GroupMetadata(attributes: ["separatrix": ["format": 1]])
    let text = metadata.json.prettyPrinted
    #expect(
      text == """
        {
          "attributes": {
            "separatrix": {
              "format": 1
            }
          },
          "node_type": "group",
          "zarr_format": 3
        }

        """)
    #expect(try GroupMetadata(parsing: Array(text.utf8), path: "p") == metadata)
  }

  static let fills: [(FillValue, String)] = [
    (FillValue(UInt8(0)), "0"), (FillValue(UInt64.max), "18446744073709551615"),
    (FillValue(Int64.min), "-9223372036854775808"), (FillValue(Float(0.1)), "0.1"),
    (FillValue(Float.nan), "\"NaN\""), (FillValue(-Double.infinity), "\"-Infinity\""),
    (FillValue(Double.infinity), "\"Infinity\""), (FillValue(-0.0), "-0.0"),
    (FillValue(Float(bitPattern: 0x7FC0_0001)), "\"0x7fc00001\""),
    (FillValue(Double(bitPattern: 0xFFF8_0000_0000_0000)), "\"0xfff8000000000000\""),
  ]

  @Test(arguments: fills)
  func `fill values keep their bits`(fill: FillValue, spelling: String) throws {
    let metadata = try ArrayMetadata(shape: [2], shardShape: [2], fillValue: fill)
    let text = metadata.json.prettyPrinted
    #expect(text.contains("\"fill_value\": \(spelling),"))
    #expect(try ArrayMetadata(parsing: Array(text.utf8), path: "p").fillValue == fill)
  }

  /// What is changed in the text above, and what the error must say.
  static let mistakes = [
    ("\"zarr_format\": 3", "\"zarr_format\": 2", "'zarr_format' is 2, expected 3"),
    ("\"array\"", "\"group\"", "'node_type' is \"group\", expected \"array\""),
    ("float32", "float16", "'data_type' is \"float16\", expected one of uint8, uint32"),
    ("[1000, 1000]", "[1000]", "expected 1 positive extents, as shape is [1000]"),
    ("[1000, 1000]", "[]", "'shape' is no dimension"),
    ("[1000, 1000]", "[-1, 5]", "'shape[0]' is -1"),
    ("[1000, 1000]", "[1000000000000, 1000000000000]", "product"),
    ("[256, 256]", "[256, 0]", "chunk_shape[1]' is 0"),
    ("[64, 64]", "[64, 48]", "divide those of the shard, [256, 256]"),
    ("[64, 64]", "[64, \"a\"]", "chunk_shape[1]' is \"a\""),
    ("\"NaN\"", "\"nan\"", "'fill_value' is \"nan\", expected a fill value of type float32"),
    ("\"zstd\"", "\"gzip\"", "codecs[0].configuration.codecs[1].name' is \"gzip\""),
    ("\"level\": 3", "\"level\": 3000", "level' is 3000, expected an integer from"),
    ("\"regular\"", "\"rectangular\"", "'chunk_grid.name' is \"rectangular\""),
    ("\"/\"", "\".\"", "separator' is \".\", expected \"/\""),
    ("\"end\"", "\"middle\"", "index_location' is \"middle\""),
    ("\"zarr_format\": 3", "\"zarr_format\": 3, \"zebra\": 1", "'zebra' is 1, expected no such"),
    ("[\"momentum\", ", "[", "'dimension_names' is 1 names, expected 2, one each"),
    ("\"little\"", "\"big\"", "endian' is \"big\", expected \"little\""),
    ("{", "", "line 2"),
  ]

  @Test(arguments: mistakes)
  func `an error names file, found and expected`(_ mistake: (String, String, String)) throws {
    let (old, new, words) = mistake
    let range = try #require(Self.text.firstRange(of: old))
    let text = Self.text.replacingCharacters(in: range, with: new)
    let error = #expect(throws: StoreError.self) {
      try ArrayMetadata(parsing: Array(text.utf8), path: "some/zarr.json")
    }
    let description = error?.description ?? ""
    #expect(description.hasPrefix("some/zarr.json: "))
    #expect(description.contains(words))
  }

  @Test func `members that need not be understood are let pass`() throws {
    let text = Self.text.dropLast(2) + ", \"extra\": {\"must_understand\": false}}"
    #expect(throws: Never.self) { try ArrayMetadata(parsing: Array(text.utf8), path: "p") }
  }

  @Test func `every truncation of metadata is an error, never a crash`() {
    let bytes = Array(Self.text.utf8)
    for count in 0..<bytes.count - 2 {
      #expect(throws: StoreError.self) {
        try ArrayMetadata(parsing: Array(bytes[..<count]), path: "p")
      }
    }
  }
}
