"""Typed and pasted cells: met exactly, paid by the rule in force, and nothing half applied."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.edits.cells import set_cells
from scenarios.edits.limits import lock, set_limit
from scenarios.errors import Refused
from scenarios.landuse.payers import Payer
from scenarios.landuse.programme import programme, slide
from scenarios.project.model import PRESENT
from scenarios.project.region import USES
from tests.makers import snapshot

HA = 10_000
A, B = "GM0001", "GM0002"


def after(now, targets, payer=None):
    changes = set_cells(now, targets, payer) if payer else set_cells(now, targets)
    return programme(now.with_changes(changes))


def test_one_cell_ends_as_its_slider_would():
    now = snapshot()
    found = now.with_changes(set_cells(now, {A: {"HMC": 10 * HA}}))
    slid = slide(now, A, "HMC", 10 * HA, standing=True)
    assert {(c.from_use, c.to_use): c.m2 for c in found.conversions.values()} == slid.conversions
    assert {c.cause for c in found.conversions.values()} == {"typed"}


def test_listed_cells_exchange_first_and_the_rest_is_paid_by_others():
    rows = after(snapshot(), {A: {"LAN": 70 * HA, "HMC": 15 * HA}})[A]
    assert (rows["LAN"], rows["HMC"], rows["WON"]) == (70 * HA, 15 * HA, 15 * HA)


def test_the_named_use_pays():
    now = snapshot()
    with pytest.raises(Refused, match="homes are not pulled down"):
        set_cells(now, {A: {"HMC": 4 * HA}}, Payer(("WON",)))
    now = now.with_changes(set_limit(now, A, "WON", "at_least", 0, "the flats go"))
    rows = after(now, {A: {"HMC": 4 * HA}}, Payer(("WON",)))[A]
    assert (rows["WON"], rows["LAN"]) == (6 * HA, 90 * HA)


def test_another_municipality_swaps():
    now = snapshot()
    now = now.with_changes(set_cells(now, {B: {"BED": 20 * HA}}))
    rows = after(now, {A: {"BED": 15 * HA}}, Payer(("LAN",), B))
    assert (rows[A]["BED"], rows[B]["BED"], rows[B]["LAN"]) == (15 * HA, 5 * HA, 15 * HA)
    for use in USES:
        assert sum(row[use] for row in rows.values()) == sum(r[use] for r in programme(now).values())


def test_a_whole_row_is_taken_as_it_stands():
    row = dict.fromkeys(USES, 0) | {"WON": 10 * HA, "NAT": 60 * HA, "WAT": 30 * HA}
    assert after(snapshot(), {A: row})[A] == row


def test_what_does_not_change_changes_nothing():
    now = snapshot()
    assert set_cells(now, {A: {"LAN": 90 * HA, "WON": 10 * HA}}) == []


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ({A: {"HMC": -HA}}, "below zero"),
        ({A: {"HMC": 240 * HA}}, r"240\.0 ha of Heavy industry HMC4\+ does not fit"),
        ({A: {"HMC": 60 * HA, "NAT": 60 * HA}}, r"Together that is 120\.0 ha"),
        ({B: {"HMC": HA}, A: {"HMC": 240 * HA}}, "does not fit"),
    ],
)
def test_what_cannot_be_is_refused(targets, said):
    with pytest.raises(Refused, match=said):
        set_cells(snapshot(), targets)


def test_locked_cells_are_refused_by_name():
    now = snapshot()
    now = now.with_changes(lock(now, A, "LAN"))
    with pytest.raises(Refused, match="locked"):
        set_cells(now, {A: {"LAN": 80 * HA, "HMC": 10 * HA}})
    with pytest.raises(Refused, match=r"at most 0\.0 ha"):
        set_cells(now, {A: {"HMC": 40 * HA}})


def test_a_limit_is_refused_with_its_reason():
    now = snapshot()
    now = now.with_changes(set_limit(now, A, "HMC", "at_most", 5 * HA, "the canal is full"))
    with pytest.raises(Refused, match="the canal is full"):
        set_cells(now, {A: {"HMC": 10 * HA, "LAN": 80 * HA}})
    with pytest.raises(Refused, match="the canal is full"):
        set_cells(now, {A: {"HMC": 10 * HA}})


def test_a_locked_regional_total_may_be_exchanged_in_one_block():
    now = snapshot()
    now = now.with_changes(lock(now, A, "LAN", "total"))
    rows = after(now, {A: {"HMC": 5 * HA, "LAN": 85 * HA}, B: {"LAN": 5 * HA}})
    assert (rows[A]["LAN"], rows[B]["LAN"]) == (85 * HA, 5 * HA)
    with pytest.raises(Refused, match="regional total of Agriculture is locked"):
        set_cells(now, {A: {"HMC": 5 * HA, "LAN": 85 * HA}})


def test_the_present_stays():
    with pytest.raises(Refused, match="make a variant first"):
        set_cells(snapshot(variant=PRESENT), {A: {"HMC": HA}})


CELLS = st.dictionaries(
    st.sampled_from((A, B)),
    st.dictionaries(st.sampled_from(USES), st.integers(0, 60 * HA), min_size=1, max_size=4),
    min_size=1,
)


@given(first=CELLS, second=CELLS)
@settings(max_examples=60, deadline=None)
def test_cells_are_met_exactly_or_nothing_changes(first, second):
    now = snapshot()
    for targets in (first, second):
        try:
            changes = set_cells(now, targets)
        except Refused:
            continue
        now = now.with_changes(changes)
        rows = programme(now)
        assert all(rows[code][use] == m2 for code, row in targets.items() for use, m2 in row.items())
        assert all(sum(row.values()) == 100 * HA for row in rows.values())
        assert all(m2 >= 0 for row in rows.values() for m2 in row.values())
