"""The maps of a report as SVG, drawn without Qt from the style tables that the screen uses too.

Three pictures: a variant in its region, what differs between two variants, one site close by. Each is a
whole, with heading, legend, scale bar, north arrow and credits, so that it can be taken out of the report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import shapely

from scenarios import wording
from scenarios.compare.areas import ChangedLand, Place
from scenarios.landuse.catalogue import USES as CATALOGUE
from scenarios.landuse.visible import category_of, use_of
from scenarios.project.model import Plot, Site
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.reports import furniture, layers, signs
from scenarios.reports.content import Picture
from scenarios.reports.drawing import (
    Bounds,
    Frame,
    fit,
    grown,
    paint,
    path,
    picture,
    share,
    stroke,
    symbol_of,
    tidy,
)
from scenarios.reports.furniture import Entry, Group, Look
from scenarios.reports.naming import plot_name, site_kind, site_name
from scenarios.wording import tr

WIDE = 720.0
"""Width of a map that fills the page, units: text of 10 units is 7 points on A4."""
NARROW = 350.0
"""Width of a close-up, two to a row."""
EDGE = 12.0
FAINT = 0.72
"""How far the present is washed where differences stand out against it."""
NUMBERED = 25
"""At most this many places of a difference map get a number."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What every picture says of the project: labels such as "fictitious", and the land's source."""

    labels: tuple[str, ...] = ()
    source: str = ""


def extent(snapshots: Sequence[Snapshot]) -> Bounds:
    """The part of the world that shows the region and all that is drawn in any of the snapshots."""
    drawn = [shapely.bounds(s.geometry(thing)) for s in snapshots for thing in s.things]
    every = np.array([snapshots[0].region.bounds, *drawn])
    low, high = every[:, :2].min(axis=0).tolist(), every[:, 2:].max(axis=0).tolist()
    return grown((*low, *high), 0.02)


def variant_map(snapshot: Snapshot, bounds: Bounds, title: str, marks: Marks) -> Picture:
    """The map of a variant: washed present use, borders and names, what is drawn, contours, tags with ha."""
    frame = fit(bounds, EDGE, 34, WIDE - 2 * EDGE, (0.55, 1.05))
    wash = share("present")
    land, present = layers.land(snapshot, frame, wash)
    rings, distances = layers.contours(snapshot, frame, apart=False)
    shapes, used = layers.drawn(snapshot, frame)
    symbols, tags, taken = signs.site_signs(snapshot, frame)
    content = [
        layers.ground(snapshot, frame, wash),
        land,
        layers.backdrop(snapshot, frame),
        layers.borders(snapshot, frame),
        rings,
        shapes,
        layers.businesses(snapshot, frame),
        *symbols,
        signs.municipality_names(snapshot, frame, [*taken, *layers.boxes(snapshot, frame)]),
        *tags,
    ]
    present = layers.present_uses(snapshot, present)
    groups = [_present_group(present, wash), _drawn_group(snapshot, used, bool(distances))]
    return _whole(content, frame, groups, (title, str(snapshot.year)), marks, _map_alt(snapshot, title))


