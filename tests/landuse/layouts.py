"""Random regions and layouts for properties: few things, odd shapes, overlaps, years, corrections."""

from typing import Any

import numpy as np
import shapely
from hypothesis import strategies as st

from scenarios.project.model import (
    COMPONENTS,
    Contour,
    Correction,
    Municipality,
    Plot,
    SensitivePlace,
    Site,
    UseChange,
)
from scenarios.project.region import USES, Coverage, Region
from scenarios.project.snapshot import Snapshot, frozen, view
from tests.makers import ORIGIN, square

ACTIVITIES = (None, "A02", "A05", "A16", "A31", "A43", "F09", "L02", "L03", "L04", "L05")
YEARS = (None, 2026, 2030, 2035)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A snapshot of a random year: sites, plots, contours, land-use changes, corrections and sensitive places
    over a random region."""
    names = ("site", "plot", "contour", "use_change", "correction", "sensitive_place")
    tables: dict[str, dict[int, object]] = {name: {} for name in names}
    keys = iter(draw(st.lists(st.integers(1, 10**6), min_size=16, max_size=16, unique=True)))
    for _ in range(draw(st.integers(0, 2))):
        key = next(keys)
        tables["site"][key] = Site(
            key, key, 1, _shape(draw), draw(st.sampled_from(("cluster", "hub"))), **_when(draw)
        )
    sites = [*tables["site"], 999_999_999]
    for _ in range(draw(st.integers(0, 3))):
        key = next(keys)
        tables["plot"][key] = Plot(
            key,
            key,
            1,
            _shape(draw),
            draw(st.sampled_from(sites)),
            activity=draw(st.sampled_from(ACTIVITIES)),
            category=draw(st.sampled_from((None, None, "4.1"))),
            setting=draw(st.sampled_from((None, "mixed"))),
            also=draw(st.sampled_from(("", "", "A02", "A07,A11"))),
            **_when(draw),
        )
    for plot in list(tables["plot"])[: draw(st.integers(0, 2))]:
        key = next(keys)
        component = draw(st.sampled_from(COMPONENTS))
        tables["contour"][key] = Contour(key, key, 1, _shape(draw), plot, component)
    for _ in range(draw(st.integers(0, 2))):
        key = next(keys)
        kind = draw(st.sampled_from(("school", "care", "dwellings")))
        tables["sensitive_place"][key] = SensitivePlace(key, _shape(draw), kind)
    for _ in range(draw(st.integers(0, 3))):
        key = next(keys)
        use = draw(st.sampled_from(USES))
        tables["use_change"][key] = UseChange(key, key, 1, _shape(draw), use, **_when(draw))
    for _ in range(draw(st.integers(0, 2))):
        key = next(keys)
        use = draw(st.sampled_from(USES))
        tables["correction"][key] = Correction(key, _shape(draw), use, rank=draw(st.integers(0, 2)))
    return view(draw(regions()), frozen(tables), 1, draw(st.sampled_from((2026, 2031, 2040))), {})


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """Two to three municipalities in a strip with slanted borders, and a land-use map with gaps."""
    count = draw(st.integers(2, 3))
    cuts = [0.0, *(i * 700 + draw(st.floats(-150, 150)) for i in range(1, count)), count * 700.0]
    slants = [0.0, *(draw(st.floats(-100, 100)) for _ in range(1, count)), 0.0]
    x0, y0 = ORIGIN
    borders = [
        shapely.Polygon(
            [
                (x0 + cuts[i], y0),
                (x0 + cuts[i + 1], y0),
                (x0 + cuts[i + 1] + slants[i + 1], y0 + 900),
                (x0 + cuts[i] + slants[i], y0 + 900),
            ]
        )
        for i in range(count)
    ]
    geoms, owner, use = [], [], []
    rows = draw(
        st.lists(st.tuples(st.floats(0, 800), st.sampled_from(range(len(USES)))), min_size=1, max_size=4)
    )
    for low, kind in rows:
        strip = square(-50, low, count * 700 + 100, 60 + low / 10)
        for i, border in enumerate(borders):
            piece = shapely.difference(shapely.intersection(strip, border), shapely.union_all(geoms))
            if piece.area > 1:
                geoms.append(piece)
                owner.append(i)
                use.append(kind)
    coverage = Coverage(
        np.array(geoms, dtype=object),
        np.array(owner, dtype=np.int32),
        np.array(use, dtype=np.int32),
        np.arange(len(geoms), dtype=np.int64) * 2 + 1,
    )
    municipalities = tuple(
        Municipality(2 * i + 1, shapely.to_wkb(b), f"GM{i + 1:04d}", f"M{i + 1}")
        for i, b in enumerate(borders)
    )
    return Region(municipalities, np.array(borders, dtype=object), coverage, stamp=str(draw(st.uuids())))


def _shape(draw: st.DrawFn) -> bytes:
    """A triangle or a rectangle, perhaps partly outside the region."""
    x, y = draw(st.floats(-100, 2000)), draw(st.floats(-100, 900))
    width, height = draw(st.floats(20, 500)), draw(st.floats(20, 400))
    box = square(round(x, 3), round(y, 3), round(width, 3), round(height, 3))
    if draw(st.booleans()):
        corners = shapely.get_coordinates(box)
        return shapely.to_wkb(shapely.Polygon(corners[:3]))
    return shapely.to_wkb(box)


def _when(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.sampled_from(YEARS))
    end = draw(st.sampled_from((None, None, 2036)))
    return {"start_year": start, "end_year": end, "rank": draw(st.integers(0, 4))}
