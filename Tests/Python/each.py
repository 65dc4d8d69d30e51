"""Runs a script of this folder once for each argument, as many at a time as there are processors, and
loads only once what takes longer than the work: NumPy and xarray. Prints a line of JSON for each:
[argument, what the script printed, or how it failed].

usage: each.py SCRIPT ARGUMENT…
"""

import contextlib
import io
import json
import multiprocessing
import os
import runpy
import sys

import xarray  # noqa: F401
import zarr  # noqa: F401

folder = os.path.dirname(os.path.abspath(__file__))
script, *arguments = sys.argv[1:]


def run(argument):
    sys.argv = [script, argument]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        try:
            runpy.run_path(os.path.join(folder, script), run_name="__main__")
        except (Exception, SystemExit) as failure:
            return argument, f"{type(failure).__name__}: {failure}"
    return argument, output.getvalue()


with multiprocessing.get_context("fork").Pool(maxtasksperchild=1) as pool:
    for answer in pool.map(run, arguments, chunksize=1):
        print(json.dumps(answer))
