"""Selecting by what is said of things."""

import pytest

from desktop.widgets.query import FIELDS, matching, values
from tests.desktop.tools.test_editing import AREA, LEFT, RIGHT, SITE, place, there

BY_KEY = {field.key: field for field in FIELDS}


@pytest.mark.parametrize(
    ("field", "test", "text", "expected"),
    [
        ("name", "is", "smid", [LEFT]),
        ("name", "contains", "o", [SITE]),
        ("name", "empty", "", [RIGHT, AREA]),
        ("kind", "is", "plot", [LEFT, RIGHT]),
        ("kind", "not", "plot", [SITE, AREA]),
        ("site", "is", "Noord", [LEFT, RIGHT]),
        ("area", "least", "4", [SITE, AREA]),
        ("area", "most", "1", [LEFT, RIGHT]),
        ("area", "is", "1.00", [LEFT, RIGHT]),
        ("area", "least", "much", []),
        ("name", "is", " ", []),
    ],
)
def test_a_question_finds_things(field, test, text, expected):
    assert set(matching(there(), BY_KEY[field], test, text)) == set(map(place, expected))


def test_the_values_there_are_can_be_chosen():
    assert values(there(), BY_KEY["name"]) == ("Noord", "Smid")
    assert values(there(), BY_KEY["area"]) == ("1.00", "4.00", "16.00")
