"""Random sequences of every edit of shapes: land is conserved, shapes stay sound, borders stay shared, and
taking all back gives the rows exactly as they were."""

import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scenarios.edits import borders, divide, outline, transform
from scenarios.edits.overlap import obey
from scenarios.edits.plots import draw_plot
from scenarios.edits.shapes import remove, reshape
from scenarios.edits.sites import draw_site
from scenarios.edits.use_changes import draw_use_change
from scenarios.errors import Refused
from scenarios.landuse.balance import balance
from scenarios.project.change import Change, insert, invert
from scenarios.project.document import open_document
from scenarios.project.model import Variant, new_key
from scenarios.project.snapshot import Snapshot
from tests.geometry.test_overlap import slivers
from tests.makers import ORIGIN, project, snapshot, square

Place = tuple[str, int]
Step = Callable[[Snapshot, random.Random, list[Place]], list[Change]]
X, Y = ORIGIN


def start() -> Snapshot:
    """A cluster of six plots that share their borders, a hub, land-use changes over and beside."""
    now = snapshot()
    now = now.with_changes(draw_site(now, square(600, 200, 300, 200), "cluster"))
    now = now.with_changes(draw_site(now, square(960, 200, 100), "hub"))
    now = now.with_changes(draw_use_change(now, square(600, 500, 200), "WON"))
    now = now.with_changes(draw_plot(now, square(600, 200, 300, 200)))
    for line in ([(X + 590, Y + 290), (X + 910, Y + 310)], [(X + 700, Y + 190), (X + 710, Y + 410)],
                 [(X + 815, Y + 190), (X + 790, Y + 410)]):  # fmt: skip
        now = now.with_changes(divide.split(now, [("plot", key) for key in now.plots], line))
    return now.with_changes(draw_use_change(now, square(880, 350, 100), "GRO"))


def by_rank(now: Snapshot, table: str) -> list[int]:
    """Keys of rows in an order that does not hang on the keys, which are random."""
    return sorted(now.rows(table), key=lambda key: now.rows(table)[key].rank)


def drawn(now: Snapshot, *tables: str) -> list[Place]:
    return [(table, key) for table in tables for key in by_rank(now, table)]


def _point(pick: random.Random) -> tuple[float, float]:
    return (X + pick.uniform(560, 1_080), Y + pick.uniform(160, 720))


def _square(pick: random.Random) -> Any:
    x, y = _point(pick)
    return square(x - X, y - Y, pick.uniform(10, 150), pick.uniform(10, 150))


def _corner(now: Snapshot, place: Place, pick: random.Random) -> tuple[float, float]:
    corners = shapely.get_coordinates(now.geometry(now.rows(place[0])[place[1]]))
    return tuple(pick.choice(corners.tolist()))


def _edge(now: Snapshot, place: Place, pick: random.Random) -> int:
    shape = shapely.get_parts(now.geometry(now.rows(place[0])[place[1]]))[0]
    return pick.randrange(len(shape.exterior.coords) - 1)


def _nudged(now: Snapshot, pick: random.Random, place: Place) -> list[Change]:
    old = _corner(now, place, pick)
    return borders.move_corner(now, place, old, (old[0] + pick.gauss(0, 15), old[1] + pick.gauss(0, 15)))


def _same_kind(now: Snapshot, pick: random.Random, places: list[Place]) -> list[Place]:
    table = places[0][0]
    return list(dict.fromkeys([places[0], *pick.sample(drawn(now, table), min(2, len(drawn(now, table))))]))


def _about(now: Snapshot, place: Place) -> tuple[float, float]:
    return tuple(shapely.get_coordinates(now.geometry(now.rows(place[0])[place[1]]).centroid)[0].tolist())


STEPS: dict[str, Step] = {
    "site": lambda now, pick, at: draw_site(now, _square(pick), pick.choice(["cluster", "hub"])),
    "plot": lambda now, pick, at: draw_plot(now, _square(pick)),
    "use": lambda now, pick, at: draw_use_change(now, _square(pick), pick.choice(["WON", "GRO"])),
    "reshape": lambda now, pick, at: reshape(now, *at[0], _square(pick)),
    "remove": lambda now, pick, at: remove(now, at[:1]) if pick.random() < 0.3 else [],
    "move": lambda now, pick, at: transform.move(now, at, pick.gauss(0, 40), pick.gauss(0, 40)),
    "copy": lambda now, pick, at: transform.copy(now, at[:1], pick.gauss(0, 90), pick.gauss(0, 90)),
    "turn": lambda now, pick, at: transform.turn(now, at, pick.uniform(0, 360), _about(now, at[0])),
    "scale": lambda now, pick, at: transform.scale(now, at, pick.uniform(0.5, 1.5), 1.1, _about(now, at[0])),
    "mirror": lambda now, pick, at: transform.mirror(now, at, _point(pick), _point(pick)),
    "split": lambda now, pick, at: divide.split(now, at, [_point(pick), _point(pick), _point(pick)]),
    "merge": lambda now, pick, at: divide.merge(now, _same_kind(now, pick, at)),
    "along": lambda now, pick, at: divide.reshape_along(now, at[0], [_point(pick) for _ in range(4)]),
    "corner": lambda now, pick, at: _nudged(now, pick, at[0]),
    "add corner": lambda now, pick, at: borders.add_corner(now, at[0], _point(pick)),
    "drop corner": lambda now, pick, at: borders.remove_corners(now, at[0], [_corner(now, at[0], pick)]),
    "push": lambda now, pick, at: borders.push_edge(now, at[0], _edge(now, at[0], pick), pick.gauss(0, 20)),
    "area": lambda now, pick, at: outline.set_area(now, at[0], pick.uniform(500, 30_000)),
    "edge area": lambda now, pick, at: outline.set_area(
        now, at[0], pick.uniform(500, 30_000), _edge(now, at[0], pick)
    ),
    "offset": lambda now, pick, at: outline.offset(now, at, pick.uniform(-20, 20)),
    "simplify": lambda now, pick, at: outline.simplify(now, at, pick.uniform(0, 5)),
    "cut": lambda now, pick, at: outline.cut_out(now, at[0]),
    "cut one": lambda now, pick, at: outline.cut_out(now, at[0], at[1:]),
    "municipality": lambda now, pick, at: outline.trim_to_municipality(now, at),
    "to site": lambda now, pick, at: outline.trim_to_site(now, at),
    "free": lambda now, pick, at: outline.trim_to_free(now, at),
    "ring": lambda now, pick, at: outline.add_ring(now, at[0], shapely.Point(_about(now, at[0])).buffer(8)),
    "fill": lambda now, pick, at: outline.fill_ring(now, at[0], _about(now, at[0])),
    "no ring": lambda now, pick, at: outline.delete_ring(now, at[0], _about(now, at[0])),
}  # fmt: skip


