"""The pencil of the SVG pictures: a frame from metres to picture units, paths, texts and colours.

All text and every attribute value is escaped here and nowhere else. Coordinates are kept to a tenth of a unit
and geometry is simplified to the picture's resolution first, so that pictures of whole provinces stay small.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import numpy as np
import shapely

from scenarios import resource

FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
Bounds = tuple[float, float, float, float]
_POLYGON, _LINES = 3, (1, 2)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world (m, EPSG:28992) that a picture shows, and where; `scale` is units per metre."""

    bounds: Bounds
    left: float
    top: float
    scale: float

    @property
    def width(self) -> float:
        """Width of the map in the picture, units."""
        return (self.bounds[2] - self.bounds[0]) * self.scale

    @property
    def height(self) -> float:
        """Height of the map in the picture, units."""
        return (self.bounds[3] - self.bounds[1]) * self.scale

    def on_paper(self, geoms: Any) -> Any:
        """Shapely geometries in metres brought to picture units (y downwards)."""
        return shapely.transform(geoms, self._project)

    def _project(self, xy: Any) -> Any:
        x0, _, _, y1 = self.bounds
        return np.column_stack(
            [self.left + (xy[:, 0] - x0) * self.scale, self.top + (y1 - xy[:, 1]) * self.scale]
        )

    @property
    def box(self) -> shapely.Polygon:
        """The frame in metres."""
        return shapely.box(*self.bounds)

    @property
    def paper(self) -> shapely.Polygon:
        """The frame in picture units."""
        return shapely.box(self.left, self.top, self.left + self.width, self.top + self.height)


def fit(bounds: Bounds, left: float, top: float, width: float, shape: tuple[float, float]) -> Frame:
    """A frame of a width in units round bounds in metres, its height over width within `shape`."""
    x0, y0, x1, y1 = bounds
    across, up = max(x1 - x0, 1.0), max(y1 - y0, 1.0)
    ratio = min(max(up / across, shape[0]), shape[1])
    across, up = max(across, up / ratio), max(up, across * ratio)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return Frame((x - across / 2, y - up / 2, x + across / 2, y + up / 2), left, top, width / across)


def grown(bounds: Sequence[float], share: float, least: float = 0.0) -> Bounds:
    """Bounds with a margin of a share of their longer side all round, and at least `least` metres long."""
    x0, y0, x1, y1 = bounds
    side = max(x1 - x0, y1 - y0)
    margin = max(side * share, (least - side) / 2)
    return (x0 - margin, y0 - margin, x1 + margin, y1 + margin)


def element(name: str, content: str = "", /, **attributes: Any) -> str:
    """One SVG element: `fill_opacity=.5` becomes `fill-opacity="0.5"`; None leaves an attribute out."""
    given = {
        key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None
    }
    said = "".join(f' {key}="{_value(value)}"' for key, value in given.items())
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def _value(value: Any) -> str:
    if isinstance(value, float | np.floating):
        return (
            f"{value:.1f}".removesuffix(".0") if abs(value) >= 10 else f"{value:.3f}".rstrip("0").rstrip(".")
        )
    return plain(str(value))


def plain(text: str) -> str:
    """A text as it may stand in XML: escaped, and without the control characters that XML forbids."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def words(text: str, x: float, y: float, size: float = 11, /, **attributes: Any) -> str:
    """A text with its baseline at a place; escaped."""
    return element("text", plain(text), x=float(x), y=float(y), font_size=float(size), **attributes)


def tidy(geoms: Any, tolerance: float, least_area: float = 0.0) -> Any:
    """Geometries simplified to a tolerance (in their own unit), without the empty and the too small ones."""
    slim = shapely.simplify(np.asarray(geoms, dtype=object), tolerance, preserve_topology=False)
    keep = ~shapely.is_empty(slim) & ~shapely.is_missing(slim)
    if least_area:
        keep &= shapely.area(slim) >= least_area
    return slim[keep]


def path_data(geoms: Any) -> str:
    """The `d` of one path for polygons or lines in picture units: relative steps in tenths."""
    parts = shapely.get_parts(np.asarray(geoms, dtype=object).ravel())
    rings = shapely.get_rings(parts[shapely.get_type_id(parts) == _POLYGON])
    lines = parts[np.isin(shapely.get_type_id(parts), _LINES)]
    closed = np.arange(len(rings) + len(lines)) < len(rings)
    if len(closed) == 0:
        return ""
    xy, ring = shapely.get_coordinates(np.concatenate([rings, lines]), return_index=True)
    tenths = np.rint(xy * 10).astype(np.int64)
    starts = np.flatnonzero(np.r_[True, np.diff(ring) != 0])
    pieces = zip(ring[starts], np.split(tenths, starts[1:]), strict=True)
    return "".join(_piece(points, bool(closed[number])) for number, points in pieces)


def _piece(points: Any, closed: bool) -> str:
    if closed:
        points = points[:-1]
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < (2 if closed else 1):
        return ""
    x, y = points[0].tolist()
    first, *others = steps.ravel().tolist()
    return f"M{_tenth(x)}{_next(y)}l{_tenth(first)}{''.join(map(_next, others))}{'z' if closed else ''}"


@cache
def _tenth(value: int) -> str:
    whole, rest = divmod(abs(int(value)), 10)
    sign = "-" if value < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"


@cache
def _next(value: int) -> str:
    """A number behind another: the minus sign separates by itself."""
    said = _tenth(value)
    return said if said.startswith("-") else " " + said


def path(geoms: Any, /, **attributes: Any) -> str:
    """One path for geometries in picture units, or nothing where they are empty."""
    data = path_data(geoms)
    return element("path", d=data, **attributes) if data else ""


def mixed(colour: str, towards: str, share: float) -> str:
    """A colour moved a share of the way towards another; both `#RRGGBB`."""
    pairs = ((int(colour[i : i + 2], 16), int(towards[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def paint(name: str) -> str:
    """A colour of the map by its meaning in palettes/map.toml, as `#RRGGBB`, its transparency left off."""
    return _map()["light"][name][:7]


def veil(name: str) -> float:
    """How opaque a colour of the map is, 0 to 1."""
    value = _map()["light"][name]
    return int(value[7:9], 16) / 255 if len(value) == 9 else 1.0


def stroke(name: str) -> float:
    """The width of a line of the map by its meaning, in units."""
    return float(_map()["width"][name])


def share(name: str) -> float:
    """How far a colour is washed, by its meaning."""
    return float(_map()["wash"][name])


def symbol_of(kind: str) -> dict[str, str]:
    """Colour, letter and symbol of a kind of site."""
    return _map()["site"][kind]


def ink(name: str) -> str:
    """A colour of the interface by its meaning, for furniture and frames."""
    return resource.toml("palettes", "light.toml")["colour"][name]


def _map() -> dict[str, Any]:
    return resource.toml("palettes", "map.toml")


def picture(width: float, height: float, title: str, content: Iterable[str]) -> str:
    """The SVG file: a title for readers who hear it, and its content."""
    across, up = _value(float(width)), _value(float(height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{up}" viewBox="0 0 {across} {up}" '
        f'font-family="{escape(FONT)}" role="img"><title>{plain(title)}</title>{"".join(content)}</svg>\n'
    )
