"""Writes Tests/TheoryTests/Flows/FlowValues.swift: points of the flows, by SciPy.

    python flow_values.py > ../TheoryTests/Flows/FlowValues.swift

DOP853 with a relative tolerance of 1e-13 and an absolute one of 1e-15, sampled where steps end. Fields
and flows are those of flows.py, numbers a line: law and field; the law's numbers; start, velocity and
start time; times; iterates.
"""

import numpy as np

from flows import FIELDS, solution

ROWS = [
    ("gradient", "rosenbrock", [], [-1.2, 1], 0, [0.01, 0.1, 1]),
    ("gradient", "himmelblau", [], [0.5, -0.25], 0, [0.01, 0.05, 0.2]),
    ("heavy_ball", "rosenbrock", [2, 0.3], [-1.2, 1], 0, [0.1, 0.5, 1]),
    ("heavy_ball", "himmelblau", [1, 0.9], [0.5, -0.25], 0, [0.1, 0.5, 1.5]),
    ("nesterov", "rosenbrock", [3], [-1.2, 1], 0.5, [0.6, 1, 1.5]),
    ("nesterov", "himmelblau", [5], [0.5, -0.25], 0.25, [0.3, 0.5, 1]),
    ("rmsprop", "rosenbrock", [0.01, 0.9, 1e-3], [-1.2, 1], 0, [1, 10, 30]),
    ("rmsprop", "himmelblau", [0.05, 0.5, 0.1], [0.5, -0.25], 0, [1, 10, 20]),
    ("adam", "rosenbrock", [0.01, 0.9, 0.99, 1e-3], [-1.2, 1], 0, [1, 10, 30]),
    ("adam", "himmelblau", [0.05, 0.5, 0.9, 0.1], [0.5, -0.25], 0, [1, 10, 20]),
    ("lion", "rosenbrock", [1, 1, 0.05, 0.1], [-1.2, 1], 0, [0.01, 0.05, 0.2]),
    ("lion", "himmelblau", [0.2, 0.7, 0.3, 0.05], [0.5, -0.25], 0, [0.5, 2, 4]),
]


def words(numbers):
    return " ".join(repr(float(number)) for number in np.ravel(numbers))


print("""// Written by Tests/Python/flow_values.py, which says how.

/// A law and its field; the law's numbers; start, velocity and start time; times; iterates there.
let flowValues = \"\"\"""")
for law, field, numbers, start, time, times in ROWS:
    velocity = [0.5, -0.25] if law == "heavy_ball" else [0, 0]
    points = solution(law, numbers, FIELDS[field], start, velocity, time, times)
    place = words([*start, *velocity, time])
    print(f"  {law} {field} | {words(numbers)} | {place} | {words(times)} | {words(points)}")
print('  """')
