"""Reads a store written by Swift with zarr-python and xarray; any difference or warning is an error.

Arrays are named DTYPE_NUMBER. Those whose attributes say "written": "first shard" hold only that.
"""

import sys
import warnings

import numpy as np
import xarray
import zarr

from samples import samples

warnings.simplefilter("error")
warnings.filterwarnings("ignore", category=ResourceWarning)

path = sys.argv[1]
root = zarr.open_group(path, mode="r")
names = sorted(name for name, _ in root.members())
assert names, "the group is empty"
for name in names:
    array = root[name]
    dtype = name.split("_")[0]
    assert array.dtype == np.dtype(dtype), (name, array.dtype)
    wanted = samples(dtype, array.size).reshape(array.shape)
    if array.attrs.get("written") == "first shard":
        inside = tuple(slice(0, extent) for extent in (array.shards or array.chunks))
        partial = np.full_like(wanted, array.fill_value)
        partial[inside] = wanted[inside]
        wanted = partial
    np.testing.assert_array_equal(array[...], wanted, err_msg=name)

dataset = xarray.open_zarr(path, consolidated=False)
assert sorted(dataset.variables) == names, list(dataset.variables)
for name in names:
    assert dataset[name].dims == tuple(f"{name}_{axis}" for axis in range(root[name].ndim))
    np.testing.assert_array_equal(dataset[name].values, root[name][...], err_msg=name)
print(len(names), "arrays agree")
