"""How well land for work is used (S85-S87): a score per area whose parts can be read one by one, and how much
of the land is used, not used, or not known.

An area is a drawn plot that can be issued, the land of a site that no plot has yet, or a present piece of
business land with a business on it, as far as nothing is drawn there. What nobody said stays not known: no
figure is filled in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.admitted import heaviest_admitted
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.balance import balance
from scenarios.landuse.catalogue import Activity, activities, step_of
from scenarios.landuse.present import areas_in, corrected, present_in
from scenarios.landuse.scores import (
    CATEGORY,
    ROOM,
    VACANCY,
    YIELD,
    Score,
    by_category,
    by_vacancy,
    by_yield,
    not_known,
    permitted_by,
    said_vacancy,
    says_vacant,
)
from scenarios.landuse.span import Span, exactly
from scenarios.landuse.stack import Part
from scenarios.landuse.visible import category_of, is_heavy, visible_parts
from scenarios.project.model import Business, Plot, Site
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, number, tr

WORK = ("BED", "HMC", "WSG")
"""Land for work: business park, heavy industry, water board works."""


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """One area: `place` is its row (table and key) and `row` what to draw, `geometry` its visible shape.

    `m2` whole; `shares`: the part of it in each municipality. `used_m2` None: not known. `jobs` and `tonnes`
    (a year) None: not known. `vacant` None: nobody says.
    """

    place: tuple[str, int]
    name: str
    geometry: Any
    m2: int
    shares: dict[str, float]
    present_use: str
    planned_use: str
    used_m2: int | None
    jobs: Span | None
    tonnes: Span | None
    permitted: str
    real: str
    vacant: bool | None
    parts: tuple[Score, ...]

    @property
    def score(self) -> int | None:
        """The mean of the parts that are known, 0-100; None where none is."""
        known = [part.value for part in self.parts if part.value is not None]
        return round(100 * sum(known) / len(known)) if known else None

    @property
    def municipality(self) -> str:
        """The code of the municipality that has most of it; empty outside the region."""
        return max(self.shares, key=lambda code: (self.shares[code], code), default="")


@dataclass(frozen=True, slots=True)
class Used:
    """Land for work of a municipality in whole m2: what is used, what is not, what is not known."""

    used: int
    unused: int
    unknown: int

    @property
    def total(self) -> int:
        """All land for work."""
        return self.used + self.unused + self.unknown


def areas(snapshot: Snapshot) -> tuple[Area, ...]:
    """Every area of a snapshot: drawn plots and bare land of sites, then present land with businesses."""
    return snapshot.once(f"areas for work in {language()}", lambda: (*_drawn(snapshot), *_standing(snapshot)))


def used_land(snapshot: Snapshot) -> dict[str, Used]:
    """Used, unused and unknown land for work per municipality; together the balance of these uses."""
    now = balance(snapshot).now_m2
    used, unused = dict.fromkeys(now, 0.0), dict.fromkeys(now, 0.0)
    for area in areas(snapshot):
        if area.used_m2 is None or area.planned_use not in WORK:
            continue
        for code, share in area.shares.items():
            used[code] += area.used_m2 * share
            unused[code] += (area.m2 - area.used_m2) * share
    found = {}
    for code, row in now.items():
        total = sum(row[use] for use in WORK)
        busy = min(round(used[code]), total)
        idle = min(round(unused[code]), total - busy)
        found[code] = Used(busy, idle, total - busy - idle)
    return found


# Drawn land


def _drawn(snapshot: Snapshot) -> Iterator[Area]:
    known = activities()
    for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
        m2 = float(shapely.area(part.geometry))
        if m2 < SMALLEST_M2 or not isinstance(thing, Plot | Site):
            continue
        if isinstance(thing, Plot):
            activity = known.get(thing.activity or "")
            if activity is None or activity.issued:
                yield _plot(snapshot, thing, part, activity, m2)
        elif part.layer.use in WORK:
            yield _bare(snapshot, thing, part, m2)


def _plot(snapshot: Snapshot, plot: Plot, part: Part, activity: Activity | None, m2: float) -> Area:
    site = snapshot.sites.get(plot.site)
    permitted = heaviest_admitted(snapshot, site) if site is not None else ""
    busy = activity is not None or plot.jobs is not None or plot.capacity_t is not None
    workers = _jobs(snapshot, plot, activity, m2)
    tonnes = exactly(plot.capacity_t) if plot.capacity_t is not None else activity and activity.capacity_t
    vacant = says_vacant(plot.note)
    real = category_of(plot)
    parts = (
        Score(
            ROOM,
            float(busy),
            tr("The plot has an activity.") if busy else tr("The plot has no activity yet."),
        ),
        by_yield(snapshot, is_heavy(snapshot, real), m2, workers, tonnes or None),
        by_category(real, permitted),
        by_vacancy(vacant),
    )
    name = plot.name or (activity.name if activity else tr("Plot"))
    used = round(m2) if busy and not vacant else 0
    return _area(
        snapshot,
        ("plot", plot.key),
        name,
        part,
        m2,
        used,
        workers,
        tonnes or None,
        permitted,
        real,
        vacant,
        parts,
    )


def _bare(snapshot: Snapshot, site: Site, part: Part, m2: float) -> Area:
    parts = (
        Score(ROOM, 0.0, tr("No plot is drawn here yet.")),
        *(Score(name, None, not_known()) for name in (YIELD, CATEGORY, VACANCY)),
    )
    name = tr("Land of {site} without plots", site=site.name or tr("Site"))
    permitted = heaviest_admitted(snapshot, site)
    return _area(snapshot, ("site", site.key), name, part, m2, 0, None, None, permitted, "", None, parts)


def _area(
    snapshot: Snapshot,
    place: tuple[str, int],
    name: str,
    part: Part,
    m2: float,
    used: int,
    workers: Span | None,
    tonnes: Span | None,
    permitted: str,
    real: str,
    vacant: bool | None,
    parts: tuple[Score, ...],
) -> Area:
    inside, _ = areas_in(snapshot, part.geometry, part.token)
    codes = [m.code for m in snapshot.region.municipalities]
    shares = {code: area / m2 for code, area in zip(codes, inside.tolist(), strict=True) if area}
    under = present_in(snapshot, part.geometry, part.token)
    was = USES[int(under.use[int(np.argmax(under.m2))])] if len(under.m2) else ""
    return Area(
        place,
        name,
        part.geometry,
        round(m2),
        shares,
        was,
        part.layer.use,
        used,
        workers,
        tonnes,
        permitted,
        real,
        vacant,
        parts,
    )


def _jobs(snapshot: Snapshot, plot: Plot, activity: Activity | None, m2: float) -> Span | None:
    if plot.jobs is not None:
        return exactly(plot.jobs)
    if activity is None:
        return None
    if activity.jobs is not None:
        return activity.jobs
    if not activity.jobs_factor:
        return None
    return assumed(snapshot, activity.jobs_factor).span.times(m2 / 10_000)


# Present land


def _standing(snapshot: Snapshot) -> Iterator[Area]:
    """The present pieces of land for work with a business, less what is drawn on them."""
    above = [part for part in visible_parts(snapshot) if not part.geometry.is_empty]
    tree = snapshot.once("tree of visible parts", lambda: shapely.STRtree([p.geometry for p in above]))
    for key, shape, code, use, rows in _pieces(snapshot):
        left, tops = shape, [above[i] for i in sorted(tree.query(shape, predicate="intersects").tolist())]
        if tops:
            token = ("piece less drawn", key, id(shape), tuple(part.token for part in tops))
            left = snapshot.remember(token, lambda s=shape, t=tops: (_less(s, t), s))[0]
        m2 = float(shapely.area(left))
        if m2 < SMALLEST_M2:
            continue
        here = [row for row in rows if shapely.intersects(left, snapshot.geometry(row))]
        if here:
            yield _piece(snapshot, key, left, m2, code, use, here)


def _less(shape: Any, parts: list[Part]) -> Any:
    return shapely.difference(shape, shapely.union_all(np.array([p.geometry for p in parts], dtype=object)))


Piece = tuple[int, Any, str, str, tuple[Business, ...]]
"""A piece of present land for work: its key, shape, municipality and use, and the businesses on it."""


def _pieces(snapshot: Snapshot) -> tuple[Piece, ...]:
    """The pieces of present land for work with a business."""
    rows = tuple(sorted(snapshot.businesses.values(), key=lambda row: row.key))
    coverage = corrected(snapshot)

    def make() -> tuple[Any, ...]:
        points = [shapely.point_on_surface(snapshot.geometry(row)) for row in rows]
        found: dict[int, list[Business]] = {}
        for row, point in zip(rows, points, strict=True):
            near = coverage.tree.query(point, predicate="intersects").tolist()
            for at in [i for i in sorted(near) if USES[int(coverage.use[i])] in WORK][:1]:
                found.setdefault(at, []).append(row)
        return (
            tuple(
                (
                    int(coverage.keys[at]),
                    coverage.geoms[at],
                    snapshot.region.municipalities[int(coverage.municipality[at])].code,
                    USES[int(coverage.use[at])],
                    tuple(here),
                )
                for at, here in sorted(found.items())
            ),
            coverage,
            rows,
        )

    key = ("pieces with businesses", id(coverage), tuple(map(id, rows)))
    return snapshot.remember(key, make)[0]


def _piece(
    snapshot: Snapshot, key: int, shape: Any, m2: float, code: str, use: str, rows: list[Business]
) -> Area:
    known = activities()
    sizes = [_size(snapshot, row, shape) for row in rows]
    sized = [size for size in sizes if size is not None]
    vacancies = [says_vacant(f"{row.note} {row.permit}") for row in rows]
    idle = [vacant for vacant in vacancies if vacant is not None]
    ground: float | None = None
    used: int | None = None
    if len(sized) == len(rows):
        ground = min(sum(sized), m2)
        empty = sum(size for size, vacant in zip(sized, vacancies, strict=True) if vacant)
        used = round(max(ground - empty, 0.0))
    done = [known[row.activity] for row in rows if row.activity and row.activity in known]
    tonnes = [a.capacity_t for a in done if a.capacity_t is not None]
    workers = [a.jobs for a in done if a.jobs is not None]
    output = sum(tonnes[1:], tonnes[0]) if tonnes and len(tonnes) == len(rows) else None
    people = sum(workers[1:], workers[0]) if workers and len(workers) == len(rows) else None
    real = max((_real(row) for row in rows), key=step_of)
    permitted = max((permitted_by(row.permit) for row in rows), key=step_of)
    vacant = any(idle) if idle else None
    parts = (
        Score(ROOM, None, not_known())
        if ground is None
        else Score(
            ROOM,
            ground / m2,
            tr(
                "Businesses stand on {used} of {whole} ha.",
                used=number(ground / 10_000, 1),
                whole=number(m2 / 10_000, 1),
            ),
        ),
        by_yield(snapshot, use == "HMC" or is_heavy(snapshot, real), m2, people, output),
        by_category(real, permitted),
        Score(VACANCY, 1 - sum(idle) / len(idle), said_vacancy(vacant)) if idle else by_vacancy(None),
    )
    names = ", ".join(dict.fromkeys(row.name for row in rows if row.name)) or tr("Business")
    return Area(
        ("business", rows[0].key),
        names,
        shape,
        round(m2),
        {code: 1.0},
        use,
        use,
        used,
        people,
        output,
        permitted,
        real,
        vacant,
        parts,
    )


def _size(snapshot: Snapshot, row: Business, shape: Any) -> float | None:
    """The ground of a business in a piece: of its outline what lies inside, else its own figure."""
    own = snapshot.geometry(row)
    if shapely.get_dimensions(own) == 2:
        return float(shapely.area(shapely.intersection(own, shape)))
    return row.area_m2


def _real(row: Business) -> str:
    activity = activities().get(row.activity or "")
    return row.category or (activity.category if activity else "")
