"""The fictitious part of the example: businesses of today and two plans, from resources/region/layouts.toml.

What both plans hold under the same name gets the same origin, so that comparing them sees one thing that
differs.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from scenarios.example.cells import metres
from scenarios.example.keys import key_of
from scenarios.example.land import Patch
from scenarios.geometry.shape import clean_polygon, joined, to_wkb
from scenarios.project.model import PRESENT, Business, Conversion, Lock, Plot, Row, Site, UseChange, Variant
from scenarios.wording import language, tr


class Ground:
    """The frame and the present land that plans are laid on."""

    def __init__(self, frame: Mapping[str, Any], patches: Sequence[Patch]) -> None:
        self.frame = frame
        self._patches = patches
        self._tree = shapely.STRtree(np.array([patch.shape for patch in patches], dtype=object))

    def pieces(self, places: Sequence[Sequence[float]], use: str) -> MultiPolygon:
        """The pieces of the present land use that hold these points, joined; each must have that use."""
        found = []
        for x, y in metres(self.frame, places):
            point = shapely.Point(x, y)
            patch = self._patches[int(self._tree.query(point, predicate="within")[0])]
            if patch.use != use:
                raise ValueError(f"the piece at {point} is {patch.use}, not {use}")
            found.append(patch.shape)
        return joined(found)

    def drawn(self, at: Sequence[float], degrees: float, corners: Sequence[Sequence[float]]) -> Polygon:
        """A shape given by corners in metres from a place along a direction."""
        angle = math.radians(degrees)
        turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
        return clean_polygon(Polygon(np.array(corners, dtype=float) @ turn + metres(self.frame, [at])[0]))


def business_rows(layouts: Mapping[str, Any], ground: Ground) -> list[Row]:
    """The businesses that are there now."""
    rows: list[Row] = []
    for entry in layouts["business"]:
        if "corners" in entry:
            shape = ground.drawn(entry["at"], entry["degrees"], entry["corners"])
        else:
            shape = ground.pieces(entry["over"], "BED").geoms[0]
        rows.append(
            Business(
                key_of("business", entry["id"]),
                to_wkb(shape),
                _named(entry),
                entry["category"],
                entry["activity"],
                round(shape.area, 1),
                source=tr("fictitious example"),
                fictitious=1,
            )
        )
    return rows


def variant_rows(layouts: Mapping[str, Any], ground: Ground) -> Iterator[tuple[Variant, list[Row]]]:
    """Each variant with everything in it."""
    first: dict[tuple[Any, ...], int] = {}
    for position, entry in enumerate(layouts["variant"], start=1):
        variant = Variant(key_of(entry["id"]), _named(entry), PRESENT, position, tr("fictitious example"), 1)
        yield variant, [variant, *_Rows(variant.key, entry, first).make(layouts, ground)]


class _Rows:
    """Makes the rows of one variant; `first` remembers the key under which a thing first appeared."""

    def __init__(self, variant: int, entry: Mapping[str, Any], first: dict[tuple[Any, ...], int]) -> None:
        self.variant = variant
        self.entry = entry
        self._first = first
        self._rank = 0

    def make(self, layouts: Mapping[str, Any], ground: Ground) -> Iterator[Row]:
        """The rows: sites with their plots, changes, conversions and locks."""
        for site in self.entry["site"]:
            yield from self._site(site, layouts["layout"][site["layout"]], ground)
        for change in self.entry["change"]:
            key, origin = self._keys("change", change["id"])
            geom = to_wkb(ground.pieces(change["over"], change["was"]))
            years = {"start_year": change["start"], "rank": self._next()}
            yield UseChange(
                key, origin, self.variant, geom, change["use"], _named(change), fictitious=1, **years
            )
        for code, source, target, hectares in self.entry["conversions"]:
            key, origin = self._keys("conversion", code, source, target)
            yield Conversion(key, origin, self.variant, code, source, target, round(hectares * 10_000))
        for code, use in self.entry["locks"]:
            key, origin = self._keys("lock", code, use)
            yield Lock(key, origin, self.variant, code, use)

    def _site(self, site: Mapping[str, Any], layout: Mapping[str, Any], ground: Ground) -> Iterator[Row]:
        def placed(corners: Sequence[Sequence[float]]) -> bytes:
            return to_wkb(ground.drawn(site["at"], site["degrees"], corners))

        key, origin = self._keys("site", site["id"])
        yield Site(
            key,
            origin,
            self.variant,
            placed(layout["outline"]),
            site["kind"],
            _named(site),
            start_year=site["start"],
            rank=self._next(),
            note=tr("fictitious example"),
            fictitious=1,
        )
        for plot in layout["plot"]:
            own, source = self._keys("plot", site["id"], plot["id"])
            yield Plot(
                own,
                source,
                self.variant,
                placed(plot["corners"]),
                key,
                activity=plot["activity"],
                start_year=site.get("later", {}).get(plot["id"], site["start"]),
                rank=self._next(),
            )

    def _keys(self, *names: str) -> tuple[int, int]:
        key = key_of(self.entry["id"], *names)
        return key, self._first.setdefault(names, key)

    def _next(self) -> int:
        self._rank += 1
        return self._rank


def _named(entry: Mapping[str, Any]) -> str:
    return entry[f"name_{language()}"]
