"""Changes the verdict of one cell of a store.

usage: flip_cell.py STORE.zarr VERDICT INDEX…
"""

import sys

import zarr

verdict = zarr.open_group(sys.argv[1], mode="r+")["verdict"]
cell = tuple(int(index) for index in sys.argv[3:])
assert verdict[cell] != int(sys.argv[2])
verdict[cell] = int(sys.argv[2])
