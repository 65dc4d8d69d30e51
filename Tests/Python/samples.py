"""The test values of Tests/ZarrStoreTests/Samples.swift, computed by numpy."""

import numpy as np


def samples(dtype, count):
    number = np.arange(count, dtype=np.int64)
    if dtype == "uint8":
        return (number * 7919 % 251).astype(dtype)
    if dtype == "uint32":
        return (number * 7919 % 4294967291).astype(dtype)
    if dtype == "uint64":
        return number.astype(dtype) * np.uint64(36028797018963913)
    if dtype == "int64":
        return 1000 - number * 7919
    values = number * 0.375 - 20
    values[number % 17 == 3] = np.nan
    values[number % 13 == 5] = np.inf
    return values.astype(dtype)
