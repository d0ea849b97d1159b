"""Random sliders, swaps, drawings, moves, undos and reopenings: after every step the ledgers sum to 0 m2."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scenarios.edits.limits import lock
from scenarios.edits.moves import plan, set_aside
from scenarios.edits.plots import draw_plot
from scenarios.edits.programme import set_slide
from scenarios.edits.shapes import remove
from scenarios.edits.sites import draw_site
from scenarios.edits.use_changes import draw_use_change
from scenarios.edits.variants import add_variant
from scenarios.errors import Refused
from scenarios.landuse.ledgers import drawn, faults, gap, planned
from scenarios.landuse.payers import Payer
from scenarios.landuse.programme import slide
from scenarios.project.change import Change, insert
from scenarios.project.document import Document, open_document
from scenarios.project.model import Conversion
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from tests.makers import project, square

CODES = ("GM0001", "GM0002")
YEARS = (None, 2027, 2030, 2034, 2039)


def _slide(seen: Snapshot, pick: random.Random) -> list[Change]:
    code, use = pick.choice(CODES), pick.choice(USES)
    other = next(each for each in CODES if each != code)
    rule = pick.choice((Payer(), Payer((pick.choice(USES),)), Payer(place=other)))
    if rule.uses == (use,):
        return []
    return set_slide(seen, code, slide(seen, code, use, pick.random() * 10**6, rule))


def _draw(seen: Snapshot, pick: random.Random) -> list[Change]:
    shape = square(pick.randrange(-50, 1900), pick.randrange(900), pick.randrange(5, 300))
    start, end = pick.choice(YEARS), pick.choice((None, 2036, 2040))
    return draw_use_change(seen, shape, pick.choice(USES), start_year=start, end_year=end)


def _site(seen: Snapshot, pick: random.Random) -> list[Change]:
    shape = square(pick.randrange(1700), pick.randrange(700), 300)
    return draw_site(seen, shape, pick.choice(("cluster", "hub")), start_year=pick.choice(YEARS))


def _plot(seen: Snapshot, pick: random.Random) -> list[Change]:
    if not seen.sites:
        return []
    site = pick.choice(sorted(seen.sites))
    low = seen.geometry(seen.sites[site]).bounds
    shape = square(low[0] - 80_000 + pick.randrange(100), low[1] - 450_000 + pick.randrange(100), 80)
    return draw_plot(seen, shape, site, activity=pick.choice(("F04", "L02", "A43")))


def _move(seen: Snapshot, pick: random.Random) -> list[Change]:
    if seen.moves and pick.random() < 0.3:
        key = pick.choice(sorted(seen.moves))
        return set_aside(seen, key, not seen.moves[key].aside)
    plots = [None, *sorted(seen.plots)]
    shape = square(pick.randrange(1900), pick.randrange(900), pick.randrange(20, 90))
    return plan(seen, shape, pick.choice(("", "WON", "GRO")), pick.choice(plots), category="4.2")


def _lock(seen: Snapshot, pick: random.Random) -> list[Change]:
    if seen.locks and pick.random() < 0.6:
        return remove(seen, [("programme_lock", pick.choice(sorted(seen.locks)))])
    return lock(seen, pick.choice(CODES), pick.choice(USES))


def _remove(seen: Snapshot, pick: random.Random) -> list[Change]:
    there = [(table, key) for table in ("site", "plot", "use_change", "move") for key in seen.rows(table)]
    return remove(seen, [pick.choice(sorted(there))]) if there else []


ACTS: tuple[Callable[[Snapshot, random.Random], list[Change]], ...] = (
    *(_slide,) * 4, _draw, _draw, _site, _plot, _move, _lock, _remove, _remove
)  # fmt: skip


def act(document: Document, variant: int, pick: random.Random) -> None:
    """Do one random thing to a variant; what is refused changes nothing."""
    what = pick.random()
    if what < 0.15 and (document.next_undo is not None and document.next_undo.label != "Variant"):
        document.undo()
    elif what < 0.22:
        document.redo()
    else:
        try:
            changes = pick.choice(ACTS)(document.snapshot(variant), pick)
            if changes:
                document.edit("Step", changes, variant=variant)
        except Refused:
            pass


def storm(path: Path, steps: int, seed: int, each: int) -> int:
    """Take random steps and look at the ledgers every so many; gives how often they held anything."""
    pick = random.Random(seed)
    document = open_document(project(path))
    variant = document.edit("Variant", add_variant(document.tables, "One"))[0].key
    held = 0
    for step in range(steps):
        if pick.random() < 0.01:
            document.close()
            document = open_document(path)
        act(document, variant, pick)
        if step % each == 0 or step == steps - 1:
            seen = document.snapshot(variant, pick.choice((2026, 2031, 2036, 2040)))
            assert faults(seen) == []
            for entries in (drawn(seen), planned(seen), gap(seen)):
                assert sum(m2 for entry in entries for _use, m2 in entry.legs) == 0
                assert all(entry.m2 > 0 and entry.from_use != entry.to_use for entry in entries)
            held += bool(drawn(seen)) and bool(planned(seen))
    document.close()
    return held


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"m2": 0}, "above zero"),
        ({"m2": -5}, "above zero"),
        ({"m2": 0.5}, None),
        ({"to_use": "LAN"}, "another use"),
        ({"to_use": "XXX"}, "not a land use"),
        ({"from_use": ""}, "not a land use"),
        ({"municipality": "GM9999"}, "not a municipality"),
    ],
)
def test_no_transaction_takes_an_entry_with_one_side(tmp_path, columns, said):
    document = open_document(project(tmp_path / "p.gpkg"))
    variant = document.edit("Variant", add_variant(document.tables, "One"))[0].key
    before = document.history()
    sound = Conversion(7, 7, variant, "GM0001", "LAN", "WON", 10, "typed")
    with pytest.raises((Refused, ValueError), match=said):
        document.edit("Plan", [insert(replace(sound, **columns))])
    assert planned(document.snapshot(variant)) == () and document.history() == before
    document.edit("Plan", [insert(sound)])
    assert len(planned(document.snapshot(variant))) == 1
    document.close()


def test_ledgers_close_after_every_step(tmp_path):
    assert storm(tmp_path / "p.gpkg", 150, 4, each=1) > 50


@pytest.mark.long
def test_ledgers_close_after_ten_thousand_steps(tmp_path):
    assert storm(tmp_path / "p.gpkg", 10_000, 1, each=10) > 500