def difference_map(
    after: Snapshot,
    changes: Sequence[ChangedLand],
    places: Sequence[Place],
    bounds: Bounds,
    title: str,
    marks: Marks,
) -> Picture:
    """Where land has another use than in the reference: in its new colour, numbered by place."""
    frame = fit(bounds, EDGE, 34, WIDE - 2 * EDGE, (0.55, 1.05))
    land, _ = layers.land(after, frame, FAINT)
    content = [layers.ground(after, frame, FAINT), land, layers.borders(after, frame)]
    look = {"stroke": paint("difference"), "stroke_width": stroke("drawn"), "fill_rule": "evenodd"}
    for change in changes:
        slim = layers.clipped(tidy([change.geometry], layers.FINE / 2 / frame.scale), frame)
        content.append(path(slim, fill=CATALOGUE[change.to_use].colour, **look))
    numbered = places[:NUMBERED]
    boxes = [shapely.bounds(frame.on_paper(place.geometry)).tolist() for place in numbered]
    middles = [((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in boxes]
    radii = [max(6.0, max(b[2] - b[0], b[3] - b[1]) / 2 + 3) for b in boxes]
    numbers, taken = signs.place_numbers(middles, radii, frame)
    content += [signs.municipality_names(after, frame, taken), numbers]
    became = [code for code in USES if any(change.to_use == code for change in changes)]
    entries = tuple(Entry("drawn", CATALOGUE[code].colour, CATALOGUE[code].name) for code in became)
    groups = [Group(tr("Land with another use, in its new colour"), entries)]
    total = wording.hectares(sum(change.m2 for change in changes))
    alt = tr("Map of the land that differs: {total} in {count} places.", total=total, count=len(places))
    return _whole(content, frame, groups, (title, str(after.year)), marks, alt)


def site_map(snapshot: Snapshot, site: Site, marks: Marks) -> Picture:
    """One site close by: its plots with letters and a key with activity, category and hectares; contours."""
    shape = snapshot.geometry(site)
    frame = fit(grown(shapely.bounds(shape).tolist(), 0.4, 500), 0.5, 26, NARROW - 1, (0.72, 0.72))
    wash = share("present")
    plots = [t for t in snapshot.things if isinstance(t, Plot) and t.site == site.key]
    plots.sort(key=lambda plot: -snapshot.geometry(plot).area)
    letters = {plot.key: _letter(number) for number, plot in enumerate(plots)}
    land, _ = layers.land(snapshot, frame, wash)
    shapes, _ = layers.drawn(snapshot, frame, letters)
    rings, _ = layers.contours(snapshot, frame, apart=True)
    content = [
        layers.ground(snapshot, frame, wash),
        land,
        layers.backdrop(snapshot, frame),
        layers.borders(snapshot, frame),
        shapes,
        rings,
        layers.businesses(snapshot, frame),
    ]
    entries = tuple(_plot_entry(snapshot, plot, letters[plot.key]) for plot in plots)
    name = site_name(site)
    area = wording.hectares(shape.area)
    alt = tr("Close-up of {name}, {area}, with {count} plots.", name=name, area=area, count=len(plots))
    if rings:
        entries += (Entry("ring", paint("contour"), tr("Setback contour (screening), distance in m")),)
    groups = [Group(tr("Plots"), entries)]
    below = Marks(source=" · ".join(marks.labels))
    return _whole(content, frame, groups, (name, area), below, alt, columns=1)


def _letter(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    high, low = divmod(number, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)


def _plot_entry(snapshot: Snapshot, plot: Plot, letter: str) -> Entry:
    category = category_of(plot)
    said = tr("category {category}", category=category) if category else ""
    area = wording.hectares(snapshot.geometry(plot).area)
    text = ", ".join(part for part in (area, said, plot_name(plot)) if part)
    return Entry("drawn", CATALOGUE[use_of(snapshot, plot)].colour, text, letter)


def _whole(
    content: Sequence[str],
    frame: Frame,
    groups: Sequence[Group],
    title: tuple[str, str],
    marks: Marks,
    alt: str,
    columns: int = 4,
) -> Picture:
    """A map with all that stands round it."""
    width = frame.width + 2 * frame.left
    below = frame.top + frame.height + 12
    key, height = furniture.legend(groups, frame.left, below, frame.width, columns)
    bottom = below + height + (14 if marks.source else 0)
    parts = [
        *content,
        furniture.border(frame, width, bottom),
        furniture.heading(*title, marks.labels, frame.left, frame.top - 24, frame.width),
        furniture.scale_bar(frame),
        furniture.north(frame),
        key,
        furniture.credits(marks.source, frame.left, below + height - 2) if marks.source else "",
    ]
    return Picture(picture(width, bottom, alt, parts), alt)


def _present_group(codes: Sequence[str], wash: float) -> Group:
    entries = tuple(Entry("fill", layers.washed(code, wash), CATALOGUE[code].name) for code in codes)
    return Group(tr("Present land use"), entries)


def _drawn_group(snapshot: Snapshot, used: Sequence[str], contours: bool) -> Group:
    kinds = {thing.kind for thing in snapshot.things if isinstance(thing, Site)}
    entries = [_site_entry(kind) for kind in ("cluster", "hub") if kind in kinds]
    entries += [Entry("drawn", use.colour, use.name, use.letter) for use in map(CATALOGUE.__getitem__, used)]
    if contours:
        entries.append(Entry("ring", paint("contour"), tr("Setback contour (screening)")))
    if snapshot.businesses:
        entries.append(Entry("diamond", paint("drawn_outline"), tr("Present business")))
    return Group(tr("Drawn"), tuple(entries))


def _site_entry(kind: str) -> Entry:
    look = symbol_of(kind)
    shape = next(name for name in get_args(Look) if name == look["symbol"])
    return Entry(shape, look["colour"], site_kind(kind), look["letter"])


def _map_alt(snapshot: Snapshot, title: str) -> str:
    """What the map shows, for who cannot see it."""
    sites = [thing for thing in snapshot.things if isinstance(thing, Site)]
    year = snapshot.year
    if not sites:
        return tr("Map of {title} in {year}: no sites are drawn.", title=title, year=year)
    named = ", ".join(
        f"{site_name(site)} ({wording.hectares(snapshot.geometry(site).area)})" for site in sites
    )
    return tr("Map of {title} in {year}, with the sites {sites}.", title=title, year=year, sites=named)
