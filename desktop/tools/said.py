"""How a row is called in the label of a step and in a hint: by its name, else by what it is."""

from typing import Any

from scenarios.project.model import Business, Correction, Plot, Site, UseChange
from scenarios.wording import tr


def named(row: Any) -> str:
    """The row's name, else its kind in the language in force."""
    return getattr(row, "name", "") or kind_of(row)


def kind_of(row: Any) -> str:
    """What a row is: cluster, hub, plot, land-use change, business, correction."""
    if isinstance(row, Site):
        return tr("cluster") if row.kind == "cluster" else tr("hub")
    if isinstance(row, Plot):
        return tr("plot")
    if isinstance(row, UseChange):
        return tr("land-use change")
    if isinstance(row, Business):
        return tr("business")
    return tr("correction") if isinstance(row, Correction) else tr("area")
