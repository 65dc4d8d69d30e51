"""Reads what `separatrix boundary` writes as CSV and as GeoJSON, and compares it with its JSON and with the
store's verdicts: lines by verdict run halfway between cells of different sides.

usage: boundary_files.py STORE.zarr REPORT.json VALUES.csv LINES.geojson
"""

import csv
import json
import sys

import numpy as np
import xarray as xr

store, report, values, lines = sys.argv[1:5]
data = xr.open_zarr(store, consolidated=False)
report = json.load(open(report))

rows = list(csv.DictReader(open(values)))
assert len(rows) == len(report["critical_values"])
for row, critical in zip(rows, report["critical_values"]):
    assert float(row[report["row_axis"]]) == critical["row"]
    assert float(row[report["axis"]]) == critical["measured"]
    assert row["loses_stability"] == str(critical["loses_stability"]).lower()
    for key in ("refined", "theory", "difference"):
        assert (float(row[key]) if row[key] else None) == critical.get(key), (row, critical)

collection = json.load(open(lines))
assert collection["type"] == "FeatureCollection"
kinds = {}
for feature in collection["features"]:
    assert feature["type"] == "Feature" and feature["geometry"]["type"] == "LineString"
    properties = feature["properties"]
    kinds.setdefault(properties["kind"], []).append(np.array(feature["geometry"]["coordinates"]))
    x, y = properties["x"], properties["y"]
assert sorted(kinds) == ["measured", "refined", "theory"], sorted(kinds)
assert [len(line) for line in kinds["measured"]] == [line["points"] for line in report["lines"]]
assert [len(line) for line in kinds["refined"]] == [len(line) for line in kinds["measured"]]

high = (data.verdict.transpose(y, x).values == 3).astype(int)
xs, ys = data[x].values, data[y].values
crossings = {(xs[j:j + 2].mean(), ys[i]) for i, j in np.argwhere(np.diff(high, axis=1))}
crossings |= {(xs[j], ys[i:i + 2].mean()) for i, j in np.argwhere(np.diff(high, axis=0))}
crossings = np.array(sorted(crossings))
points = np.concatenate(kinds["measured"])
steps = np.array([xs[1] - xs[0], ys[1] - ys[0]])
distances = np.abs((points[:, None] - crossings[None]) / steps).max(axis=2)
assert distances.min(axis=1).max() < 1e-9, "a point is not between two cells of different sides"
assert distances.min(axis=0).max() < 1e-9, "two cells of different sides have no point between them"
moved = np.abs((np.concatenate(kinds["refined"]) - points) / steps).max()
assert 0 < moved <= 0.5 + 1e-9, moved
print(len(points), "points agree")
