"""Computes from two stores' arrays what `separatrix compare --format json` says of them. Any difference
is an error.

usage: comparison_report.py A.zarr B.zarr REPORT.json all|exact [A.zarr …]
"""

import json
import math
import sys

import numpy as np
import xarray as xr

from axes import edges as axis_edges

NAMES = ["missing", "converged", "bounded", "diverged"]


def edges(sweep, name):
    return axis_edges(next(entry[name] for entry in sweep["axes"] if name in entry))


def expect(what, ours, theirs, tolerance=1e-9, atol=0.0):
    ours = float(ours) if isinstance(ours, str) else ours
    if not np.allclose(ours, theirs, rtol=tolerance, atol=atol, equal_nan=True):
        raise SystemExit(f"{what}: {ours!r} is reported, {theirs!r} was found")


def sign(ours, first, second, what):
    """A sign test, by exact integers."""
    k, m = int(np.sum(first > second)), int(np.sum(second > first))
    assert (ours["ahead"], ours["behind"]) == (k, m), (what, ours, k, m)
    n = k + m
    if not n:
        return
    tail = sum(math.comb(n, i) for i in range(min(k, m) + 1)) * 2 / 2**n
    expect(what, ours["probability"], min(1.0, tail))
    z = 1.959963984540054
    centre = (k / n + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(k / n * (1 - k / n) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    expect(what, ours["low"], centre - half, 1e-9, 1e-12)
    expect(what, ours["high"], centre + half)


def check(paths, path, exact):
    a, b = (xr.open_zarr(path, consolidated=False) for path in paths)
    report = json.load(open(path))
    sweeps = [d.attrs["separatrix"]["sweep"] for d in (a, b)]
    axes = [next(iter(axis)) for axis in sweeps[0]["axes"]]

    # Which cells of A have which partners in B, axis by axis.
    chosen, partner = {}, {}
    for name in axes:
        values, others = a[name].values, b[name].values
        cells = np.searchsorted(edges(sweeps[1], name), values, side="right") - 1
        inside = (cells >= 0) & (cells < len(others))
        if exact:
            inside &= others[np.clip(cells, 0, len(others) - 1)] == values
        chosen[name], partner[name] = np.flatnonzero(inside), cells[inside]
    a = a.isel(chosen)
    b = b.isel(partner).transpose(*axes, ...)
    x, y = a.verdict.values, b.verdict.values
    assert report["cells"]["compared"] == x.size, (report["cells"], x.size)

    # Verdicts.
    for i, first in enumerate(NAMES):
        for j, second in enumerate(NAMES):
            assert report["verdicts"]["counts"][first][second] == np.sum((x == i) & (y == j))
    decided = (x != 0) & (y != 0)
    u, v = x[decided], y[decided]
    agreement = np.mean(u == v)
    chance = sum(np.mean(u == k) * np.mean(v == k) for k in (1, 2, 3))
    expect("agreement", report["verdicts"]["agreement"], agreement)
    expect("kappa", report["verdicts"]["kappa"], (agreement - chance) / (1 - chance) if chance < 1 else np.nan)
    differing = {tuple(chosen[n][p] for n, p in zip(axes, place)) for place in np.argwhere(x != y)}
    listed = {tuple(cell["cell"]) for cell in report["differing"]}
    assert listed <= differing and len(listed) == min(10, len(differing)), (listed, differing)
    for cell in report["differing"]:
        for name in axes:
            assert cell["values"][name] == float(
                xr.open_zarr(paths[0], consolidated=False)[name][cell["cell"][axes.index(name)]])

    # Variables.
    with np.errstate(all="ignore"):
        for row in report["variables"]:
            p = a[row["variable"]].values[decided].astype(float)
            q = b[row["variable"]].values[decided].astype(float)
            assert row["pairs"] == p.size
            assert row["identical"] == np.sum((p == q) | np.isnan(p) & np.isnan(q))
            d = np.log(p) - np.log(q) if row["is_logarithmic"] else p - q
            d = d[np.isfinite(d)]
            assert row["count"] == d.size, (row, d.size)
            if not d.size:
                continue
            scale = np.abs(d).max()
            expect(row["variable"] + " mean", row["mean"], math.fsum(d) / d.size, 1e-9, 1e-12 * scale)
            expect(row["variable"] + " rms", row["rms"], math.sqrt(math.fsum((d / (scale or 1)) ** 2) / d.size) * scale)
            expect(row["variable"] + " quantiles", row["quantiles"],
                  np.quantile(d, report["shares"]), 1e-9, 1e-12 * scale)
            expect(row["variable"] + " largest", abs(row["largest"]), scale)

    seeds = report.get("seeds")
    if seeds:
        n = min(s["seeds"] for s in sweeps)
        assert seeds["count"] == n

        def by_seed(d):
            bytes_ = d.verdict_by_seed.values
            return np.stack([bytes_[..., s // 4] >> 2 * (s % 4) & 3 for s in range(n)], axis=-1)[decided]

        s, t = by_seed(a) != 3, by_seed(b) != 3
        ours = seeds["stability"]
        for key, count in [("both_stable", s & t), ("only_a_stable", s & ~t),
                           ("only_b_stable", ~s & t), ("neither_stable", ~s & ~t)]:
            assert ours[key] == count.sum(), key
        sign(ours["seeds"], (s & ~t).sum(axis=0), (~s & t).sum(axis=0), "stability")

        f, g = (d.objective_by_seed.values[..., :n][decided].astype(float) for d in (a, b))
        f, g = np.where(np.isnan(f), np.inf, f), np.where(np.isnan(g), np.inf, g)
        ours = seeds["objective"]
        assert (ours["lower_in_a"], ours["lower_in_b"], ours["equal"]) == (
            (f < g).sum(), (f > g).sum(), (f == g).sum())
        sign(ours["seeds"], (f < g).sum(axis=0), (f > g).sum(axis=0), "objective")
        with np.errstate(all="ignore"):
            ratio = np.log(f) - np.log(g)
        usable = np.isfinite(f) & np.isfinite(g) & (f > 0) & (g > 0)
        means = np.array([ratio[usable[:, k], k].mean() for k in range(n) if usable[:, k].any()])
        expect("mean", ours["mean_logarithmic_difference"], means.mean(), 1e-9, 1e-12)
        expect("error", ours["standard_error"], means.std(ddof=1) / math.sqrt(len(means)))
    print(*paths, x.size, "cells agree")


arguments = sys.argv[1:]
while arguments:
    first, second, path, mode, *arguments = arguments
    check((first, second), path, mode == "exact")
