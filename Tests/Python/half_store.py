"""Reads a store of 256 × 256 cells of which every second tile of 64 × 64 is done."""

import sys
import warnings

import numpy as np
import xarray

warnings.simplefilter("error")
warnings.filterwarnings("ignore", category=ResourceWarning)

dataset = xarray.open_zarr(sys.argv[1], consolidated=False)
tile = (np.arange(256) // 64)[:, None] * 4 + np.arange(256) // 64
done = tile % 2 == 1
verdict = dataset["verdict"].values
np.testing.assert_array_equal(verdict != 0, done)
np.testing.assert_array_equal(dataset["steps"].values != 0, done)
for name in ["objective", "rate", "peak"]:
    assert np.all(np.isnan(dataset[name].values[~done])), name
assert np.all(dataset["peak"].values[done] > 0)
print("half of", verdict.size, "cells")
