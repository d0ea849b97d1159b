"""Free room: what is left of an outline beside the shapes that stand in it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely import Polygon

from scenarios.geometry.grid import NEAR_M, common, less, parts, united
from scenarios.geometry.nodes import with_nodes
from scenarios.geometry.shape import SMALLEST_M2

NARROW_M = 1.0
"""Room narrower than this is a crack between shapes, not room."""

_SCRAP_M = 10.0
"""How far from a new shape its scraps are looked for."""

_SPIKE = 0.005
"""The sine of an angle at which an outline turns back on itself."""


def free_room(outline: Polygon, taken: Sequence[Any]) -> tuple[Polygon, ...]:
    """The parts of a polygon that no other polygon takes, without cracks and spikes, corners kept."""
    near = [shape for shape in taken if shapely.intersects(shape, outline)]
    if not near:
        return (outline,)
    corners = shapely.get_coordinates(near)
    left = less(with_nodes(outline, corners, NEAR_M), united(near))
    half = NARROW_M / 2
    open_: Any = shapely.remove_repeated_points(left, NEAR_M / 4)
    for grow in (-half, half):
        open_ = shapely.buffer(open_, grow, join_style="mitre", mitre_limit=100.0)
    # The mitres bring corners back to a hair beside where they were.
    every = shapely.multipoints(np.concatenate([shapely.get_coordinates(left), corners]))
    mask: Any = shapely.snap(open_, every, NEAR_M / 2)
    found = parts(common(left, mask))
    return tuple(blunted for part in found for blunted in parts(without_spikes(part)))


def without_spikes(shape: Polygon) -> Any:
    """The shape without corners at which its outline turns back on itself."""
    rings = [_blunted(shapely.get_coordinates(ring)[:-1]) for ring in (shape.exterior, *shape.interiors)]
    if len(rings[0]) < 3:
        return Polygon()
    found = Polygon(rings[0], [ring for ring in rings[1:] if len(ring) >= 3])
    return found if found.is_valid else shapely.make_valid(found)


def _blunted(ring: Any) -> Any:
    while len(ring) >= 3:
        to, back = np.roll(ring, -1, axis=0) - ring, np.roll(ring, 1, axis=0) - ring
        across = np.abs(to[:, 0] * back[:, 1] - to[:, 1] * back[:, 0])
        size = np.maximum(np.hypot(*to.T) * np.hypot(*back.T), 1e-12)
        keep = (across / size > _SPIKE) | ((to * back).sum(axis=1) < 0)
        if keep.all():
            break
        ring = ring[keep]
    return ring


def with_scraps(shape: Polygon, outline: Polygon, taken: Sequence[Any], most: float) -> Polygon:
    """A new shape with the scraps that it would leave between itself and the others, each below 1 m2.

    The smallest first, as far as the shape stays within `most` m2.
    """
    others = np.array(list(taken), dtype=object)
    near = others[shapely.dwithin(others, shape, _SCRAP_M)].tolist()
    reach: Any = shapely.buffer(shape, _SCRAP_M, quad_segs=2)
    around = common(shapely.intersection(outline, shapely.box(*reach.bounds)), reach)
    scraps = [
        part
        for part in shapely.get_parts(less(around, united([shape, *near])))
        if part.area < SMALLEST_M2
        and shapely.length(shapely.intersection(part, shape)) > 0
        # What reaches the end of what is looked at may go on beyond it.
        and not shapely.dwithin(part, reach.exterior, NEAR_M)
    ]
    room, kept = most - shape.area, []
    for scrap in sorted(scraps, key=lambda scrap: scrap.area):
        room -= scrap.area
        if room >= 0:
            kept.append(scrap)
    whole = united([shape, *kept]) if kept else shape
    return whole if isinstance(whole, Polygon) else shape
