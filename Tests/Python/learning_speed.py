"""Times gradient descent on sigmoid_erm beside NumPy, in the same run, on one core each.

    OPENBLAS_NUM_THREADS=1 python learning_speed.py path/to/separatrix

NumPy does all cells at once: two products of matrices and the loss between them. Told is the time by
example, feature and cell of one gradient, in picoseconds, the best of three: a product and a sum each.
"""

import json
import os
import struct
import subprocess
import sys
import tempfile
import time

assert os.environ.get("OPENBLAS_NUM_THREADS") == "1", "set OPENBLAS_NUM_THREADS=1"
import numpy as np

program = os.path.abspath(sys.argv[1])
generator = np.random.default_rng(1)


def idx(array):
    header = struct.pack(">HBB", 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    return header + array.tobytes()


def numpy_time(pixels, labels, cells, steps, kind):
    a = (pixels.reshape(len(labels), -1) / 255).astype(kind)
    y = np.where(labels == 5, 1, -1).astype(kind)
    x = generator.uniform(-0.125, 0.125, (cells, a.shape[1])).astype(kind)
    rate, ridge, n = kind(1), kind(0.01), kind(len(y))
    best = np.inf
    for _ in range(3):
        begin = time.perf_counter()
        for _ in range(steps):
            loss = 1 / (1 + np.exp(y * (x @ a.T)))
            x = x - rate * ((-(loss * (1 - loss) * y)) @ a / n + 2 * ridge * x)
        best = min(best, time.perf_counter() - begin)
    return best / steps


def separatrix_time(folder, cells, steps, precision):
    with open(f"{folder}/speed.yaml", "w") as file:
        file.write(f"""
objective: {{sigmoid_erm: {{ridge: 0.01,
  examples: {{images: images, labels: labels, classes: [3, 5]}}}}}}
initial_point: {{uniform: 0.125}}
optimizer: gradient_descent
axes: {{learning_rate: {{from: 0.5, to: 1, count: {cells}}}}}
steps: {steps}
precision: {precision}
verdict: {{every: {steps}, tolerance: 0}}
""")
    words = ["bench", f"{folder}/speed.yaml", "--workers", "1", "--repeat", "3", "--format", "json"]
    report = json.loads(subprocess.run([program, *words], check=True, capture_output=True).stdout)
    # Gradients are taken at the start, at every step, at the check and for the answer.
    return report["seconds"][0] / (report["cell_steps"] / cells + 3), report["instruction_set"]


for name, shape, examples, cells in [
    ("digits, 8 x 8", (8, 8), 365, 1024), ("MNIST, 28 x 28", (28, 28), 2000, 256),
]:
    pixels = generator.integers(0, 256, (examples, *shape), dtype=np.uint8)
    labels = np.where(np.arange(examples) % 2, 5, 3).astype(np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        open(f"{folder}/images", "wb").write(idx(pixels))
        open(f"{folder}/labels", "wb").write(idx(labels))
        for precision, kind in [("float32", np.float32), ("float64", np.float64)]:
            work = examples * shape[0] * shape[1] * cells
            steps = max(4, int(1e11 / work))
            theirs = numpy_time(pixels, labels, cells, max(2, steps // 4), kind) / work
            ours, instructions = separatrix_time(folder, cells, steps, precision)
            ours /= work
            print(
                f"{name}, {examples} examples, {cells} cells, {precision}: Separatrix "
                f"({instructions}) {ours * 1e12:.1f} ps, NumPy {theirs * 1e12:.1f} ps")
