"""Taking back what was planned brings the former state exactly, as far as locks and limits let it."""

from hypothesis import given, settings

from scenarios.landuse.limits import bounds, locked
from scenarios.landuse.programme import programme
from scenarios.landuse.resetting import back
from tests.landuse.test_payers import HOME, LIMITS, MOVES, NEXT, SCOPES, both, held, limit, planned, slide

PLANNED = {
    HOME: {("LAN", "WON"): 50_000, ("BED", "HMC"): 7, ("LAN", "HMC"): 3_000},
    NEXT: {("HMC", "LAN"): 3_000},
}


def after(seen, rows=(), **scope):
    """The snapshot after a reset, and the cells that stayed."""
    found = back(seen, **scope)
    left = {code: dict(pairs) for code, pairs in PLANNED.items()} | dict(found.conversions)
    return planned(left, *rows), found.stays


def test_a_cell_a_municipality_or_all_go_back_to_the_present():
    seen, stays = after(planned(PLANNED), municipality=HOME, use="HMC")
    assert {(c.from_use, c.to_use) for c in seen.conversions.values()} == {("LAN", "WON"), ("HMC", "LAN")}
    assert stays == ()
    seen, _ = after(planned(PLANNED), municipality=HOME)
    assert {c.municipality for c in seen.conversions.values()} == {NEXT}
    seen, _ = after(planned(PLANNED))
    assert not seen.conversions
    seen, _ = after(planned(PLANNED), use="HMC")
    assert {c.to_use for c in seen.conversions.values()} == {"WON"}


def test_what_is_locked_stays_and_is_named():
    rows = (held("WON", HOME),)
    seen, stays = after(planned(PLANNED, *rows), rows, municipality=HOME)
    assert programme(seen)[HOME]["WON"] == 150_000
    assert programme(seen)[HOME]["HMC"] == 0
    assert stays == ((HOME, "WON"),)


def test_a_locked_regional_total_goes_back_only_where_it_comes_out_the_same():
    rows = (held("HMC", scope="total"),)
    only_swap = {HOME: {("LAN", "HMC"): 3_000}, NEXT: {("HMC", "LAN"): 3_000}}
    assert back(planned(only_swap, *rows)).stays == ()
    alone = back(planned(only_swap, *rows), HOME)
    assert alone.stays == ((HOME, "HMC"),) and not alone.conversions


def test_a_limit_is_not_crossed_by_going_back():
    rows = (limit("WON", "at_least", 120_000, HOME),)
    seen, stays = after(planned(PLANNED, *rows), rows, municipality=HOME)
    assert programme(seen)[HOME]["WON"] == 150_000 and stays == ((HOME, "WON"),)


@given(MOVES, SCOPES, LIMITS)
@settings(deadline=None, max_examples=80)
def test_going_back_after_any_slides_keeps_locks_limits_and_sums(moves, locks, limits):
    pairs: dict[str, dict[tuple[str, str], int]] = {}
    for code, use, target, rule in moves:
        if rule.uses != (use,) and rule.place != code:
            pairs = {**pairs, **both(code, slide(planned(pairs), code, use, target, rule))}
    seen = planned(pairs, *locks, *limits)
    found = back(seen)
    now = planned({**pairs, **found.conversions}, *locks, *limits)
    before, then = programme(seen), programme(now)
    assert all(sum(row.values()) == 1_000_000 for row in then.values())
    if not found.stays:
        assert not now.conversions
    for code in (HOME, NEXT):
        for use, bound in bounds(seen, code).items():
            assert min(bound.low, before[code][use]) <= then[code][use] <= max(bound.high, before[code][use])
            assert then[code][use] == before[code][use] or not locked(seen).cell(code, use)
    for use in locked(seen).totals:
        assert sum(row[use] for row in then.values()) == sum(row[use] for row in before.values())
