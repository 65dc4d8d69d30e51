"""Computes by other means what `separatrix multistep --format json` says of methods. Any difference is
an error.

    order, error constant   the order conditions in fractions
    roots of rho            numpy.roots
    intervals               numpy.roots of rho - z sigma inside each interval and outside all
    angle of A(alpha)       the least angle of the root locus, sampled and then narrowed

usage: multistep.py REPORT.json …
"""

import json
import sys
from fractions import Fraction
from math import factorial

import numpy as np


def fractions(texts):
    """From the constant term up."""
    return [Fraction(text) for text in reversed(texts)]


def order_conditions(rho, sigma):
    """Order and error constant: C_q = sum a_j j^q/q! - sum b_j j^(q-1)/(q-1)!."""
    q = 0
    while True:
        c = sum(a * Fraction(j) ** q for j, a in enumerate(rho)) / factorial(q)
        if q > 0:
            c -= sum(b * Fraction(j) ** (q - 1) for j, b in enumerate(sigma)) / factorial(q - 1)
        if c != 0:
            return max(q - 1, 0), c / sum(sigma) if q > 1 else None
        q += 1


def radius(rho, sigma, z):
    """Spectral radius of rho - z sigma; infinite if the leading coefficient vanishes."""
    top = np.array([complex(r) - z * complex(s) for r, s in zip(rho, sigma)])[::-1]
    if abs(top[0]) < 1e-13:
        return np.inf
    return max(abs(np.roots(top)), default=0)


def check_intervals(intervals, rho, sigma, direction):
    """Inside every interval the radius is at most 1, between them above."""
    ends, inside = [], []
    for interval in intervals:
        low, high = float(interval["from"]), float(interval["to"])
        for text, value in [("from_exact", low), ("to_exact", high)]:
            assert interval.get(text) is None or float(Fraction(interval[text])) == value
        ends += [low, high]
        inside.append((low, high))
    finite = sorted(e for e in ends if np.isfinite(e)) or [0.0]
    reach = 3 * max(1, max(map(abs, finite)))
    first = 0.0 if direction != 1 else -reach
    decided = 0
    for x in np.linspace(first, reach, 400):
        if min(abs(x - e) for e in finite + [0.0]) < 1e-3 * reach:
            continue
        r = radius(rho, sigma, x * direction)
        here = [i for i, (low, high) in enumerate(inside) if low < x < high]
        # Near 0 the radius of a method of order p is 1 but for x^(p+1): roots are rounded.
        if here and intervals[here[0]]["decays"]:
            assert r < 1 + 1e-12, (x, r)
        elif here:
            assert r < 1 + 1e-7, (x, r)
        else:
            assert r > 1 - 1e-12, (x, r)
        decided += abs(r - 1) > 1e-12
    assert decided > 150 or all(not interval["decays"] for interval in intervals), decided


def least_angle(rho, sigma):
    """The least angle between the negative real axis and the root locus left of 0, in degrees; 90 if
    there is none."""
    r, s = np.array(rho[::-1], dtype=float), np.array(sigma[::-1], dtype=float)

    def angle(theta):
        zeta = np.exp(1j * theta)
        z = np.polyval(r, zeta) / np.polyval(s, zeta)
        # Left of 0 but for rounding.
        return np.where(z.real < -1e-11 * abs(z), np.arctan2(abs(z.imag), -z.real), np.pi / 2)

    thetas = np.pi * (np.arange(20000) + 1 / 3) / 20000
    k = int(np.argmin(angle(thetas)))
    for _ in range(8):
        if angle(thetas[k]) == np.pi / 2:
            return 90.0
        thetas = np.linspace(thetas[max(k - 1, 0)], thetas[min(k + 1, len(thetas) - 1)], 101)
        k = int(np.argmin(angle(thetas)))
    return float(np.degrees(angle(thetas[k])))


def check(path):
    report = json.load(open(path))
    rho, sigma = fractions(report["rho_coefficients"]), fractions(report["sigma_coefficients"])
    assert len(rho) == len(sigma) == report["steps"] + 1 and rho[-1] == 1

    order, constant = order_conditions(rho, sigma)
    assert report["order"] == order, (report["order"], order)
    if order > 0:
        assert report["is_consistent"] and Fraction(report["error_constant"]) == constant
    else:
        assert not report["is_consistent"] and "error_constant" not in report
    step = report.get("consistent_step")
    if step:
        stretched = [b / Fraction(step["stretch"]) for b in sigma]
        order, constant = order_conditions(rho, stretched)
        assert (step["order"], Fraction(step["error_constant"])) == (order, constant) and order > 0

    found = np.array([complex(r["real"], r["imaginary"]) for r in report["roots"]
                      for _ in range(r["multiplicity"])])
    product = np.poly(found)
    assert np.allclose(product, [float(a) for a in reversed(rho)], atol=1e-9), path
    largest = max(abs(np.roots([float(a) for a in reversed(rho)])), default=0)
    if abs(largest - 1) > 1e-4:
        assert report["is_zero_stable"] == (largest < 1)

    check_intervals(report["real_intervals"], rho, sigma, 1)
    check_intervals(report["imaginary_intervals"], rho, sigma, 1j)

    sector = report.get("sector_degrees")
    if sector is not None:
        angle = least_angle(rho, sigma)
        # Angles near the least differ by rounding.
        assert abs(sector - angle) < 1e-9, (path, sector, angle)
        assert report["is_a_stable"] == (angle == 90.0)
    else:
        assert not report["is_a_stable"]
    return sector is not None


if __name__ == "__main__":
    sectors = [check(path) for path in sys.argv[1:]]
    print(f"{len(sectors)} methods agree, {sum(sectors)} with a sector")
