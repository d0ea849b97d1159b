"""What things are called on screen, in the language in force. No Qt; plain text, never markup."""

from typing import Any

from scenarios import resource
from scenarios.landuse.catalogue import USES, activities
from scenarios.landuse.distances import component_name
from scenarios.landuse.moves import name_of
from scenarios.landuse.places import KINDS
from scenarios.project.model import (
    Business,
    Contour,
    Correction,
    Move,
    Note,
    Plot,
    SensitivePlace,
    Site,
    TreeRow,
    UseChange,
    WaitingLand,
    table_of,
)
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, tr

_SHORT = {row["code"]: row for row in resource.table("land_uses.csv")}


def use_name(code: str) -> str:
    """The full name of a land use; its code where it is not known."""
    return USES[code].name if code in USES else code


def use_short(code: str) -> str:
    """The short name of a land use, for a narrow column."""
    return _SHORT[code][f"short_{language()}"] if code in _SHORT else code


def activity_name(code: str | None) -> str:
    """The name of an activity; the code where it is not known, empty for none."""
    if not code:
        return ""
    return activities()[code].name if code in activities() else code


def kind_name(kind: str) -> str:
    """The name of a kind of site."""
    return {"cluster": tr("Cluster"), "hub": tr("Hub")}.get(kind, kind)


def place_kind_name(kind: str) -> str:
    """The name of a kind of sensitive place."""
    return tr(KINDS[kind]) if kind in KINDS else kind


def activity_names(codes: str) -> str:
    """The names of activities whose codes stand with commas between."""
    return ", ".join(activity_name(code.strip()) for code in codes.split(",") if code.strip())


def table_name(table: str) -> str:
    """What one row of a table is called."""
    return {
        "site": tr("Site"),
        "plot": tr("Plot"),
        "use_change": tr("Land-use change"),
        "correction": tr("Correction"),
        "business": tr("Business"),
        "relation": tr("Relation"),
        "move": tr("Relocation"),
        "contour": tr("Free contour"),
        "tree_row": tr("Tree row"),
        "note": tr("Note"),
        "waiting_land": tr("Land in waiting"),
        "sensitive_place": tr("Sensitive place"),
        "present_use": tr("Present land use"),
        "municipality": tr("Municipality"),
        "reference": tr("Backdrop"),
    }.get(table, table)


def thing_name(snapshot: Snapshot, row: Any) -> str:
    """What a drawn thing is called: its own name, else what it is and where it belongs."""
    if getattr(row, "name", ""):
        return row.name
    if isinstance(row, Plot):
        what = activity_name(row.activity) or tr("Plot")
        site = snapshot.sites.get(row.site)
        return tr("{what} in {site}", what=what, site=thing_name(snapshot, site)) if site else what
    if isinstance(row, Site):
        return kind_name(row.kind)
    if isinstance(row, UseChange):
        return tr("Becomes {use}", use=use_name(row.use))
    if isinstance(row, Correction):
        return tr("Corrected to {use}", use=use_name(row.use))
    if isinstance(row, Contour):
        return tr("Contour: {component}", component=component_name(row.component).lower())
    if isinstance(row, Move):
        return name_of(snapshot, row)
    if isinstance(row, SensitivePlace):
        return place_kind_name(row.kind)
    return table_name(table_of(row)) if isinstance(row, Business | TreeRow | Note | WaitingLand) else ""


def place_name(snapshot: Snapshot, code: str) -> str:
    """The name of a municipality by its code; the code where it is not in the region."""
    index = snapshot.region.index.get(code)
    return code if index is None else snapshot.region.municipalities[index].name
