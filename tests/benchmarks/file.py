"""How fast the project file is: opening a large region, one committed edit, undo, a check, a changed file."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from scenarios.project.change import insert, update, updates
from scenarios.project.checks import check
from scenarios.project.document import Document, create_document, open_document
from scenarios.project.model import PresentUse, Variant, new_key
from scenarios.project.region import USES, Region
from tests.benchmarks import Row
from tests.benchmarks.inputs import voronoi_region
from tests.makers import site, square

EDITS = 200


def run() -> list[Row]:
    """A region of 100 000 polygons in a temporary file; edits beside a bare SQLite transaction."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "region.gpkg"
        region = voronoi_region()
        make = seconds(lambda: write(path, region))
        rows = [Row("writing a project with 100 000 polygons", make, "s", "")]
        rows.append(Row("opening that project", best(lambda: open_document(path).close()), "s", "0.8 s"))
        look = best(lambda: open_document(path, editing=False).close())
        rows.append(Row("opening a private copy of it", look, "s", ""))
        with open_document(path) as document:
            rows += edits(document, bare(Path(folder) / "bare.db"))
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("UPDATE site SET note = 'x' WHERE rank = 1")
        rows.append(
            Row("opening after a change outside", seconds(lambda: open_document(path).close()), "s", "")
        )
        rows.append(Row("checking it", seconds(lambda: check(path)), "s", ""))
    return rows


def write(path: Path, region: Region) -> None:
    """Write the region as a project."""
    imported = region.imported
    present = (
        PresentUse(int(key), wkb, region.municipalities[owner].code, USES[use])
        for key, wkb, owner, use in zip(
            imported.keys, shapely.to_wkb(imported.geoms), imported.municipality, imported.use, strict=True
        )
    )
    create_document(path, settings={}, municipalities=region.municipalities, present=present)


def edits(document: Document, peer: float) -> list[Row]:
    """A step of 5 000 sites, then reshaping one at a time, then undo: median, ms."""
    variant = Variant(new_key(), "A")
    document.edit("Add", [insert(variant)])
    many = [site(square(n % 2000, n // 3, 90), variant=variant.key) for n in range(5000)]
    begun = time.perf_counter()
    document.edit("Copy", [insert(row) for row in many])
    copied = (time.perf_counter() - begun) * 1000
    geom = site(square(0, 0, 300)).geom
    moved = median(lambda row: document.edit("Move", updates(update(row, geom=geom))), many[:EDITS])
    undone = median(lambda _: document.undo(), range(EDITS))
    return [
        Row("one step with 5 000 new rows", copied, "ms", ""),
        Row("one committed edit, median", moved, "ms", "10 ms", peer, "a bare SQLite transaction"),
        Row("one undo, median", undone, "ms", "10 ms", peer, "a bare SQLite transaction"),
    ]


def bare(path: Path) -> float:
    """The same disk's cost of the smallest durable transaction, median, ms."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT)")
        return median(lambda n: db.execute("INSERT INTO t VALUES (?, 'x')", (n,)), range(EDITS))


def median(do: Callable[[Any], object], inputs: Iterable[Any]) -> float:
    """Median time of doing something to each input, ms."""
    taken = []
    for one in inputs:
        begun = time.perf_counter()
        do(one)
        taken.append((time.perf_counter() - begun) * 1000)
    return float(np.median(taken))


def seconds(do: Callable[[], object]) -> float:
    """How long it takes once, s."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def best(do: Callable[[], object]) -> float:
    """The best of three times, s: the file is in the system's cache from the second on."""
    return min(seconds(do) for _ in range(3))
