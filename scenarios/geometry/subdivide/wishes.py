"""What is asked of a layout and what comes out of it, as plain values in metres."""

from dataclasses import dataclass, field

from shapely import LineString, MultiPolygon, Point, Polygon


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plot that is asked for.

    `name` is the asker's own. `weight` runs from 0 (light, outwards) to 1 (heavy, in the middle or at the
    water), `most_m2` is how far the plot may grow to use up land that is left (None: not at all), `central`:
    everybody comes there.
    """

    m2: float
    weight: float = 0.5
    quay: bool = False
    central: bool = False
    most_m2: float | None = None
    name: str = ""

    @property
    def limit(self) -> float:
        """The largest area, m2."""
        return max(self.m2, self.most_m2 or 0.0)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a layout is to be: widths in m, water as a share of the outline, and what lies around it.

    `quay` is the part of the outline where ships come, `entrance` where the road outside is, `homes` what
    heavy plots keep away from.
    """

    road_m: float = 12.0
    green_m: float = 10.0
    water_share: float = 0.06
    quay: LineString | None = None
    entrance: Point | None = None
    homes: MultiPolygon | Polygon | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out outline: disjoint polygons on the 1 mm grid that cover it and share their corners.

    `plots`: position in what was asked, and its land. `missing`: positions that did not fit. `dry`: positions
    that asked for a quay and have none. `free`: land left for later, with its own road side. `cut_off`: m2 of
    the outline that no road can reach.
    """

    plots: tuple[tuple[int, Polygon], ...] = ()
    roads: tuple[Polygon, ...] = ()
    green: tuple[Polygon, ...] = ()
    water: tuple[Polygon, ...] = ()
    free: tuple[Polygon, ...] = ()
    asked: tuple[Wanted, ...] = ()
    missing: tuple[int, ...] = ()
    dry: tuple[int, ...] = ()
    cut_off: float = 0.0
    score: float = field(default=0.0, compare=False)
