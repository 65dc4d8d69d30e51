"""Opens a sweep's store as a user would, and checks 500 cells against NumPy.

    sweep_store.py STORE SUMMARY.json [LEAST_SHARE]

SUMMARY.json is what `separatrix run --format json` said. Every warning is an error.

Rosenbrock's valley is chaotic in places: there one rounding more or less, which is what parts NumPy
from a fused multiply-add, changes the answer. So every cell is simulated twice more, from starts
moved by one part in 10¹² either way, thousands of roundings, and only cells whose verdict, steps and
objective (to 10⁻⁶) do not change are compared: to 10⁻⁹, or ten times what the moved starts change.
LEAST_SHARE of the cells must be such (default 1: all, and to 10⁻⁹, as on a quadratic).
"""

import hashlib
import json
import sys
import warnings

import numpy as np
import xarray
import zarr

from simulation import Quadratic, Rosenbrock, run

warnings.simplefilter("error")
warnings.filterwarnings("ignore", category=ResourceWarning)

path = sys.argv[1]
summary = json.load(open(sys.argv[2]))
least_share = float(sys.argv[3]) if len(sys.argv) > 3 else 1

# The store by itself: names, types, dimensions, coordinates, attributes.

root = zarr.open_group(path, mode="r")
attributes = root.attrs["separatrix"]
assert set(root.attrs) == {"separatrix"}, dict(root.attrs)
assert set(attributes) == {"format", "sweep", "sweep_sha256", "engine"}, attributes
assert attributes["format"] == 1
sweep = attributes["sweep"]


def canonical(value):
    """JSON without spaces, keys sorted, the shortest numbers."""
    if isinstance(value, dict):
        return "{" + ",".join(f'"{k}":{canonical(value[k])}' for k in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, float) and value == int(value) and abs(value) < 2**53:
        return str(int(value))
    return json.dumps(value)


text = canonical(sweep)
if "e+" not in text and "e-" not in text:
    # Python and Swift write exponents differently; without any, the texts are the same.
    assert hashlib.sha256(text.encode()).hexdigest() == attributes["sweep_sha256"], text

axes = [next(iter(axis.items())) for axis in sweep["axes"]]
names = [name for name, _ in axes]
real = np.dtype(sweep["precision"])
types = {"verdict": np.uint8, "steps": np.uint32, "objective": real, "rate": real, "peak": real}
assert sorted(name for name, _ in root.members()) == sorted(names + sweep["record"])
assert sweep["record"] == list(types)

dataset = xarray.open_zarr(path, consolidated=False)
assert set(dataset.coords) == set(names), list(dataset.coords)
assert set(dataset.data_vars) == set(types), list(dataset.data_vars)
for name, axis in axes:
    values = dataset[name].values
    assert root[name].dtype == np.float64 and dataset[name].dims == (name,)
    assert dataset[name].attrs["long_name"] and dataset[name].attrs["symbol"]
    if "values" in axis:
        np.testing.assert_array_equal(values, axis["values"])
        continue
    low, high, count = axis["from"], axis["to"], axis["count"]
    middle = (np.arange(count) + 0.5) / count
    if axis["scale"] == "linear":
        np.testing.assert_array_equal(
            values, low + (np.arange(count) + 0.5) * (high - low) / count)
    else:
        np.testing.assert_allclose(
            values, np.exp(np.log(low) + middle * np.log(high / low)), rtol=1e-13)
for name, dtype in types.items():
    assert root[name].dtype == dtype, (name, root[name].dtype)
    assert dataset[name].dims == tuple(names), dataset[name].dims
    assert dataset[name].attrs["long_name"]
verdict_attributes = dataset["verdict"].attrs
assert list(verdict_attributes["flag_values"]) == [0, 1, 2, 3]
assert verdict_attributes["flag_meanings"] == "missing converged bounded diverged"

# The summary.

stored = {name: root[name][...] for name in types}
counts = np.bincount(stored["verdict"].ravel(), minlength=4)
assert counts[0] == 0 and counts.sum() == summary["cells"] == summary["computed_cells"]
assert dict(zip(["converged", "bounded", "diverged"], map(int, counts[1:]))) == summary["verdicts"]
assert int(stored["steps"].sum(dtype=np.uint64)) == summary["computed_cell_steps"]

# The cells.

(rule, fixed), = sweep["optimizer"].items()
(kind, coefficients), = sweep["objective"].items()
random = np.random.default_rng(500)
shape = stored["verdict"].shape
cells = np.unravel_index(random.choice(np.prod(shape), 500, replace=False), shape)
at = {name: dataset[name].values[index] for name, index in zip(names, cells)}


def column(name, value):
    return at[name] if name in at else np.full(500, np.nan if value is None else float(value))


def columns(name, values):
    return np.stack([column(f"{name}_{i}", value) for i, value in enumerate(values)], axis=-1)


hyper = {name: column(name, fixed.get(name)) for name in ["learning_rate", "momentum"]}
start = columns("initial_point", sweep["initial_point"])
if kind == "quadratic":
    objective = Quadratic(columns("eigenvalue", coefficients["eigenvalues"]))
else:
    objective = Rosenbrock(column("a", coefficients.get("a")), column("b", coefficients.get("b")))
rules = sweep["verdict"]


def simulate(start):
    return run(rule, hyper, objective, start, sweep["steps"], rules["every"],
               rules["escape_radius"], rules["tolerance"])


def same(a, b, relative):
    """Equal, both not finite, or near by."""
    with np.errstate(all="ignore"):
        return (a == b) | (~np.isfinite(a) & ~np.isfinite(b)) | (
            np.abs(a - b) <= relative * np.maximum(np.abs(a), np.abs(b)))


expected = simulate(start)
others = []
compared = np.full(500, True)
if least_share < 1:
    others = [simulate(start * (1 + move)) for move in [1e-12, -1e-12]]
for other in others:
    for name in ["verdict", "steps"]:
        compared &= expected[name] == other[name]
    compared &= same(expected["objective"], other["objective"], 1e-6)
assert compared.sum() >= 500 * least_share, compared.sum()

found = {name: values[cells] for name, values in stored.items()}
if real == np.float32:
    # Rounded to 24 bits at every step: only the fate of most cells is the same.
    agree = (found["verdict"] == expected["verdict"])[compared]
    assert agree.mean() >= 0.97, agree.mean()
else:
    for name in types:
        relative = 0 if name in ["verdict", "steps"] else 1e-9
        agree = same(found[name].astype(float), expected[name].astype(float), relative)
        with np.errstate(all="ignore"):
            for other in others:
                moved = np.abs(other[name] - expected[name])
                agree |= np.abs(found[name] - expected[name]) <= 10 * moved
        wrong = np.flatnonzero(compared & ~agree)
        message = [
            (name, {n: v[i] for n, v in at.items()}, found[name][i], expected[name][i])
            for i in wrong[:5]]
        assert len(wrong) == 0, (len(wrong), message)
print(int(compared.sum()), "cells agree:", *np.bincount(found["verdict"], minlength=4)[1:])
