"""Writes Tests/DynamicsTests/HardValues.swift: correctly rounded values of the lane functions.

    pip install mpmath==1.3.0 && python hard_values.py > ../DynamicsTests/HardValues.swift

Of each function 120 arguments: 60 where something changes (ends of the domain and of its pieces,
multiples of pi/2 that a double comes closest to) and, of 4000 random ones, the 60 whose value lies
nearest to the middle of two doubles. Values are computed with 1500 bits and rounded once.
"""

import random
import struct

from mpmath import cos, exp, expm1, log, mp, mpf, nint, pi, sin, sqrt, tanh

mp.prec = 1500
generator = random.Random(2026)


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def number(pattern):
    return struct.unpack("<d", struct.pack("<Q", pattern))[0]


def rounded(v):
    """The nearest double, and the distance from the nearest middle of two in units."""
    if v == 0:
        return 0.0, 0.5
    man, exponent = mp.frexp(v)
    scaled = man * 2**53
    whole = nint(scaled)
    return float(mp.ldexp(whole, exponent - 53)), float(abs(abs(scaled - whole) - mpf(1) / 2))


def neighbours(x, count):
    return [number(bits(x) + i) for i in range(-count, count + 1)]


def closest_to_quarter_turns():
    """The doubles m 2^e closest to multiples of pi/2: continued fractions of 2^e 2/pi."""
    found = []
    for e in range(-52, 971):
        ratio = mpf(2) ** e * 2 / pi
        # Convergents p/q of ratio: q 2^e is almost p quarter turns.
        p0, q0, p1, q1 = 0, 1, 1, 0
        rest = ratio
        while True:
            a = int(mp.floor(rest))
            p0, q0, p1, q1 = p1, q1, a * p1 + p0, a * q1 + q0
            if q1 >= 2**53:
                break
            if q1 >= 2**52 and p1 > 0:
                x = float(q1) * 2.0**e
                found.append((abs(q1 * mpf(2) ** e - p1 * pi / 2), x))
            if rest == a:
                break
            rest = 1 / (rest - a)
    return [x for _, x in sorted(found)]


def angles():
    worst = closest_to_quarter_turns()
    fixed = neighbours(float(pi / 2), 1) + neighbours(float(pi / 4), 1) + neighbours(2.0**30, 2)
    fixed += [float(k * pi / 2) for k in (2, 3, 4, 10**3, 10**6, 10**9, 10**15)]
    fixed += [1.7976931348623157e308, 2.0**1023, 2.0**-1022, 2.0**-30, 1e22]
    return (fixed + worst)[:60]


SAMPLES = {
    "exponential": (
        exp,
        neighbours(709.782712893384, 0)
        + [number(bits(709.782712893384) - i) for i in range(1, 12)]
        + [-number(bits(708.3964185322641) - i) for i in range(0, 12)]
        + [k * float(log(mpf(2))) / 2 for k in range(-17, 18, 2)]
        + [s * 2.0**-e for s in (1, -1) for e in (0, 1, 10, 27, 52, 53, 54, 1022)],
        lambda: generator.uniform(-708, 709),
    ),
    "logarithm": (
        log,
        neighbours(1.0, 8)
        + neighbours(float(sqrt(mpf(2))), 4)
        + neighbours(float(sqrt(mpf(1) / 2)), 4)
        + [2.0**e for e in (-1022, -1021, -512, -3, -1, 2, 3, 511, 1023)]
        + [1.7976931348623157e308, 2.718281828459045, 10.0],
        lambda: number(generator.randrange(bits(2.0**-1022), bits(2.0**1023))),
    ),
    "hyperbolic_tangent": (
        tanh,
        [2.0**-e for e in range(0, 60, 3)]
        + [k * float(log(mpf(2))) / 4 for k in range(1, 56, 3)]
        + neighbours(19.061547465398498, 5)
        + [2.0**-1022, 19.5, 20.0, 1e300],
        lambda: generator.uniform(0, 3),
    ),
    "sine": (sin, angles(), lambda: generator.uniform(0, 100)),
    "cosine": (cos, angles(), lambda: generator.uniform(0, 100)),
    "exponential_minus_one": (
        expm1,
        [s * 2.0**-e for s in (1, -1) for e in range(0, 60, 5)]
        + [k * float(log(mpf(2))) / 2 for k in range(-33, 34, 4)]
        + [709.782712893384, 709.0, 64.0, -64.0, 64.00000000000001, -64.00000000000001]
        + [2.0**-1022, 36.7, -36.7, 37.5, -37.5, -700.0],
        lambda: generator.uniform(-3, 3),
    ),
}

print(
    """// Written by Tests/Python/hard_values.py, which says how.

/// Bit patterns of an argument and of the function's correctly rounded value, by turns.
let hardValues: [LaneFunction: String] = ["""
)
for name, (function, fixed, draw) in SAMPLES.items():
    drawn = []
    for _ in range(4000):
        x = draw()
        drawn.append((rounded(function(mpf(x)))[1], x))
    xs = list(dict.fromkeys(fixed[:60])) + [x for _, x in sorted(drawn)]
    words = []
    for x in xs[:120]:
        words += [f"{bits(x):016x}", f"{bits(rounded(function(mpf(x)))[0]):016x}"]
    first, *others = name.split("_")
    case = first + "".join(word.capitalize() for word in others)
    print(f'  .{case}: """')
    for i in range(0, len(words), 4):
        print("  " + " ".join(words[i : i + 4]))
    print('  """,')
print("]")
