"""Writes Tests/DynamicsTests/Random/RandomValues.swift: what others say of our random numbers.

    pip install mpmath==1.3.0 scipy==1.17.1
    python random_values.py > ../DynamicsTests/Random/RandomValues.swift
    swift format -i ../DynamicsTests/Random/RandomValues.swift

Philox is written here once more, from the paper. Variates are computed with 200 bits and rounded
once; quantiles are SciPy's.
"""

import random
import struct

from mpmath import cos, expm1, log, mp, mpf, pi, sin, sqrt
from scipy import stats

mp.prec = 200
generator = random.Random(2026)
WORD = 2**32 - 1


def philox(counter, key):
    x, k = list(counter), list(key)
    for _ in range(10):
        p, q = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [q >> 32 ^ x[1] ^ k[0], q & WORD, p >> 32 ^ x[3] ^ k[1], p & WORD]
        k = [(k[0] + 0x9E3779B9) & WORD, (k[1] + 0xBB67AE85) & WORD]
    return x


def known_answers():
    pi_digits = [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344]
    yield philox([0] * 4, [0] * 2), [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
    yield philox([WORD] * 4, [WORD] * 2), [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]
    pi_words = philox(pi_digits, [0xA4093822, 0x299F31D0])
    yield pi_words, [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]


for computed, expected in known_answers():
    assert computed == expected


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", float(x)))[0]


def words(seed, stream, block, step, cell):
    """Two words of 64 bits; cell is the number in the grid, or None if all share the draws."""
    own = 0 if cell is None else cell + 1
    w = philox([block, step, own & WORD, own >> 32], [seed, stream])
    return w[0] | w[1] << 32, w[2] | w[3] << 32


def uniform(word):
    return (mpf(word >> 12) + mpf(1) / 2) / 2**52


def student(radius, cosine, freedom):
    return cosine * sqrt(freedom * expm1(radius / freedom))


def order(n, m, seed, step, cell):
    """The first m of 0..<n: each is exchanged with one that is not yet fixed."""
    numbers = list(range(n))
    for i in range(m):
        word = words(seed, 2, i // 2, step, cell)[i % 2]
        j = i + (word * (n - i) >> 64)
        numbers[i], numbers[j] = numbers[j], numbers[i]
    return numbers[:m]


places = [(0, 0, 0, None), (1, 1, 1, 0), (WORD, WORD, WORD, 2**64 - 2), (7, 0, 5, 2**32 - 1)]
for _ in range(60):
    place = [generator.getrandbits(32) >> generator.randrange(32) for _ in range(3)]
    cell = generator.getrandbits(64) >> generator.randrange(64)
    places.append((*place, generator.choice([None, min(cell, 2**64 - 2)])))

print(
    """// Written by Tests/Python/random_values.py, which says how.

/// Blocks of the stream of gradients. Seed, step, block and cell (nil if all share the draws); a
/// line of two words; then of u, v, L and c, and of two normal numbers the correctly rounded bits.
let knownBlocks = """
    + '"""'
)
for seed, step, block, cell in places:
    drawn = words(seed, 0, block, step, cell)
    u, v = (uniform(word) for word in drawn)
    radius, cosine, sine = -2 * log(u), cos(2 * pi * v), sin(2 * pi * v)
    normals = sqrt(radius) * cosine, sqrt(radius) * sine
    print(f"  {seed:x} {step:x} {block:x} {'nil' if cell is None else f'{cell:x}'}")
    print("  " + " ".join(f"{x:016x}" for x in drawn))
    for row in ((u, v, radius, cosine), normals):
        print("  " + " ".join(f"{bits(x):016x}" for x in row))
print('  """\n')

print("/// L, c and ν, and t correctly rounded.")
print("let knownStudentT: [(Double, Double, Double, Double)] = [")
for freedom in (0.5, 1.0, 2.5, 5.0, 30.0, 1e6):
    for _ in range(4):
        radius = float(-2 * log(uniform(generator.getrandbits(64))))
        cosine = float(cos(2 * pi * uniform(generator.getrandbits(64))))
        t = float(student(mpf(radius), mpf(cosine), mpf(freedom)))
        print(f"  ({radius.hex()}, {cosine.hex()}, {freedom}, {t.hex()}),")
print("]\n")

print("/// ν, and the quantiles of Student's t at 1/20, 2/20, …, 19/20.")
print("let quantilesOfStudentT: [(degreesOfFreedom: Double, quantiles: [Double])] = [")
for freedom in (1.0, 2.5, 5.0, 30.0):
    quantiles = [float(stats.t.ppf(i / 20, freedom)) if i != 10 else 0.0 for i in range(1, 20)]
    rows = [", ".join(repr(q) for q in quantiles[i : i + 4]) for i in range(0, 19, 4)]
    print(f"  (\n    {freedom},\n    [\n      " + ",\n      ".join(rows) + ",\n    ]\n  ),")
print("]\n")

print("/// The first m of an order of 0..<n.")
print("let knownOrders: [(n: Int, seed: UInt32, step: UInt32, cell: UInt64?, first: String)] = [")
for n, m, seed, step, cell in [
    (1, 1, 0, 0, None), (2, 2, 3, 1, None), (10, 10, 1, 7, None), (10, 3, 1, 7, 0),
    (1000, 12, 9, 2, 2**40), (24, 24, 2, 5, None),
]:
    first = order(n, m, seed, step, cell)
    shown = "nil" if cell is None else cell
    print(f"  ({n}, {seed}, {step}, {shown}, \"{' '.join(map(str, first))}\"),")
print("]")
