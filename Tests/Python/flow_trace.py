"""Compares `separatrix trace --format csv` of a flow on Rosenbrock's function with SciPy.

    flow_trace.py TRACE.csv LAW NUMBERS (comma-separated, or -) START_TIME TIME_STEP

The start is (-1.2, 1), at rest. The trace must be of float64, with --reference.
"""

import sys

import numpy as np

from flows import FIELDS, solution

path, law, words, start, step = sys.argv[1:]
numbers = [] if words == "-" else [float(word) for word in words.split(",")]
start, step = float(start), float(step)
header = open(path).readline().strip().split(",")
assert header[:4] == ["step", "time", "x0", "x1"], header
table = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)
times = start + np.arange(len(table)) * step
assert np.allclose(table[:, 1], times, rtol=1e-14, atol=0), "times"
points = np.array(
    solution(law, numbers, FIELDS["rosenbrock"], [-1.2, 1], [0, 0], start, times))
error = np.max(np.abs(table[:, 2:4] - points))
assert error <= 1e-10, error
reference = table[:, [header.index("reference_x0"), header.index("reference_x1")]]
# SciPy's own error is below 3e-12 at its tolerance.
apart = np.max(np.abs(reference - points))
assert apart <= 1e-11, apart
errors = np.linalg.norm(table[:, 2:4] - reference, axis=1)
assert np.allclose(table[:, header.index("error")], errors, rtol=1e-12, atol=0), "errors"
print(len(table), "points within 1e-10, references within 1e-11")
