"""Recomputes what `separatrix trace --format csv` tells of analyses, from the iterates of the trace.

    analyses.py TRACE.csv OBJECTIVE RULE LEARNING_RATE MOMENTUM

The trace is of float64. Of the objective only its formula is known here: gradients by complex steps,
Hessians by central differences of those, tangents of the update map as products of its Jacobians.
"""

import sys

import numpy as np

path, name, rule = sys.argv[1:4]
rate, momentum = map(float, sys.argv[4:6])
CURVE = [[-2, 0], [-1.5, -0.71], [-1, -1], [-0.5, -0.71], [0.5, 0.71], [1, 1], [1.5, 0.71], [2, 0]]


def network(x):
    units = (len(x) - 1) // 3
    weights, biases, outputs = x[:units], x[units : 2 * units], x[2 * units : 3 * units]
    residuals = [np.sum(outputs * np.tanh(weights * a + biases)) + x[-1] - y for a, y in CURVE]
    return sum(r * r for r in residuals) / (2 * len(CURVE))


OBJECTIVES = {
    "quadratic": lambda x: (100 * x[0] ** 2 + x[1] ** 2) / 2,
    "rosenbrock": lambda x: (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2,
    "scalar_factorization": lambda x: (x[0] * x[1] - 1) ** 2 / 2,
    "saddle": lambda x: (x[0] ** 2 - 5 * x[1] ** 2) / 2,
    "double_well": lambda x: (x[0] ** 2 - 1) ** 2,
    "cubic": lambda x: x[0] ** 2 / 2 - x[0] ** 3 / 3,
    "himmelblau": lambda x: (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2,
    "tanh_network": network,
    "kepler": lambda x: -1 / np.sqrt(x[0] ** 2 + x[1] ** 2),
}
f = OBJECTIVES[name]


def gradient(x):
    steps = 1e-30j * np.eye(len(x))
    return np.array([f(x + step).imag / 1e-30 for step in steps])


def hessian(x):
    columns = []
    for i in range(len(x)):
        h = 1e-5 * max(abs(x[i]), 1)
        step = h * np.eye(len(x))[i]
        # Two step sizes, of which the error of order h² is taken out.
        wide = (gradient(x + 2 * step) - gradient(x - 2 * step)) / (4 * h)
        columns.append((4 * (gradient(x + step) - gradient(x - step)) / (2 * h) - wide) / 3)
    matrix = np.array(columns)
    return (matrix + matrix.T) / 2


def tangent(x, before, dx, dm):
    """The rule's derivative; m is the velocity, where there is one."""
    if rule == "gradient_descent":
        return dx - rate * hessian(x) @ dx, dm
    if rule == "heavy_ball":
        dm = momentum * dm - rate * hessian(x) @ dx
        return dx + dm, dm
    if rule == "nesterov":
        ahead = x + momentum * (x - before)
        dm = momentum * dm - rate * hessian(ahead) @ (dx + momentum * dm)
        return dx + dm, dm
    raise ValueError(rule)


header = open(path).readline().strip().split(",")
table = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)
column = {word: table[:, i] for i, word in enumerate(header)}
x = np.stack([column[word] for word in header if word[0] == "x" and word[1:].isdigit()], axis=1)
count, dimension = x.shape
values = np.array([f(point) for point in x])
assert np.allclose(values, column["objective"], rtol=1e-12, atol=1e-14), "objective"
report = []


def check(word, expected, error):
    worst = np.max(np.abs(column[word] - expected) / error)
    assert worst <= 1, (word, worst, column[word][:5], expected[:5])
    report.append(word)


def between(word, least, most):
    assert np.all(least <= column[word]) and np.all(column[word] <= most), (word, least, most)
    report.append(f"{word} {int(column[word][-1])}")


steps = np.diff(x, axis=0, prepend=x[:1])
if "lyapunov_function" in column:
    energy = values.copy()
    if rule in ("heavy_ball", "nesterov"):
        energy += np.sum(steps**2, axis=1) / (2 * rate)
    check("lyapunov_function", energy, 1e-12 * np.abs(energy) + 1e-14)
    # Within rounding either count is right.
    growth, size = np.diff(energy), np.abs(energy[1:]) + np.abs(energy[:-1])
    size += [np.sum(np.abs(p * gradient(p))) for p in x[:-1]]
    sums = [np.concatenate([[0], np.cumsum(growth > share * size)]) for share in (1e-14, 1e-15)]
    between("lyapunov_violations", *sums)
if "descent_violations" in column:
    excess, size = [], []
    for k in range(1, count):
        g, step = gradient(x[k - 1]), steps[k]
        bound = values[k - 1] + g @ step + step @ step / (2 * rate)
        excess.append(values[k] - bound)
        size.append(
            abs(values[k]) + abs(values[k - 1])
            + (np.abs(g) + np.abs(step) / rate) @ (np.abs(x[k - 1]) + np.abs(step)))
    excess, size = np.array(excess), np.array(size)
    sums = [np.concatenate([[0], np.cumsum(excess > share * size)]) for share in (1e-14, 1e-15)]
    between("descent_violations", *sums)
if "energy_drift" in column:
    energy = column["energy"] if "energy" in column else values + np.sum(steps**2, axis=1) / (
        2 * rate)
    drift = np.maximum.accumulate(np.abs(energy - energy[0])) / abs(energy[0])
    check("energy_drift", drift, 1e-11 * drift + 1e-13)
if "sharpness" in column:
    spectra = np.array([np.linalg.eigvalsh(hessian(point)) for point in x])
    # The differences' own error: rounding of the gradient over a step of 10⁻⁵.
    largest, error = spectra[:, -1], 3e-9 * np.max(np.abs(spectra), axis=1)
    check("sharpness", largest, error)
if "lyapunov_exponent" in column:
    # As there: from a displacement of the iterate alone; memory in the units of the first step.
    multiples = 0.6180339887498949 * np.arange(1, dimension + 1)
    dx, dm = 0.5 + multiples % 1, np.zeros(dimension)
    start, weight, total = np.max(dx), 1.0, 0.0
    exponents = []
    for k in range(1, count):
        dx, dm = tangent(x[k - 1], x[max(k - 2, 0)], dx, dm)
        if k == 1 and np.any(dm):
            weight = start / np.max(np.abs(dm))
        length = max(np.max(np.abs(dx)), weight * np.max(np.abs(dm)))
        total += np.log(length)
        dx, dm = dx / length, dm / length
        exponents.append((total - np.log(start)) / k)
    expected = np.array(exponents)
    assert np.isnan(column["lyapunov_exponent"][0]), "of no steps"
    worst = np.max(np.abs(column["lyapunov_exponent"][1:] - expected))
    # √ε by step, times how much sharper the curve is than the map at a distance of 1.
    assert worst < 1e-5, ("lyapunov_exponent", worst)
    report.append(f"lyapunov_exponent {expected[-1]:.4f}, off by at most {worst:.1e}")
print(f"{count} rows agree: " + "; ".join(report))
