"""Finds the shadow past a perturbed saddle another way, and compares.

    shadow_saddle.py SHADOW.json MU GAMMA EPSILON STEPS X0 X1

SHADOW.json is what `separatrix shadow --format json` says of gradient descent on the objective
`saddle`. The flow is SciPy's DOP853; the shadow is found by shooting: the orbit whose way in is the
flow's at the start, and whose way out is the flow's at the end.
"""

import json
import sys

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

path, *words = sys.argv[1:]
mu, gamma, epsilon = map(float, words[:3])
steps = int(words[3])
start = np.array([float(word) for word in words[4:]])


def gradient(x):
    return np.array([
        mu * x[0] + epsilon * np.cos(x[0]) * np.sin(x[1]),
        -gamma * x[1] + epsilon * np.sin(x[0]) * np.cos(x[1]),
    ])


def orbit(x, h):
    points = [x]
    for _ in range(steps):
        points.append(points[-1] - h * gradient(points[-1]))
    return np.array(points)


def largest_distance(a, b):
    return np.max(np.linalg.norm(a - b, axis=1))


for cell in json.load(open(path))["cells"]:
    h = cell["time_step"]
    times = h * np.arange(steps + 1)
    flow = solve_ivp(
        lambda t, y: -gradient(y), (0, times[-1]), start, method="DOP853", t_eval=times,
        rtol=1e-13, atol=1e-15).y.T
    naive = orbit(start, h)
    # SciPy's own error grows as e^(γt) too, and the command says what its flow's may be.
    error = 1e-9 + 2 * cell["flow_error"]
    assert abs(cell["epsilon"] - largest_distance(naive, flow)) < error, "epsilon"
    defect = max(
        np.linalg.norm(flow[k + 1] - flow[k] + h * gradient(flow[k])) for k in range(steps))
    assert abs(cell["delta"] - defect) < error, "delta"

    def miss(x1):
        return orbit(np.array([start[0], x1]), h)[-1, 1] - flow[-1, 1]

    moved = brentq(miss, -0.5, 0.5, xtol=1e-16, rtol=1e-15)
    found = cell["shadow_start"]
    assert found[0] == start[0] and abs(found[1] - moved) < error, (found, moved)
    shadow = orbit(np.array([start[0], moved]), h)
    assert abs(cell["shadow_epsilon"] - largest_distance(shadow, flow)) < error, "shadow"
    print(f"h = {h}: the shadow starts at x1 = {moved:.6f}")
