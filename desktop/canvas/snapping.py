"""Where the pointer jumps to: corners, crossings, middles and centres within a few pixels, else the nearest
place on an edge, else the grid."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.canvas.targets import Near
from scenarios.wording import mark

KINDS = ("vertex", "intersection", "middle", "centre", "edge", "grid")
"""What can be snapped to; where two are equally near, the one that comes first here goes first."""

WORDS = {
    "vertex": mark("corner"),
    "edge": mark("edge"),
    "middle": mark("middle of an edge"),
    "intersection": mark("crossing"),
    "centre": mark("centre"),
    "grid": mark("grid"),
}
"""Marked words for each kind."""

USUAL_KINDS = ("vertex", "intersection", "edge")
USUAL_PIXELS, USUAL_GRID = 10.0, 10.0
"""What is snapped to, within how many pixels, and the grid in m, where nothing else was chosen."""

_EDGE_REACH = 0.7
"""Edges reach this part as far as points, which are harder to hit."""

_CROSSED = 96
"""Edges next to the pointer of which the crossings are looked for."""

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Snap:
    """A place to snap to; `kind` is one of `KINDS`, `edge` the edge it lies on (x0, y0, x1, y1, m)."""

    x: float
    y: float
    kind: str
    edge: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How the options of the tools ask to snap: whether, to which kinds, within how many pixels, to a grid of
    how many m; whether each mark gets its word, and whether edges are traced."""

    on: bool
    kinds: frozenset[str]
    pixels: float
    grid: float
    words: bool
    trace: bool


def wish(options: Mapping[str, str]) -> Wish:
    """What the options `snap`, `snap_kinds`, `snap_pixels`, `grid`, `snap_words` and `trace` say."""
    kinds = options.get("snap_kinds")
    chosen = USUAL_KINDS if kinds is None else tuple(kinds.split(","))
    return Wish(
        options.get("snap", "on") == "on",
        frozenset(kind for kind in chosen if kind in KINDS),
        _number(options.get("snap_pixels"), USUAL_PIXELS),
        _number(options.get("grid"), USUAL_GRID),
        options.get("snap_words") == "on",
        options.get("trace") == "on",
    )


def _number(text: str | None, usual: float) -> float:
    try:
        value = float(text or usual)
    except ValueError:
        return usual
    return value if 0 < value < 10_000 else usual


def snap(x: float, y: float, reach: float, kinds: Collection[str], near: Near, grid: float) -> Snap | None:
    """The nearest point of the kinds within `reach` m, else the nearest place on an edge, else the nearest
    node of the grid (of `grid` m), which is never out of reach."""
    points = [found for kind in KINDS if kind in kinds for found in _points(kind, x, y, reach, near)]
    if points:
        far, _, found = min(points, key=lambda one: (round(one[0], 6), one[1]))
        if far <= reach:
            return found
    if "edge" in kinds:
        found = nearest_edge(x, y, reach * _EDGE_REACH, near.edges)
        if found is not None:
            return found
    if "grid" in kinds and grid > 0:
        return Snap(round(x / grid) * grid, round(y / grid) * grid, "grid")
    return None


def nearest_edge(x: float, y: float, reach: float, edges: NDArray[np.float64]) -> Snap | None:
    """The nearest place on an edge within `reach` m."""
    if len(edges) == 0:
        return None
    start, along = edges[:, :2], edges[:, 2:] - edges[:, :2]
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    part = np.clip((((x, y) - start) * along).sum(axis=1) / length, 0, 1)
    feet = start + along * part[:, None]
    far = np.hypot(feet[:, 0] - x, feet[:, 1] - y)
    n = int(np.argmin(far))
    if far[n] > reach:
        return None
    x0, y0, x1, y1 = (float(v) for v in edges[n])
    return Snap(float(feet[n, 0]), float(feet[n, 1]), "edge", (x0, y0, x1, y1))


def _points(kind: str, x: float, y: float, reach: float, near: Near) -> list[tuple[float, int, Snap]]:
    """The nearest point of a kind with its distance and the rank of its kind; nothing where there is none."""
    if kind == "vertex":
        found = near.edges.reshape(-1, 2)
    elif kind == "middle":
        long = near.edges[(near.edges[:, :2] != near.edges[:, 2:]).any(axis=1)]
        found = (long[:, :2] + long[:, 2:]) / 2
    elif kind == "centre":
        found = near.centres
    elif kind == "intersection":
        found = crossings(_closest(near.edges, x, y, reach))
    else:
        return []
    if len(found) == 0:
        return []
    far = np.hypot(found[:, 0] - x, found[:, 1] - y)
    n = int(np.argmin(far))
    return [(float(far[n]), KINDS.index(kind), Snap(float(found[n, 0]), float(found[n, 1]), kind))]


def _closest(edges: NDArray[np.float64], x: float, y: float, reach: float) -> NDArray[np.float64]:
    """The edges that pass within `reach` m, the nearest few where they are many."""
    start, along = edges[:, :2], edges[:, 2:] - edges[:, :2]
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    part = np.clip((((x, y) - start) * along).sum(axis=1) / length, 0, 1)
    far = np.hypot(*(start + along * part[:, None] - (x, y)).T)
    met = np.flatnonzero(far <= reach)
    return edges[met[np.argsort(far[met])[:_CROSSED]]]


def crossings(edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where edges (n, 4) cross each other, or one ends on another, (m, 2); shared corners are no
    crossings."""
    a, b = np.triu_indices(len(edges), 1)
    p, r = edges[a, :2], edges[a, 2:] - edges[a, :2]
    q, s = edges[b, :2], edges[b, 2:] - edges[b, :2]
    cross = r[:, 0] * s[:, 1] - r[:, 1] * s[:, 0]
    sloped = np.abs(cross) > _SAME * np.maximum((r**2).sum(axis=1), (s**2).sum(axis=1))
    p, r, q, s, cross = p[sloped], r[sloped], q[sloped], s[sloped], cross[sloped]
    gap = q - p
    t = (gap[:, 0] * s[:, 1] - gap[:, 1] * s[:, 0]) / cross
    u = (gap[:, 0] * r[:, 1] - gap[:, 1] * r[:, 0]) / cross
    edge = 1e-6
    on = (t > -edge) & (t < 1 + edge) & (u > -edge) & (u < 1 + edge)
    inner = ((t > edge) & (t < 1 - edge)) | ((u > edge) & (u < 1 - edge))
    met = on & inner
    return p[met] + r[met] * t[met, None]
