"""How a row is called in the label of a step and in a hint: by its name, else by what it is."""

from typing import Any

from desktop.tools.event import Place
from scenarios.project.model import (
    Business,
    Contour,
    Correction,
    Move,
    Note,
    Plot,
    Relation,
    SensitivePlace,
    Site,
    TreeRow,
    UseChange,
    WaitingLand,
)
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

_KINDS: dict[type, str] = {
    Plot: mark("plot"),
    UseChange: mark("land-use change"),
    Business: mark("business"),
    Correction: mark("correction"),
    Contour: mark("contour"),
    TreeRow: mark("tree row"),
    Note: mark("note"),
    Relation: mark("relation"),
    Move: mark("relocation"),
    WaitingLand: mark("land in waiting"),
    SensitivePlace: mark("sensitive place"),
}


def named(row: Any) -> str:
    """The row's name, else its kind in the language in force."""
    return getattr(row, "name", "") or kind_of(row)


def kind_of(row: Any) -> str:
    """What a row is: cluster, hub, plot, land-use change, business, correction, ..."""
    if isinstance(row, Site):
        return tr("cluster") if row.kind == "cluster" else tr("hub")
    return tr(_KINDS.get(type(row), mark("area")))


def called(snapshot: Snapshot, places: tuple[Place, ...]) -> str:
    """One thing by its name, several by their number."""
    if len(places) == 1:
        return named(snapshot.rows(places[0][0]).get(places[0][1]))
    return tr("{count} things", count=len(places))
