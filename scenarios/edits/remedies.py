"""What can be done about a finding, as one step that can be looked at before it is written.

Each remedy does only what is plain: where it would have to choose (a shape in two parts, a plot that would
vanish), it refuses and says so, and `remedy_for` gives nothing.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenarios.edits.access import strip_to_road
from scenarios.edits.common import row_of
from scenarios.edits.plots import draw_plot
from scenarios.edits.shapes import reshape
from scenarios.edits.values import set_values
from scenarios.errors import Refused
from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.checks import Finding, active_plots_of
from scenarios.landuse.present import areas_in
from scenarios.landuse.visible import category_of
from scenarios.project.change import Change
from scenarios.project.model import Site, free_year
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, mark, tr

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "trim_to_site": mark("Trim the plot"),
        "trim_to_host": mark("Trim to one municipality"),
        "trim_to_region": mark("Trim to the region"),
        "cut_below": mark("Cut the lower one"),
        "admit": mark("Admit this category"),
        "access_strip": mark("Draw an access"),
        "start_when_free": mark("Start when it is free"),
    }
)
"""What the button of each remedy says; translated with `tr`."""


class Remedy(NamedTuple):
    """The label of a step and its changes."""

    label: str
    changes: list[Change]


def remedy(snapshot: Snapshot, finding: Finding) -> Remedy:
    """The step that takes a finding away; raises Refused where there is none, or none that is plain."""
    act = _REMEDIES.get(finding.remedy)
    if act is None:
        raise Refused(tr("Nothing can be done about this by itself: draw it differently."))
    found = act(snapshot, finding)
    if not found.changes:
        raise Refused(tr("Nothing can be done about this by itself: draw it differently."))
    return found


def remedy_for(snapshot: Snapshot, finding: Finding) -> Remedy | None:
    """The step that takes a finding away, remembered; None where there is none."""
    if finding.remedy not in _REMEDIES:
        return None
    known = snapshot.once(f"remedies in {language()}", dict[Finding, Remedy | None])
    if finding not in known:
        try:
            known[finding] = remedy(snapshot, finding)
        except Refused:
            known[finding] = None
    return known[finding]


def _trim_to_site(snapshot: Snapshot, finding: Finding) -> Remedy:
    table, key = finding.rows[0]
    plot = row_of(snapshot, table, key)
    site = row_of(snapshot, "site", plot.site)
    shape = shapely.intersection(snapshot.geometry(plot), snapshot.geometry(site))
    label = tr("Trim a plot to its site")
    return Remedy(label, reshape(snapshot, table, key, _whole(shape)))


def _trim_to_host(snapshot: Snapshot, finding: Finding) -> Remedy:
    _, key = finding.rows[0]
    site = row_of(snapshot, "site", key)
    areas, _ = areas_in(snapshot, snapshot.geometry(site), site.geom)
    host = int(np.argmax(areas))
    region = snapshot.region
    label = tr("Trim a site to {municipality}", municipality=region.municipalities[host].name)
    return Remedy(label, _trimmed(snapshot, site, region.borders[host]))


def _trim_to_region(snapshot: Snapshot, finding: Finding) -> Remedy:
    table, key = finding.rows[0]
    row = row_of(snapshot, table, key)
    region = snapshot.region
    near = region.border_tree.query(snapshot.geometry(row))
    land = shapely.union_all(region.borders[near])
    label = tr("Trim to the region")
    if isinstance(row, Site):
        return Remedy(label, _trimmed(snapshot, row, land))
    return Remedy(label, reshape(snapshot, table, key, shapely.intersection(snapshot.geometry(row), land)))


def _trimmed(snapshot: Snapshot, site: Site, land: Any) -> list[Change]:
    """A site and its plots, cut to some land."""
    changes: list[Change] = []
    for table, row in (("site", site), *(("plot", plot) for plot in snapshot.plots_of(site.key))):
        shape = snapshot.geometry(row)
        left = shapely.intersection(shape, land)
        if shapely.area(shape) - shapely.area(left) >= SMALLEST_M2:
            changes += reshape(snapshot, table, row.key, _whole(left))
    return changes


def _cut_below(snapshot: Snapshot, finding: Finding) -> Remedy:
    (table, key), (_, above) = finding.rows[:2]
    row, upper = row_of(snapshot, table, key), row_of(snapshot, table, above)
    left = _whole(shapely.difference(snapshot.geometry(row), snapshot.geometry(upper)))
    if isinstance(row, Site):
        for plot in active_plots_of(snapshot, row):
            shape = snapshot.geometry(plot)
            if shapely.area(shapely.intersection(shape, snapshot.geometry(upper))) >= SMALLEST_M2:
                raise Refused(tr("There are plots where these sites overlap: move them first."))
        return Remedy(tr("Cut a site where another lies on it"), reshape(snapshot, table, key, left))
    return Remedy(tr("Cut a plot where another lies on it"), reshape(snapshot, table, key, left))


def _admit(snapshot: Snapshot, finding: Finding) -> Remedy:
    plot = row_of(snapshot, *finding.rows[0])
    category = category_of(plot)
    label = tr("Admit category {category} on a site", category=category)
    return Remedy(label, set_values(snapshot, "site", plot.site, max_category=category))


def _access(snapshot: Snapshot, finding: Finding) -> Remedy:
    plot = row_of(snapshot, *finding.rows[0])
    strip = strip_to_road(snapshot, plot)
    years = {"start_year": plot.start_year, "end_year": plot.end_year}
    changes = draw_plot(snapshot, strip, plot.site, activity="L03", **years)
    return Remedy(tr("Draw an access to a plot"), changes)


def _start_when_free(snapshot: Snapshot, finding: Finding) -> Remedy:
    *rows, (_, land) = finding.rows
    year = free_year(row_of(snapshot, "waiting_land", land).free_from)
    changes = [c for table, key in rows for c in set_values(snapshot, table, key, start_year=year)]
    return Remedy(tr("Start in {year}, when the land is free", year=year), changes)


def _whole(shape: Any) -> BaseGeometry:
    """The one part of a shape that is worth keeping; raises Refused where there is none or more than one."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and p.area >= SMALLEST_M2]
    if len(parts) != 1:
        raise Refused(tr("Nothing, or more than one part, would be left of this shape: redraw it by hand."))
    return parts[0]


_REMEDIES: Mapping[str, Callable[[Snapshot, Finding], Remedy]] = MappingProxyType(
    {
        "trim_to_site": _trim_to_site,
        "trim_to_host": _trim_to_host,
        "trim_to_region": _trim_to_region,
        "cut_below": _cut_below,
        "admit": _admit,
        "access_strip": _access,
        "start_when_free": _start_when_free,
    }
)
