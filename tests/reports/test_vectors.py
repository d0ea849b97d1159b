"""Map layers carry the same land as the balance."""

import numpy as np
import pytest
import shapely

from scenarios.landuse.balance import balance
from scenarios.reports.vectors import LAYERS
from tests.reports.made import FORMULA, snapshots


@pytest.mark.parametrize("number", [0, 1, 2])
def test_land_use_covers_the_region_once_with_the_uses_of_the_balance(number):
    shot = snapshots()[number]
    layer = LAYERS["land_use"](shot)
    assert shapely.area(layer.geoms).sum() == pytest.approx(2_000_000)
    assert shapely.union_all(layer.geoms).area == pytest.approx(2_000_000)
    per_use: dict = {}
    for code, use, m2 in zip(*(layer.columns[n] for n in ("municipality", "use", "area_m2")), strict=True):
        per_use[code, use] = per_use.get((code, use), 0) + m2
    for code, uses in balance(shot).now_m2.items():
        for use, m2 in uses.items():
            assert per_use.get((code, use), 0) == pytest.approx(m2, abs=2)


def test_drawn_things_come_in_drawing_order_with_the_columns_of_place():
    layer = LAYERS["drawn"](snapshots()[1])
    assert layer.columns["kind"] == ["cluster", "plot", "plot", "change"]
    assert layer.columns["activity"][1:3] == ["A02", "A05"]
    assert layer.columns["name"][2] == FORMULA
    assert layer.columns["use"] == [None, None, None, "WON"]
    assert layer.columns["land_use"][0] == "HMC"


def test_every_layer_has_columns_as_long_as_its_shapes():
    for shot in snapshots():
        for name, make in LAYERS.items():
            layer = make(shot)
            assert layer.name == name
            assert {len(values) for values in layer.columns.values()} == {len(layer.geoms)}
            assert np.all(shapely.is_valid(layer.geoms))
