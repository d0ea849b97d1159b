"""Groups that lie apart: nothing is lost, nothing in two groups, and no two groups meet."""

import shapely
from hypothesis import given
from hypothesis import strategies as st

from scenarios.geometry.apart import apart

boxes = st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(1, 30), st.integers(1, 30)).map(
    lambda b: shapely.box(b[0], b[1], b[0] + b[2], b[1] + b[3])
)


@given(st.lists(boxes, max_size=20))
def test_groups_are_a_partition_and_do_not_meet(shapes):
    groups = apart(shapes)
    assert sorted(at for group in groups for at in group) == list(range(len(shapes)))
    wholes = [shapely.union_all([shapes[at] for at in group]) for group in groups]
    for i, one in enumerate(wholes):
        assert all(shapely.disjoint(one, other) for other in wholes[i + 1 :])


def test_a_chain_is_one_group():
    chain = [shapely.box(x, 0, x + 12, 5) for x in (0, 10, 20)]
    assert apart([*chain, shapely.box(100, 0, 105, 5)]) == ((0, 1, 2), (3,))
    assert apart([]) == ()
