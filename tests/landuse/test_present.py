"""The corrected coverage holds what the balance counts, and corrections lie on each other by rank."""

import numpy as np
import shapely
from hypothesis import HealthCheck, given, settings

from scenarios.landuse.present import corrected, present
from scenarios.project.region import USE_INDEX, USES
from tests.landuse.layouts import snapshots
from tests.makers import correction, snapshot, square


def test_without_corrections_the_present_is_the_imported_coverage():
    seen = snapshot()
    assert corrected(seen) is seen.region.imported
    assert present(seen)[0, USE_INDEX["LAN"]] == 900_000
    assert present(seen)[1, USE_INDEX["OVE"]] == 500_000


def test_a_later_correction_lies_on_an_earlier_one_and_both_are_cut_at_the_border():
    below = correction(square(900, 0, 200, 100), "BED", rank=1)
    above = correction(square(900, 0, 200, 50), "HMC", rank=2)
    found = corrected(snapshot(above, below))
    rows = sorted(
        (USES[use], int(owner), round(area), int(key))
        for use, owner, area, key in zip(found.use, found.municipality, found.areas, found.keys, strict=True)
        if key in (below.key, above.key)
    )
    assert rows == [
        ("BED", 0, 5_000, below.key),
        ("BED", 1, 5_000, below.key),
        ("HMC", 0, 5_000, above.key),
        ("HMC", 1, 5_000, above.key),
    ]


def test_a_correction_to_other_takes_the_polygon_away():
    found = present(snapshot(correction(square(0, 0, 1000, 900), "OVE")))
    assert found[0, USE_INDEX["LAN"]] == 0
    assert found[0, USE_INDEX["OVE"]] == 900_000


@given(snapshots())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_corrected_coverage_is_disjoint_and_sums_to_the_present(found):
    coverage, areas = corrected(found), present(found)
    summed = np.zeros_like(areas)
    np.add.at(summed, (coverage.municipality, coverage.use), shapely.area(coverage.geoms))
    known = [i for i in range(len(USES)) if USES[i] != "OVE"]
    assert np.allclose(summed[:, known], areas[:, known], atol=1e-3)
    assert np.all(summed <= areas + 1e-3)
    if len(coverage.geoms):
        assert abs(shapely.union_all(coverage.geoms).area - coverage.areas.sum()) < 1e-3
