"""What is typed for a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.widgets.typed import KINDS, read, shown, written
from scenarios.errors import Refused
from scenarios.wording import set_language


@pytest.fixture(params=["nl", "en"])
def spoken(request):
    set_language(request.param)
    yield request.param
    set_language("en")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("area", "14", 140_000),
        ("area", "14 ha", 140_000),
        ("area", "14,5ha", 145_000),
        ("area", "500 m2", 500),
        ("area", "500m²", 500),
        ("area", "1 km2", 1e6),
        ("distance", "12,5", 12.5),
        ("distance", "2", 2),
        ("angle", "-22", -22),
        ("area", "2", 20_000),
        ("area", "12 m2", 12),
        ("distance", "12.5 m", 12.5),
        ("distance", "1,2 km", 1200),
        ("angle", "-45°", -45),
        ("x", "92145.5", 92_145.5),
        ("factor", "150%", 1.5),
        ("sides", "6", 6),
    ],
)
def test_numbers_in_either_notation_with_or_without_unit(spoken, name, text, value):
    assert read(name, text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "text"),
    [("distance", "abc"), ("distance", ""), ("distance", "2 ha"), ("distance", "-3"), ("sides", "2")],
)
def test_what_is_no_such_number_is_refused_in_one_sentence(spoken, name, text):
    with pytest.raises(Refused) as refused:
        read(name, text)
    assert str(refused.value).count(".") >= 1


@given(st.integers(0, 10**7))
def test_every_whole_number_is_read(value):
    assert read("distance", str(value)) == value


@pytest.mark.parametrize("name", KINDS)
def test_what_is_shown_can_be_typed_again(spoken, name):
    value = KINDS[name].example * KINDS[name].units.get(KINDS[name].unit, 1.0)
    assert read(name, shown(name, value)) == pytest.approx(value)
    assert read(name, written(name, value)) == pytest.approx(value)
