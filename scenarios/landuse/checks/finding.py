"""What a check has to say: a sentence, a place, the things it is about, and how grave it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import shapely

from scenarios.landuse.catalogue import activities
from scenarios.landuse.reach import Reach
from scenarios.project.model import Plot, Site, UseChange
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

Row = tuple[str, int]
"""Table and key of one row."""

CONFLICT, WARNING, NOTICE = "conflict", "warning", "notice"
SEVERITIES: tuple[str, ...] = (CONFLICT, WARNING, NOTICE)
"""How grave a finding is, the gravest first: what cannot stay so, what to look at, what to know."""

CODES: Mapping[str, str] = MappingProxyType(
    {
        "size": WARNING,
        "border": WARNING,
        "outside_region": CONFLICT,
        "site_overlap": CONFLICT,
        "plot_outside": CONFLICT,
        "plot_overlap": CONFLICT,
        "no_hmc": WARNING,
        "category": CONFLICT,
        "no_roads": WARNING,
        "no_access": WARNING,
        "no_water": CONFLICT,
        "quay_wanted": NOTICE,
        "housing": CONFLICT,
        "sensitive_place": CONFLICT,
        "contour_border": WARNING,
        "nature": WARNING,
        "nature_taken": CONFLICT,
        "nature_near": NOTICE,
        "water_taken": WARNING,
        "too_early": CONFLICT,
        "waiting_land": NOTICE,
        "no_cluster": WARNING,
        "relocation": WARNING,
        "double_claim": WARNING,
    }
)
"""Every code that a finding may have, in the order in which they are told, and how grave it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: a code for programs, a sentence for people, the place as x, y in EPSG:28992.

    `remedy`: the key of what may be done about it (edits/remedies.py), empty where a program cannot know.
    `rows`: the things it is about, the one that a remedy changes first; `site`: the key of the site it is
    about, 0 where it is about the whole variant.
    """

    code: str
    text: str
    place: tuple[float, float]
    remedy: str = ""
    rows: tuple[Row, ...] = ()
    site: int = 0

    @property
    def severity(self) -> str:
        """How grave it is: one of SEVERITIES."""
        return CODES[self.code]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A site as the checks look at it: outline, active plots, where it lies in whole m2, whom it reaches."""

    snapshot: Snapshot
    site: Site
    shape: Any
    plots: tuple[Plot, ...]
    area_m2: int
    municipalities: Mapping[str, int]
    outside_m2: int
    reach: Reach

    def found(
        self,
        code: str,
        text: str,
        place: tuple[float, float],
        remedy: str = "",
        rows: tuple[Row, ...] = (),
    ) -> Finding:
        """A finding about this site; without rows it is about the site itself."""
        return Finding(code, text, place, remedy, rows or (("site", self.site.key),), self.site.key)


def inside(shape: Any) -> tuple[float, float]:
    """A point of a shape, as x and y."""
    point = shapely.point_on_surface(shape)
    return (float(point.x), float(point.y))


def upper(shape: Any) -> tuple[float, float]:
    """A point in the upper part of a shape, where a sign leaves the name in its middle to be read."""
    xmin, ymin, xmax, ymax = shapely.bounds(shape).tolist()
    part = shapely.clip_by_rect(shape, xmin, ymax - (ymax - ymin) / 4, xmax, ymax)
    return inside(part if shapely.area(part) > 0 else shape)


def called(row: Site | Plot | UseChange) -> str:
    """What a drawn thing is called in a finding: its name, else its activity, else that it has none."""
    activity = activities().get(row.activity or "") if isinstance(row, Plot) else None
    return row.name or (activity.name if activity else tr("without a name"))


def municipality(snapshot: Snapshot, code: str) -> str:
    """The name of a municipality by its code."""
    return snapshot.region.municipalities[snapshot.region.index[code]].name
