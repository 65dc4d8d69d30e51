"""The axes of a sweep."""

import numpy as np


def edges(axis):
    """Where the cells of an axis begin and end, one more than there are cells."""
    if "values" in axis:
        values = np.array(axis["values"])
        middle = (values[1:] + values[:-1]) / 2
        return np.concatenate([[2 * values[0] - middle[0]], middle, [2 * values[-1] - middle[-1]]])
    space = np.geomspace if axis["scale"] == "log" else np.linspace
    return space(axis["from"], axis["to"], axis["count"] + 1)
