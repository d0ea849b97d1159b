"""Several threads may reckon with the same region and snapshots at once, as the window's do."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import shapely

from scenarios.geometry.prepared import prepared
from scenarios.indicators import measure
from tests.makers import plot, site, snapshot, square

ROOT = Path(__file__).resolve().parents[2]

CRASHES = """
from concurrent.futures import ThreadPoolExecutor
import numpy as np, shapely
from scenarios.indicators import measure
from scenarios.landuse.sites import site_facts
from scenarios.project.model import Municipality
from scenarios.project.region import Coverage, Region
from scenarios.project.snapshot import frozen, view
from tests.makers import ORIGIN, plot, site, square
whole = square(0, 0, 3000)
points = np.random.default_rng(1).uniform(0, 3000, (3000, 2)) + np.array(ORIGIN)
cells = shapely.intersection(shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points))), whole)
cells = shapely.segmentize(cells, 5)
zeros = np.zeros(len(cells), np.int32)
uses = np.arange(len(cells), dtype=np.int32) % 12
keys = np.arange(len(cells), dtype=np.int64)
for round in range(12):
    coverage = Coverage(cells, zeros, uses, keys)
    borders = np.array([shapely.segmentize(whole, 1)], dtype=object)
    region = Region((Municipality(1, whole.wkb, "GM1", "One"),), borders, coverage, stamp=str(round))
    own = site(square(1000, 1000, 400))
    rows = [plot(square(1010 + 60 * i, 1010, 50), own, "A02", rank=i + 2) for i in range(6)]
    tables = frozen({"site": {own.key: own}, "plot": {row.key: row for row in rows}})
    shot = view(region, tables, 1, 2040, {})
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda job: job(shot), [measure, site_facts] * 6))
print("alive")
"""


@pytest.mark.slow
def test_threads_that_ask_the_same_shapes_do_not_kill_the_program():
    done = subprocess.run(
        [sys.executable, "-c", CRASHES], cwd=ROOT, capture_output=True, timeout=300, check=False
    )
    assert done.stdout.decode().strip() == "alive", done.stderr.decode()[-2000:]


def test_each_thread_prepares_its_own_copy():
    shape = square(0, 0, 100)
    ours = prepared(shape)
    assert ours is prepared(shape) and ours is not shape
    assert shapely.is_prepared(ours) and not shapely.is_prepared(shape)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(prepared, shape).result() is not ours


def test_nothing_that_threads_share_is_prepared():
    own = site(square(100, 100, 400))
    shot = snapshot(own, plot(square(110, 110, 100), own, "A02"))
    measure(shot)
    shared = [*shot.region.borders, *shot.region.imported.geoms, shot.geometry(own)]
    remembered = [value for value in shot.memo.values() if isinstance(value, shapely.Geometry)]
    assert not shapely.is_prepared([*shared, *remembered]).any()
