"""The lines of the list of drawn things: what each row is called, what it is, how large and when. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import shapely

from desktop.widgets.names import activity_name, kind_name, table_name, thing_name, use_name
from scenarios.landuse.relations import kind_name as relation_kind
from scenarios.landuse.visible import category_of
from scenarios.project.model import Plot, Relation, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

Place = tuple[str, int]

GROUPED = (
    "use_change",
    "business",
    "tree_row",
    "relation",
    "note",
    "waiting_land",
    "sensitive_place",
    "correction",
)
"""Tables that are listed under a heading of their own; plots stand below their site."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing; a heading has no place. `m2` and years are None where a thing has none."""

    place: Place | None
    name: str
    kind: str = ""
    category: str = ""
    m2: float | None = None
    start: int | None = None
    end: int | None = None

    @property
    def text(self) -> str:
        """All its words, to search in."""
        return f"{self.name} {self.kind} {self.category}".casefold()


Group = tuple[Line, tuple[Line, ...]]
"""A site or a heading, and the lines below it."""


def groups(snapshot: Snapshot) -> tuple[Group, ...]:
    """All drawn things of a variant, in any year: sites with their plots, then the others by kind."""
    found: list[Group] = [
        (
            _line(snapshot, "site", site),
            tuple(_line(snapshot, "plot", p) for p in snapshot.plots_of(site.key)),
        )
        for site in sorted(snapshot.sites.values(), key=lambda s: (s.kind, s.name, s.key))
    ]
    loose = [p for p in snapshot.plots.values() if p.site not in snapshot.sites]
    for table, rows in (("plot", loose), *((table, snapshot.rows(table).values()) for table in GROUPED)):
        lines = tuple(_line(snapshot, table, row) for row in sorted(rows, key=lambda row: row.key))
        if lines:
            found.append((Line(None, _heading(table)), lines))
    return tuple(found)


def matching(every: Iterable[Group], typed: str) -> tuple[Group, ...]:
    """The groups with the lines that hold every typed word; a site that holds them keeps all its plots."""
    words = typed.casefold().split()
    if not words:
        return tuple(every)
    found = []
    for head, lines in every:
        if all(word in head.text for word in words):
            found.append((head, lines))
            continue
        kept = tuple(line for line in lines if all(word in line.text for word in words))
        if kept:
            found.append((head, kept))
    return tuple(found)


def _line(snapshot: Snapshot, table: str, row: Any) -> Line:
    area = float(shapely.area(snapshot.geometry(row))) if hasattr(row, "geom") else 0.0
    return Line(
        (table, row.key),
        _name(snapshot, table, row),
        _kind(table, row),
        category_of(row) if isinstance(row, Plot) else str(getattr(row, "category", None) or ""),
        area if area > 0 else None,
        getattr(row, "start_year", None),
        getattr(row, "end_year", None),
    )


def _name(snapshot: Snapshot, table: str, row: Any) -> str:
    if isinstance(row, Plot):
        return row.name or activity_name(row.activity) or tr("Plot")
    if isinstance(row, Relation):
        ends = [snapshot.plots.get(key) for key in (row.from_plot, row.to_plot)]
        return row.what or " \u2192 ".join(_name(snapshot, "plot", end) for end in ends if end is not None)
    return getattr(row, "text", "") or thing_name(snapshot, row) or table_name(table)


def _kind(table: str, row: Any) -> str:
    if isinstance(row, Site):
        return kind_name(row.kind)
    if isinstance(row, Relation):
        return tr("Relation: {kind}", kind=relation_kind(row.kind).lower())
    activity = activity_name(getattr(row, "activity", None))
    if activity and row.name:
        return activity
    return use_name(row.use) if hasattr(row, "use") else table_name(table)


def _heading(table: str) -> str:
    return {
        "plot": tr("Plots without a site"),
        "use_change": tr("Land-use changes"),
        "business": tr("Present businesses"),
        "tree_row": tr("Tree rows"),
        "relation": tr("Relations"),
        "note": tr("Notes"),
        "waiting_land": tr("Land in waiting"),
        "sensitive_place": tr("Sensitive places"),
        "correction": tr("Corrections of the present"),
    }[table]
