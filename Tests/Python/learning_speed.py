"""Times gradient descent on sigmoid_erm beside NumPy, in the same run, on one core each.

    OPENBLAS_NUM_THREADS=1 python learning_speed.py path/to/separatrix

NumPy does all cells at once: two products of matrices and the loss between them. Told is the time by
example, feature and cell of one gradient, in picoseconds: a product and a sum each. It is time of the
processor, the best of three, so that others on the machine disturb little.
"""

import os
import resource
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
        begin = time.process_time()
        for _ in range(steps):
            loss = 1 / (1 + np.exp(y * (x @ a.T)))
            x = x - rate * ((-(loss * (1 - loss) * y)) @ a / n + 2 * ridge * x)
        best = min(best, time.process_time() - begin)
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
verdict: {{every: 100000, tolerance: 0}}
""")

    def seconds(count):
        words = ["bench", f"{folder}/speed.yaml", "--workers", "1", "--repeat", "1"]
        begin = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run(
            [program, *words, "--set", f"steps={count}"], check=True, capture_output=True)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begin

    # The difference leaves out what a run takes besides its steps.
    long = min(seconds(steps) for _ in range(3))
    return (long - min(seconds(1) for _ in range(3))) / (steps - 1)


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
            ours = separatrix_time(folder, cells, steps, precision) / work
            print(
                f"{name}, {examples} examples, {cells} cells, {precision}: Separatrix "
                f"{ours * 1e12:.1f} ps, NumPy {theirs * 1e12:.1f} ps")
