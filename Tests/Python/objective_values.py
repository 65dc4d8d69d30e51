"""Writes Tests/DynamicsTests/ObjectiveValues.swift: objectives, their fields and Hessian products.

    pip install mpmath==1.3.0 && python objective_values.py > ../DynamicsTests/ObjectiveValues.swift

Only values are written down here; derivatives are central differences of them with 400 digits and
a step of 1e-80, which err by 1e-160. Random points, directions and coefficients are multiples of
1/128, which every precision has.
"""

import random

from mpmath import cos, exp, log1p, mp, mpf, pi, sin, sqrt, tanh

mp.dps = 400
STEP = mpf(10) ** -80
generator = random.Random(2026)

LINEAR = [[1, 0.5, 1.25], [1, -1.5, 0.5], [0.25, 2, -1]]
LABELS = [[1, 0.5, 1], [1, -1.5, 0], [0.25, 2, 1], [1, 1, 0]]
PARTED = [[1, 0.5, 1], [1, -1.5, 0], [0.25, 2, 1]]
SIGNS = [[1, 0.5, 1], [1, -1.5, -1], [0.25, 2, 1], [1, 1, -1]]
CURVE = [[-1, 0.5], [0.25, -0.25], [1.5, 1]]


def dot(a, b):
    return sum(mpf(p) * q for p, q in zip(a, b))


def least_squares(x, rows):
    return sum((dot(a[:-1], x) - a[-1]) ** 2 for a in rows) / (2 * len(rows))


def logistic(x, rows, ridge):
    total = mpf(0)
    for *a, y in rows:
        s = dot(a, x)
        total += log1p(exp(s)) - y * s
    return total / len(rows) + ridge / 2 * dot(x, x)


def sigmoid_risk(x, rows, ridge):
    total = sum(1 / (1 + exp(y * dot(a, x))) for *a, y in rows)
    return total / len(rows) + ridge * dot(x, x)


def network(x, rows):
    units = (len(x) - 1) // 3
    weights, biases, outputs = x[:units], x[units : 2 * units], x[2 * units : 3 * units]
    total = mpf(0)
    for a, y in rows:
        hidden = [tanh(w * a + c) for w, c in zip(weights, biases)]
        total += (dot(outputs, hidden) + x[-1] - y) ** 2
    return total / (2 * len(rows))


def piecewise(x):
    # The integral of f' from 0, piece by piece.
    def area(a, b, slope, height):
        return slope * (b * b - a * a) / 2 + height * (b - a)

    if x < 1:
        return area(0, x, 25, 0)
    if x < 2:
        return area(0, 1, 25, 0) + area(1, x, 1, 24)
    return area(0, 1, 25, 0) + area(1, 2, 1, 24) + area(2, x, 25, -24)


