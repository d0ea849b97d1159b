"""Present businesses out of a file: how their columns are read."""

from collections.abc import Mapping
from typing import Any

from scenarios import resource
from scenarios.formats.features import number
from scenarios.geometry.remarks import Remark
from scenarios.intake.found import LONGEST, Subject, Values
from scenarios.wording import tr

FIELDS: Mapping[str, tuple[str, ...]] = {
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


def _columns(values: Values, fields: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """The columns of a business; an area in hectares is told by its field's name."""
    said = values.get("category", "")
    category, upward = _category(said)
    remarks = []
    if upward:
        remarks.append(Remark("main-category", 1))
    if category is None and said:
        remarks.append(Remark("bad-category", 1, detail=said[:40]))
    activities = {row["code"] for row in resource.table("activities.csv")}
    columns = {
        "permit": values.get("permit", "")[:LONGEST],
        "category": category,
        "area_m2": _area(values.get("area", ""), fields.get("area", "")),
        "activity": values.get("activity") if values.get("activity") in activities else None,
    }
    return columns, tuple(remarks)


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


BUSINESSES = Subject(
    FIELDS, _columns, lambda source: tr("{source} holds no businesses with a place.", source=source)
)
