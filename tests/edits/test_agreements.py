"""Agreements are typed: names of municipalities are understood, and what cannot be is refused."""

import pytest

from scenarios.edits.agreements import agree, change, remove
from scenarios.errors import Refused
from scenarios.project.model import Variant
from tests.makers import made, snapshot

SHOWN = snapshot(Variant(1, "x"))


def test_a_name_of_a_municipality_becomes_its_code_and_others_stay():
    row = made(agree(SHOWN, "Aardam", "Water board", "ha", "12.5", what="sludge fields", year="2031"))
    assert (row.giver, row.taker, row.unit, row.amount) == ("GM0001", "Water board", "ha", 12.5)
    assert (row.what, row.year) == ("sludge fields", 2031)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Aardam", "", "ha", 1), "who gives and who takes"),
        (("Aardam", "gm0001", "ha", 1), "Aardam cannot give to itself"),
        (("Aardam", "Beekdorp", "ha", -1), "“-1” is not an amount"),
        (("Aardam", "Beekdorp", "ha", "veel"), "“veel” is not an amount"),
        (("Aardam", "Beekdorp", "ha", float("nan")), "not an amount"),
        (("Aardam", "Beekdorp", "m3", 1), "not a known unit"),
    ],
)
def test_what_cannot_be_is_refused(given, said):
    with pytest.raises(Refused, match=said):
        agree(SHOWN, *given)


def test_in_the_present_nothing_is_agreed():
    with pytest.raises(Refused, match="make a variant first"):
        agree(snapshot(variant=0), "Aardam", "Beekdorp", "ha", 1)


def test_an_agreement_is_changed_and_removed():
    row = made(agree(SHOWN, "Aardam", "Beekdorp", "ha", 1))
    there = snapshot(row)
    changed = there.with_changes(change(there, row.key, amount=3, unit="t", taker="Provincie"))
    after = changed.agreements[row.key]
    assert (after.amount, after.unit, after.taker) == (3.0, "t", "Provincie")
    with pytest.raises(Refused, match="itself"):
        change(there, row.key, taker="Aardam")
    assert not there.with_changes(remove(there, [row.key])).agreements
