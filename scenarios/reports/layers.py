"""The layers of a map as SVG, from the ground up: present use, borders, setback contours, what is drawn.

Each takes a snapshot and a frame and gives SVG text; colours and widths come from the palette and the table
of land uses. Clipping is done on the shapes themselves, since not every reader of SVG knows clip paths.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.borders import border_lines
from scenarios.landuse.catalogue import USES as CATALOGUE
from scenarios.landuse.present import corrected
from scenarios.landuse.setbacks import setbacks
from scenarios.landuse.visible import use_of
from scenarios.project.model import Site
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot, Thing
from scenarios.reports import furniture
from scenarios.reports.drawing import (
    Frame,
    element,
    mixed,
    paint,
    path,
    path_data,
    share,
    stroke,
    tidy,
    veil,
    words,
)

FINE = 0.3
"""Geometry is simplified to this many picture units."""
SEEN = 0.5
"""Areas below this many square units are left out."""
BUDGET = 900_000
"""Length of the washed land in characters above which it is drawn coarser."""
BARE_M2 = 1_000.0
"""Less land than this in no polygon is not worth a line in the legend."""
SMALL = 16.0
"""A site narrower than this shows as a symbol."""


def washed(use: str, wash: float) -> str:
    """The colour of a use as background: moved towards the surface by a share."""
    return mixed(CATALOGUE[use].colour, paint("ground"), wash)


def ground(snapshot: Snapshot, frame: Frame, wash: float) -> str:
    """The land of the region in the colour of what is not known, on the land outside it."""
    box = {"x": frame.left, "y": frame.top, "width": frame.width, "height": frame.height}
    outside = element("rect", fill=paint("outside"), **box)
    borders = clipped(tidy(snapshot.region.borders, FINE / frame.scale), frame)
    return outside + path(borders, fill=washed("OVE", wash), fill_rule="evenodd")


def land(snapshot: Snapshot, frame: Frame, wash: float) -> tuple[str, tuple[str, ...]]:
    """The present land use with its corrections, washed, and the codes of the uses that are seen."""
    coverage = corrected(snapshot)
    return snapshot.remember(
        ("land on paper", id(coverage), frame, wash), lambda: (_land(coverage, frame, wash), coverage)
    )[0]


def _land(coverage: Any, frame: Frame, wash: float) -> tuple[str, tuple[str, ...]]:
    near = np.sort(coverage.tree.query(frame.box))
    geoms, use = coverage.geoms[near], coverage.use[near]
    fine, seen = FINE, SEEN
    while True:
        paths: dict[str, str] = {}
        slim = shapely.simplify(geoms, fine / frame.scale, preserve_topology=False)
        keep = shapely.area(slim) * frame.scale**2 >= seen
        for index in np.unique(use[keep]):
            data = path_data(clipped(slim[keep & (use == index)], frame))
            if data:
                paths[USES[int(index)]] = data
        if sum(map(len, paths.values())) <= BUDGET:
            break
        fine, seen = fine * 1.6, seen * 2
    drawn = (_washed_path(code, paths[code], wash) for code in USES if code in paths)
    return "".join(drawn), tuple(code for code in USES if code in paths)


def present_uses(snapshot: Snapshot, drawn: Sequence[str]) -> tuple[str, ...]:
    """The uses of the drawn land, and `OVE` where land of the region lies in no polygon."""
    bare = float(snapshot.region.area_m2.sum()) - float(corrected(snapshot).areas.sum())
    return tuple(code for code in USES if code in drawn or (code == "OVE" and bare > BARE_M2))


def _washed_path(code: str, data: str, wash: float) -> str:
    """A line in the same colour hides the gaps between neighbours that were simplified apart."""
    colour = washed(code, wash)
    look = {"stroke": colour, "stroke_width": 0.6, "stroke_linejoin": "round"}
    return element("path", d=data, fill=colour, fill_rule="evenodd", **look)


def clipped(geoms: Any, frame: Frame, margin: float = 6.0) -> Any:
    """Shapes in metres brought to picture units, less what lies beyond a margin round the frame."""
    paper = frame.on_paper(np.atleast_1d(np.asarray(geoms, dtype=object)))
    if len(paper) == 0:
        return paper
    x0, y0, x1, y1 = shapely.bounds(shapely.buffer(frame.paper, margin, join_style="mitre"))
    bounds = shapely.bounds(paper)
    beyond = (bounds[:, 0] < x0) | (bounds[:, 1] < y0) | (bounds[:, 2] > x1) | (bounds[:, 3] > y1)
    paper[beyond] = shapely.clip_by_rect(paper[beyond], x0, y0, x1, y1)
    return paper[~shapely.is_empty(paper)]


def backdrop(snapshot: Snapshot, frame: Frame) -> str:
    """The reference lines and areas, thin, in the colour of their kind."""
    reference = snapshot.region.backdrop
    if len(reference.geoms) == 0:
        return ""
    near = np.sort(reference.tree.query(frame.box))
    parts = []
    kinds = np.array([_colour_of(reference.kinds[i] if reference.kinds else "") for i in near])
    for colour in np.unique(kinds):
        shapes = tidy(reference.geoms[near][kinds == colour], FINE / frame.scale)
        look = {"fill": "none", "stroke": paint(str(colour)), "stroke_width": stroke("reference")}
        parts.append(path(clipped(shapes, frame), stroke_linecap="round", **look))
    return "".join(parts)


def _colour_of(kind: str) -> str:
    said = kind.lower()
    if any(word in said for word in ("water", "river", "canal", "vaar")):
        return "reference_water"
    return (
        "reference_road" if any(word in said for word in ("road", "weg", "transport")) else "reference_other"
    )


def borders(snapshot: Snapshot, frame: Frame) -> str:
    """The municipal borders: a pale casing with a thin dark dash; a border of two is drawn once."""
    lines = snapshot.remember(
        ("border lines", snapshot.region.stamp), lambda: border_lines(snapshot.region.borders)
    )
    shown = clipped(tidy(lines, FINE / frame.scale), frame)
    casing = {"stroke": paint("border_casing"), "stroke_opacity": veil("border_casing")}
    return path(shown, fill="none", stroke_width=stroke("border_casing"), **casing) + path(
        shown, fill="none", stroke=paint("border"), stroke_width=stroke("border"), stroke_dasharray="5 2.5"
    )


def contours(snapshot: Snapshot, frame: Frame, *, apart: bool) -> tuple[str, tuple[int, ...]]:
    """The setback contours: washed land within them and a dashed edge, and their distances, m (0: by hand).

    `apart`: an edge with its distance for each distance, else one edge round all.
    """
    rings = setbacks(snapshot).rings
    by_distance: dict[int, list[Any]] = {}
    for ring in rings:
        by_distance.setdefault(round(ring.distance), []).append(ring.geometry)
    if not by_distance:
        return "", ()
    outlines = {d: shapely.union_all(shapes) for d, shapes in sorted(by_distance.items(), reverse=True)}
    sites = [snapshot.geometry(thing) for thing in snapshot.things if isinstance(thing, Site)]
    within = shapely.union_all(sites)
    everything = shapely.union_all(list(outlines.values()))
    colour = paint("contour")
    inside = {"fill": colour, "fill_opacity": share("outside_contour"), "fill_rule": "evenodd"}
    wash = path(_slim([shapely.difference(everything, within)], frame), **inside)
    edges = outlines if apart else {max(outlines): everything}
    look = {"fill": "none", "stroke": colour, "stroke_width": stroke("contour"), "stroke_dasharray": "4 2.5"}
    parts = [wash]
    for distance, outline in edges.items():
        edge = shapely.difference(outline.boundary, within)
        # What was drawn by hand has no distance, and a whole line.
        drawn = {} if distance else {"stroke_dasharray": "none"}
        parts.append(path(_slim([edge], frame), **{**look, **drawn}))
        if apart and distance:
            parts.append(_distance(distance, edge, frame))
    return "".join(parts), tuple(outlines)


def _slim(geoms: Iterable[Any], frame: Frame) -> Any:
    return clipped(tidy(list(geoms), FINE / frame.scale), frame)


def _distance(distance: int, edge: Any, frame: Frame) -> str:
    """The distance, written on the highest point of the contour that lies in the frame."""
    inner = shapely.buffer(frame.paper, -14)
    xy = shapely.get_coordinates(shapely.intersection(frame.on_paper(edge), inner))
    if len(xy) == 0:
        return ""
    x, y = xy[np.argmin(xy[:, 1])]
    return haloed(f"{distance} m", float(x), float(y) - 2.5, 8.5, fill=paint("contour"))


def haloed(text: str, x: float, y: float, size: float, **look: Any) -> str:
    """A text in the middle of a place on a halo, so that it reads on any ground."""
    halo = {"stroke": paint("name_halo"), "stroke_opacity": veil("name_halo"), "stroke_width": 2.6}
    shared = {"text_anchor": "middle", **{k: v for k, v in look.items() if k != "fill"}}
    below = words(
        text, x, y, size, fill="none", stroke_linejoin="round", aria_hidden="true", **halo, **shared
    )
    return below + words(text, x, y, size, fill=look.get("fill", paint("name")), **shared)


def drawn(
    snapshot: Snapshot, frame: Frame, letters: Mapping[int, str] | None = None
) -> tuple[str, tuple[str, ...]]:
    """What is drawn, at full colour with an outline and a letter, and the codes of the uses that it shows.

    `letters` by row key replaces the letter of the use.
    """
    fills, tops, uses = [], [], set()
    for thing in snapshot.things:
        shape = frame.on_paper(snapshot.geometry(thing))
        if not shapely.intersects(shape, frame.paper):
            continue
        use = use_of(snapshot, thing)
        uses.add(use)
        colour = CATALOGUE[use].colour
        site = isinstance(thing, Site)
        line = {"stroke": paint("drawn_outline"), "stroke_linejoin": "round"}
        data = path_data(clipped(tidy([snapshot.geometry(thing)], FINE / 2 / frame.scale), frame))
        if not data:
            fills.append(_speck(shape, colour))
            continue
        if site:
            fills.append(element("path", d=data, fill=colour, fill_rule="evenodd"))
            tops.append(element("path", d=data, fill="none", stroke_width=stroke("site"), **line))
        else:
            thin = min(stroke("drawn"), max(0.5, shape.area**0.5 / 12))
            fills.append(element("path", d=data, fill=colour, fill_rule="evenodd", stroke_width=thin, **line))
            letter = CATALOGUE[use].letter if letters is None else letters.get(thing.key, "")
            tops.append(_letter(shape, letter, colour))
    return "".join(fills + tops), tuple(code for code in USES if code in uses)


def _speck(shape: Any, colour: str) -> str:
    """Something drawn that is too small to be seen, as a dot."""
    at = shape.centroid
    look = {"fill": colour, "stroke": paint("drawn_outline"), "stroke_width": 0.8}
    return element("circle", cx=at.x, cy=at.y, r=2.5, **look)


def _letter(shape: Any, letter: str, colour: str) -> str:
    """The letter where the shape is widest, as far as it fits."""
    if not letter or shape.area < 60:
        return ""
    at = shapely.point_on_surface(shape)
    room = shapely.distance(shape.boundary, at)
    size = min(11.0, room * 1.5 / max(1, len(letter) * 0.6))
    return furniture.lettered(letter, at.x, at.y, size, colour) if size >= 5.5 else ""


def businesses(snapshot: Snapshot, frame: Frame) -> str:
    """The present businesses as small diamonds."""
    parts = []
    for business in snapshot.businesses.values():
        at = frame.on_paper(shapely.centroid(snapshot.geometry(business)))
        if at.within(frame.paper):
            parts.append(furniture.diamond(at.x, at.y, paint("drawn_outline")))
    return "".join(parts)


def is_small(snapshot: Snapshot, thing: Thing, frame: Frame) -> bool:
    """Whether a drawn thing is too small in the picture to be recognised by its shape."""
    return snapshot.geometry(thing).area ** 0.5 * frame.scale < SMALL


def boxes(snapshot: Snapshot, frame: Frame) -> list[tuple[float, float, float, float]]:
    """The boxes round all that is drawn, in picture units, for names to keep clear of."""
    shapes = [frame.on_paper(snapshot.geometry(thing)) for thing in snapshot.things]
    shapes += [frame.on_paper(snapshot.geometry(row)) for row in snapshot.businesses.values()]
    return [(b[0] - 3, b[1] - 3, b[2] + 3, b[3] + 3) for b in (shapely.bounds(s).tolist() for s in shapes)]


def centres(snapshot: Snapshot, things: Sequence[Thing], frame: Frame) -> list[tuple[float, float]]:
    """The middle of each thing in picture units."""
    points = [shapely.point_on_surface(frame.on_paper(snapshot.geometry(thing))) for thing in things]
    return [(float(p.x), float(p.y)) for p in points]
