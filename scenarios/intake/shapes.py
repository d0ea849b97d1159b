"""Shapes to place in a variant: features with properties in file order, each checked before anything is
drawn."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.formats.features import Features, text
from scenarios.geometry.shape import clean_multipolygon, clean_polygon
from scenarios.progress import drain
from scenarios.project.region import USE_INDEX
from scenarios.wording import tr

KINDS = ("cluster", "hub", "plot", "change")
PROPERTIES = ("kind", "name", "site", "activity", "use", "start", "end")

MOST_CORNERS = 250_000
"""A drawn outline with more corners than this is no drawing; checking it would keep everybody waiting."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing to draw: `place` is how messages call it, `geometry` clean and in RD; years None where not
    given."""

    place: str
    kind: str
    geometry: BaseGeometry
    name: str = ""
    site: str = ""
    activity: str = ""
    use: str = ""
    start: int | None = None
    end: int | None = None


def read_shapes(given: str, *, crs: str = "") -> list[Shape]:
    """The shapes of a GeoJSON, GeoPackage or other source, in file order; raises Refused naming the first
    bad one."""
    source, info = vector.layer_of(given)
    if info.count == 0:
        raise Refused(tr("{source} is empty: it holds no shapes.", source=source.name))
    wanted = {name: _field(name, [f.name for f in info.fields]) for name in PROPERTIES}
    if not wanted["kind"]:
        raise Refused(
            tr(
                "{source} has no property “kind” (cluster, hub, plot or change). Its fields: {fields}.",
                source=source.name,
                fields=", ".join(f.name for f in info.fields) or tr("none"),
            )
        )
    columns = tuple(field for field in wanted.values() if field)
    features = drain(vector.read(source, columns=columns, crs=crs))
    _refuse_strays(features, source.name)
    return [_shape(features, i, wanted, source.name) for i in range(len(features))]


def _field(name: str, fields: list[str]) -> str:
    return next((field for field in fields if field.casefold() == name), "")


def _refuse_strays(features: Features, name: str) -> None:
    """Nothing that is to be drawn may be left out silently, so what reading skipped is refused here."""
    for remark in features.remarks:
        if remark.kind == "outside":
            raise Refused(
                tr(
                    "{source}: {count} shapes lie outside the Netherlands; nothing was drawn.",
                    source=name,
                    count=remark.count,
                )
            )
        raise Refused(
            tr("{source}: {count} shapes cannot be read; nothing was drawn.", source=name, count=remark.count)
        )


def _shape(features: Features, i: int, wanted: Mapping[str, str], source: str) -> Shape:
    said = {name: text(features.columns[field][i]) if field else "" for name, field in wanted.items()}
    place = tr("{source}, feature {number}", source=source, number=i + 1)
    if said["name"]:
        place = f"{place} ({said['name'][:40]})"
    kind = said["kind"].casefold()
    if kind not in KINDS:
        raise Refused(
            tr(
                "{place}: the kind “{kind}” is none of cluster, hub, plot, change.",
                place=place,
                kind=said["kind"][:40],
            )
        )
    if said["use"] and said["use"].upper() not in USE_INDEX:
        raise Refused(
            tr(
                "{place}: “{use}” is no land use. Use one of {uses}.",
                place=place,
                use=said["use"][:40],
                uses=", ".join(USE_INDEX),
            )
        )
    if kind == "change" and not said["use"]:
        raise Refused(tr("{place}: a change needs the property “use”.", place=place))
    geometry = _geometry(features.geoms[i], kind, place)
    return Shape(
        place,
        kind,
        geometry,
        said["name"],
        said["site"],
        said["activity"],
        said["use"].upper(),
        _year(said["start"], "start", place),
        _year(said["end"], "end", place),
    )


def _geometry(geom: BaseGeometry | None, kind: str, place: str) -> BaseGeometry:
    if geom is None or geom.is_empty:
        raise Refused(tr("{place} has no shape.", place=place))
    parts = np.array([p for p in shapely.get_parts(geom) if p.geom_type == "Polygon"], dtype=object)
    if len(parts) == 0:
        raise Refused(tr("{place} is no polygon.", place=place))
    corners = int(shapely.get_num_coordinates(geom))
    if corners > MOST_CORNERS:
        raise Refused(
            tr(
                "{place} has {count} corners, more than the {limit} that can be drawn: simplify it first.",
                place=place,
                count=corners,
                limit=MOST_CORNERS,
            )
        )
    try:
        return clean_multipolygon(geom) if kind == "change" else clean_polygon(geom)
    except Refused as error:
        raise Refused(tr("{place}: {why}", place=place, why=str(error))) from error


def _year(said: str, name: str, place: str) -> int | None:
    if not said:
        return None
    plain = re.match(r"^(\d{4})(?:\.0+)?(?:-\d\d-\d\d.*)?$", said)
    if plain is None:
        raise Refused(
            tr("{place}: “{value}” in {field} is no year.", place=place, value=said[:40], field=name)
        )
    return int(plain[1])
