"""What lies on top where shapes overlap: each shape less all that lies above it.

Results are remembered under the shapes they were made of, so that dragging one corner only recomputes the
shapes that lie under or over it.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely

from scenarios.project.snapshot import Snapshot


class Layer(NamedTuple):
    """A shape that gives its land a use: row key, WKB, land-use code."""

    key: int
    geom: bytes
    use: str


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The part of a layer that nothing covers; `token` names the shapes it was made of."""

    layer: Layer
    geometry: Any
    token: Hashable


def uncovered(snapshot: Snapshot, layers: Sequence[Layer]) -> tuple[Part, ...]:
    """The visible part of each layer, of a stack from the ground up; parts may be empty."""
    if not layers:
        return ()
    shapes = np.array([snapshot.geometry(layer) for layer in layers], dtype=object)
    lower, upper = shapely.STRtree(shapes).query(shapes)
    above: list[list[int]] = [[] for _ in layers]
    for under, over in zip(lower.tolist(), upper.tolist(), strict=True):
        if over > under:
            above[under].append(over)
    parts = []
    for i, layer in enumerate(layers):
        covers = tuple(layers[j].geom for j in sorted(above[i]))
        token = (layer.geom, covers)
        parts.append(Part(layer, _less(snapshot, shapes[i], token), token))
    return tuple(parts)


def shape_of(snapshot: Snapshot, wkb: bytes) -> Any:
    """The shapely geometry of a WKB, remembered."""
    return snapshot.geometry(Layer(0, wkb, ""))


def united(snapshot: Snapshot, wkbs: tuple[bytes, ...]) -> Any:
    """The union of shapes, remembered; empty where there are none."""

    def make() -> Any:
        shapes = [shape_of(snapshot, wkb) for wkb in wkbs]
        return shapes[0] if len(shapes) == 1 else shapely.union_all(np.array(shapes, dtype=object))

    return snapshot.remember(("united", wkbs), make) if wkbs else shapely.Polygon()


def _less(snapshot: Snapshot, shape: Any, token: tuple[bytes, tuple[bytes, ...]]) -> Any:
    covers = token[1]
    if not covers:
        return shape

    def make() -> Any:
        cover = united(snapshot, covers)
        return shapely.difference(shape, cover) if shapely.intersects(cover, shape) else shape

    return snapshot.remember(("uncovered", *token), make)
