"""Land in waiting out of a file: owner and date."""

import re
from collections.abc import Mapping
from typing import Any

from scenarios.geometry.remarks import Remark
from scenarios.intake.found import LONGEST, Subject, Values
from scenarios.project.model import free_year
from scenarios.wording import tr

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("naam", "name", "locatie", "terrein", "omschrijving"),
    "owner": ("eigenaar", "owner", "waterschap", "beheerder", "rechthebbende", "organisatie"),
    "date": ("vrij_vanaf", "vrij_per", "free_from", "beschikbaar", "beschikbaar_vanaf", "datum", "jaar"),
    "note": ("opmerking", "toelichting", "note", "voorwaarden"),
}

_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]([12]\d{3})")


def _columns(values: Values, _fields: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    said = values.get("date", "")
    date = iso_date(said)
    remarks = (Remark("bad-date", 1, detail=said[:40]),) if said and not date else ()
    columns = {
        "owner": values.get("owner", "")[:LONGEST],
        "free_from": date,
        "note": values.get("note", "")[:1_000],
    }
    return columns, remarks


def iso_date(said: str) -> str:
    """A date as files have it (2031, 2031.0, 1-7-2031, 2031-07-01T00:00:00) as a year or an ISO date; empty
    where it is none."""
    plain = re.split(r"[T ]", said.strip())[0].removesuffix(".0").replace("/", "-")
    found = _DAY_FIRST.fullmatch(plain)
    if found:
        plain = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    return plain if plain and free_year(plain) is not None else ""


WAITING = Subject(
    FIELDS,
    _columns,
    lambda source: tr("{source} holds no areas of land.", source=source),
    areas=True,
)
