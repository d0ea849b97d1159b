"""The schematic municipalities: a partition of a made-up outline in which every area is true.

A power diagram gives straight borders with the areas asked for. They are then drawn as the irregular lines
that municipal borders are, and what that does to the areas is taken back by bending each border a little as a
whole: bending moves area from one side to the other, so it is a flow between neighbours that can be solved
for.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon

from scenarios.example.facts import facts
from scenarios.example.noise import noise
from scenarios.geometry.power import borders, cells, weights_for

Floats = NDArray[Any]

STEP_M = 200.0
"""How far apart the corners of drawn borders lie."""

_OUTLINE_ROUGH_M = 420.0
_SEAWARD = np.array([-0.72, 0.69])


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """The border between two sites of the diagram: its corners (n x 2, m), the way from first to second."""

    first: int
    second: int
    line: Floats
    across: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The municipalities by code, and every border by the names of its two sites, also those inside one."""

    polygons: Mapping[str, Polygon]
    arcs: Mapping[tuple[str, str], Floats]


def make_cells(frame: Mapping[str, Any]) -> Cells:
    """The cells of frame.toml, in metres; their areas are those of facts.csv within 1 m2."""
    owners = [site["municipality"] for site in frame["site"]]
    names = [
        f"{site['municipality']} {site['name']}" if "name" in site else site["municipality"]
        for site in frame["site"]
    ]
    areas = _site_areas(frame)
    outline = _outline(frame, float(areas.sum()))
    sites = metres(frame, [site["at"] for site in frame["site"]])
    # A hectare is near enough here: the bends make it exact.
    weights = weights_for(sites, areas, outline, tolerance=10_000.0)
    straight = cells(sites, weights, outline)
    arcs, ring = _arcs(sites, weights, outline)
    rough = [_roughened(arc, f"border {names[arc.first]} {names[arc.second]}") for arc in arcs]
    outer = [arc for arc in rough if owners[arc.first] != owners[arc.second]]
    codes = list(facts())
    for _ in range(3):
        polygons = _faces(outer, ring, owners, straight)
        lack = np.array([facts()[code].area_m2 - polygons[code].area for code in codes])
        bent = iter(_bent(outer, lack, codes, owners))
        outer = list(bent)
    polygons = _faces(outer, ring, owners, straight)
    inner = [arc for arc in rough if owners[arc.first] == owners[arc.second]]
    return Cells(polygons, {(names[arc.first], names[arc.second]): arc.line for arc in (*outer, *inner)})


def metres(frame: Mapping[str, Any], points: Sequence[Sequence[float]] | Floats) -> Floats:
    """Points in kilometres of the frame as metres."""
    return np.array(points, dtype=float) * 1000 + np.array(frame["origin"], dtype=float)


def smooth(points: Floats, *, closed: bool) -> Floats:
    """A smooth curve along control points (n x 2): corners cut four times; an open one keeps its ends."""
    for _ in range(4):
        after = np.roll(points, -1, axis=0) if closed else points[1:]
        before = points if closed else points[:-1]
        cut = np.stack([0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after], axis=1).reshape(-1, 2)
        points = cut if closed else np.vstack([points[:1], cut, points[-1:]])
    return points


def _site_areas(frame: Mapping[str, Any]) -> Floats:
    return np.array(
        [site.get("hectares", 0) * 10_000 or facts()[site["municipality"]].area_m2 for site in frame["site"]]
    )


def _outline(frame: Mapping[str, Any], area: float) -> Polygon:
    """The outer border with this area: smooth along the sea limit, irregular on land."""
    curve = smooth(np.array(frame["outline"], dtype=float) * 1000, closed=True)
    curve *= math.sqrt(area / Polygon(curve).area)
    corners = shapely.get_coordinates(shapely.segmentize(Polygon(curve), STEP_M))[:-1]
    along = np.roll(corners, -1, axis=0) - np.roll(corners, 1, axis=0)
    outward = np.stack([along[:, 1], -along[:, 0]], axis=1) / np.linalg.norm(along, axis=1)[:, None]
    if not shapely.is_ccw(shapely.linearrings(corners)):
        outward = -outward
    inland = np.clip((0.8 - outward @ _SEAWARD) / 0.5, 0, 1)
    rough = (
        noise(corners, "outline", 7000)
        + 0.6 * noise(corners, "outline", 2600)
        + 0.3 * noise(corners, "outline", 1100)
    )
    corners = corners + outward * (_OUTLINE_ROUGH_M * rough * inland)[:, None]
    corners *= math.sqrt(area / Polygon(corners).area)
    return Polygon(corners + np.array(frame["origin"], dtype=float))


