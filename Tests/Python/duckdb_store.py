"""Opens a store in xarray, draws it, and asks DuckDB and pandas what
`separatrix query` says: both must answer the same.

    duckdb_store.py BINARY STORE
"""

import io
import subprocess
import sys
import warnings

import duckdb
import matplotlib
import numpy as np
import pandas
import xarray as xr

warnings.simplefilter("error")
warnings.filterwarnings("ignore", category=ResourceWarning)

binary, path = sys.argv[1:3]
sweep = xr.open_zarr(path, consolidated=False)
cells = sweep.to_dataframe().reset_index()
critical = duckdb.sql(
    "SELECT momentum, min(learning_rate) AS critical FROM cells WHERE verdict = 3 "
    "GROUP BY momentum ORDER BY momentum").df()
stable = duckdb.sql(
    "SELECT momentum, max(learning_rate) AS stable FROM cells WHERE verdict IN (1, 2) "
    "GROUP BY momentum ORDER BY momentum").df()
fates = cells.groupby("verdict").size()

matplotlib.use("Agg")
sweep.rate.plot(vmin=-0.5, vmax=0.5, cmap="RdBu_r").figure.savefig("rate.png")


def ask(sql):
    result = subprocess.run(
        [binary, "query", path, sql, "--format", "csv"], capture_output=True, check=True)
    return pandas.read_csv(io.BytesIO(result.stdout))


ours = ask(
    "SELECT momentum, min(learning_rate) AS critical FROM map WHERE verdict = 'diverged' "
    "GROUP BY momentum ORDER BY momentum")
pandas.testing.assert_frame_equal(ours, critical, check_exact=True)
ours = ask(
    "SELECT momentum, max(learning_rate) AS stable FROM map WHERE verdict <> 'diverged' "
    "GROUP BY momentum ORDER BY momentum")
pandas.testing.assert_frame_equal(ours, stable, check_exact=True)
# In the table, cells that are not computed have no verdict; in the array, 0.
ours = ask("SELECT coalesce(verdict_code, 0) AS code, count(*) AS n FROM map GROUP BY 1 ORDER BY 1")
assert dict(zip(ours.code, ours.n)) == fates.to_dict(), (ours, fates)

# The whole map: every number to the last bit, NaN as nothing, infinities as inf.
ours = ask("SELECT * FROM map ORDER BY momentum_index, learning_rate_index")
for name in ["momentum", "learning_rate", "steps", "objective", "rate", "peak"]:
    theirs = cells[name].to_numpy(np.float64)
    if name == "steps":
        theirs = np.where(cells.verdict == 0, np.nan, theirs)
    np.testing.assert_array_equal(ours[name].to_numpy(np.float64), theirs, err_msg=name)
print(len(critical), "rows of DuckDB agree")