def one(now: Snapshot, name: str, pick: random.Random, rule: str) -> list[Change]:
    """One random edit of a kind, under a rule; nothing where it is refused in a sentence."""
    rows = drawn(now, "plot", "plot", "site", "use_change")
    if not rows:
        return []
    places = list(dict.fromkeys(pick.choices(rows, k=pick.choice([1, 1, 2]))))
    try:
        return list(obey(now, STEPS[name](now, pick, places), rule).changes)
    except Refused as refused:
        assert str(refused).strip().endswith(".") and "{" not in str(refused)
        return []


def conserved(now: Snapshot) -> None:
    """Every municipality has its area, whatever lies on it."""
    found = balance(now)
    for code, area in found.area_m2.items():
        assert sum(found.present_m2[code].values()) == area == sum(found.now_m2[code].values())


def sound(now: Snapshot) -> None:
    """Every shape is valid and larger than a slip of the hand, and every plot has its site."""
    for table in ("site", "plot", "use_change"):
        for row in now.rows(table).values():
            shape = shapely.from_wkb(row.geom)
            assert shape.is_valid and shape.area >= 1, table
    assert {plot.site for plot in now.plots.values()} <= set(now.sites)


def tidy(now: Snapshot) -> None:
    """No two plots of a site, two sites or two changes overlap, and no sliver lies between them."""
    groups = [[*now.sites.values()], [*now.use_changes.values()], *(now.plots_of(site) for site in now.sites)]
    for rows in groups:
        if len(rows) > 1:
            twice, gaps = slivers([now.geometry(row) for row in rows])
            assert twice < 0.01 and gaps == []


storms = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 10**6), st.sampled_from(["stop", "take"])),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(storms)
def test_any_edits_keep_land_shapes_and_borders(todo: list[tuple[str, int, str]]) -> None:
    now = first = start()
    done: list[Change] = []
    for name, seed, rule in todo:
        changes = one(now, name, random.Random(seed), rule)
        now = now.with_changes(changes)
        done += changes
        sound(now)
        tidy(now)
    conserved(now)
    back = now.with_changes([invert(change) for change in reversed(done)])
    assert {t: dict(rows) for t, rows in back.tables.items() if rows} == {
        t: dict(rows) for t, rows in first.tables.items() if rows
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(storms)
def test_any_edits_that_may_overlap_keep_land_and_shapes(todo: list[tuple[str, int, str]]) -> None:
    now = start()
    for name, seed, _ in todo:
        now = now.with_changes(one(now, name, random.Random(seed), "allow"))
        sound(now)
    conserved(now)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
@given(storms)
def test_a_document_takes_any_edits_and_gives_them_back(
    tmp_path: Path, todo: list[tuple[str, int, str]]
) -> None:
    begun = start()
    rows = [row for table in ("site", "plot", "use_change") for row in begun.rows(table).values()]
    with open_document(project(tmp_path / f"{new_key()}.gpkg")) as document:
        document.edit("Begin", [insert(Variant(1, "A")), *map(insert, rows)])
        first, count = document.tables, 0
        for name, seed, rule in todo:
            changes = one(document.snapshot(1, 2040), name, random.Random(seed), rule)
            count += bool(document.edit(name, changes, variant=1))
        last = document.tables
        for _ in range(count):
            document.undo()
        assert document.tables == first
        while document.redo():
            pass
        assert document.tables == last


@pytest.mark.parametrize("name", sorted(STEPS))
def test_every_kind_of_edit_does_something_somewhere(name: str) -> None:
    now = start()
    plot = max(drawn(now, "plot"))
    now = now.with_changes(outline.add_ring(now, plot, shapely.Point(_about(now, plot)).buffer(8)))
    assert any(one(now, name, random.Random(seed), "take") for seed in range(80))
    assert math.isfinite(balance(now).outside_m2)
