"""The programme stays zero-sum in whole m2 whatever the sliders do, and sliding back leaves no trace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.landuse.balance import Posting
from scenarios.landuse.catalogue import USES
from scenarios.landuse.conversions import convert
from scenarios.landuse.programme import Slide, gap, programme, programme_ledger, slide
from scenarios.project.model import Conversion, Lock, new_key
from scenarios.project.snapshot import Snapshot
from tests.makers import correction, snapshot, square, use_change

HOME = "GM0001"


def planned(pairs: dict[tuple[str, str], int], *rows: object, cause: str = "slider") -> Snapshot:
    """Conversions in Aardam, begun with 30 ha business park, 9 green, 1 water, 10 housing, 50 farmland."""
    ground = (
        correction(square(0, 0, 1000, 300), "BED"),
        correction(square(0, 300, 1000, 90), "GRO"),
        correction(square(0, 390, 1000, 10), "WAT"),
    )
    drawn = []
    for (source, target), m2 in pairs.items():
        key = new_key()
        drawn.append(Conversion(key, key, 1, HOME, source, target, m2, cause))
    return snapshot(*ground, *drawn, *rows)


def locked(use: str) -> Lock:
    """A lock on a use in Aardam."""
    key = new_key()
    return Lock(key, key, 1, HOME, use)


def after(found: Slide, *rows: object) -> Snapshot:
    """The snapshot that a slide leads to."""
    return planned(found.conversions, *rows)


def test_programme_is_the_present_plus_conversions():
    seen = planned({("LAN", "WON"): 50_000, ("BED", "WON"): 7})
    row = programme(seen)[HOME]
    assert (row["WON"], row["LAN"], row["BED"]) == (150_007, 450_000, 299_993)
    assert sum(row.values()) == 1_000_000
    assert programme(seen)["GM0002"]["WON"] == 500_000
    assert programme_ledger(seen) == (
        Posting(HOME, "BED", "WON", 7, "slider"),
        Posting(HOME, "LAN", "WON", 50_000, "slider"),
    )


def test_gap_is_programme_minus_drawn():
    seen = planned({("LAN", "WON"): 50_000}, use_change(square(0, 500, 100), "WON"))
    assert gap(seen)[HOME]["WON"] == 40_000
    assert gap(seen)[HOME]["LAN"] == -40_000
    assert sum(gap(seen)[HOME].values()) == 0


def test_payers_pay_in_proportion_and_water_does_not():
    found = slide(planned({}), HOME, "WON", 189_000)
    assert found.reached_m2 == 189_000 and found.stopped_by == ""
    assert found.conversions == {("BED", "WON"): 30_000, ("GRO", "WON"): 9_000, ("LAN", "WON"): 50_000}
    odd = slide(planned({}), HOME, "WON", 100_001)
    assert odd.conversions == {("LAN", "WON"): 1}


def test_locked_uses_do_not_pay():
    found = slide(planned({}, locked("BED")), HOME, "WON", 160_000)
    assert set(found.conversions) == {("GRO", "WON"), ("LAN", "WON")}


def test_a_named_payer_pays_all_also_water():
    found = slide(planned({}), HOME, "WON", 105_000, "WAT")
    assert found.conversions == {("WAT", "WON"): 5_000}
    found = slide(planned({}), HOME, "WON", 120_000, "WAT")
    assert found.conversions == {("WAT", "WON"): 10_000}
    assert found.reached_m2 == 110_000
    assert found.stopped_by == "Water has no land left to give."


def test_a_slider_stops_at_zero_and_at_locks_and_says_why():
    assert slide(planned({}), HOME, "WON", -5).stopped_by == "Housing cannot go below zero."
    assert slide(planned({}), HOME, "WON", -5).reached_m2 == 0
    everything = slide(planned({}), HOME, "WON", 1_000_000)
    assert everything.reached_m2 == 990_000
    assert everything.stopped_by == (
        "Everything that may pay is used up; water and infrastructure pay only when they are named."
    )
    some = slide(planned({}, locked("LAN")), HOME, "WON", 1_000_000)
    assert some.stopped_by == "Everything that may pay is used up; locked: Agriculture."
    assert slide(planned({}, locked("WON")), HOME, "WON", 5).stopped_by == "Housing is locked."
    assert slide(planned({}, locked("LAN")), HOME, "WON", 5, "LAN").conversions == {}
    rest = [locked(use) for use in USES if use != "WON"]
    assert slide(planned({}, *rest), HOME, "WON", 5).stopped_by == (
        "All other uses are locked: nothing can take this land."
    )


def test_sliding_the_other_way_cancels_a_conversion():
    seen = planned({("LAN", "WON"): 30_000})
    assert slide(seen, HOME, "WON", 120_000, "LAN").conversions == {("LAN", "WON"): 20_000}
    assert slide(seen, HOME, "WON", 90_000, "LAN").conversions == {("WON", "LAN"): 10_000}


def test_an_unknown_use_is_a_mistake_of_the_caller():
    for use, payer in (("XXX", None), ("WON", "WON")):
        with pytest.raises(ValueError, match="no slider"):
            slide(planned({}), HOME, use, 1, payer)


def test_converting_nets_what_goes_and_comes_back():
    conversions = {("A", "B"): 5}
    convert(conversions, "B", "A", 7)
    assert conversions == {("B", "A"): 2}
    convert(conversions, "A", "B", 2)
    assert conversions == {}


PAYERS = st.sampled_from((None, None, None, *USES))
MOVES = st.lists(st.tuples(st.sampled_from(tuple(USES)), st.integers(-1000, 1_100_000), PAYERS), max_size=12)


@given(MOVES, st.lists(st.sampled_from(tuple(USES)), max_size=3, unique=True))
@settings(deadline=None, max_examples=60)
def test_any_sequence_of_slides_keeps_every_sum_exact(moves, locks):
    rows = [locked(use) for use in locks]
    seen = planned({}, *rows)
    start = programme(seen)[HOME]
    for use, target, payer in moves:
        if payer == use:
            continue
        before = programme(seen)[HOME]
        found = slide(seen, HOME, use, target, payer)
        seen = after(found, *rows)
        row = programme(seen)[HOME]
        assert sum(row.values()) == 1_000_000
        assert row[use] == found.reached_m2
        assert bool(found.stopped_by) == (found.reached_m2 != target)
        assert min(row.values()) >= 0
        assert all(row[code] == start[code] for code in locks)
        for code in ("WAT", "INF"):
            assert row[code] >= before[code] or code in (use, payer)
        assert all(m2 > 0 and (b, a) not in found.conversions for (a, b), m2 in found.conversions.items())


@given(
    st.sampled_from(("WON", "BED", "GRO", "NAT")),
    st.lists(st.integers(0, 990_000), min_size=1, max_size=6),
    st.dictionaries(st.sampled_from((("LAN", "HMC"), ("BED", "WRK"))), st.integers(1, 90_000)),
)
@settings(deadline=None, max_examples=60)
def test_sliding_a_use_about_and_back_leaves_no_trace(use, targets, others):
    others = {pair: m2 for pair, m2 in others.items() if use not in pair}
    seen = planned(others)
    start = programme(seen)[HOME][use]
    for target in (*targets, start):
        seen = after(slide(seen, HOME, use, target))
    assert programme(seen) == programme(planned(others))
    assert slide(seen, HOME, use, start).conversions == slide(planned(others), HOME, use, start).conversions
