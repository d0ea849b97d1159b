"""Which panel stands where in each workspace, as data; a workspace that is not built is not here."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.canvas.view import MapView
from desktop.panels import PANELS
from desktop.panels.tool_options import ToolOptions
from desktop.panels.toolbox import ToolColumn
from desktop.session import Session
from desktop.widgets.label import hairline
from desktop.widgets.panel import PanelColumn, PanelFrame
from scenarios.wording import mark


@dataclass(frozen=True)
class Workspace:
    """A way of working: the names of the panels at its left and right, and how its centre is made."""

    key: str
    title: str
    icon: str
    left: tuple[str, ...]
    centre: Callable[[Session], QWidget]
    right: tuple[str, ...]


def draw_centre(session: Session) -> QWidget:
    """The map, with its tools in a column at its left edge."""
    centre = QWidget()
    row = QHBoxLayout(centre)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(ToolColumn(session))
    row.addWidget(hairline(upright=True))
    view = MapView(session)
    row.addWidget(view, 1)
    ToolOptions(session, view)
    return centre


def of_panel(name: str) -> Callable[[Session], QWidget]:
    """A centre that is one panel, without a frame."""
    return lambda session: panel(name, session)


WORKSPACES = (
    Workspace(
        "draw",
        mark("Draw"),
        "draw",
        ("variants", "layers", "history"),
        draw_centre,
        ("selected", "checks", "candidates", "indicators"),
    ),
    Workspace(
        "trade-off", mark("Trade-off"), "trade-off", ("variants",), of_panel("trade-off"), ("map", "ledger")
    ),
    Workspace("compare", mark("Compare"), "compare", ("variants",), of_panel("compare"), ()),
)


def panel(name: str, session: Session) -> QWidget:
    """A new panel by its name."""
    return dict(PANELS)[name](session)


def column(place: str, names: tuple[str, ...], session: Session) -> PanelColumn:
    """A column of framed panels; whether each is folded is remembered per place."""
    return PanelColumn([PanelFrame(f"{place}/{name}", panel(name, session)) for name in names])
