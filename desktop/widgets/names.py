"""What things are called on screen, in the language in force. No Qt; plain text, never markup."""

from typing import Any

from scenarios import resource
from scenarios.landuse.catalogue import USES, activities
from scenarios.project.model import Business, Correction, Plot, Site, UseChange
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


def table_name(table: str) -> str:
    """What one row of a table is called."""
    return {
        "site": tr("Site"),
        "plot": tr("Plot"),
        "use_change": tr("Land-use change"),
        "correction": tr("Correction"),
        "business": tr("Business"),
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
    return tr("Business") if isinstance(row, Business) else ""


def place_name(snapshot: Snapshot, code: str) -> str:
    """The name of a municipality by its code; the code where it is not in the region."""
    index = snapshot.region.index.get(code)
    return code if index is None else snapshot.region.municipalities[index].name
