"""The algebra of changes: what undo, merge and the journal's net rely on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.project.change import Change, add, applied, delete, insert, invert, net, update, updates
from scenarios.project.model import Lock, Variant

A = Variant(1, "one")
NAMES = st.sampled_from(["a", "b", "c"])


@st.composite
def histories(draw):
    """A row's random life: (row before, changes that follow each other, row after)."""
    start = row = Variant(1, draw(NAMES), position=draw(st.integers(0, 2))) if draw(st.booleans()) else None
    changes = []
    for _ in range(draw(st.integers(0, 8))):
        if row is None:
            change = insert(Variant(1, draw(NAMES), position=draw(st.integers(0, 2))))
        elif draw(st.booleans()):
            change = delete(row)
        else:
            change = update(row, name=draw(NAMES), position=draw(st.integers(0, 2)))
        if change is not None:
            row = applied(change, row)
            changes.append(change)
    return start, changes, row


@given(histories())
def test_the_net_does_what_all_changes_do(history):
    start, changes, end = history
    summed = net(changes)
    assert len(summed) <= 1
    row = start
    for change in summed:
        row = applied(change, row)
    assert row == end
    assert bool(summed) == (start != end)


@given(histories())
def test_inverse_changes_backwards_lead_back(history):
    start, changes, end = history
    row = end
    for change in reversed(changes):
        row = applied(invert(change), row)
    assert row == start
    assert net([*changes, *(invert(c) for c in reversed(changes))]) == []


def test_an_update_holds_only_what_differs():
    assert update(A, name="two", position=0) == Change("variant", 1, {"name": "one"}, {"name": "two"})
    assert update(A, name="one") is None
    assert updates(None, insert(A)) == [insert(A)]


def test_a_change_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="variant 1"):
        applied(Change("variant", 1, {"name": "other"}, {"name": "two"}), A)
    with pytest.raises(ValueError, match="variant 1"):
        applied(insert(A), A)
    with pytest.raises(ValueError, match="does not follow"):
        add(insert(A), insert(A))
    with pytest.raises(ValueError, match="different rows"):
        add(insert(A), insert(Lock(2, 2, 1, "GM0001", "WON")))
