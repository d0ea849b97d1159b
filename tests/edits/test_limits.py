"""Locks and limits are set, replaced and taken away; what cannot be is refused in one sentence."""

import pytest

from scenarios.edits.limits import lock, remove_limit, set_limit, unlock
from scenarios.edits.programme import reset, set_programme, set_slide
from scenarios.errors import Refused
from scenarios.landuse.limits import locked
from scenarios.landuse.payers import Payer
from scenarios.landuse.programme import programme, slide
from scenarios.landuse.resetting import back
from scenarios.project.model import PRESENT
from tests.makers import snapshot

HA = 10_000
HOME, NEXT = "GM0001", "GM0002"


def limited(now, *limits):
    for values in limits:
        now = now.with_changes(set_limit(now, *values))
    return now


def rows(now):
    return [(r.municipality, r.use, r.kind, r.m2, r.reason) for r in now.limits.values()]


@pytest.mark.parametrize("scope", ["cell", "row", "column", "total"])
def test_a_lock_of_each_scope_is_set_once_and_taken_away(scope):
    now = snapshot()
    now = now.with_changes(lock(now, HOME, "WON", scope))
    assert lock(now, HOME, "WON", scope) == []
    (row,) = now.locks.values()
    assert (row.municipality, row.use) == {
        "cell": (HOME, "WON"),
        "row": (HOME, ""),
        "column": ("", "WON"),
        "total": ("", "WON"),
    }[scope]
    assert locked(now).cell(HOME, "WON") == (scope != "total")
    assert not now.with_changes(unlock(now, HOME, "WON", scope)).locks


def test_a_limit_replaces_the_one_on_the_same_side():
    now = limited(snapshot(), (HOME, "LAN", "at_least", 5 * HA, "food"), (HOME, "LAN", "at_most", 80 * HA))
    now = limited(now, (HOME, "LAN", "at_least", 6 * HA))
    assert sorted(rows(now)) == [
        (HOME, "LAN", "at_least", 6 * HA, ""),
        (HOME, "LAN", "at_most", 80 * HA, ""),
    ]
    now = limited(now, (HOME, "LAN", "fixed", None, "agreed"))
    assert rows(now) == [(HOME, "LAN", "fixed", None, "agreed")]
    (key,) = now.limits
    assert not now.with_changes(remove_limit(now, key)).limits
    with pytest.raises(Refused, match="no longer there"):
        remove_limit(snapshot(), key)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((HOME, "LAN", "at_least", -1.0), "below zero"),
        ((HOME, "LAN", "at_least", float("nan")), "below zero"),
        ((HOME, "LAN", "at_least", 101 * HA), "the municipality has 100.00 ha"),
        ((HOME, "BOS", "fixed"), "“BOS” is not a land use"),
        (("GM0009", "LAN", "fixed"), "no municipality “GM0009”"),
        ((HOME, "LAN", "fixed", 5, "x" * 5000), "5,000 characters"),
    ],
)
def test_what_cannot_be_a_limit_is_refused(values, said):
    with pytest.raises(Refused, match=said):
        set_limit(snapshot(), *values)


def test_limits_that_clash_are_refused():
    now = limited(snapshot(), (HOME, "LAN", "at_most", 20 * HA))
    with pytest.raises(Refused, match=r"at least 30.00 ha and at most 20.00 ha cannot both be"):
        set_limit(now, HOME, "LAN", "at_least", 30 * HA)
    with pytest.raises(Refused, match=r"at least 90.00 ha and at most 20.00 ha"):
        set_limit(now, HOME, "LAN", "at_least")


def test_nothing_is_limited_or_locked_in_the_present():
    now = snapshot(variant=PRESENT)
    for act in (lambda: set_limit(now, HOME, "LAN", "fixed"), lambda: lock(now, HOME, "LAN")):
        with pytest.raises(Refused, match="make a variant first"):
            act()


def test_a_swap_is_stored_in_both_municipalities():
    now = snapshot()
    found = slide(now, HOME, "WON", 15 * HA, Payer(("OVE",), NEXT))
    assert found.reached_m2 == 10 * HA
    found = slide(now, HOME, "WON", 15 * HA, Payer(("LAN",), NEXT))
    now = now.with_changes(set_slide(now, HOME, found))
    assert {(c.municipality, c.from_use, c.to_use, c.m2) for c in now.conversions.values()} == {
        (HOME, "LAN", "WON", 5 * HA),
        (NEXT, "WON", "LAN", 5 * HA),
    }
    assert len(reset(now, back(now))) == 2
    assert not now.with_changes(reset(now, back(now))).conversions


class TestTable:
    def test_a_table_that_crosses_a_limit_is_refused_with_the_reason(self):
        now = limited(snapshot(), (HOME, "LAN", "at_least", 80 * HA, "food"))
        with pytest.raises(Refused, match=r"at least 80.00 ha: food. The table makes it 70.00 ha"):
            set_programme(now, {HOME: {"LAN": 70 * HA}})
        assert set_programme(now, {HOME: {"LAN": 80 * HA}})

    def test_a_locked_regional_total_allows_only_tables_that_keep_it(self):
        now = snapshot()
        now = now.with_changes(lock(now, "", "WON", "total"))
        with pytest.raises(Refused, match=r"regional total of Housing is locked .* 5.00 ha larger"):
            set_programme(now, {HOME: {"WON": 15 * HA}})
        after = now.with_changes(set_programme(now, {HOME: {"WON": 15 * HA}, NEXT: {"WON": 45 * HA}}))
        assert sum(row["WON"] for row in programme(after).values()) == 60 * HA
        paid = now.with_changes(set_programme(now, {HOME: {"NAT": 9 * HA}}))
        assert programme(paid)[HOME]["WON"] == 10 * HA
