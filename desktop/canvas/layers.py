"""The layers of the map in two tuples: what the user can switch, and which drawer paints what, from the
ground up."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPainter

from desktop.canvas import (
    backdrop,
    contours,
    drawn,
    efficiency,
    findings,
    land,
    moves,
    names,
    places,
    relations,
    remarks,
    symbols,
    trees,
    urgency,
    waiting,
)
from desktop.canvas.scene import Scene
from desktop.session import Session
from scenarios.wording import mark, tr

Drawer = Callable[[QPainter, Scene], None]

LAYERS: tuple[tuple[str, str], ...] = (
    ("findings", mark("Checks")),
    ("names", mark("Names")),
    ("urgency", mark("Urgency")),
    ("efficiency", mark("Land efficiency")),
    ("notes", mark("Notes")),
    ("moves", mark("Relocations")),
    ("relations", mark("Relations")),
    ("sites", mark("Clusters and hubs")),
    ("plots", mark("Plots")),
    ("trees", mark("Tree rows")),
    ("use_changes", mark("Land-use changes")),
    ("waiting", mark("Land in waiting")),
    ("sensitive", mark("Sensitive places")),
    ("businesses", mark("Present businesses")),
    ("conflicts", mark("Sensitive land inside contours")),
    ("contours", mark("Setback contours")),
    ("borders", mark("Municipal borders")),
    ("references", mark("Backdrop")),
    ("corrections", mark("Corrections of the present")),
    ("present", mark("Present land use")),
)
"""Keys and titles of the layers that can be switched, the topmost first."""

GROUND: tuple[Drawer, ...] = (
    land.land,
    land.corrected,
    land.outlines,
    backdrop.references,
    backdrop.borders,
)
"""Drawers of what changes seldom: one picture, kept while things are drawn on it."""

DRAWN: tuple[Drawer, ...] = (
    urgency.shades,
    waiting.lands,
    contours.contours,
    drawn.things,
    efficiency.shades,
    trees.trees,
    contours.conflicts,
    symbols.sites,
    symbols.businesses,
    places.places,
    relations.relations,
    moves.ribbons,
    remarks.notes,
    findings.findings,
    efficiency.scores,
    drawn.letters,
    names.tags,
    relations.words,
    waiting.dates,
    names.municipalities,
    urgency.levels,
)
"""Drawers of what the user works on, and of the words above it: one picture, made anew at every edit."""

TABLES: dict[str, str] = {
    "site": "sites",
    "plot": "plots",
    "use_change": "use_changes",
    "relation": "relations",
    "contour": "contours",
    "tree_row": "trees",
    "note": "notes",
    "waiting_land": "waiting",
    "sensitive_place": "sensitive",
    "business": "businesses",
    "move": "moves",
    "correction": "corrections",
    "present_use": "present",
    "reference": "references",
    "municipality": "borders",
}
"""The layer on which the rows of a table are seen."""


@dataclass(frozen=True)
class Shown:
    """One line of the list of layers."""

    key: str
    title: str
    visible: bool
    opacity: float


def layer_list(session: Session) -> list[Shown]:
    """The layers as the session shows them, the topmost first, titles in the language in force.

    They are switched by `Session.show_layer(key, shown=..., opacity=...)`.
    """
    return [
        Shown(key, tr(title), session.layer(key).shown, session.layer(key).opacity) for key, title in LAYERS
    ]
