"""The overlap rule over any edit: what is drawn or reshaped takes its neighbours' land or stops at them.

Plots keep to the plots of their site, sites to sites, land-use changes to land-use changes, as far as both
are there in the same years. Neighbours are found in a tree that the snapshot remembers, so that the rule can
be obeyed at every move of the hand.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from scenarios.edits.common import amounts, next_rank, row_of
from scenarios.edits.shapes import remove
from scenarios.geometry.grid import NEAR_M, less, parts, same_kind, united
from scenarios.geometry.overlap import REACH_M, RULES, Settled, settled
from scenarios.geometry.shape import to_wkb
from scenarios.project.change import Change, applied, insert, update, updates
from scenarios.project.model import new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr

Place = tuple[str, int]

KEPT_APART = ("site", "plot", "use_change")
"""Tables whose rows the rule is for; a site comes before its plots."""

_SHAPING = {"geom", "site"}
"""Columns that put a row among other neighbours."""

_EMPTY: Any = shapely.Polygon()
_SAID_IN_M2 = 1_000.0


@dataclass(frozen=True, eq=False)
class Obeyed:
    """Changes after the rule, what it does to the land, and a sentence about that (empty: nothing).

    `cut`: land taken from neighbours. `clipped`: land that what was drawn does not get.
    """

    changes: tuple[Change, ...]
    cut: Any = _EMPTY
    clipped: Any = _EMPTY
    said: str = ""


@dataclass(frozen=True, eq=False)
class _Ground:
    """The rows of one group with their shapes and a tree over them."""

    rows: tuple[Any, ...]
    shapes: np.ndarray
    tree: shapely.STRtree


class _Work:
    """What has come of the rows so far: shapes of changed rows and of neighbours, and the land that went."""

    def __init__(self, snapshot: Snapshot, changes: Sequence[Change]) -> None:
        self.snapshot = snapshot
        self.gone = {(c.table, c.key) for c in changes if c.new is None}
        self.drawn: dict[Place, tuple[Any, Any]] = {}
        self.ways: dict[Place, tuple[float, ...]] = {}
        self.boxes: dict[tuple[str, int], list[tuple[Place, tuple[float, ...]]]] = {}
        self.beside: dict[Place, Any] = {}
        self.loose: dict[Place, tuple[Place, Any]] = {}
        self.cut: list[Any] = []
        self.clipped: list[Any] = []
        self.over: list[Any] = []
        self.waiting: set[Place] = set()
        self.without: dict[int, list[Any]] = {}
        self.carried: dict[int, bool] = {}


def obey(snapshot: Snapshot, changes: Sequence[Change], rule: str) -> Obeyed:
    """The changes with the overlap rule obeyed: "take", "stop" or "allow"; other rules are a ValueError.

    Only changes that give a row a shape are touched; neighbours that lose land or get a shared corner are
    added. A site that loses land takes its plots there along. Raises Refused where a shape that stops at its
    neighbours would have no land.
    """
    if rule not in RULES:
        raise ValueError(f"{rule} is not an overlap rule")
    shaped = [c for c in changes if c.table in KEPT_APART and c.new is not None and _SHAPING & c.new.keys()]
    if not shaped:
        return Obeyed(tuple(changes))
    work = _Work(snapshot, changes)
    waiting: dict[Place, list[Change]] = {}
    for change in shaped:
        waiting.setdefault((change.table, change.key), []).append(change)
    work.waiting = set(waiting)
    for table in KEPT_APART:
        for place, own in waiting.items():
            if place[0] != table or (table == "plot" and _goes_along(work, own)):
                continue
            row: Any = _row(snapshot, own[0])
            for change in own:
                row = applied(change, row)
            shape = shapely.from_wkb(row.geom)
            if (way := _way(snapshot, own[-1], shape)) is not None:
                work.ways[place] = way
            _settle(work, place, row, shape, rule)
    if rule == "allow":
        return Obeyed(tuple(changes), said=_said(work, rule))
    result = _rewritten(snapshot, changes, work)
    return Obeyed(tuple(result), united(work.cut), united(work.clipped), _said(work, rule))


def _row(snapshot: Snapshot, change: Change) -> Any:
    return None if change.old is None else snapshot.rows(change.table).get(change.key)


def _settle(work: _Work, place: Place, row: Any, shape: Any, rule: Any) -> None:
    lost = work.without.get(row.site) if place[0] == "plot" else None
    if lost:
        shape = same_kind(parts(less(shape, united(lost))), shape)
    alone = shape is None or (place[0] == "plot" and _carried(work, row.site))
    near = {} if alone else _near(work, place, row, shape)
    found = Settled(shape)
    if shape is not None and near:
        found = settled(shape, near, rule, lambda: _beyond(work, place, row, near))
    work.drawn[place] = (row, found.shape)
    if found.shape is not None:
        boxes = work.boxes.setdefault((place[0], _group(place[0], row)), [])
        boxes.append((place, found.shape.bounds))
    _book(work, place, row, found)


def _goes_along(work: _Work, own: list[Change]) -> bool:
    """Whether a plot comes through the edit as it is asked: its site takes all of its plots along, and loses
    no land where this one lies."""
    columns = own[-1].new or {}
    site = columns["site"] if "site" in columns else work.snapshot.plots[own[-1].key].site
    if not _carried(work, site):
        return False
    lost = work.without.get(site)
    if not lost or "geom" not in columns:
        return not lost
    shape = shapely.from_wkb(columns["geom"])
    return not any(shapely.intersects(shape, land) for land in lost)


def _carried(work: _Work, site: int) -> bool:
    """Whether a site goes somewhere with all its plots, which then lie among each other as they did."""
    if site not in work.carried:
        plots = work.snapshot.plots_of(site)
        every = all(("plot", plot.key) in work.waiting for plot in plots)
        work.carried[site] = ("site", site) in work.waiting and every
    return work.carried[site]


def _book(work: _Work, place: Place, row: Any, found: Settled) -> None:
    for other, land in found.changed.items():
        if other in work.loose:
            work.loose[other] = (work.loose[other][0], land)
        elif other in work.drawn:
            work.drawn[other] = (work.drawn[other][0], land)
        else:
            work.beside[other] = land
    for other, cut_off in found.further.items():
        origin = work.loose[other][0] if other in work.loose else other
        for part in cut_off:
            # Parts cut off have no key yet: a later row of the same edit finds them under one below zero.
            work.loose[other[0], -len(work.loose) - 1] = (origin, part)
    for land, kept in ((found.gained, work.cut), (found.lost, work.clipped), (found.over, work.over)):
        if not land.is_empty:
            kept.append(land)
    if place[0] == "site":
        for other in found.changed:
            _plots_lose(work, other, found.gained)
        _plots_lose(work, place, found.lost)


def _plots_lose(work: _Work, site: Place, land: Any) -> None:
    """Take land that a site no longer has from its plots too, those that wait for their turn included."""
    if land.is_empty:
        return
    work.without.setdefault(site[1], []).append(land)
    for plot in work.snapshot.plots_of(site[1]):
        place = ("plot", plot.key)
        if place in work.gone or place in work.waiting:
            continue
        shape = work.beside.get(place, work.snapshot.geometry(plot))
        if shape is not None and shapely.intersects(shape, land) and not shapely.touches(shape, land):
            work.beside[place] = same_kind(parts(less(shape, land)), shape)


def _near(work: _Work, place: Place, row: Any, shape: Any) -> dict[Place, Any]:
    """The neighbours of a row as they are now, by place, among them rows drawn before it in the same edit."""
    table, group = place[0], _group(place[0], row)
    ground = _ground(work.snapshot, table, group)
    near: dict[Place, Any] = {}
    if len(ground.rows):
        for index in ground.tree.query(shape, predicate="dwithin", distance=REACH_M).tolist():
            other = ground.rows[index]
            there = (table, other.key)
            if there in work.waiting or there in work.gone or not _together(work.snapshot, row, other):
                continue
            land = work.beside.get(there, ground.shapes[index])
            if land is not None:
                near[there] = land
    for there, (origin, land) in work.loose.items():
        other = work.drawn[origin][0] if origin in work.drawn else work.snapshot.rows(origin[0])[origin[1]]
        same = land is not None and there[0] == table and _group(table, other) == group
        if same and _together(work.snapshot, row, other):
            near[there] = land
    west, south, east, north = shape.bounds
    for there, (xmin, ymin, xmax, ymax) in work.boxes.get((table, group), ()):
        if (
            xmin <= east + REACH_M
            and xmax >= west - REACH_M
            and ymin <= north + REACH_M
            and ymax >= south - REACH_M
        ):
            other, land = work.drawn[there]
            if land is None or there == place or _moved_along(work, place, there):
                continue
            if _together(work.snapshot, row, other):
                near[there] = land
    return near


def _beyond(work: _Work, place: Place, row: Any, near: dict[Place, Any]) -> list[Any]:
    """What lies beside the neighbours of a row without being one."""
    ground = _ground(work.snapshot, place[0], _group(place[0], row))
    if not len(ground.rows):
        return []
    every = np.array(list(near.values()), dtype=object)
    _, met = ground.tree.query(every, predicate="dwithin", distance=REACH_M)
    others = [ground.rows[i] for i in np.unique(met).tolist()]
    places = [(place[0], other.key) for other in others]
    taken = near.keys() | work.waiting | work.gone
    found = [
        work.beside.get(there, work.snapshot.geometry(other))
        for there, other in zip(places, others, strict=True)
        if there not in taken and _together(work.snapshot, row, other)
    ]
    return [land for land in found if land is not None]


def _moved_along(work: _Work, place: Place, other: Place) -> bool:
    """Whether two rows went the same way, so that they lie to each other as they did."""
    way = work.ways.get(place)
    return way is not None and way == work.ways.get(other)


def _way(snapshot: Snapshot, change: Change, shape: Any) -> tuple[float, ...] | None:
    """How far a row was moved, every corner alike; None where that is not all that was done to it."""
    before = _row(snapshot, change)
    if before is None or "site" in (change.new or {}):
        return None
    old, new = shapely.get_coordinates(snapshot.geometry(before)), shapely.get_coordinates(shape)
    if len(old) != len(new):
        return None
    steps = (new - old).round(3)
    return tuple(steps[0].tolist()) if (steps == steps[0]).all() else None


def neighbours(snapshot: Snapshot, place: Place, within: Any = None) -> dict[Place, Any]:
    """The shapes that share the ground of a row, the row's own first, as far as they come near a shape.

    `within`: the shape they must come near; the row's own where it is not given.
    """
    row = row_of(snapshot, *place)
    own = snapshot.geometry(row)
    near: dict[Place, Any] = {place: own}
    if place[0] not in KEPT_APART:
        return near
    ground = _ground(snapshot, place[0], _group(place[0], row))
    where = own if within is None else within
    for index in ground.tree.query(where, predicate="dwithin", distance=NEAR_M).tolist():
        other = ground.rows[index]
        if other.key != row.key and _together(snapshot, row, other):
            near[place[0], other.key] = ground.shapes[index]
    return near


def _group(table: str, row: Any) -> int:
    return row.site if table == "plot" else 0


def _ground(snapshot: Snapshot, table: str, group: int) -> _Ground:
    rows = snapshot.plots_of(group) if table == "plot" else tuple(snapshot.rows(table).values())
    key: Hashable = ("ground", tuple([row.geom for row in rows]))

    def make() -> tuple[np.ndarray, shapely.STRtree]:
        shapes = np.empty(len(rows), dtype=object)
        shapes[:] = [snapshot.geometry(row) for row in rows]
        return shapes, shapely.STRtree(shapes)

    return _Ground(rows, *snapshot.remember(key, make))


def _together(snapshot: Snapshot, one: Any, other: Any) -> bool:
    """Whether two rows are both there in some year."""
    starts = [snapshot.base_year if row.start_year is None else row.start_year for row in (one, other)]
    ends = [row.end_year for row in (one, other) if row.end_year is not None]
    return not ends or max(starts) < min(ends)


def _rewritten(snapshot: Snapshot, changes: Sequence[Change], work: _Work) -> list[Change]:
    """The changes with the shapes that came of them, then what happens to the neighbours."""
    result: list[Change] = []
    last = {(c.table, c.key): i for i, c in enumerate(changes) if c.new and _SHAPING & c.new.keys()}
    lost: list[Place] = []
    for position, change in enumerate(changes):
        place = (change.table, change.key)
        if place not in work.drawn or last.get(place) != position:
            result.append(change)
            continue
        shape = work.drawn[place][1]
        geom = work.drawn[place][0].geom if shape is None else to_wkb(shape)
        if shape is None:
            lost.append(place)
        made = _with_geom(change, geom, _row(snapshot, change))
        if made is not None:
            result.append(made)
    if not (work.beside or lost or work.loose):
        return result
    now = snapshot.with_changes(result)
    gone = lost + [place for place, land in work.beside.items() if land is None]
    changed = [(place, land) for place, land in work.beside.items() if land is not None]
    result += updates(*(update(row_of(now, *place), geom=to_wkb(land)) for place, land in changed))
    result += _inserts(snapshot.with_changes(result), work.loose)
    return result + remove(now, gone)


def _with_geom(change: Change, geom: bytes, before: Any) -> Change | None:
    """A change that gives a row another shape than it did; None where it then does nothing."""
    new = {**(change.new or {}), "geom": geom}
    if change.old is None:
        return replace(change, new=new)
    old = {"geom": before.geom, **change.old} if before is not None else change.old
    differing = [name for name in new if new[name] != old[name]]
    if not differing:
        return None
    return Change(change.table, change.key, {n: old[n] for n in differing}, {n: new[n] for n in differing})


def _inserts(now: Snapshot, loose: dict[Place, tuple[Place, Any]]) -> list[Change]:
    """The other parts of neighbours that were cut apart, as rows of their own with the same columns; amounts
    that were typed for the whole are shared out by the area that is left."""
    made, rank = [], next_rank(now)
    left: dict[Place, list[Any]] = {}
    for origin, part in loose.values():
        if part is not None:
            left.setdefault(origin, []).append(part)
    changed = []
    for origin, found in left.items():
        row = row_of(now, *origin)
        whole = shapely.from_wkb(row.geom).area + sum(part.area for part in found)
        for part in found:
            key = new_key()
            columns = {"key": key, "origin": key, "geom": to_wkb(part), "rank": rank + len(made)}
            made.append(insert(replace(row, **columns, **amounts(row, part.area / whole))))
        rest = 1 - sum(part.area for part in found) / whole
        changed.append(update(row, **amounts(row, rest)))
    return [*updates(*changed), *made]


def _said(work: _Work, rule: str) -> str:
    if rule == "allow" and work.over:
        m2 = united(work.over).area
        return tr("Lies over its neighbours with {area}.", area=_area(m2))
    if work.clipped:
        return tr("Stops at its neighbours: {area} is left out.", area=_area(united(work.clipped).area))
    if work.cut:
        return tr("Takes {area} from its neighbours.", area=_area(united(work.cut).area))
    return ""


def _area(m2: float) -> str:
    return hectares(m2, 2) if m2 >= _SAID_IN_M2 else f"{number(m2)} m²"
