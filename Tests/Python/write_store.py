"""Writes a store with zarr-python, for Swift to read: arrays of every type and layout that we know."""

import sys

import zarr
from zarr.codecs import BytesCodec, Crc32cCodec, ShardingCodec, ZstdCodec

from samples import samples

root = zarr.create_group(sys.argv[1])
layouts = [
    ((10,), (10,), None, "end"),
    ((10,), (8,), (2,), "end"),
    ((10, 7), (8, 4), (4, 2), "end"),
    ((10, 7), (8, 4), (4, 2), "start"),
    ((10, 7), (8, 4), None, "end"),
    ((3, 4, 5, 6), (2, 4, 4, 4), (1, 2, 4, 2), "start"),
]
chunk_codecs = [
    [BytesCodec(), ZstdCodec(level=0), Crc32cCodec()],
    [BytesCodec(), ZstdCodec(level=5, checksum=True)],
    [BytesCodec(), Crc32cCodec()],
]
number = 0
for dtype in ["uint8", "uint32", "uint64", "int64", "float32", "float64"]:
    for shape, shard, chunk, location in layouts:
        codecs = chunk_codecs[number % len(chunk_codecs)]
        if chunk is not None:
            codecs = [ShardingCodec(chunk_shape=chunk, codecs=codecs, index_location=location)]
        array = zarr.create(
            store=root.store, path=f"{dtype}_{number}", shape=shape, chunks=shard, dtype=dtype,
            codecs=codecs, fill_value=0, zarr_format=3,
        )
        count = 1
        for extent in shape:
            count *= extent
        array[...] = samples(dtype, count).reshape(shape)
        number += 1

# What zarr-python writes if it is asked for nothing special.
array = root.create_array("float32_default", shape=(10, 7), dtype="float32",
                          shards=(8, 4), chunks=(4, 2), fill_value=float("nan"))
array[...] = samples("float32", 70).reshape(10, 7)
print(number + 1, "arrays written")
