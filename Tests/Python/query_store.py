"""Asks `separatrix query` what NumPy answers from the same arrays: whole tables, groups, and random
conditions on axes, indices and variables. Every difference is an error.

    query_store.py BINARY STORE [SEED]
"""

import json
import subprocess
import sys

import numpy as np
import zarr

binary, path = sys.argv[1:3]
random = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 5)
names = ["missing", "converged", "bounded", "diverged"]


def ask(sql, *stores):
    stores = stores or (path,)
    result = subprocess.run(
        [binary, "query", *stores, sql, "--format", "json"], capture_output=True, text=True)
    assert result.returncode == 0, (sql, result.stderr)
    return json.loads(result.stdout)


def value(cell):
    """A number as the program prints it; NaN is NULL, infinities are texts."""
    if isinstance(cell, str) or cell is None:
        return cell
    cell = cell.item() if isinstance(cell, np.generic) else cell
    if isinstance(cell, float):
        return None if np.isnan(cell) else str(cell) if np.isinf(cell) else cell
    return cell


def same(a, b, relative=0):
    if isinstance(a, float) and isinstance(b, (int, float)) and relative:
        return abs(a - b) <= relative * max(abs(a), abs(b))
    return a == b


# The tables, column by column, from the arrays.

root = zarr.open_group(path, mode="r")
sweep = root.attrs["separatrix"]["sweep"]
axes = [next(iter(axis)) for axis in sweep["axes"]]
shape = root["verdict"].shape
there = root["verdict"][...].ravel() != 0
counts = {}


def axis_columns(shape, extra=()):
    index = np.indices(shape + extra).reshape(len(shape + extra), -1)
    return {name: root[name][...][index[a]] for a, name in enumerate(axes)}, index


def stored(array, mask):
    """Float64 with NaN for NULL; integers become objects with None."""
    array = np.asarray(array).ravel()
    if array.dtype.kind == "f":
        return np.where(mask, array.astype(np.float64), np.nan)
    return np.where(mask, array.astype(np.int64).astype(object), None)


recorded = {name for name, _ in root.members()} - set(axes) - {"quantile", "seed"}
table, index = axis_columns(shape)
codes = root["verdict"][...].ravel()
table["verdict"] = np.array([names[c] if c else None for c in codes], dtype=object)
for name in sorted(recorded):
    if name in ("verdict", "verdict_by_seed", "objective_by_seed"):
        continue
    if name == "objective_quantile":
        for layer, share in enumerate(sweep["quantiles"]):
            text = f"{round(share * 100, 8):g}".replace(".", "_")
            table[f"objective_q{text}"] = stored(root[name][..., layer], there)
        continue
    table[name] = stored(root[name][...], there)
table["verdict_code"] = stored(codes, there)
for a, name in enumerate(axes):
    table[f"{name}_index"] = index[a]
