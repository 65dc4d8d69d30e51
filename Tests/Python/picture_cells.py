"""Compares the image in an SVG with the store's verdicts: one pixel for each cell, in its colour.

Arguments: the store, the SVG. The store's axes are (vertical, horizontal), both upward.
"""

import base64
import re
import struct
import sys
import zlib

import numpy as np
import zarr

COLORS = {1: 0x5F9DC7, 2: 0xF3DA93, 3: 0x8A3A4C}


def decode(png):
    """The pixels of a PNG of 8-bit RGB, as an array (row, column, channel)."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", body[:10])
            assert (depth, color) == (8, 2), (depth, color)
        elif kind == b"IDAT":
            data += body
        at += 12 + length
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + 3 * width)
    pixels = np.zeros((height, 3 * width + 3), np.int64)  # a black pixel to the left
    above = np.zeros(3 * width + 3, np.int64)
    for row, line in enumerate(lines):
        here = pixels[row]
        for index, value in enumerate(line[1:].tolist(), start=3):
            left, up, corner = here[index - 3], above[index], above[index - 3]
            estimate = left + up - corner
            nearest = min((left, up, corner), key=lambda one: abs(estimate - one))
            here[index] = value + [0, left, up, (left + up) // 2, nearest][line[0]] & 255
        above = here
    return pixels[:, 3:].reshape(height, width, 3)


store, picture = sys.argv[1:]
verdicts = zarr.open_array(f"{store}/verdict", mode="r")[...]
images = re.findall(r'href="data:image/png;base64,([^"]+)"', open(picture).read())
assert len(images) == 1, len(images)
pixels = decode(base64.b64decode(images[0]))
colors = pixels @ np.array([65536, 256, 1])
assert colors.shape == verdicts.shape, (colors.shape, verdicts.shape)
wanted = np.zeros_like(colors)
for code, color in COLORS.items():
    wanted[verdicts == code] = color
np.testing.assert_array_equal(colors, wanted[::-1])
print(f"{verdicts.size} cells agree")
