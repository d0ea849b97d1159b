"""How fast land is reckoned: dragging a corner, all indicators after an edit, a region's full balance."""

import time
from collections.abc import Callable

import numpy as np
import shapely

from scenarios.indicators import measure
from scenarios.landuse.balance import balance
from scenarios.landuse.setbacks import setbacks
from scenarios.project.change import update
from scenarios.project.model import Plot, Site, UseChange
from scenarios.project.region import USES, Region
from scenarios.project.snapshot import Snapshot, frozen, view
from tests.benchmarks import Row
from tests.benchmarks.inputs import voronoi_region

ACTIVITIES = ("F01", "F04", "F05", "F07", "F08", "F09", "F10", "F11", "F13", "L01", "L03", "L04")
FRAMES = 300


def run() -> list[Row]:
    """Dragging and indicators over 100 000 polygons, then the balance of regions of three sizes."""
    region = voronoi_region()
    started = time.perf_counter()
    first = clustered(region)
    balance(first)
    setbacks(first)
    rows = [Row("first balance and contours, 100 000 polygons", ms(started), "ms", "")]
    for name, drag in (("site", drag_site), ("plot", drag_plot)):
        frames = drag(first, FRAMES)
        rows.append(Row(f"dragging a corner of a {name}, 95 % of frames", percentile(frames), "ms", "16 ms"))
    rows.append(Row("all indicators after an edit, 95 %", percentile(edit(first, 60)), "ms", "100 ms"))
    for cells, municipalities in ((25_000, 15), (50_000, 30), (100_000, 60)):
        ours, peer = full_balance(voronoi_region(cells, municipalities))
        rows.append(
            Row(
                f"full balance, {municipalities} municipalities",
                ours,
                "s",
                "0.5 of the peer",
                peer,
                "geopandas",
            )
        )
    return rows


def ms(started: float) -> float:
    """Milliseconds since a moment."""
    return (time.perf_counter() - started) * 1000


def percentile(times: list[float]) -> float:
    """The time that 95 % of the frames stay within."""
    return float(np.percentile(times, 95))


def clustered(region: Region) -> Snapshot:
    """A snapshot with one cluster of 30 ha in the middle, with 20 plots of 1.1 ha of all kinds."""
    centre = shapely.centroid(region.borders[0])
    x, y = centre.x - 274, centre.y - 274
    key = 9_000_001
    site = Site(key, key, 1, shapely.to_wkb(shapely.box(x, y, x + 548, y + 548)), "cluster", rank=1)
    tables: dict[str, dict[int, object]] = {"site": {key: site}, "plot": {}}
    for i in range(20):
        left, low = x + 5 + (i % 5) * 108, y + 5 + (i // 5) * 135
        plot = Plot(
            key + 2 * i + 2,
            key + 2 * i + 2,
            1,
            shapely.to_wkb(shapely.box(left, low, left + 100, low + 110)),
            key,
            activity=ACTIVITIES[i % len(ACTIVITIES)],
            rank=2 + i,
        )
        tables["plot"][plot.key] = plot
    return view(region, frozen(tables), 1, 2040, {})


def drag_site(snapshot: Snapshot, frames: int) -> list[float]:
    """Frame times, ms, while the first corner of the site moves 2 m a frame."""
    return _drag(snapshot, next(iter(snapshot.sites.values())), frames, _live)


def drag_plot(snapshot: Snapshot, frames: int) -> list[float]:
    """Frame times, ms, while a corner of a rubble crusher's plot moves."""
    return _drag(snapshot, list(snapshot.plots.values())[2], frames, _live)


def edit(snapshot: Snapshot, edits: int) -> list[float]:
    """Times, ms, of all indicators after each of many edits of a plot."""
    return _drag(snapshot, list(snapshot.plots.values())[5], edits, measure)


def _live(snapshot: Snapshot) -> None:
    for site in snapshot.sites.values():
        shapely.area(snapshot.geometry(site))
    balance(snapshot)
    setbacks(snapshot)


def _drag(
    snapshot: Snapshot, row: Site | Plot, frames: int, reckon: Callable[[Snapshot], object]
) -> list[float]:
    corners = shapely.get_coordinates(shapely.from_wkb(row.geom))[:-1]
    times = []
    for frame in range(frames):
        moved = corners.copy()
        moved[2] += (2.0 * np.sin(frame / 9) * frame**0.5, -0.3 * frame)
        shape = shapely.to_wkb(shapely.Polygon(moved))
        started = time.perf_counter()
        change = update(row, geom=shape)
        reckon(snapshot.with_changes([change] if change else []))
        times.append(ms(started))
    return times


def full_balance(region: Region) -> tuple[float, float]:
    """Seconds for the balance from nothing, with 20 changes drawn per municipality; ours and geopandas'."""
    import geopandas

    drawn = _changes(region)
    fresh = Region(region.municipalities, region.borders, region.imported, region.backdrop, "fresh")
    tables = {"use_change": {row.key: row for row in drawn}}
    started = time.perf_counter()
    balance(view(fresh, frozen(tables), 1, 2040, {}))
    ours = time.perf_counter() - started
    present = geopandas.GeoDataFrame(
        {"municipality": region.imported.municipality, "use": np.array(USES)[region.imported.use]},
        geometry=region.imported.geoms,
        crs=28992,
    )
    changes = geopandas.GeoDataFrame(
        {"to": [row.use for row in drawn]}, geometry=[shapely.from_wkb(row.geom) for row in drawn], crs=28992
    )
    started = time.perf_counter()
    pieces = geopandas.overlay(present, changes, how="identity", keep_geom_type=True)
    pieces.assign(m2=pieces.area).groupby(["municipality", "use", "to"], dropna=False)["m2"].sum()
    return ours, time.perf_counter() - started


def _changes(region: Region) -> list[UseChange]:
    """20 squares of 4 ha per municipality that get another use, not touching each other."""
    random = np.random.default_rng(5)
    rows = []
    for border in region.borders:
        xmin, ymin, xmax, ymax = shapely.bounds(border)
        for i in range(20):
            x = xmin + (i % 5 + random.random() * 0.5) * (xmax - xmin) / 5
            y = ymin + (i // 5 + random.random() * 0.5) * (ymax - ymin) / 4
            key = 7_000_001 + 2 * len(rows)
            shape = shapely.MultiPolygon([shapely.box(x, y, x + 200, y + 200)])
            rows.append(
                UseChange(key, key, 1, shapely.to_wkb(shape), USES[i % len(USES)], rank=len(rows) + 1)
            )
    return rows