def _arcs(sites: Floats, weights: Floats, outline: Polygon) -> tuple[list[Arc], list[Floats]]:
    """The straight borders inside the outline, and the outline cut where they meet it."""
    arcs, ends = [], []
    for border in borders(sites, weights):
        inside = shapely.intersection(LineString([border.start, border.end]), outline)
        if inside.is_empty or inside.length < 1:
            continue
        line = shapely.get_coordinates(inside)
        corners = []
        for exact, found in ((border.start, line[0]), (border.end, line[-1])):
            if shapely.contains_xy(outline, *exact):
                corners.append(np.array(exact))
            else:
                corners.append(found)
                ends.append(found)
        way = sites[border.second] - sites[border.first]
        arcs.append(Arc(border.first, border.second, np.array(corners), way / np.linalg.norm(way)))
    return arcs, _cut_ring(outline, ends)


def _cut_ring(outline: Polygon, nodes: Sequence[Floats]) -> list[Floats]:
    ring = shapely.get_coordinates(outline.exterior)[:-1]
    places = [(float(d), tuple(p), False) for d, p in zip(_distances(ring), ring, strict=True)]
    places += [
        (shapely.line_locate_point(outline.exterior, shapely.Point(node)), tuple(node), True)
        for node in nodes
    ]
    places.sort()
    first = next(i for i, place in enumerate(places) if place[2])
    places = [*places[first:], *places[: first + 1]]
    pieces: list[Floats] = []
    piece: list[tuple[float, float]] = []
    for _, point, node in places:
        piece.append(point)
        if node and len(piece) > 1:
            pieces.append(np.array(piece))
            piece = [point]
    return pieces


def _distances(ring: Floats) -> Floats:
    lengths = np.linalg.norm(np.diff(ring, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(lengths)])


def _roughened(arc: Arc, name: str) -> Arc:
    """The border with irregular bends that die out at its ends."""
    start, end = arc.line[0], arc.line[-1]
    length = float(np.linalg.norm(end - start))
    share = np.linspace(0, 1, max(3, math.ceil(length / STEP_M) + 1))
    points = start + share[:, None] * (end - start)
    size = min(0.075 * length, 420.0)
    bends = noise(points, name, 5200) + 0.55 * noise(points, name, 1900) + 0.22 * noise(points, name, 800)
    moved = points + arc.across * (size * np.sin(math.pi * share) ** 0.8 * bends)[:, None]
    moved[0], moved[-1] = start, end
    return Arc(arc.first, arc.second, moved, arc.across)


def _faces(
    arcs: Sequence[Arc], ring: Sequence[Floats], owners: Sequence[str], straight: NDArray[np.object_]
) -> dict[str, Polygon]:
    """The municipalities that the borders enclose, each known by the straight cells it mostly covers."""
    lines = [LineString(line) for line in (*(arc.line for arc in arcs), *ring)]
    faces = shapely.get_parts(shapely.polygonize(lines))
    overlap = shapely.area(shapely.intersection(faces[:, None], straight[None, :]))
    found: dict[str, Polygon] = {}
    for face, shared in zip(faces, overlap, strict=True):
        found[owners[int(np.argmax(shared))]] = face
    if sorted(found) != sorted(set(owners)):
        raise ValueError("the borders do not enclose every municipality once")
    return found


def _bent(arcs: Sequence[Arc], lack: Floats, codes: Sequence[str], owners: Sequence[str]) -> list[Arc]:
    """The borders bent as a whole so that each municipality gains the m2 it lacks, long borders most."""
    flows = np.zeros((len(codes), len(arcs)))
    lengths = np.array([np.linalg.norm(arc.line[-1] - arc.line[0]) for arc in arcs])
    for at, arc in enumerate(arcs):
        flows[codes.index(owners[arc.first]), at] += lengths[at]
        flows[codes.index(owners[arc.second]), at] -= lengths[at]
    shifts = np.linalg.lstsq(flows, lack, rcond=None)[0]
    bent = []
    for arc, shift in zip(arcs, shifts, strict=True):
        share = np.linspace(0, 1, len(arc.line))
        bump = np.sin(math.pi * share)
        bump[0] = bump[-1] = 0.0
        # The area between line and chord is the mean height times the chord, by trapezes.
        bump /= bump.mean() * len(bump) / (len(bump) - 1)
        bent.append(Arc(arc.first, arc.second, arc.line + arc.across * (shift * bump)[:, None], arc.across))
    return bent
