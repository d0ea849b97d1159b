"""Shapes in groups that lie apart, so that what is reckoned of one group stays when another one changes."""

from collections.abc import Sequence
from typing import Any

import shapely


def apart(shapes: Sequence[Any]) -> tuple[tuple[int, ...], ...]:
    """The positions of shapes in groups whose boxes do not meet, in order of their first shape."""
    if not len(shapes):
        return ()
    above = list(range(len(shapes)))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    one, other = shapely.STRtree(shapes).query(shapely.envelope(shapes))
    for at, near in zip(one.tolist(), other.tolist(), strict=True):
        if at < near:
            low, high = sorted((top(at), top(near)))
            above[high] = low
    members: dict[int, list[int]] = {}
    for at in range(len(shapes)):
        members.setdefault(top(at), []).append(at)
    return tuple(tuple(group) for group in members.values())
