"""The fictitious part of the example: what is there today and two plans, from resources/region/layouts.toml.

What both plans hold under the same name gets the same origin, so that comparing them sees one thing that
differs.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon

from scenarios.example.cells import metres
from scenarios.example.keys import key_of
from scenarios.example.land import Patch
from scenarios.geometry.shape import clean_polygon, joined, rounded, to_wkb
from scenarios.project.model import (
    PRESENT,
    Agreement,
    Business,
    Contour,
    Conversion,
    Lock,
    Member,
    Move,
    Note,
    Plot,
    Relation,
    Row,
    SensitivePlace,
    Site,
    TreeRow,
    UseChange,
    Variant,
    WaitingLand,
)
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
        return clean_polygon(Polygon(self.placed(at, degrees, corners)))

    def placed(self, at: Sequence[float], degrees: float, points: Sequence[Sequence[float]]) -> np.ndarray:
        """Points (n, 2) given in metres from a place along a direction."""
        angle = math.radians(degrees)
        turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
        return np.array(points, dtype=float) @ turn + metres(self.frame, [at])[0]

    def point(self, at: Sequence[float]) -> Point:
        """A place."""
        return rounded(Point(*metres(self.frame, [at])[0]))


def present_rows(layouts: Mapping[str, Any], ground: Ground) -> list[Row]:
    """The businesses, the land in waiting and the sensitive places that are there now."""
    return [*_businesses(layouts, ground), *_waiting(layouts, ground), *_places(layouts, ground)]


def _waiting(layouts: Mapping[str, Any], ground: Ground) -> Iterator[Row]:
    for entry in layouts["waiting"]:
        yield WaitingLand(
            key_of("waiting", entry["id"]),
            to_wkb(ground.pieces(entry["over"], entry["was"])),
            _named(entry),
            _named(entry, "owner"),
            entry["free"],
            source=tr("fictitious example"),
            fictitious=1,
        )


def _places(layouts: Mapping[str, Any], ground: Ground) -> Iterator[Row]:
    for entry in layouts["place"]:
        if "corners" in entry:
            shape: Any = ground.drawn(entry["at"], entry["degrees"], entry["corners"])
        else:
            shape = ground.point(entry["at"])
        yield SensitivePlace(
            key_of("place", entry["id"]),
            to_wkb(shape),
            entry["kind"],
            _named(entry),
            entry["count"],
            source=tr("fictitious example"),
            fictitious=1,
        )


def _land_of(entry: Mapping[str, Any], ground: Ground) -> Polygon:
    """The land of a business: its corners, or the piece of the present that it has."""
    if "corners" in entry:
        return ground.drawn(entry["at"], entry["degrees"], entry["corners"])
    return ground.pieces(entry["over"], "BED").geoms[0]


def _businesses(layouts: Mapping[str, Any], ground: Ground) -> list[Row]:
    rows: list[Row] = []
    for entry in layouts["business"]:
        shape = _land_of(entry, ground)
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
        yield from self._moves(layouts, ground)
        for agreed in self.entry.get("agreement", ()):
            key, origin = self._keys("agreement", agreed["id"])
            parties = agreed["giver"], agreed["taker"], agreed["unit"], float(agreed["amount"])
            what, note = _named(agreed, "what"), tr("fictitious example")
            yield Agreement(key, origin, self.variant, *parties, what, agreed["year"], note, 1)
        for code, source, target, hectares in self.entry["conversions"]:
            key, origin = self._keys("conversion", code, source, target)
            yield Conversion(key, origin, self.variant, code, source, target, round(hectares * 10_000))
        for code, use in self.entry["locks"]:
            key, origin = self._keys("lock", code, use)
            yield Lock(key, origin, self.variant, code, use)

    def _moves(self, layouts: Mapping[str, Any], ground: Ground) -> Iterator[Row]:
        """The relocations: what is left is the land of the business."""
        businesses = {entry["id"]: entry for entry in layouts["business"]}
        uses = {change["id"]: change["use"] for change in self.entry["change"]}
        for move in self.entry.get("move", ()):
            key, origin = self._keys("move", move["business"])
            change, plot, after = move.get("change"), move.get("plot"), move.get("after")
            yield Move(
                key,
                origin,
                self.variant,
                to_wkb(MultiPolygon([_land_of(businesses[move["business"]], ground)])),
                business=key_of("business", move["business"]),
                freed_use=uses[change] if change else "",
                plot=self._keys("plot", *plot)[0] if plot else None,
                change=self._keys("change", change)[0] if change else None,
                after=self._keys("move", after)[0] if after else None,
                leaves=move.get("leaves"),
                lands=move.get("lands"),
                note=tr("fictitious example"),
                fictitious=1,
            )

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
        plots: dict[str, int] = {}
        for plot in layout["plot"]:
            own, source = self._keys("plot", site["id"], plot["id"])
            plots[plot["id"]] = own
            yield Plot(
                own,
                source,
                self.variant,
                placed(plot["corners"]),
                key,
                activity=plot["activity"],
                start_year=site.get("later", {}).get(plot["id"], site["start"]),
                rank=self._next(),
                also=plot.get("also", ""),
                storage_m=plot.get("storage"),
            )
        yield from self._around(site, layout, ground)
        yield from self._between(site, layout, key, plots, placed)

    def _around(self, site: Mapping[str, Any], layout: Mapping[str, Any], ground: Ground) -> Iterator[Row]:
        """The trees and the notes of a site."""
        for trees in layout.get("trees", ()):
            key, origin = self._keys("trees", site["id"], trees["id"])
            line = rounded(LineString(ground.placed(site["at"], site["degrees"], trees["line"])))
            yield TreeRow(
                key,
                origin,
                self.variant,
                to_wkb(line),
                crown_m=float(trees["crown"]),
                spacing_m=float(trees["spacing"]),
                start_year=site["start"],
                note=tr("fictitious example"),
            )
        for note in layout.get("note", ()):
            key, origin = self._keys("note", site["id"], note["id"])
            at = rounded(Point(*ground.placed(site["at"], site["degrees"], [note["at"]])[0]))
            yield Note(key, origin, self.variant, to_wkb(at), text=_named(note, "text"))

    def _between(
        self,
        site: Mapping[str, Any],
        layout: Mapping[str, Any],
        owner: int,
        plots: Mapping[str, int],
        placed: Callable[[Sequence[Sequence[float]]], bytes],
    ) -> Iterator[Row]:
        """The drawn contours and relations of plots, and the members of their site."""
        made_up = tr("fictitious example")
        for contour in layout.get("contour", ()):
            key, origin = self._keys("contour", site["id"], contour["id"])
            geom, plot = placed(contour["corners"]), plots[contour["plot"]]
            yield Contour(key, origin, self.variant, geom, plot, contour["component"], made_up)
        for relation in layout.get("relation", ()):
            key, origin = self._keys("relation", site["id"], relation["id"])
            ends = plots[relation["from"]], plots[relation["to"]]
            what = _named(relation, "what")
            yield Relation(key, origin, self.variant, *ends, relation["kind"], what, made_up)
        for member in layout.get("member", ()):
            key, origin = self._keys("member", site["id"], member["id"])
            role = _named(member, "role")
            yield Member(key, origin, self.variant, owner, _named(member), member["kind"], role, made_up)

    def _keys(self, *names: str) -> tuple[int, int]:
        key = key_of(self.entry["id"], *names)
        return key, self._first.setdefault(names, key)

    def _next(self) -> int:
        self._rank += 1
        return self._rank


def _named(entry: Mapping[str, Any], what: str = "name") -> str:
    return entry[f"{what}_{language()}"]
