"""Balance and contours agree with geopandas.overlay to the square metre, and land is conserved."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from scenarios.landuse.balance import balance
from scenarios.landuse.distances import distances
from scenarios.landuse.setbacks import setbacks
from scenarios.landuse.visible import use_of
from scenarios.project.model import Plot
from scenarios.project.snapshot import Snapshot, frozen
from tests.landuse import independent
from tests.landuse.layouts import snapshots

patient = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@given(snapshots())
@patient
def test_balance_and_ledger_agree_with_geopandas(found: Snapshot):
    ours = balance(found)
    present, now, postings = independent.balance(found, {t.key: use_of(found, t) for t in found.things})
    for code, total in ours.area_m2.items():
        assert {(code, use): m2 for use, m2 in ours.present_m2[code].items()} == {
            cell: m2 for cell, m2 in present.items() if cell[0] == code
        }
        assert {(code, use): m2 for use, m2 in ours.now_m2[code].items()} == {
            cell: m2 for cell, m2 in now.items() if cell[0] == code
        }
        assert sum(ours.now_m2[code].values()) == total
    assert sorted((p.municipality, p.from_use, p.to_use, p.m2, p.cause) for p in ours.ledger) == postings


@given(snapshots())
@patient
def test_contours_agree_with_geopandas(found: Snapshot):
    ours = setbacks(found)
    for thing in found.things:
        if isinstance(thing, Plot):
            assert distances(found, thing).category == independent.reach_of(found, thing)
    uses = {t.key: use_of(found, t) for t in found.things}
    claimed, sensitive, outside = independent.contours(found, uses)
    for code in claimed:
        assert abs(ours.claimed_m2[code] - claimed[code]) <= 0.501
        assert abs(ours.sensitive_m2[code] - sensitive[code]) <= 0.501
    assert abs(ours.outside_m2 - outside) <= 0.501


@given(snapshots())
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_ledger_explains_the_whole_difference_and_sums_to_zero(found: Snapshot):
    ours = balance(found)
    for code in ours.area_m2:
        moved: Counter[str] = Counter()
        for posting in ours.ledger:
            if posting.municipality == code:
                assert posting.m2 > 0 and posting.from_use != posting.to_use
                moved[posting.from_use] -= posting.m2
                moved[posting.to_use] += posting.m2
        assert sum(moved.values()) == 0
        for use, m2 in ours.now_m2[code].items():
            assert m2 - ours.present_m2[code][use] == moved[use]
            assert m2 >= 0


@given(snapshots())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_results_do_not_depend_on_the_order_of_rows_or_on_what_was_reckoned_before(found: Snapshot):
    first, ring = balance(found), setbacks(found)
    turned = frozen({name: dict(reversed(list(rows.items()))) for name, rows in found.tables.items()})
    for memo in ({}, found.memo):
        again = replace(found, tables=turned, memo=memo)
        assert (balance(again).now_m2, balance(again).ledger) == (first.now_m2, first.ledger)
        assert setbacks(again).claimed_m2 == ring.claimed_m2
        assert setbacks(again).sensitive_m2 == ring.sensitive_m2
