"""Compares `separatrix trace --format csv` with NumPy.

    trajectory.py TRACE.csv RULE LEARNING_RATE MOMENTUM EIGENVALUES (comma-separated)

The start is (1, 1, …). The trace must be of float64.
"""

import sys

import numpy as np

from simulation import Quadratic, largest, step

path, rule = sys.argv[1:3]
rate, momentum = map(float, sys.argv[3:5])
eigenvalues = [float(word) for word in sys.argv[5].split(",")]
header = open(path).readline().strip().split(",")
names = [f"x{i}" for i in range(len(eigenvalues))]
assert header == ["step", *names, "objective", "gradient"], header
table = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)

objective = Quadratic(np.array([eigenvalues]))
hyper = {"learning_rate": np.array([rate]), "momentum": np.array([momentum])}
x, v = np.ones((1, len(eigenvalues))), np.zeros((1, len(eigenvalues)))
rows = []
for number in range(len(table)):
    if number > 0:
        x, v = step(rule, hyper, objective, x, v)
    gradient = largest(objective.gradient(x))[0]
    rows.append([number, *x[0], objective.value(x)[0], gradient])
rows = np.array(rows)
# Near a zero of an oscillation only the amplitude tells how large an error is.
scale = np.maximum.accumulate(np.abs(rows)[::-1], axis=0)[::-1]
error = np.abs(table - rows)
assert np.all(error <= 1e-9 * scale), np.max(error, axis=0)
print(len(table), "rows agree")
