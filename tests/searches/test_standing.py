"""What holds for sliders holds for proposals: locks of every scope, limits of one's own, rules they lift."""

import pytest

from scenarios.project.model import Limit, Lock
from scenarios.project.region import USE_INDEX
from scenarios.searches.allocation.region import space_of, standing
from tests.makers import snapshot

HOME, NEXT = "GM0001", "GM0002"


def demands(*rows):
    """The standing demands by key."""
    shown = snapshot(*rows)
    return {demand.key: demand for demand in standing(shown, space_of(shown))}


def test_a_limit_of_ones_own_lifts_the_standing_rule_and_says_why():
    found = demands(Limit(1, 1, 1, HOME, "WON", "at_least", 40_000, "the barracks go"))
    assert f"keep:{HOME}:WON" not in found and f"keep:{NEXT}:WON" in found
    low = found[f"limit:{HOME}:WON"]
    assert (low.low, low.text) == (4.0, "Housing in Aardam is at least 4.00 ha: the barracks go")


def test_a_fixed_limit_for_each_is_one_demand_per_municipality():
    found = demands(Limit(1, 1, 1, "", "LAN", "fixed"), Limit(2, 2, 1, "", "HMC", "at_most", 50_000))
    assert (found[f"limit:{HOME}:LAN"].low, found[f"limit:{HOME}:LAN"].high) == (90.0, 90.0)
    assert found[f"most:{NEXT}:HMC"].high == 5.0


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        (Lock(1, 1, 1, HOME, "", "row"), {f"lock:{HOME}:{use}" for use in USE_INDEX}),
        (Lock(1, 1, 1, "", "LAN", "column"), {f"lock:{HOME}:LAN", f"lock:{NEXT}:LAN"}),
        (Lock(1, 1, 1, "", "WON", "total"), {"total:WON"}),
    ],
)
def test_locks_hold_by_scope(row, keys):
    found = demands(row)
    assert {key for key in found if key.split(":")[0] in ("lock", "total")} == keys
    if row.scope == "total":
        assert len(found["total:WON"].cells) == 2
        assert found["total:WON"].low == found["total:WON"].high == 60.0
