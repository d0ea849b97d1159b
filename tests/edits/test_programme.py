"""The programme: slides and tables become conversions; every municipality keeps adding up to its area."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.edits.limits import lock, unlock
from scenarios.edits.programme import set_programme, set_slide
from scenarios.errors import Refused
from scenarios.landuse.programme import Slide, programme, slide
from scenarios.project.model import PRESENT
from scenarios.project.region import USES
from tests.makers import snapshot

HA = 10_000
PRESENT_A = {"LAN": 90 * HA, "WON": 10 * HA}
"""What municipality GM0001 of the small region has."""


def planned(now, code="GM0001"):
    return {use: m2 for use, m2 in programme(now)[code].items() if m2}


def stored(now):
    return {(c.from_use, c.to_use): c.m2 for c in now.conversions.values()}


class TestSlide:
    def test_is_stored_as_conversions_and_updates_the_same_rows(self):
        now = snapshot()
        now = now.with_changes(set_slide(now, "GM0001", slide(now, "GM0001", "WON", 15 * HA)))
        (key,) = now.conversions
        assert stored(now) == {("LAN", "WON"): 5 * HA}
        (change,) = set_slide(now, "GM0001", slide(now, "GM0001", "WON", 20 * HA))
        assert (change.key, change.new) == (key, {"m2": 10 * HA})

    def test_back_at_the_present_leaves_no_row(self):
        now = snapshot()
        now = now.with_changes(set_slide(now, "GM0001", slide(now, "GM0001", "WON", 15 * HA)))
        now = now.with_changes(set_slide(now, "GM0001", slide(now, "GM0001", "WON", 10 * HA)))
        assert not now.conversions

    def test_nets_what_goes_and_comes_back(self):
        now = snapshot()
        both = Slide({("LAN", "WON"): 700, ("WON", "LAN"): 300, ("LAN", "NAT"): 0}, 0, "")
        assert stored(now.with_changes(set_slide(now, "GM0001", both))) == {("LAN", "WON"): 400}

    def test_leaves_other_municipalities_alone(self):
        now = snapshot()
        now = now.with_changes(set_slide(now, "GM0002", slide(now, "GM0002", "WON", 60 * HA)))
        after = now.with_changes(set_slide(now, "GM0001", Slide({}, 0, "")))
        assert after.conversions == now.conversions

    def test_is_refused_in_the_present(self):
        with pytest.raises(Refused, match="make a variant first"):
            set_slide(snapshot(variant=PRESENT), "GM0001", Slide({}, 0, ""))


class TestTable:
    def test_what_is_not_listed_pays(self):
        now = snapshot()
        now = now.with_changes(set_programme(now, {"GM0001": {"NAT": 18 * HA}}))
        assert planned(now) == {"NAT": 18 * HA, "LAN": 90 * HA - 162_000, "WON": 10 * HA - 18_000}

    def test_listed_uses_are_as_asked_and_a_second_table_starts_from_the_present(self):
        now = snapshot()
        now = now.with_changes(set_programme(now, {"GM0001": {"NAT": 18 * HA, "WON": 10 * HA}}))
        now = now.with_changes(set_programme(now, {"GM0001": {"HMC": 5 * HA, "WON": 10 * HA}}))
        assert planned(now) == {"HMC": 5 * HA, "WON": 10 * HA, "LAN": 85 * HA}

    def test_giving_land_up_goes_to_the_others(self):
        now = snapshot()
        now = now.with_changes(set_programme(now, {"GM0001": {"LAN": 50 * HA}}))
        assert planned(now) == {"LAN": 50 * HA, "WON": 50 * HA}

    def test_locked_uses_keep_their_programme(self):
        now = snapshot()
        now = now.with_changes(lock(now, "GM0001", "WON"))
        now = now.with_changes(set_programme(now, {"GM0001": {"NAT": 18 * HA}}))
        assert planned(now) == {"NAT": 18 * HA, "LAN": 72 * HA, "WON": 10 * HA}
        with pytest.raises(Refused, match="WON in Aardam is locked"):
            set_programme(now, {"GM0001": {"WON": 11 * HA}})

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ({"WON": 150 * HA}, r"Aardam is 50.00 ha too large"),
            ({"WON": 10 * HA, "LAN": 80 * HA}, r"Aardam is 10.00 ha short"),
            ({"WON": -1}, "cannot be below zero"),
            ({"HUIS": 1}, "“HUIS” in the programme of Aardam is not a land use"),
        ],
    )
    def test_what_cannot_be_is_refused_with_the_hectares(self, row, said):
        with pytest.raises(Refused, match=said):
            set_programme(snapshot(), {"GM0001": row})

    def test_an_unknown_municipality_is_refused(self):
        with pytest.raises(Refused, match="no municipality “GM0009”"):
            set_programme(snapshot(), {"GM0009": {}})

    def test_strict_wants_every_use(self):
        with pytest.raises(Refused, match="is not complete"):
            set_programme(snapshot(), {"GM0001": PRESENT_A}, strict=True)
        full = {**dict.fromkeys(USES, 0), "LAN": 60 * HA, "GRO": 40 * HA}
        now = snapshot()
        now = now.with_changes(set_programme(now, {"GM0001": full}, strict=True))
        assert planned(now) == {"LAN": 60 * HA, "GRO": 40 * HA}

    def test_rounding_to_hectares_goes_to_the_largest(self):
        full = {**dict.fromkeys(USES, 0), "LAN": 60 * HA + 40, "GRO": 40 * HA + 30}
        now = snapshot()
        now = now.with_changes(set_programme(now, {"GM0001": full}))
        assert planned(now) == {"LAN": 60 * HA - 30, "GRO": 40 * HA + 30}


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.sampled_from(USES), st.integers(0, 60 * HA), max_size=5),
    st.sets(st.sampled_from(USES), max_size=3),
)
def test_every_table_conserves_land_and_gives_what_is_listed(row, locked):
    now = snapshot()
    for use in sorted(locked):
        now = now.with_changes(lock(now, "GM0001", use))
    try:
        after = now.with_changes(set_programme(now, {"GM0001": row}))
    except Refused:
        return
    result = programme(after)["GM0001"]
    assert sum(result.values()) == 100 * HA and min(result.values()) >= 0
    off = {use: result[use] - m2 for use, m2 in row.items() if result[use] != m2}
    assert len(off) <= 1 and all(abs(m2) <= 50 * len(row) for m2 in off.values())
    assert all(result[use] == PRESENT_A.get(use, 0) for use in locked - row.keys())
    assert result["INF"] == row.get("INF", 0) and result["WAT"] == row.get("WAT", 0)


def test_a_lock_is_set_once_and_taken_away():
    now = snapshot()
    now = now.with_changes(lock(now, "GM0001", "WON"))
    assert lock(now, "GM0001", "WON") == []
    assert not now.with_changes(unlock(now, "GM0001", "WON")).locks
    assert unlock(now, "GM0001", "NAT") == []
