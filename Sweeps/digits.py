"""Writes digits-images-idx3-ubyte.gz and digits-labels-idx1-ubyte.gz: small files in MNIST's format.

    pip install scikit-learn && python digits.py

They hold the 1797 images of 8 x 8 pixels that come with scikit-learn (load_digits), the test set of
"Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak, UCI Machine Learning
Repository, 1998, doi:10.24432/C50P49, licence CC BY 4.0. Changed: their 17 greys, 0 to 16, are stretched
to 0 to 255. Equal input gives equal bytes.
"""

import gzip
import struct
from pathlib import Path

import numpy
from sklearn.datasets import load_digits


def write(name, array):
    header = struct.pack(">HBB", 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    with open(Path(__file__).with_name(name), "wb") as file:
        with gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
            packed.write(header + array.tobytes())


digits = load_digits()
greys = (digits.images * 255 + 8) // 16
write("digits-images-idx3-ubyte.gz", greys.astype(numpy.uint8))
write("digits-labels-idx1-ubyte.gz", digits.target.astype(numpy.uint8))
