"""Prepared geometries, one copy per thread: their index is made at the first question, by one thread only.

Shapes that several threads see (the region, what a snapshot remembers) are never prepared themselves: with
two threads asking at once the program died.
"""

import threading
from typing import Any

import shapely

_MOST = 2_048
_own = threading.local()


def prepared(shape: Any) -> Any:
    """This thread's prepared copy of a geometry, to ask it many questions; the same copy every time."""
    copies: dict[int, tuple[Any, Any]] = _own.__dict__.setdefault("copies", {})
    found = copies.get(id(shape))
    if found is not None and found[0] is shape:
        return found[1]
    if len(copies) >= _MOST:
        copies.clear()
    copy = shapely.force_2d(shape)
    shapely.prepare(copy)
    copies[id(shape)] = (shape, copy)
    return copy
