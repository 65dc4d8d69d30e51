"""Runs every cell and seed of a store with noise in NumPy, and compares what it finds with the store:
verdicts and objectives by seed, and the statistics over seeds. Prints how many runs agreed.

usage: noisy_store.py STORE.zarr
"""

import sys

import numpy as np
import xarray as xr

import philox
import simulation
from simulation import BOUNDED, CONVERGED, DIVERGED, largest

data = xr.open_zarr(sys.argv[1], consolidated=False)
sweep = data.attrs["separatrix"]["sweep"]
axes = [next(iter(axis)) for axis in sweep["axes"]]
shape = [data.sizes[axis] for axis in axes]
values = {
    name: grid.ravel()
    for name, grid in zip(axes, np.meshgrid(*(data[a].values for a in axes), indexing="ij"))}
count = int(np.prod(shape))

(rule, rule_arguments), = sweep["optimizer"].items()
(name, function), = sweep["objective"].items()
(kind, noise), = sweep["noise"].items()
seeds, steps = sweep["seeds"], sweep["steps"]
dimension = len(sweep["initial_point"])


def coordinates(key, listed):
    """A list's values in every cell, axes in the place of what is left out."""
    return np.stack(
        [values[f"{key}_{i}"] if x is None else np.full(count, float(x))
         for i, x in enumerate(listed)], axis=-1)


def number(key, arguments):
    """A hyperparameter's value in every cell."""
    value = arguments.get(key)
    return values[key] if value is None else np.full(count, float(value))


class Regression:
    """Least squares or logistic regression on rows of features and target."""

    def __init__(self, rows, is_logistic, ridge):
        rows = np.array(rows, float)
        self.a, self.b, self.is_logistic, self.ridge = rows[:, :-1], rows[:, -1], is_logistic, ridge

    def value(self, x):
        s = x @ self.a.T
        if not self.is_logistic:
            return 0.5 * np.mean((s - self.b) ** 2, axis=-1)
        return np.mean(np.logaddexp(0, s) - self.b * s, axis=-1) + np.sum(
            self.ridge / 2 * x * x, axis=-1)

    def gradient(self, x, rows=slice(None), cells=slice(None)):
        a, b = self.a[rows], self.b[rows]
        s = x @ a.T
        residual = 1 / (1 + np.exp(-s)) - b if self.is_logistic else s - b
        return residual @ a / len(b) + self.ridge[cells] * x


if name == "quadratic":
    objective = simulation.Quadratic(coordinates("eigenvalue", function["eigenvalues"]))
else:
    objective = Regression(
        function["examples"], name == "logistic_regression",
        number("ridge", function)[:, None] if name == "logistic_regression" else np.zeros((count, 1)))
own = np.arange(count) + 1 if noise["independent"] == "true" else np.zeros(count, int)
rates = number("learning_rate", rule_arguments)[:, None]
momenta = number("momentum", rule_arguments)[:, None] if rule in ["heavy_ball", "nesterov"] else 0


