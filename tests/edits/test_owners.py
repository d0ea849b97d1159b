"""Owners of items and urgency of municipalities: one row each, gone where they are taken away."""

import pytest

from scenarios.edits.owners import set_owner
from scenarios.edits.urgency import set_urgency
from scenarios.errors import Refused
from tests.makers import snapshot

AARDAM = "GM0001"


def test_an_item_has_one_owner_per_municipality():
    view = snapshot()
    view = view.with_changes(set_owner(view, "hosted", AARDAM, " Province "))
    view = view.with_changes(set_owner(view, "hosted", AARDAM, "Region"))
    (row,) = view.item_owners.values()
    assert (row.item, row.municipality, row.owner) == ("hosted", AARDAM, "Region")
    assert not set_owner(view, "hosted", AARDAM, "Region")
    assert not view.with_changes(set_owner(view, "hosted", AARDAM, "")).item_owners


def test_nobody_owns_anything_of_the_present():
    with pytest.raises(Refused, match="variant"):
        set_owner(snapshot(variant=0), "hosted", AARDAM, "Province")
    with pytest.raises(Refused, match="characters"):
        set_owner(snapshot(), "hosted", AARDAM, "x" * 500)


def test_urgency_keeps_its_date_until_another_is_given():
    view = snapshot(variant=0)
    view = view.with_changes(set_urgency(view, AARDAM, 2, "2031-07-01"))
    view = view.with_changes(set_urgency(view, AARDAM, 3))
    (row,) = view.urgencies.values()
    assert (row.level, row.by) == (3, "2031-07-01")
    view = view.with_changes(set_urgency(view, AARDAM, 3, ""))
    assert next(iter(view.urgencies.values())).by == ""
    assert not view.with_changes(set_urgency(view, AARDAM, 0)).urgencies


@pytest.mark.parametrize(
    ("place", "level", "by"),
    [("GM9999", 1, None), (AARDAM, 4, None), (AARDAM, -1, None), (AARDAM, 2, "soon")],
)
def test_what_cannot_be_is_refused_in_a_sentence(place, level, by):
    with pytest.raises(Refused) as said:
        set_urgency(snapshot(), place, level, by)
    assert str(said.value).endswith((".", "empty."))