tables = {"map": table}
if "verdict_by_seed" in recorded or "objective_by_seed" in recorded:
    seeds = sweep["seeds"]
    table, index = axis_columns(shape, (seeds,))
    mask = np.repeat(there, seeds)
    table["seed"] = index[-1]
    if "verdict_by_seed" in recorded:
        packed = root["verdict_by_seed"][...].reshape(-1, (seeds + 3) // 4)
        verdicts = np.stack([packed[:, s // 4] >> 2 * (s % 4) & 3 for s in range(seeds)], -1).ravel()
        table["verdict"] = np.array(
            [names[c] if m else None for c, m in zip(verdicts, mask)], dtype=object)
    if "objective_by_seed" in recorded:
        table["objective"] = stored(root["objective_by_seed"][...], mask)
    if "verdict_by_seed" in recorded:
        table["verdict_code"] = stored(verdicts, mask)
    for a, name in enumerate(axes):
        table[f"{name}_index"] = index[a]
    tables["seeds"] = table

asked = 0
for name, table in tables.items():
    size = len(next(iter(table.values())))
    places = [f"{axis}_index" for axis in axes] + (["seed"] if name == "seeds" else [])

    # Every value of every column, in several orders.
    numbers = {c: [value(v) for v in column] for c, column in table.items()}
    orders = [places, places[::-1], axes + places[len(axes):], [places[-1]] + places[:-1]]
    for order in orders:
        down = [bool(random.integers(2)) for _ in order]
        keys = [table[c] if not d else -table[c] for c, d in zip(order, down)][::-1]
        rows = np.lexsort(keys)
        by = ", ".join(f"{c} DESC" if d else c for c, d in zip(order, down))
        chosen = list(table) if order is places else ["rowid"] + order
        answer = ask(f"SELECT {', '.join(chosen)} FROM {name} ORDER BY {by} LIMIT 30000")
        numbers["rowid"] = list(range(size))
        for c in chosen:
            expected = [numbers[c][r] for r in rows[:30000]]
            assert [row[c] for row in answer] == expected, (name, c, by)
        asked += 1
    star = ask(f"SELECT * FROM {name} LIMIT 1")
    assert set(star[0]) == set(table), (list(star[0]), list(table))

    # Groups along each axis, with aggregates.
    number = next(c for c in reversed(list(table)) if table[c].dtype == np.float64 and c not in axes)
    finite = np.where(np.isfinite(table[number]), table[number], np.nan)
    for axis in axes:
        answer = ask(
            f"SELECT {axis}, count(*) n, count({number}) k, min({number}) low, max({number}) high, "
            f"avg(CASE WHEN abs({number}) < 9e999 THEN {number} END) mean, "
            f"median({number}) middle, quantile({number}, 0.3) q, "
            f"stddev(CASE WHEN abs({number}) < 9e999 THEN {number} END) deviation "
            f"FROM {name} GROUP BY {axis}")
        values = np.unique(table[axis])
        assert [row[axis] for row in answer] == values.tolist()
        for row, v in zip(answer, values):
            here = table[axis] == v
            sample = table[number][here]
            sample = np.sort(sample[~np.isnan(sample)])
            n = len(sample)
            assert row["n"] == here.sum() and row["k"] == n
            if n == 0:
                assert row["low"] is None and row["middle"] is None and row["q"] is None
                continue
            assert row["low"] == value(sample[0]) and row["high"] == value(sample[-1])
            with np.errstate(invalid="ignore"):
                assert same(value(np.median(sample)), row["middle"], 1e-15), (row, np.median(sample))
            quantile = np.quantile(sample, 0.3, method="inverted_cdf")
            assert row["q"] == value(quantile), (row, quantile)
            sample = finite[here]
            sample = sample[~np.isnan(sample)]
            if len(sample) > 1:
                assert same(float(np.mean(sample)), row["mean"], 1e-9), (row, np.mean(sample))
                scale = np.max(np.abs(sample))
                assert abs(np.std(sample, ddof=1) - row["deviation"]) <= 1e-9 * scale
        asked += 1

    # Random conditions: how many rows meet them, and which.
    def condition():
        column = str(random.choice(list(table)))
        cells = table[column]
        if column == "verdict":
            kind = random.integers(5)
            word = str(random.choice(names[1:] + ["nonsense"]))
            known = np.array([c is not None for c in cells])
            if kind == 0:
                return f"verdict = '{word}'", cells == word
            if kind == 1:
                return f"verdict <> '{word}'", known & (cells != word)
            if kind == 2:
                return f"verdict IN ('{word}', 'bounded')", (cells == word) | (cells == "bounded")
            if kind == 3:
                return "verdict IS NULL", ~known
            return "verdict IS NOT NULL", known
        floats = np.array([np.nan if c is None else float(c) for c in cells])
        known = floats[~np.isnan(floats)]
        kind = random.integers(9)
        if len(known) == 0 or kind == 8:
            known = np.array([0.0, 1e300, -1e300, 9007199254740993.0])

        def pick():
            number = float(random.choice(known))
            if random.integers(3) == 0 and np.isfinite(number):
                number += float(random.normal()) * (1e-3 + abs(number) / 10)
            return number

        def sql(number):
            if np.isinf(number):
                return "9e999" if number > 0 else "-9e999"
            return f"{int(number)}" if number == int(number) and abs(number) < 2**53 else repr(number)

        a, b = sorted([pick(), pick()])
        with np.errstate(invalid="ignore"):
            if kind == 0:
                return f"{column} = {sql(a)}", floats == a
            if kind == 1:
                return f"{column} < {sql(b)}", floats < b
            if kind == 2:
                return f"{sql(a)} <= {column}", floats >= a
            if kind == 3:
                return f"{column} BETWEEN {sql(a)} AND {sql(b)}", (floats >= a) & (floats <= b)
            if kind == 4:
                c = pick()
                return (f"{column} IN ({sql(a)}, {sql(b)}, {sql(c)}, NULL)",
                        (floats == a) | (floats == b) | (floats == c))
            if kind == 5:
                return f"{column} > {sql(a)}", floats > a
            if kind == 6:
                return f"{column} <= {sql(a)}", floats <= a
        if kind == 7:
            null = bool(random.integers(2))
            return f"{column} IS {'NULL' if null else 'NOT NULL'}", np.isnan(floats) == null
        return f"{column} > '7'", floats > 7

    queries, masks = [], []
    for number in range(120):
        parts = [condition() for _ in range(random.integers(1, 4))]
        joint = " AND " if random.integers(4) else " OR "
        mask = parts[0][1]
        for _, other in parts[1:]:
            mask = mask & other if joint == " AND " else mask | other
        where = joint.join(text for text, _ in parts)
        queries.append(
            f"SELECT {number} number, count(*) n, total(rowid) rows, total(rowid % 101 * (rowid % 97)) "
            f"mixed FROM {name} WHERE {where}")
        masks.append(mask)
    for start in range(0, len(queries), 60):
        answer = ask("\nUNION ALL ".join(queries[start:start + 60]))
        for row, query, mask in zip(answer, queries[start:], masks[start:]):
            rows = np.flatnonzero(mask)
            expected = (len(rows), float(rows.sum()), float((rows % 101 * (rows % 97)).sum()))
            found = (row["n"], row["rows"], row["mixed"])
            assert found == expected, (query, found, expected)
            asked += 1

# The interval that the store has.
if "diverged_low" in recorded:
    n = sweep["seeds"]
    answer = ask(
        f"SELECT count(*) n FROM map WHERE abs(wilson_low(diverged, {n}) - diverged_low) > 1e-15 "
        f"OR abs(wilson_high(diverged, {n}) - diverged_high) > 1e-15 "
        f"OR wilson_low(diverged, {n}) IS NULL")
    assert answer == [{"n": int((~there).sum())}], answer

# A store joined with itself, by place and by value.
a, rest = axes[0], axes[1:]
by_value = " AND ".join(f"l.{axis} = r.{axis}" for axis in axes)
by_place = " AND ".join(f"l.{axis}_index = r.{axis}_index" for axis in axes)
for join in [by_value, by_place]:
    answer = ask(
        f"SELECT count(*) n, total(l.rowid) rows FROM map l JOIN map r ON {join} "
        f"WHERE l.{a}_index < 5 AND l.verdict_code IS r.verdict_code AND l.rowid = r.rowid")
    rows = np.flatnonzero(tables["map"][f"{a}_index"] < 5)
    assert answer == [{"n": len(rows), "rows": float(rows.sum())}], (join, answer)
    asked += 1
print(asked, "answers agree")
