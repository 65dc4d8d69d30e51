"""The rules, objectives and verdicts of DESIGN.md §5 in NumPy's float64: many cells at once.

NumPy rounds after every operation where the kernels fuse multiply and add, so the last bits differ.
"""

import numpy as np

CONVERGED, BOUNDED, DIVERGED = 1, 2, 3


class Quadratic:
    """f(x) = ½ Σ λᵢ xᵢ²"""

    def __init__(self, eigenvalues):
        self.eigenvalues = eigenvalues

    def value(self, x):
        return 0.5 * np.sum(self.eigenvalues * x * x, axis=-1)

    def gradient(self, x):
        return self.eigenvalues * x


class Rosenbrock:
    """f(x) = (a − x₀)² + b (x₁ − x₀²)²"""

    def __init__(self, a, b):
        self.a, self.b = a, b

    def value(self, x):
        return (self.a - x[..., 0]) ** 2 + self.b * (x[..., 1] - x[..., 0] ** 2) ** 2

    def gradient(self, x):
        r = x[..., 1] - x[..., 0] ** 2
        return np.stack(
            [-2 * (self.a - x[..., 0]) - 4 * self.b * x[..., 0] * r, 2 * self.b * r], axis=-1)


def step(rule, hyper, objective, x, v):
    """One update of (x, v)."""
    rate = hyper["learning_rate"][:, None]
    if rule == "gradient_descent":
        return x - rate * objective.gradient(x), v
    momentum = hyper["momentum"][:, None]
    ahead = x if rule == "heavy_ball" else x + momentum * v
    v = momentum * v - rate * objective.gradient(ahead)
    return x + v, v


def largest(x):
    """maxᵢ |xᵢ|, NaN if a coordinate is."""
    return np.max(np.abs(x), axis=-1)


def run(rule, hyper, objective, start, steps, every, escape_radius, tolerance):
    """Each cell's verdict, steps, objective, rate and peak."""
    count = len(start)
    x, v = start.copy(), np.zeros_like(start)
    verdict = np.zeros(count, np.uint8)
    answer = {name: np.full(count, np.nan) for name in ["objective", "rate", "peak"]}
    answer["steps"] = np.zeros(count, np.int64)
    peak = np.zeros(count)
    marks = {0: largest(objective.gradient(x))}
    mark = every
    with np.errstate(all="ignore"):
        for number in range(1, steps + 1):
            before = x
            x, v = step(rule, hyper, objective, x, v)
            if number % every and number != steps:
                continue
            magnitude = largest(x)
            peak = np.fmax(peak, np.where(np.isnan(magnitude), np.inf, magnitude))
            gradient = largest(objective.gradient(x))
            inside = magnitude <= escape_radius
            settled = inside & (largest(x - before) <= tolerance) & (gradient <= tolerance)
            fate = np.where(~inside, DIVERGED, np.where(settled, CONVERGED, 0))
            if number == steps:
                fate = np.where(fate == 0, BOUNDED, fate)
            now = (verdict == 0) & (fate != 0)
            verdict[now] = fate[now]
            answer["steps"][now] = number
            answer["objective"][now] = objective.value(x)[now]
            answer["peak"][now] = peak[now]
            # From the last of the steps 0, e, 2e, 4e … in the trajectory's first half.
            reference = max(m for m in marks if 2 * m <= number)
            rate = (np.log(gradient) - np.log(marks[reference])) / (number - reference)
            rate = np.where(gradient < np.inf, rate, np.inf)
            answer["rate"][now] = rate[now]
            if number == mark:
                marks[number] = gradient
                mark *= 2
            if np.all(verdict != 0):
                break
    return {"verdict": verdict, **answer}
