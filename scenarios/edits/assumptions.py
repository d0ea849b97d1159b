"""The project's own values for its assumptions: settings.toml and the coefficients of factors.csv."""

import json
import math
from typing import Any

from scenarios import resource
from scenarios.edits.values import NAME_LENGTH, NOTE_LENGTH, YEARS
from scenarios.errors import Refused
from scenarios.landuse.catalogue import factors
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Setting, setting_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, number, tr

_ORDERED = (("base_year", "target_year"), ("cluster_min_ha", "cluster_max_ha"), ("hub_min_ha", "hub_max_ha"))
"""Pairs of assumptions of which the first must stay below the second."""


def set_assumption(snapshot: Snapshot, name: str, value: Any, note: str = "") -> list[Change]:
    """Give an assumption another value, by its name in settings.toml or its key in factors.csv.

    Back at the default its row goes. Raises Refused for a value of the wrong kind; an unknown name is a
    ValueError.
    """
    entry = _entry(name)
    said = _read(entry, value)
    _check_order({**snapshot.settings, name: said}, name)
    rows = [row for row in snapshot.rows("setting").values() if row.name == name]
    if said == entry["value"] and not note:
        return [delete(row) for row in rows]
    text = json.dumps(said, ensure_ascii=False)
    if rows:
        return updates(*(update(row, value=text, note=note) for row in rows))
    return [insert(Setting(setting_key(name), name, text, note))]


def _entry(name: str) -> dict[str, Any]:
    entry = resource.toml("settings.toml").get(name)
    if entry is not None:
        return entry
    if name not in factors():
        raise ValueError(f"{name} is not an assumption")
    factor = factors()[name]
    return {"kind": "decimal", "value": factor.value, "name_nl": factor.name_nl, "name_en": factor.name_en}


def _read(entry: dict[str, Any], value: Any) -> Any:
    match entry["kind"]:
        case "choice":
            return _choice(entry, value)
        case "year":
            year = _number(entry, value)
            if not year.is_integer() or not YEARS[0] <= year <= YEARS[1]:
                raise Refused(
                    tr(
                        "{name} must be a whole year from {first} to {last}: {value} is not.",
                        name=_name(entry),
                        first=YEARS[0],
                        last=YEARS[1],
                        value=value,
                    )
                )
            return int(year)
        case "integer":
            amount = _number(entry, value)
            if not amount.is_integer() or amount < 0:
                raise Refused(
                    tr(
                        "{name} must be a whole number, zero or more: {value} is not.",
                        name=_name(entry),
                        value=value,
                    )
                )
            return int(amount)
        case "decimal":
            amount = _number(entry, value)
            if amount < 0:
                raise Refused(tr("{name} cannot be below zero: {value} is.", name=_name(entry), value=value))
            return amount
        case _:
            return _text(entry, value)


def _choice(entry: dict[str, Any], value: Any) -> Any:
    if value not in entry["choices"]:
        raise Refused(
            tr(
                "{name} must be one of {choices}: {value} is not.",
                name=_name(entry),
                choices=", ".join(str(choice) for choice in entry["choices"]),
                value=value,
            )
        )
    return value


def _number(entry: dict[str, Any], value: Any) -> float:
    try:
        read = float(value)
    except (TypeError, ValueError):
        read = math.nan
    if not math.isfinite(read) or isinstance(value, bool):
        raise Refused(tr("{name} must be a number: {value} is not.", name=_name(entry), value=value))
    return read


def _text(entry: dict[str, Any], value: Any) -> str:
    text = str(value).strip()
    limit = NAME_LENGTH if entry["kind"] == "text" else NOTE_LENGTH
    if len(text) > limit:
        raise Refused(
            tr(
                "{name} has {count} characters: use at most {limit}.",
                name=_name(entry),
                count=number(len(text)),
                limit=number(limit),
            )
        )
    return text


def _check_order(values: dict[str, Any], name: str) -> None:
    entries = resource.toml("settings.toml")
    for low, high in _ORDERED:
        if name in (low, high) and values[low] >= values[high]:
            raise Refused(
                tr(
                    "{low} ({low_value}) must stay below {high} ({high_value}): change the other one first.",
                    low=_name(entries[low]),
                    low_value=values[low],
                    high=_name(entries[high]),
                    high_value=values[high],
                )
            )


def _name(entry: dict[str, Any]) -> str:
    return str(entry["name_nl" if language() == "nl" else "name_en"])
