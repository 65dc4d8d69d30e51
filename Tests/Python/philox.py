"""The noise of Separatrix in NumPy: Philox4x32-10 of (seed, stream; block, step, cell), and what is
made of its words."""

import functools

import numpy as np

GRADIENT, EXAMPLES, PERMUTATION = 0, 1, 2
LOW = np.uint64(0xFFFFFFFF)


def words(seed, stream, block, step, cell):
    """The two 64-bit words of each counter; `cell` is 0 if all cells share them, else number + 1."""
    block, step, cell = np.broadcast_arrays(
        *(np.asarray(value, np.uint64) for value in (block, step, cell)))
    x = [block & LOW, step & LOW, cell & LOW, cell >> np.uint64(32)]
    k = [np.uint64(seed), np.uint64(stream)]
    for _ in range(10):
        p, q = np.uint64(0xD2511F53) * x[0], np.uint64(0xCD9E8D57) * x[2]
        x = [
            (q >> np.uint64(32)) ^ x[1] ^ k[0], q & LOW,
            (p >> np.uint64(32)) ^ x[3] ^ k[1], p & LOW]
        k = [(k[0] + np.uint64(0x9E3779B9)) & LOW, (k[1] + np.uint64(0xBB67AE85)) & LOW]
    return x[0] | x[1] << np.uint64(32), x[2] | x[3] << np.uint64(32)


def uniforms(*counter):
    """Two numbers between 0 and 1 of each counter."""
    return [((word >> np.uint64(12)).astype(float) + 0.5) * 2.0**-52 for word in words(*counter)]


def polar(*counter):
    u, v = uniforms(*counter)
    return -2 * np.log(u), np.cos(2 * np.pi * v), np.sin(2 * np.pi * v)


def numbers(kind, count, seed, block, step, cell, freedom=None):
    """`count` numbers of a gradient's sample for each cell, the first of block `block` on."""
    cell = np.asarray(cell)[..., None]
    if kind == "student":
        square, cosine, _ = polar(seed, GRADIENT, block + np.arange(count), step, cell)
        return cosine * np.sqrt(freedom * np.expm1(square / freedom))
    blocks = block + np.arange((count + 1) // 2)
    if kind == "sign":
        pair = [np.where(u < 0.5, -1.0, 1.0) for u in uniforms(seed, GRADIENT, blocks, step, cell)]
    else:
        square, cosine, sine = polar(seed, GRADIENT, blocks, step, cell)
        pair = [np.sqrt(square) * cosine, np.sqrt(square) * sine]
    return np.stack(pair, axis=-1).reshape(*pair[0].shape[:-1], -1)[..., :count]


def bounded(word, n):
    return int(word) * n >> 64


@functools.lru_cache(maxsize=4096)
def order(n, seed, stream, number, cell):
    """A random order of 0 … n − 1."""
    result = list(range(n))
    pairs = words(seed, stream, np.arange((n + 1) // 2), number, cell)
    for i in range(n):
        j = i + bounded(pairs[i % 2][i // 2], n - i)
        result[i], result[j] = result[j], result[i]
    return result


def batch(sampling, n, size, seed, number, cell):
    """The examples of gradient `number` = 0, 1, …"""
    if sampling == "with_replacement":
        return [
            bounded(words(seed, EXAMPLES, i // 2, number, cell)[i % 2], n) for i in range(size)]
    if sampling == "without_replacement":
        return order(n, seed, EXAMPLES, number, cell)[:size]
    epoch, place = divmod(number, -(-n // size))
    return order(n, seed, PERMUTATION, epoch, cell)[place * size:(place + 1) * size]