# Name: f(x, rows, *coefficients), coefficients, coordinates, examples.
OBJECTIVES = {
    "rosenbrock": (lambda x, _, a, b: (a - x[0]) ** 2 + b * (x[1] - x[0] ** 2) ** 2, 2, 2, []),
    "saddle": (
        lambda x, _, m, g, e: (m * x[0] ** 2 - g * x[1] ** 2) / 2 + e * sin(x[0]) * sin(x[1]),
        3, 2, [],
    ),
    "beale": (
        lambda x, _: sum((c - x[0] + x[0] * x[1] ** i) ** 2
                         for i, c in ((1, 1.5), (2, 2.25), (3, 2.625))),
        0, 2, [],
    ),
    "himmelblau": (
        lambda x, _: (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2, 0, 2, []),
    "rastrigin": (
        lambda x, _, a: a * len(x) + sum(t * t - a * cos(2 * pi * t) for t in x), 1, 5, []),
    "scalar_factorization": (lambda x, _, c: (x[0] * x[1] - c) ** 2 / 2, 1, 2, []),
    "quartic": (lambda x, _: x[0] ** 4 / 4, 0, 1, []),
    "cubic": (lambda x, _: x[0] ** 2 / 2 - x[0] ** 3 / 3, 0, 1, []),
    "piecewise_quadratic": (lambda x, _: piecewise(x[0]), 0, 1, []),
    "rippled_quadratic": (lambda x, _, e, l: x[0] ** 2 + e * cos(2 * pi * x[0] / l), 2, 1, []),
    "double_well": (lambda x, _, b: b * (x[0] ** 2 - 1) ** 2, 1, 1, []),
    "pendulum": (lambda x, _, w: w**2 * (1 - cos(x[0])), 1, 1, []),
    "kepler": (lambda x, _, k: -k / sqrt(x[0] ** 2 + x[1] ** 2), 1, 2, []),
    "bilinear": (
        lambda x, _, s, m: s * x[0] * x[1] + m / 2 * (x[0] ** 2 - x[1] ** 2), 2, 2, []),
    "linear_test_equation": (lambda x, _, re, im: dot(x, x) / 2, 2, 2, []),
    "linear_regression": (least_squares, 0, 2, LINEAR),
    "logistic_regression": (logistic, 1, 2, LABELS),
    "lasso": (
        lambda x, rows, a: least_squares(x, rows) + a * sum(abs(t) for t in x), 1, 2, LINEAR),
    "tanh_network": (network, 0, 7, CURVE),
    "sigmoid_erm": (sigmoid_risk, 1, 2, SIGNS),
}


def numbers(count, low, high):
    return [mpf(generator.randint(64 * low, 64 * high)) / 64 for _ in range(count)]


def gradient(name, f, x, rows, c):
    if name == "linear_test_equation":
        product = mp.mpc(*c) * mp.mpc(*x)
        return [-product.real, -product.imag]
    result = []
    for i in range(len(x)):
        low, high = list(x), list(x)
        low[i] -= STEP
        high[i] += STEP
        result.append((f(high, rows, *c) - f(low, rows, *c)) / (2 * STEP))
    if name == "bilinear":
        result[1] = -result[1]
    return result


def product(name, f, x, v, rows, c):
    low = gradient(name, f, [t - STEP * s for t, s in zip(x, v)], rows, c)
    high = gradient(name, f, [t + STEP * s for t, s in zip(x, v)], rows, c)
    return [(b - a) / (2 * STEP) for a, b in zip(low, high)]


def words(values):
    return " ".join(repr(float(value)) for value in values)


def case(name, x=None, v=None, c=None, rows=None):
    f, coefficients, dimension, examples = OBJECTIVES[name]
    c = c if c is not None else [mpf(1) / 64 + t for t in numbers(coefficients, 0, 3)]
    x = x or [t + mpf(1) / 128 for t in numbers(dimension, -3, 3)]
    v = v or numbers(len(x), -2, 2)
    rows = rows or examples
    fields = [
        name, words(c), "; ".join(words(row) for row in rows), words(x), words(v),
        words([f(x, rows, *c)]), words(gradient(name, f, x, rows, c)),
        words(product(name, f, x, v, rows, c)),
    ]
    print("  " + " | ".join(fields))


print(
    '''// Written by Tests/Python/objective_values.py, which says how.

/// An objective's name, coefficients and examples, x and v; then f(x), F(x) and the Jacobian of F
/// times v.
let objectiveValues = """'''
)
# What came later draws its numbers later, so that those of the others stay.
LATER = ["sigmoid_erm"]
for name in OBJECTIVES:
    for _ in range(0 if name in LATER else 3):
        case(name)
case("piecewise_quadratic", [mpf(1.5)])
case("piecewise_quadratic", [mpf(2.75)])
case("kepler", [mpf(2) ** 60, mpf(2) ** -60], [mpf(1), mpf(1)])
case("pendulum", [mpf(2) ** -40])
case("rastrigin", [mpf(2) ** -30, mpf(2) ** -40])
# Sums far from zero, on the right side and on the wrong one.
for scale in (8, 64, 192, -192):
    case("logistic_regression", [mpf(0), mpf(scale)], [mpf(1), mpf(1)], [mpf(0)], PARTED)
# Saturated units.
case("tanh_network", [mpf(t) for t in (40, -1, 3, 20, -2, 1, 0.5)])
for name in LATER:
    for _ in range(3):
        case(name)
# Losses near their ends, and all but at the middle.
for scale in (8, 64, 192, -192):
    case("sigmoid_erm", [mpf(0), mpf(scale)], [mpf(1), mpf(1)], [mpf(0)], SIGNS)
case("sigmoid_erm", [mpf(2) ** -20, mpf(2) ** -21], [mpf(1), mpf(-1)], [mpf(0)], SIGNS)
print('  """')