class Noise:
    """Stochastic gradients of one seed."""

    def __init__(self, seed):
        self.seed, self.step, self.place = seed, 0, 0

    def draw(self, variate, width, blocks):
        block = self.place * blocks
        return philox.numbers(
            variate, width, self.seed, block, self.step, own,
            number("degrees_of_freedom", noise)[:, None] if variate == "student" else None)

    def gradient(self, x, gradients):
        exact = objective.gradient(x)
        half = (dimension + 1) // 2
        if kind == "gaussian":
            sigma = (
                np.sqrt(np.array(noise["covariance"], float)) if "covariance" in noise
                else number("sigma", noise)[:, None])
            result = exact + sigma * self.draw("normal", dimension, half)
        elif kind == "student_t":
            result = exact + number("sigma", noise)[:, None] * self.draw(
                "student", dimension, dimension)
        elif kind == "langevin":
            scale = np.sqrt(2 * number("temperature", noise)[:, None] * (1 - momenta) / rates)
            result = exact + scale * self.draw("normal", dimension, half)
        elif kind == "multiplicative":
            variate = "sign" if noise["distribution"] == "two_point" else "normal"
            separately = noise["across"] == "separately"
            xi = self.draw(variate, dimension if separately else 1, half if separately else 1)
            result = exact * (1 + number("sigma", noise)[:, None] * xi)
        elif kind == "random_curvature":
            sizes = number("batch_size", noise)
            most = int(sizes.max())
            a = self.draw("normal", most * dimension, (most * dimension + 1) // 2)
            a = a.reshape(len(a), most, dimension) * np.sqrt(objective.eigenvalues)[:, None]
            a = a * (np.arange(most) < sizes[:, None])[:, :, None]
            result = np.einsum("cbi,cb->ci", a, np.einsum("cbi,ci->cb", a, x)) / sizes[:, None]
        elif kind == "minibatch":
            sizes = number("batch_size", noise)
            turn = (self.step - 1) * gradients + self.place
            result = np.empty_like(x)
            for size in np.unique(sizes):
                for cell in np.unique(own):
                    rows = philox.batch(
                        noise["sampling"], len(objective.b), int(size), self.seed, turn, cell)
                    here = (sizes == size) & (own == cell)
                    result[here] = objective.gradient(x[here], rows, here)
        if noise["sample"] == "each_gradient":
            self.place += 1
        return result

    def advance(self, x, v):
        self.step, self.place = self.step + 1, 0
        if rule == "gradient_descent":
            return x - rates * self.gradient(x, 1), v
        if rule == "extragradient":
            ahead = x - rates * self.gradient(x, 2)
            return x - rates * self.gradient(ahead, 2), v
        ahead = x if rule == "heavy_ball" else x + momenta * v
        v = momenta * v - rates * self.gradient(ahead, 1)
        return x + v, v


def run(seed):
    noise = Noise(seed)
    check = sweep["verdict"]
    quiet = min(int(sweep["measure"]["from"] * steps), steps - 1) if "measure" in sweep else steps
    about = np.array(sweep.get("measure", {}).get("about", 0), float)
    x, v = coordinates("initial_point", sweep["initial_point"]), np.zeros((count, dimension))
    verdict = np.zeros(count, int)
    answer = {
        key: np.full(count, np.nan)
        for key in ["objective", "rate", "peak", "steps", "settled", "distance"]}
    settled, distance, peak = np.zeros(count), np.zeros(count), np.zeros(count)
    marks, mark = {0: largest(objective.gradient(x))}, check["every"]
    for k in range(1, steps + 1):
        before = x
        x, v = noise.advance(x, v)
        if k > quiet:
            settled += objective.value(x)
            distance += np.sum((x - about) ** 2, axis=-1)
        if k % check["every"] and k != steps:
            continue
        magnitude, gradient = largest(x), largest(objective.gradient(x))
        peak = np.fmax(peak, np.where(np.isnan(magnitude), np.inf, magnitude))
        inside = magnitude <= check["escape_radius"]
        rests = inside & (largest(x - before) <= check["tolerance"]) & (
            gradient <= check["tolerance"])
        fate = np.where(~inside, DIVERGED, np.where(rests, CONVERGED, 0))
        if k == steps:
            fate = np.where(fate == 0, BOUNDED, fate)
        now = (verdict == 0) & (fate != 0)
        verdict[now] = fate[now]
        reference = max(m for m in marks if 2 * m <= k)
        found = {
            "steps": np.full(count, k), "objective": objective.value(x), "peak": peak,
            "rate": (np.log(gradient) - np.log(marks[reference])) / (k - reference)}
        if "measure" in sweep:
            left = steps - max(k, quiet)
            found["settled"] = (settled + left * objective.value(x)) / (steps - quiet)
            found["distance"] = (
                distance + left * np.sum((x - about) ** 2, axis=-1)) / (steps - quiet)
        for key, value in found.items():
            answer[key][now] = value[now]
        if k == mark:
            marks[k] = gradient
            mark *= 2
    return {"verdict": verdict, **answer}


def expect(key, found, tolerance, scale=0):
    """That the store's array equals what was found, to a share of it and to a share of `scale`."""
    stored = data[key].values.reshape(np.shape(found)).astype(float)
    equal = np.isclose(stored, found, rtol=tolerance, atol=0, equal_nan=True)
    equal |= np.abs(stored - found) <= tolerance * scale
    if not equal.all():
        first = np.argwhere(~equal)[0]
        raise SystemExit(
            f"{key} differs in {np.sum(~equal)} of {equal.size} places, first at {first}: "
            f"{stored[tuple(first)]!r} is stored, {np.asarray(found)[tuple(first)]!r} was found")


with np.errstate(all="ignore"):
    runs = [run(seed) for seed in range(seeds)]
    found = {key: np.stack([r[key] for r in runs], axis=-1) for key in runs[0]}

    # By seed. A run that grew past the radius or stopped at another check by its last bits is no error
    # of either side; there are none in these sweeps.
    packed = data["verdict_by_seed"].values.reshape(count, -1)
    verdicts = np.stack([packed[:, s // 4] >> 2 * (s % 4) & 3 for s in range(seeds)], axis=-1)
    if not np.array_equal(verdicts, found["verdict"]):
        raise SystemExit(f"{np.sum(verdicts != found['verdict'])} verdicts differ")
    diverged = verdicts == DIVERGED
    objectives = data["objective_by_seed"].values.reshape(count, seeds)
    expect("objective_by_seed", np.where(diverged, np.inf, found["objective"]), 1e-7)

    # Over seeds, from what is stored of each.
    counts = {
        key: np.sum(verdicts == code, axis=1)
        for key, code in [("converged", CONVERGED), ("bounded", BOUNDED), ("diverged", DIVERGED)]}
    for key, value in counts.items():
        expect(key, value, 0)
    worst = np.stack([counts["converged"], counts["bounded"], counts["diverged"]])
    expect("verdict", 3 - np.argmax(worst[::-1], axis=0), 0)
    share, z = counts["diverged"] / seeds, 1.959963984540054
    centre = (share + z * z / (2 * seeds)) / (1 + z * z / seeds)
    half = z * np.sqrt(share * (1 - share) / seeds + z * z / (4 * seeds**2)) / (1 + z * z / seeds)
    expect("diverged_fraction", share, 1e-15)
    if not np.allclose(data["diverged_low"].values.ravel(), centre - half, rtol=1e-12, atol=1e-15):
        raise SystemExit("diverged_low differs")
    if not np.allclose(data["diverged_high"].values.ravel(), centre + half, rtol=1e-12):
        raise SystemExit("diverged_high differs")

    import warnings

    warnings.simplefilter("ignore")
    stable = np.where(diverged, np.nan, objectives)
    some = np.sum(~diverged, axis=1)
    for key, sample in [("objective", stable), ("log_objective", np.log(stable))]:
        expect(f"{key}_mean", np.nanmean(sample, axis=1), 1e-12)
        variance = np.where(some > 1, np.nanvar(sample, axis=1, ddof=1), np.nan)
        # Nearly equal numbers differ by what rounding leaves, about 1e-16 of themselves.
        expect(f"{key}_variance", variance, 1e-9, 1e-20 * np.nanmean(sample, axis=1) ** 2)
    expect("objective_minimum", np.nanmin(stable, axis=1), 0)
    expect("objective_maximum", np.nanmax(stable, axis=1), 0)
    if "quantiles" in sweep:
        expect(
            "objective_quantile",
            np.quantile(objectives, sweep["quantiles"], axis=1, method="inverted_cdf").T, 0)

    # Over seeds, from what was found here.
    expect("steps_mean", np.mean(found["steps"], axis=1), 1e-12)
    # A gradient at rest is what rounding left of it.
    expect("rate_mean", np.mean(found["rate"], axis=1), 1e-3)
    expect("peak_maximum", np.max(found["peak"], axis=1), 1e-6)
    if "measure" in sweep:
        for key, name in [
                ("settled", "settled_objective"), ("distance", "settled_square_distance")]:
            if f"{name}_mean" not in data:
                continue
            sample = np.where(diverged, np.nan, found[key])
            expect(f"{name}_mean", np.nanmean(sample, axis=1), 1e-7)
            variance = np.where(some > 1, np.nanvar(sample, axis=1, ddof=1), np.nan)
            expect(f"{name}_variance", variance, 1e-5, 1e-12 * np.nanmean(sample, axis=1) ** 2)

print(
    f"{count * seeds} runs agree:", *(f"{np.sum(c)} {key}" for key, c in counts.items()))
