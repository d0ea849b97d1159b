"""What the find field finds: commands, municipalities, drawn things, land in waiting and variants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from desktop.actions import ACTIONS
from desktop.commands import maps
from desktop.widgets.names import table_name, thing_name
from desktop.widgets.search import Entry
from scenarios.project.model import DRAWN, WaitingLand, free_year
from scenarios.wording import tr

if TYPE_CHECKING:
    from desktop.window import Window


def entries(window: Window) -> list[Entry]:
    """All there is to find now."""
    found = list(_places(window)) + list(_things(window)) + list(_present(window)) + list(_variants(window))
    for action in ACTIONS:
        made = window.actions_by_key[action.key]
        if made.isEnabled() and action.key != "find":
            keys = made.shortcut().toString(made.shortcut().SequenceFormat.NativeText)
            found.append(Entry(made.text().rstrip("…"), keys, action.icon or "command", made.trigger))
    return found


def _places(window: Window) -> list[Entry]:
    document = window.session.document
    if document is None:
        return []
    region = document.region
    return [
        Entry(row.name, tr("Municipality"), "municipality", lambda b=border: _go(window, b))
        for row, border in zip(region.municipalities, region.borders, strict=True)
    ]


def _go(window: Window, shape: shapely.Geometry) -> None:
    xmin, ymin, xmax, ymax = shapely.bounds(shape).tolist()
    window.session.show((xmin, ymin, xmax, ymax))


def _things(window: Window) -> list[Entry]:
    if window.session.document is None:
        return []
    snapshot = window.session.snapshot()
    found = []
    for table in DRAWN:
        for key, row in snapshot.rows(table).items():
            name, place = thing_name(snapshot, row), ((table, key),)
            found.append(Entry(name, table_name(table), "place", lambda p=place: _select(window, p)))
    return found


def _present(window: Window) -> list[Entry]:
    """What is there now and has a name: land in waiting with its owner and year, businesses, places."""
    if window.session.document is None:
        return []
    snapshot = window.session.snapshot()
    found = []
    for table in ("waiting_land", "business", "sensitive_place"):
        for key, row in snapshot.rows(table).items():
            said = [row.name, *_waiting(row)] if isinstance(row, WaitingLand) else [row.name]
            name, place = ", ".join(part for part in said if part), ((table, key),)
            if name:
                found.append(Entry(name, table_name(table), "place", lambda p=place: _select(window, p)))
    return found


def _waiting(row: WaitingLand) -> tuple[str, str]:
    year = free_year(row.free_from)
    return row.owner, tr("free {year}", year=year) if year is not None else ""


def _select(window: Window, place: tuple[tuple[str, int], ...]) -> None:
    window.session.select(place)
    maps.zoom_selection(window)


def _variants(window: Window) -> list[Entry]:
    document = window.session.document
    if document is None:
        return []
    return [
        Entry(row.name, tr("Variant"), "variant", lambda k=key: window.session.go_to(variant=k))
        for key, row in document.tables["variant"].items()
    ]
