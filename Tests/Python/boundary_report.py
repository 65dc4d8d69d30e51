"""Computes from a store's arrays what `separatrix boundary --format json` says of them: area, best cell,
critical values. Any difference is an error.

usage: boundary_report.py STORE.zarr REPORT.json [STORE.zarr REPORT.json …]
"""

import json
import sys

import numpy as np
import xarray as xr

from axes import edges as axis_edges

def close(a, b, tolerance=1e-12):
    return np.isclose(a, b, rtol=tolerance, atol=0)


def check(store, path):
    data = xr.open_zarr(store, consolidated=False)
    report = json.load(open(path))
    axes = {name: axis for entry in data.attrs["separatrix"]["sweep"]["axes"]
            for name, axis in entry.items()}

    def edges(name):
        return axis_edges(axes[name])

    for name, value in report["slice"].items():
        data = data.sel({name: value}, method="nearest")
    along, across = report["axis"], report.get("row_axis")
    order = [across, along] if across else [along]
    data = data.transpose(*order, ...)
    verdict = np.atleast_2d(data.verdict.values)
    if report["rule"] == "growth":
        rate = np.atleast_2d(data["rate" if "rate" in data else "rate_mean"].values)
        high = (verdict == 3) | (verdict == 2) & (rate > 0)
    elif report["rule"] == "verdict":
        high = verdict == 3
    else:
        high = np.atleast_2d(data[report["rule"]].values) >= report["level"]
    known = verdict != 0

    # Area and share of the low side.
    widths = np.diff(edges(along))[None, :]
    heights = np.diff(edges(across))[:, None] if across else np.ones((1, 1))
    low = ~high & known
    assert report["cells"] == known.sum() and report["stable_cells"] == low.sum()
    assert close(report["share"], low.sum() / known.sum())
    assert close(report["area"], (low * widths * heights).sum(), 1e-9), report["area"]

    # Critical values: between neighbours of different sides.
    found = []
    inner = edges(along)[1:-1]
    for row in range(len(high)):
        for cell in range(high.shape[1] - 1):
            if known[row, cell] and known[row, cell + 1] and high[row, cell] != high[row, cell + 1]:
                place = float(data[across][row]) if across else None
                found.append((place, inner[cell], bool(high[row, cell + 1])))
    reported = report["critical_values"]
    assert len(reported) == len(found), (len(reported), len(found))
    for ours, (place, value, loses) in zip(reported, found):
        assert ours.get("row") == place and ours["loses_stability"] == loses, (ours, place)
        if report["rule"] in ("verdict", "growth"):
            assert close(ours["measured"], value), (ours, value)
        else:
            near = np.abs(edges(along) - value).argsort()[:3]
            ends = edges(along)[near]
            assert ends.min() <= ours["measured"] <= ends.max(), (ours, value)

    # The best cell: in fewest steps of those that converged, then by rate, then by objective.
    keys = [k if k in data else f"{k}_mean" for k in ("steps", "rate", "objective")]
    best = report.get("best")
    for code, name in ((1, "converged"), (2, "bounded")):
        here = verdict == code
        if not here.any():
            continue
        assert best["verdict"] == name
        for key in keys:
            values = np.atleast_2d(data[key].values).astype(float)
            least = values[here].min()
            assert float(best["values"][key]) == least, (key, best, least)
            here &= values == least
        places = np.argwhere(here)
        assert any(
            best["axes"][along] == float(data[along][j])
            and (not across or best["axes"][across] == float(data[across][i])) for i, j in places)
        break
    else:
        assert best is None
    print(store, len(found), "critical values agree")


for store, path in zip(sys.argv[1::2], sys.argv[2::2]):
    check(store, path)
