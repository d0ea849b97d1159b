"""Accounts: whatever is filtered and however it is grouped, what is given equals what is taken."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.landuse.accounts import GROUPS, Filter, accounts, kept, matrix, with_amounts
from scenarios.landuse.ledgers import DRAWN, Entry
from scenarios.project.region import USES

HAND = (
    Entry(DRAWN, "A", "LAN", "WON", 40, 1, 2030),
    Entry(DRAWN, "A", "LAN", "BED", 20, 2, 2035),
    Entry(DRAWN, "B", "WON", "BED", 10, 2, 2035),
)


def read(found):
    return {path: (side.gives, side.takes) for path, side in found.sides.items()}


def test_municipalities_by_use():
    assert read(accounts(HAND, "municipality")) == {
        (): (70, 70),
        ("A",): (60, 60), ("A", "LAN"): (60, 0), ("A", "WON"): (0, 40), ("A", "BED"): (0, 20),
        ("B",): (10, 10), ("B", "WON"): (10, 0), ("B", "BED"): (0, 10),
    }  # fmt: skip


def test_uses_by_municipality_and_their_net():
    found = accounts(HAND, "use")
    assert read(found)["WON",] == (10, 40) and found.sides["WON",].net == 30
    assert found.sides["BED",].net == 30 and found.sides["LAN",].net == -60
    assert found.sides[()].net == 0


def test_causes_and_years_close_by_themselves():
    for by, groups in (("cause", {(1,): 40, (2,): 30}), ("year", {(2030,): 40, (2035,): 30})):
        sides = accounts(HAND, by).sides
        assert {path: side.gives for path, side in sides.items() if len(path) == 1} == groups
        assert all(side.net == 0 for path, side in sides.items() if len(path) == 1)


def test_legs_stand_under_their_account():
    legs = accounts(HAND, "municipality").legs["A", "LAN"]
    assert [(entry.cause, use, m2) for entry, use, m2 in legs] == [(1, "LAN", -40), (2, "LAN", -20)]


def test_a_filter_keeps_whole_entries():
    assert kept(HAND, Filter(use="WON")) == (HAND[0], HAND[2])
    assert kept(HAND, Filter(municipality="A", year=2035)) == (HAND[1],)
    assert kept(HAND, Filter(cause=2)) == HAND[1:]
    assert kept(HAND, Filter()) == HAND


def test_matrix_of_uses():
    assert matrix(HAND) == {("LAN", "WON"): 40, ("LAN", "BED"): 20, ("WON", "BED"): 10}


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Random entries."""
    pairs = st.lists(st.sampled_from(USES[:5]), min_size=2, max_size=2, unique=True)
    one = st.builds(
        lambda code, uses, m2, cause, year: Entry(DRAWN, code, uses[0], uses[1], m2, cause, year),
        st.sampled_from("ABC"), pairs, st.integers(1, 10**9), st.integers(1, 4), st.integers(2030, 2033),
    )  # fmt: skip
    return tuple(draw(st.lists(one, max_size=20)))


filters = st.builds(
    Filter,
    st.sampled_from((None, "A", "B")),
    st.sampled_from((None, *USES[:3])),
    st.sampled_from((None, 1, 2)),
    st.sampled_from((None, 2031)),
)


@given(entries(), filters, st.sampled_from(GROUPS))
def test_every_table_sums_to_zero(listed, wanted, by):
    seen = kept(listed, wanted)
    found = accounts(seen, by)
    total = found.sides[()]
    assert total.net == 0 and total.gives == sum(entry.m2 for entry in seen) == sum(matrix(seen).values())
    for depth in (1, 2):
        sides = [side for path, side in found.sides.items() if len(path) == depth]
        assert sum(side.gives for side in sides) == total.gives
        assert sum(side.takes for side in sides) == total.takes
    assert sum(len(legs) for legs in found.legs.values()) == 2 * len(seen)


@given(entries(), st.sampled_from(GROUPS), st.data())
def test_a_drag_leads_to_the_same_accounts_as_grouping_again(listed, by, data):
    many = tuple(entry._replace(cause=at) for at, entry in enumerate(listed * 8))
    if not many:
        return
    at, m2 = data.draw(st.integers(0, len(many) - 1)), data.draw(st.integers(1, 10**9))
    dragged = (*many[:at], many[at]._replace(m2=m2), *many[at + 1 :])
    before = accounts(many, by)
    was = read(before)
    found = with_amounts(before, many, dragged, by)
    assert found is not None
    again = accounts(dragged, by)
    assert read(found) == read(again) and found.legs == again.legs
    assert read(before) == was, "what is shown until now stays as it is"


def test_more_than_amounts_is_grouped_again():
    before = accounts(HAND * 4, "use")
    assert with_amounts(before, HAND * 4, HAND * 3, "use") is None
    many = tuple(entry._replace(cause=at) for at, entry in enumerate(HAND * 4))
    turned = (many[0]._replace(from_use="WAT"), *many[1:])
    assert with_amounts(accounts(many, "use"), many, turned, "use") is None
