"""Compares `separatrix trace --format csv` of gradient descent on sigmoid_erm with NumPy, from the files on.

    digits.py TRACE.csv IMAGES LABELS START_SEED LEARNING_RATE RIDGE

Classes 3 and 5; starts are uniform in ±0.125; the trace must be of float64.
"""

import gzip
import sys

import numpy as np

from philox import words

path, images, labels = sys.argv[1:4]
seed, rate, ridge = int(sys.argv[4]), float(sys.argv[5]), float(sys.argv[6])


def read(name):
    data = gzip.open(name).read()
    rank = data[3]
    shape = np.frombuffer(data, ">u4", rank, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


pixels, digits = read(images), read(labels)
chosen = (digits == 3) | (digits == 5)
a = pixels[chosen].reshape(chosen.sum(), -1) / 255
y = np.where(digits[chosen] == 5, 1.0, -1.0)
d = a.shape[1]

low, high = words(seed, 3, np.arange((d + 3) // 4), 0, 0)
four = np.stack([low & np.uint64(0xFFFFFFFF), low >> np.uint64(32),
                 high & np.uint64(0xFFFFFFFF), high >> np.uint64(32)], axis=1).reshape(-1)[:d]
x = 0.125 * (2 * ((four >> np.uint64(8)).astype(float) + 0.5) / 2**24 - 1)

table = np.loadtxt(path, delimiter=",", skiprows=1)
rows = []
for step in range(len(table)):
    loss = 1 / (1 + np.exp(y * (a @ x)))
    gradient = -(a.T @ (loss * (1 - loss) * y)) / len(y) + 2 * ridge * x
    rows.append([step, *x, loss.mean() + ridge * x @ x, np.abs(gradient).max()])
    x = x - rate * gradient
rows = np.array(rows)
# A hundred steps of a stable rule, each with some thousand roundings.
error = np.abs(table - rows) / np.maximum(np.abs(rows), 0.01)
assert error.max() < 1e-11, error.max(axis=0)
assert rows[-1, -2] < rows[0, -2] / 2, "the loss should fall"
print(len(table), "rows agree, the largest difference", error.max())
