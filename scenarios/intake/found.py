"""What the imports of businesses, land in waiting and sensitive places share: which field holds what, the
place of each row, and what was left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo, text
from scenarios.geometry.remarks import Remark, summed
from scenarios.geometry.repair import polygons
from scenarios.intake.steps import part
from scenarios.progress import Job

Values = Mapping[str, str]
"""What stands in the fields of one row, as text, by what it is."""

SAME = "="
"""Stands before a text that is meant for every row, where the name of a field would stand."""

LONGEST = 120
"""Characters of a name that are kept."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing as the edits take it: its place (RD) and the columns of its row by name."""

    shape: BaseGeometry
    columns: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing to read: `fields` by what they hold, each with names that speak for it, best first.

    `columns` makes the columns of a row of its values and of the chosen fields' names, with remarks;
    `areas`: only polygons will do. `none` is said where a source (by name) holds nothing.
    """

    fields: Mapping[str, tuple[str, ...]]
    columns: Callable[[Values, Mapping[str, str]], tuple[dict[str, Any], tuple[Remark, ...]]]
    none: Callable[[str], str]
    areas: bool = False


def guess(subject: Subject, info: LayerInfo) -> dict[str, str]:
    """Which field holds which value; only those that are found."""
    by_name = {field.name.casefold(): field.name for field in info.fields}
    found = {
        what: next((by_name[n] for n in names if n in by_name), "") for what, names in subject.fields.items()
    }
    return {what: field for what, field in found.items() if field}


def read(
    subject: Subject, given: str, *, fields: Mapping[str, str] | None = None, crs: str = ""
) -> Job[tuple[list[Found], tuple[Remark, ...]]]:
    """The things of a source with a place in the Netherlands, and what was left out.

    `fields` says which field holds what; a text after SAME holds for every row; None guesses. Raises Refused
    where the source holds none.
    """
    source, info = vector.layer_of(given)
    asked = dict(guess(subject, info) if fields is None else {k: v for k, v in fields.items() if v})
    fixed = {what: field[len(SAME) :] for what, field in asked.items() if field.startswith(SAME)}
    chosen = {what: field for what, field in asked.items() if what not in fixed}
    features = yield from part(
        vector.read(source, columns=tuple(dict.fromkeys(chosen.values())), crs=crs), 0, 1
    )
    found: list[Found] = []
    remarks = list(features.remarks)
    for i, geom in enumerate(features.geoms):
        shape, why = (_ground if subject.areas else _place)(geom)
        if shape is None:
            remarks.append(Remark(why, 1))
            continue
        values = {**fixed, **{what: text(features.columns[field][i]) for what, field in chosen.items()}}
        columns, said = subject.columns(values, chosen)
        remarks += said
        columns = {"name": values.get("name", "")[:LONGEST], "source": source.label, **columns}
        found.append(Found(shape, {k: v for k, v in columns.items() if v not in (None, "")}))
    if not found:
        raise Refused(subject.none(source.name))
    return found, summed(remarks)


def _place(geom: BaseGeometry | None) -> tuple[BaseGeometry | None, str]:
    """A point, or the largest polygon; else why not."""
    if geom is None or geom.is_empty:
        return None, "null"
    if geom.geom_type in ("Point", "MultiPoint"):
        return shapely.get_parts(geom)[0], ""
    parts = polygons(shapely.get_parts([geom])).geoms
    if len(parts) == 0:
        return geom.interpolate(0.5, normalized=True) if geom.geom_type == "LineString" else None, "no-area"
    return max(parts, key=lambda p: p.area), ""


def _ground(geom: BaseGeometry | None) -> tuple[BaseGeometry | None, str]:
    """All polygons; else why not."""
    if geom is None or geom.is_empty:
        return None, "null"
    parts = polygons(shapely.get_parts([geom])).geoms
    if len(parts) == 0:
        return None, "not-an-area"
    return shapely.union_all(parts), ""
