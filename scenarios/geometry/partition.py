"""Municipalities made a partition: their borders in files overlap and gape, and land must count exactly
once.

All borders are noded together on a 1 mm grid and cut into faces. A face that one municipality claims is its
own; a contested face and an enclosed gap are divided to the nearest; what lies open to the outside stays
outside. The result shares every vertex along every border, so areas add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.geometry.nearest import divided
from scenarios.geometry.remarks import Remark, remark
from scenarios.progress import Job, Progress
from scenarios.wording import tr

GRID_M = 0.001
"""The grid of the partition, m."""

SLIVER_M2 = 1.0
"""Detached bits of a municipality below this go to the neighbour they share most border with."""

LARGEST_GAP_M2 = 10_000_000.0
"""An enclosed gap above this (1 000 ha, more than the smallest municipality) is no slip of a border: a lake
or a municipality that the file leaves out. It stays outside.
"""

Shapes = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Partition:
    """`borders`: one valid (multi)polygon per municipality given, None where nothing is left of it.

    Remarks: `contested`, `gap` (enclosed, given away), `foreign-gap` (land of a shape left out), `large-gap`
    (stays outside), `sliver`.
    """

    borders: Shapes
    remarks: tuple[Remark, ...]


def partition(shapes: Shapes, others: Shapes | None = None) -> Job[Partition]:
    """A partition of valid municipality shapes (m, RD); `others` are shapes left out, whose land stays
    theirs.

    Contested land goes to the claimant whose uncontested land is nearest, an enclosed gap to the nearest
    municipality. A shape without uncontested land of its own ends as None: it lies wholly inside others.
    """
    total = 4
    yield Progress(0, total, tr("Laying the municipal borders together"))
    snapped = _snapped(shapes)
    faces, claims = _faces(snapped)
    own, contested, gaps = _sorted(faces, claims)
    gaps, foreign = _apart(gaps, _covered_by(faces[gaps], others))
    gaps, large = _apart(gaps, shapely.area(faces[gaps]) > LARGEST_GAP_M2)
    left = np.concatenate([large, foreign])
    yield Progress(1, total, tr("Dividing contested land and gaps"))
    lands = np.array([_union(faces[own == i]) for i in range(len(snapped))], dtype=object)
    edges = shapely.boundary(lands)
    owning = np.flatnonzero(~shapely.is_missing(lands))
    pieces: list[Any] = list(lands[owning])
    owners: list[int] = [int(i) for i in owning]
    tree = shapely.STRtree(lands)
    for number, position in enumerate(np.concatenate([contested, gaps])):
        face: Any = faces[position]
        candidates = claims[position] or tree.query(face, predicate="dwithin", distance=_reach(face)).tolist()
        for piece, owner in _given(face, sorted(candidates), lands, edges):
            pieces.append(piece)
            owners.append(owner)
        if number % 20 == 0:
            share = number / (len(contested) + len(gaps))
            yield Progress(1 + 2 * share, total, tr("Dividing contested land and gaps"))
    yield Progress(3, total, tr("Laying the municipal borders together"))
    pieces.extend(faces[face] for face in left)
    owners.extend(-1 for _ in left)
    borders, slivers = _joined(pieces, owners, len(snapped))
    said = (
        remark("contested", faces[contested]),
        remark("gap", faces[gaps]),
        remark("foreign-gap", faces[foreign]),
        remark("large-gap", faces[large]),
        remark("sliver", slivers),
    )
    yield Progress(total, total)
    return Partition(borders, tuple(r for r in said if r.count))


def _snapped(shapes: Shapes) -> Shapes:
    return shapely.set_precision(shapes, GRID_M)


def _faces(shapes: Shapes) -> tuple[Shapes, list[list[int]]]:
    """The faces of all borders noded together, and the shapes that claim each."""
    lines = shapely.union_all(shapely.boundary(shapes), grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    claims: list[list[int]] = [[] for _ in faces]
    points = shapely.point_on_surface(faces)
    for face, shape in zip(*shapely.STRtree(shapes).query(points, predicate="within"), strict=True):
        claims[face].append(int(shape))
    return faces, [sorted(claim) for claim in claims]


def _sorted(
    faces: Shapes, claims: list[list[int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    own = np.array([claim[0] if len(claim) == 1 else -1 for claim in claims], dtype=np.int64)
    counts = np.array([len(claim) for claim in claims], dtype=np.int64)
    return own, np.flatnonzero(counts > 1), np.flatnonzero(counts == 0)


def _apart(chosen: NDArray[np.int64], away: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return chosen[~away], chosen[away]


def _covered_by(gaps: Shapes, others: Shapes | None) -> NDArray[np.bool_]:
    """Which gaps are mostly the land of a shape that was left out."""
    covered = np.zeros(len(gaps))
    if others is not None and len(others) and len(gaps):
        gap, other = shapely.STRtree(others).query(gaps, predicate="intersects")
        np.add.at(covered, gap, shapely.area(shapely.intersection(gaps[gap], others[other])))
    return covered > shapely.area(gaps) / 2


def _union(faces: Shapes) -> Any:
    return shapely.coverage_union_all(faces) if len(faces) else None


def _reach(face: shapely.Polygon) -> float:
    """Lands farther than this are nearest to no point of the face, m."""
    return float(np.sqrt(face.area)) + 1


def _given(
    face: shapely.Polygon, candidates: Sequence[int], lands: Shapes, edges: Shapes
) -> list[tuple[Any, int]]:
    able = [i for i in candidates if lands[i] is not None]
    if not able:
        return []
    try:
        return divided(face, able, lands, edges, GRID_M)
    except shapely.GEOSException:
        return [(face, min(able, key=lambda i: shapely.distance(face, lands[i])))]


def _joined(pieces: list[Any], owners: list[int], count: int) -> tuple[Shapes, list[Any]]:
    """One shape per owner out of pieces that may not meet exactly: noded once more, then joined face by
    face."""
    found = np.array(pieces, dtype=object)
    lines = shapely.union_all(shapely.boundary(found), grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    points = shapely.point_on_surface(faces)
    tree = shapely.STRtree(found)
    face, piece = tree.query_nearest(points, all_matches=True)
    owner = np.full(len(faces), -1, dtype=np.int64)
    owner[face[::-1]] = np.array(owners, dtype=np.int64)[piece[::-1]]
    owner[
        shapely.distance(points, found[piece[np.searchsorted(face, np.arange(len(faces)))]]) > GRID_M * 2
    ] = -1
    owner, slivers = _without_slivers(faces, owner)
    borders = np.full(count, None, dtype=object)
    for i in range(count):
        if (owner == i).any():
            borders[i] = shapely.coverage_union_all(faces[owner == i])
    return borders, slivers


def _without_slivers(faces: Shapes, owner: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[Any]]:
    """Detached bits below SLIVER_M2 given to the neighbour with the longest shared edge."""
    tree = shapely.STRtree(faces)
    slivers = []
    owner = owner.copy()
    for i in np.unique(owner[owner >= 0]):
        mine = np.flatnonzero(owner == i)
        bits = shapely.get_parts(shapely.coverage_union_all(faces[mine]))
        for bit in bits[shapely.area(bits) < SLIVER_M2] if len(bits) > 1 else ():
            around = [f for f in tree.query(bit, predicate="intersects") if owner[f] not in (i, -1)]
            if not around:
                continue
            shared = shapely.length(shapely.intersection(shapely.boundary(faces[around]), bit.boundary))
            inside = mine[shapely.within(shapely.point_on_surface(faces[mine]), bit)]
            owner[inside] = owner[around[int(np.argmax(shared))]]
            slivers.append(bit)
    return owner, slivers
