"""Sensitive places out of a file: what kind they are and how many live, learn or sleep there."""

from collections.abc import Mapping
from typing import Any

from scenarios.formats.features import number
from scenarios.geometry.remarks import Remark
from scenarios.intake.found import Subject, Values
from scenarios.landuse.places import KINDS
from scenarios.wording import tr

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("naam", "name", "instelling", "schoolnaam", "vestigingsnaam", "object"),
    "kind": ("soort", "kind", "type", "functie", "gebruiksdoel", "class", "categorie", "amenity"),
    "count": ("aantal", "count", "leerlingen", "plaatsen", "bedden", "woningen", "aantal_woningen"),
}

_SIGNS: Mapping[str, tuple[str, ...]] = {
    "care": (
        "zorg",
        "care",
        "ziekenhuis",
        "hospital",
        "verpleeg",
        "hospice",
        "kliniek",
        "clinic",
        "gezondheid",
        "nursing",
    ),
    "school": ("school", "onderwijs", "kinder", "opvang", "creche", "college", "university", "education"),
    "recreation": ("recrea", "camping", "logies", "hotel", "vakantie", "camp_site", "bungalow", "haven"),
    "dwellings": ("woon", "woning", "dwelling", "residen", "house", "appartement", "wonen"),
}
"""Parts of words that speak for a kind, in the order in which they are tried."""


def kind_of(said: str) -> str | None:
    """The kind that a word speaks of; None where it speaks of none."""
    plain = said.casefold()
    return (
        plain
        if plain in KINDS
        else next((kind for kind, signs in _SIGNS.items() if any(sign in plain for sign in signs)), None)
    )


def _columns(values: Values, fields: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """The columns of a place; a kind the file does not say is told by the name, or by the counting field."""
    hints = (values.get("kind", ""), values.get("name", ""), fields.get("count", ""))
    kind = next((found for hint in hints if hint and (found := kind_of(hint))), None)
    count = number(values.get("count", ""))
    columns = {"kind": kind or "school", "count": count if count is not None and count >= 0 else None}
    return columns, () if kind else (Remark("kind-guessed", 1),)


PLACES = Subject(FIELDS, _columns, lambda source: tr("{source} holds no places.", source=source))
