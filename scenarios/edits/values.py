"""Typed values are checked here, column by column, so that no row holds a year or code that means nothing."""

import math
from collections.abc import Callable
from typing import Any

from scenarios import resource
from scenarios.edits.common import row_of
from scenarios.errors import Refused
from scenarios.project.change import Change, update, updates
from scenarios.project.model import COMPONENTS, KINDS, free_year
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

NAME_LENGTH = 120
NOTE_LENGTH = 4_000
YEARS = (1900, 2200)
CATEGORIES = ("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6")
FARTHEST_M = 5_000.0


def set_values(snapshot: Snapshot, table: str, key: int, **columns: Any) -> list[Change]:
    """Give a row other values; columns as in the row types, texts with numbers in them are read as numbers.

    Raises Refused for a value that cannot be, naming the column and the way out.
    """
    row = row_of(snapshot, table, key)
    values = checked(snapshot, table, **columns)
    if not hasattr(row, "start_year") and values.keys() & {"start_year", "end_year"}:
        raise ValueError(f"{table} has no years")
    if hasattr(row, "start_year"):
        check_years(snapshot, values.get("start_year", row.start_year), values.get("end_year", row.end_year))
    return updates(update(row, **values))


def checked(snapshot: Snapshot, table: str = "site", /, **columns: Any) -> dict[str, Any]:
    """The columns with each value checked and brought to its type; an unknown column is a ValueError.

    `table` decides what a `kind` may be.
    """
    values: dict[str, Any] = {}
    for column, value in columns.items():
        check = _kind(table) if column == "kind" else _CHECKS.get(column)
        if check is None:
            raise ValueError(f"{column} is not a value that can be set")
        values[column] = check(column, value)
    site = values.get("site")
    if site is not None and site not in snapshot.sites:
        raise Refused(tr("The site of this plot is not in this variant: choose another site."))
    return values


def check_years(snapshot: Snapshot, start: int | None, end: int | None) -> None:
    """Raise Refused unless a thing that starts and ends in these years exists in at least one year."""
    first = snapshot.base_year if start is None else start
    if end is not None and end <= first:
        raise Refused(
            tr(
                "The end year {end} must come after the start year {start}: change one of them.",
                end=end,
                start=first,
            )
        )


def _text(limit: int) -> Callable[[str, Any], str]:
    def check(column: str, value: Any) -> str:
        text = "" if value is None else str(value).strip()
        if len(text) > limit:
            raise Refused(
                tr(
                    "The {column} has {count} characters: use at most {limit}.",
                    column=_label(column),
                    count=number(len(text)),
                    limit=number(limit),
                )
            )
        if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
            raise Refused(
                tr("The {column} holds an unreadable character: type it again.", column=_label(column))
            )
        return text

    return check


def _year(column: str, value: Any) -> int | None:
    if _absent(value):
        return None
    year = _number(value)
    if year is None or not year.is_integer() or not YEARS[0] <= year <= YEARS[1]:
        raise Refused(
            tr(
                "“{value}” is not a {column}: give a whole year from {first} to {last}, or leave it empty.",
                value=_said(value),
                column=_label(column),
                first=YEARS[0],
                last=YEARS[1],
            )
        )
    return int(year)


def _amount(limit: float) -> Callable[[str, Any], float | None]:
    def check(column: str, value: Any) -> float | None:
        if _absent(value):
            return None
        amount = _number(value)
        if amount is None or not 0 <= amount <= limit:
            raise Refused(
                tr(
                    "“{value}” is not a {column}: give a number from 0 to {limit}, or leave it empty.",
                    value=_said(value),
                    column=_label(column),
                    limit=number(limit),
                )
            )
        return amount

    return check


def _one_of(codes: Callable[[], Any], *, optional: bool) -> Callable[[str, Any], str | None]:
    def check(column: str, value: Any) -> str | None:
        if optional and _absent(value):
            return None
        known = codes()
        if not isinstance(value, str) or value.strip() not in known:
            raise Refused(
                tr(
                    "“{value}” is not a known {column}: choose one of {known}.",
                    value=_said(value),
                    column=_label(column),
                    known=", ".join(known),
                )
            )
        return value.strip()

    return check


def _freed_use(column: str, value: Any) -> str:
    return _one_of(lambda: tuple(USE_INDEX), optional=True)(column, value) or ""


def _kind(table: str) -> Callable[[str, Any], str | None]:
    return _one_of(lambda: KINDS[table], optional=False)


def _codes(column: str, value: Any) -> str:
    """Codes of activities with commas between, each once."""
    read = _one_of(_activities, optional=True)
    said = [part for part in str(value or "").replace(";", ",").split(",") if part.strip()]
    return ",".join(dict.fromkeys(code for part in said if (code := read(column, part))))


