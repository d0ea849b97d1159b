"""Small regions and rows for tests, with areas that can be checked in the head."""

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from scenarios.project.change import Change, applied
from scenarios.project.model import (
    Contour,
    Correction,
    Municipality,
    Plot,
    PresentUse,
    Reference,
    SensitivePlace,
    Site,
    TreeRow,
    UseChange,
    WaitingLand,
    new_key,
)
from scenarios.project.region import USE_INDEX, USES, Coverage, Region
from scenarios.project.snapshot import Snapshot, frozen, view

ORIGIN = (80_000.0, 450_000.0)


def square(x: float, y: float, width: float, height: float | None = None) -> shapely.Polygon:
    """A rectangle with its lower left corner at metres from the test origin."""
    x0, y0 = ORIGIN[0] + x, ORIGIN[1] + y
    return shapely.box(x0, y0, x0 + width, y0 + (width if height is None else height))


def small_region() -> Region:
    """Two municipalities of 1 km2: farmland with 10 ha housing, and beside it housing with half empty."""
    a, b = square(0, 0, 1000), square(1000, 0, 1000)
    pieces = [
        (square(0, 0, 1000, 900), 0, "LAN"),
        (square(0, 900, 1000, 100), 0, "WON"),
        (square(1000, 0, 500, 1000), 1, "WON"),
    ]
    coverage = Coverage(
        np.array([p[0] for p in pieces], dtype=object),
        np.array([p[1] for p in pieces], dtype=np.int32),
        np.array([USE_INDEX[p[2]] for p in pieces], dtype=np.int32),
        np.array([101, 103, 105], dtype=np.int64),
    )
    rows = (
        Municipality(11, shapely.to_wkb(a), "GM0001", "Aardam"),
        Municipality(13, shapely.to_wkb(b), "GM0002", "Beekdorp"),
    )
    return Region(rows, np.array([a, b], dtype=object), coverage, stamp="small")


def snapshot(*rows: object, variant: int = 1, year: int = 2040, region: Region | None = None) -> Snapshot:
    """A snapshot of loose rows in the small region."""
    from scenarios.project.model import table_of

    tables: dict[str, dict[int, object]] = {}
    for row in rows:
        tables.setdefault(table_of(row), {})[row.key] = row  # type: ignore[attr-defined]
    return view(region or small_region(), frozen(tables), variant, year, {})


def site(
    shape: shapely.Polygon, kind: str = "cluster", *, variant: int = 1, rank: int = 1, **columns: Any
) -> Site:
    """A site row with a new key."""
    key = new_key()
    return Site(key, key, variant, shapely.to_wkb(shape), kind, rank=rank, **columns)


def made(changes: list[Change]) -> Any:
    """The row that the first change adds."""
    return applied(changes[0], None)


def shape_of(row: Any) -> Any:
    """A row's geometry."""
    return shapely.from_wkb(row.geom)


def plot(
    shape: shapely.Polygon, site: Site, activity: str | None = None, *, rank: int = 2, **columns: Any
) -> Plot:
    """A plot row with a new key."""
    key = new_key()
    return Plot(
        key, key, site.variant, shapely.to_wkb(shape), site.key, activity=activity, rank=rank, **columns
    )


def use_change(
    shape: shapely.Geometry, use: str, *, variant: int = 1, rank: int = 1, **columns: Any
) -> UseChange:
    """A land-use change with a new key."""
    key = new_key()
    return UseChange(key, key, variant, shapely.to_wkb(shape), use, rank=rank, **columns)


def correction(shape: shapely.Geometry, use: str, rank: int = 1) -> Correction:
    """A correction of the present with a new key."""
    return Correction(new_key(), shapely.to_wkb(shape), use, rank=rank)


def project(path: Path, **settings: object) -> Path:
    """A project file of the small region, base year 2026, with nothing drawn."""
    from scenarios.project.document import create_document

    region = small_region()
    create_document(
        path,
        settings={"project_name": "Proef", "base_year": 2026, **settings},
        municipalities=region.municipalities,
        present=present_of(region),
        reference=[
            Reference(7, shapely.to_wkb(shapely.LineString([(80_000, 450_000), (82_000, 451_000)])), "road")
        ],
        report={"polygons": 3},
    )
    return path


def present_of(region: Region) -> list[PresentUse]:
    """The present land use of a region as rows."""
    imported = region.imported
    return [
        PresentUse(
            int(key), shapely.to_wkb(shape), region.municipalities[municipality].code, USES[use], "", "test"
        )
        for key, shape, municipality, use in zip(
            imported.keys, imported.geoms, imported.municipality, imported.use, strict=True
        )
    ]


def contour(shape: shapely.Polygon, plot: Plot, component: str) -> Contour:
    """A free contour of a plot with a new key."""
    key = new_key()
    return Contour(key, key, plot.variant, shapely.to_wkb(shape), plot.key, component)


def sensitive_place(shape: Any, kind: str, count: float | None = None, **columns: Any) -> SensitivePlace:
    """A sensitive place with a new key."""
    return SensitivePlace(new_key(), shapely.to_wkb(shape), kind, count=count, **columns)


def waiting_land(shape: shapely.Polygon, free_from: str = "", **columns: Any) -> WaitingLand:
    """Land in waiting with a new key."""
    return WaitingLand(
        new_key(), shapely.to_wkb(shapely.MultiPolygon([shape])), free_from=free_from, **columns
    )


def tree_row(
    line: shapely.LineString, crown_m: float | None = None, spacing_m: float | None = None, **columns: Any
) -> TreeRow:
    """A row of trees with a new key."""
    key = new_key()
    return TreeRow(key, key, 1, shapely.to_wkb(line), crown_m=crown_m, spacing_m=spacing_m, **columns)
