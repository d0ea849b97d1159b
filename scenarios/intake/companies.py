"""Present businesses out of a file: rows for the edits to add, with guesses which column is what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from scenarios import resource
from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo, number, text
from scenarios.geometry.remarks import Remark, summed
from scenarios.geometry.repair import polygons
from scenarios.intake.steps import part
from scenarios.progress import Job
from scenarios.wording import tr

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("bedrijfsnaam", "naam", "name", "handelsnaam", "bedrijf", "plan_naam", "company"),
    "category": (
        "milieucategorie",
        "milieu_categorie",
        "max_milieu",
        "hindercategorie",
        "categorie",
        "category",
        "cat",
    ),
    "activity": ("activiteit", "activity", "activity_code"),
    "area": (
        "oppervlakte_m2",
        "area_m2",
        "oppervlakte",
        "opp_m2",
        "area",
        "ha_bruto",
        "ha_netto",
        "ha",
        "hectare",
    ),
    "permit": ("vergunning", "permit", "zaaknummer", "kenmerk"),
}
"""Column names that speak for a value, the best first."""

CATEGORIES = ("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6")
_HIGHEST = {"3": "3.2", "4": "4.2", "5": "5.3"}


@dataclass(frozen=True, slots=True)
class FoundBusiness:
    """A business as the edits take it: its place (RD) and the columns of Business by name."""

    shape: BaseGeometry
    columns: Mapping[str, Any]


def guess(info: LayerInfo) -> dict[str, str]:
    """Which field holds which value; only those that are found."""
    by_name = {field.name.casefold(): field.name for field in info.fields}
    found = {what: next((by_name[n] for n in names if n in by_name), "") for what, names in COLUMNS.items()}
    return {what: field for what, field in found.items() if field}


def read(
    given: str, *, fields: Mapping[str, str] | None = None, crs: str = ""
) -> Job[tuple[list[FoundBusiness], tuple[Remark, ...]]]:
    """The businesses of a source with a place in the Netherlands, and what was left out.

    `fields` says which field holds name, category, activity, area and permit; None guesses. An area in
    hectares is told by its field's name. Raises Refused where the source holds none.
    """
    source, info = vector.layer_of(given)
    chosen = dict(guess(info) if fields is None else {k: v for k, v in fields.items() if v})
    features = yield from part(
        vector.read(source, columns=tuple(dict.fromkeys(chosen.values())), crs=crs), 0, 1
    )
    found: list[FoundBusiness] = []
    remarks = list(features.remarks)
    bad: list[str] = []
    rounded = 0
    activities = {row["code"] for row in resource.table("activities.csv")}
    for i, geom in enumerate(features.geoms):
        shape, why = _place(geom)
        if shape is None:
            remarks.append(Remark(why, 1))
            continue
        values = {what: text(features.columns[field][i]) for what, field in chosen.items()}
        category, upward = _category(values.get("category", ""))
        rounded += upward
        if category is None and values.get("category"):
            bad.append(values["category"])
        columns: dict[str, Any] = {
            "name": values.get("name", "")[:120],
            "permit": values.get("permit", "")[:120],
            "source": source.label,
            "category": category,
            "area_m2": _area(values.get("area", ""), chosen.get("area", "")),
            "activity": values.get("activity") if values.get("activity") in activities else None,
        }
        found.append(FoundBusiness(shape, {k: v for k, v in columns.items() if v not in (None, "")}))
    if not found:
        raise Refused(tr("{source} holds no businesses with a place.", source=source.name))
    remarks.append(Remark("main-category", rounded))
    remarks.append(Remark("bad-category", len(bad), detail=", ".join(dict.fromkeys(bad))[:80]))
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


def _category(said: str) -> tuple[str | None, bool]:
    """The category a text means, and whether a main category was read as the highest it can mean."""
    plain = said.replace(",", ".").strip()
    if plain in CATEGORIES:
        return plain, False
    return _HIGHEST.get(plain), plain in _HIGHEST


def _area(said: str, field: str) -> float | None:
    value = number(said)
    if value is None or value <= 0:
        return None
    in_hectares = field.casefold() in ("ha", "hectare", "hectares") or field.casefold().startswith("ha_")
    return value * 10_000 if in_hectares else value