def _date(column: str, value: Any) -> str:
    text = "" if value is None else str(value).strip()
    if text and free_year(text) is None:
        raise Refused(
            tr(
                "“{value}” is not a {column}: give a year, or a date as 2031-07-01, or leave it empty.",
                value=_said(value),
                column=_label(column),
            )
        )
    return text


def _between(least: float, most: float) -> Callable[[str, Any], float | None]:
    def check(column: str, value: Any) -> float | None:
        if _absent(value):
            return None
        metres = _number(value)
        if metres is None or not least <= metres <= most:
            raise Refused(
                tr(
                    "“{value}” is not a {column}: give a number from {least} to {most}, or leave it empty.",
                    value=_said(value),
                    column=_label(column),
                    least=number(least, 1),
                    most=number(most),
                )
            )
        return metres

    return check


def _flag(_column: str, value: Any) -> int:
    return int(bool(value))


def _key(_column: str, value: Any) -> int:
    return int(value)


def _activities() -> tuple[str, ...]:
    return tuple(row["code"] for row in resource.table("activities.csv"))


def _absent(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _number(value: Any) -> float | None:
    try:
        read = float(value.strip() if isinstance(value, str) else value)
    except (TypeError, ValueError):
        return None
    return read if math.isfinite(read) and not isinstance(value, bool) else None


def _said(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _label(column: str) -> str:
    labels = {
        "name": tr("name"),
        "note": tr("note"),
        "permit": tr("permit"),
        "source": tr("source"),
        "start_year": tr("start year"),
        "end_year": tr("end year"),
        "kind": tr("kind"),
        "use": tr("land use"),
        "rest_use": tr("land use outside the plots"),
        "activity": tr("activity"),
        "category": tr("environmental category"),
        "setting": tr("surroundings"),
        "odour_m": tr("odour distance (m)"),
        "dust_m": tr("dust distance (m)"),
        "noise_m": tr("noise distance (m)"),
        "safety_m": tr("safety distance (m)"),
        "capacity_t": tr("capacity (t/year)"),
        "jobs": tr("number of jobs"),
        "area_m2": tr("area (m²)"),
        "also": tr("further activity"),
        "paved_share": tr("paved share"),
        "storage_m": tr("depth of water storage (m)"),
        "max_category": tr("heaviest category"),
        "component": tr("kind of nuisance"),
        "owner": tr("owner"),
        "free_from": tr("date"),
        "text": tr("text"),
        "photo": tr("photograph"),
        "what": tr("what goes from one to the other"),
        "role": tr("role"),
        "count": tr("number"),
        "crown_m": tr("crown (m)"),
        "spacing_m": tr("distance between trees (m)"),
        "freed_use": tr("land use of the freed area"),
        "leaves": tr("year in which it leaves"),
        "lands": tr("year in which it lands"),
        "giver": tr("giver"),
        "taker": tr("taker"),
        "unit": tr("unit"),
        "year": tr("year"),
    }
    return labels[column]


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "name": _text(NAME_LENGTH),
    "note": _text(NOTE_LENGTH),
    "permit": _text(NOTE_LENGTH),
    "source": _text(NOTE_LENGTH),
    "start_year": _year,
    "end_year": _year,
    "use": _one_of(lambda: tuple(USE_INDEX), optional=False),
    "rest_use": _one_of(lambda: tuple(USE_INDEX), optional=True),
    "activity": _one_of(_activities, optional=True),
    "category": _one_of(lambda: CATEGORIES, optional=True),
    "setting": _one_of(lambda: ("quiet", "mixed"), optional=True),
    "odour_m": _amount(FARTHEST_M),
    "dust_m": _amount(FARTHEST_M),
    "noise_m": _amount(FARTHEST_M),
    "safety_m": _amount(FARTHEST_M),
    "capacity_t": _amount(1e9),
    "jobs": _amount(1e6),
    "area_m2": _amount(1e9),
    "also": _codes,
    "paved_share": _amount(1.0),
    "storage_m": _amount(50.0),
    "max_category": _one_of(lambda: CATEGORIES, optional=True),
    "component": _one_of(lambda: COMPONENTS, optional=False),
    "owner": _text(NAME_LENGTH),
    "free_from": _date,
    "text": _text(NOTE_LENGTH),
    "photo": _text(NOTE_LENGTH),
    "what": _text(NAME_LENGTH),
    "role": _text(NAME_LENGTH),
    "count": _amount(1e8),
    "crown_m": _between(0.1, 100),
    "spacing_m": _between(0.1, 100),
    "freed_use": _freed_use,
    "leaves": _year,
    "lands": _year,
    "giver": _text(NAME_LENGTH),
    "taker": _text(NAME_LENGTH),
    "unit": _one_of(lambda: ("ha", "t", "euro"), optional=False),
    "year": _year,
    "site": _key,
    "fictitious": _flag,
}
