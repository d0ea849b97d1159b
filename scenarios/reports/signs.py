"""What is written on a map: symbols and tags of the sites, names of the municipalities, numbers of places."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from scenarios import wording
from scenarios.project.model import Site
from scenarios.project.snapshot import Snapshot
from scenarios.reports import furniture, layers
from scenarios.reports.drawing import Frame, element, ink, symbol_of
from scenarios.reports.labels import Box, beside, inside, shortened
from scenarios.reports.naming import site_name

NAME_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
RINGED = 24.0
"""A place wider than this needs no ring to be seen."""
LONGEST_NAME = 170.0
"""Width in units at which a site's name is cut in its tag; the tables have it whole."""
TAG = 16.0
"""Height of a name tag."""


def site_signs(snapshot: Snapshot, frame: Frame) -> tuple[list[str], list[str], list[Box]]:
    """Symbols of the small sites, name tags of all in the frame, and the boxes that they take."""
    sites = [thing for thing in snapshot.things if isinstance(thing, Site)]
    sites.sort(key=lambda site: -snapshot.geometry(site).area)
    shown = [s for s in sites if snapshot.geometry(s).intersects(frame.box)]
    middles = layers.centres(snapshot, shown, frame)
    radii = [_radius(snapshot, site, frame) for site in shown]
    taken = [around(middle, r) for middle, r in zip(middles, radii, strict=True)]
    signs, tags = [], []
    for site, (x, y), r in zip(shown, middles, radii, strict=True):
        look = symbol_of(site.kind)
        if layers.is_small(snapshot, site, frame):
            signs.append(furniture.symbol(look["symbol"], x, y, r, look["colour"], look["letter"]))
        remark = wording.hectares(snapshot.geometry(site).area)
        name = shortened(site_name(site), 9.5, LONGEST_NAME)
        box = beside(x, y, r, furniture.tag_width(name, remark), TAG, taken, limits(frame))
        taken.append(box)
        tags.append(leader(x, y, r, box, look["colour"]))
        tags.append(furniture.tag(name, remark, box, look["colour"]))
    return signs, tags, taken


def around(middle: tuple[float, float], radius: float) -> Box:
    """The box round a circle."""
    x, y = middle
    return (x - radius, y - radius, x + radius, y + radius)


def _radius(snapshot: Snapshot, site: Site, frame: Frame) -> float:
    if layers.is_small(snapshot, site, frame):
        return 8.5
    return snapshot.geometry(site).area ** 0.5 * frame.scale / 2


def limits(frame: Frame) -> Box:
    """The room for tags: the frame, less a hair."""
    return (frame.left + 2, frame.top + 2, frame.left + frame.width - 2, frame.top + frame.height - 2)


def leader(x: float, y: float, radius: float, box: Box, colour: str) -> str:
    """A thin line from a symbol to its tag, where the tag stands away from it."""
    to_x, to_y = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    distance = float(np.hypot(to_x - x, to_y - y))
    if distance < radius + 8:
        return ""
    from_x, from_y = x + (to_x - x) * radius / distance, y + (to_y - y) * radius / distance
    return element("line", x1=from_x, y1=from_y, x2=to_x, y2=to_y, stroke=colour, stroke_width=0.9)


def municipality_names(snapshot: Snapshot, frame: Frame, taken: list[Box]) -> str:
    """The names of the municipalities in small capitals, inside their borders and clear of what is taken."""
    region = snapshot.region
    parts = []
    near = region.border_tree.query(frame.box)
    paper = shapely.simplify(frame.on_paper(region.borders[near]), 1.0)
    seen = shapely.intersection(paper, frame.paper)
    for index in np.argsort(-shapely.area(seen)):
        name = region.municipalities[int(near[index])].name
        found = inside(_largest(seen[index]), name, taken, NAME_SIZES)
        if found is None:
            continue
        taken.append(found.box)
        for row, line in enumerate(found.lines):
            y = found.y + found.size * (0.34 + 1.15 * (row - (len(found.lines) - 1) / 2))
            look = {"font_variant": "small-caps", "letter_spacing": 0.5, "font_weight": 600}
            parts.append(layers.haloed(line, found.x, y, found.size, **look))
    return "".join(parts)


def _largest(shape: Any) -> Any:
    parts = shapely.get_parts(shape)
    return parts[int(np.argmax(shapely.area(parts)))] if len(parts) else shape


def place_numbers(
    middles: Sequence[tuple[float, float]], radii: Sequence[float], frame: Frame
) -> tuple[str, list[Box]]:
    """A ring round each place and its number beside it, in the order given; and the boxes that they take."""
    taken = [around(middle, r) for middle, r in zip(middles, radii, strict=True)]
    parts = []
    for number, ((x, y), r) in enumerate(zip(middles, radii, strict=True), start=1):
        box = beside(x, y, r, 9 + 6.5 * len(str(number)), 14, taken, limits(frame))
        taken.append(box)
        if r <= RINGED:
            look = {"fill": "none", "stroke": ink("loss"), "stroke_width": 1.1}
            parts.append(element("circle", cx=x, cy=y, r=r, **look))
        parts.append(leader(x, y, r, box, ink("loss")))
        parts.append(furniture.number_tag(str(number), box, ink("loss")))
    return "".join(parts), taken
