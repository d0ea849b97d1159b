"""Which panel stands where in each workspace, as data; a workspace that is not built is not here."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.canvas.view import MapView
from desktop.panels import PANELS
from desktop.panels.tool_options import ToolOptions
from desktop.panels.toolbox import ToolColumn
from desktop.session import Session
from desktop.widgets.label import hairline
from desktop.widgets.panel import PanelColumn, PanelFrame
from desktop.widgets.panel_tabs import PanelTabs, Tab
from scenarios.wording import mark, tr

TabSpec = tuple[str, str, str, tuple[str, ...]]
"""Name, English title, icon and panels of a tab."""


@dataclass(frozen=True)
class Workspace:
    """A way of working: the names of the panels at its left and right, and how its centre is made.

    Panels of `left` that are named in `tabs` take turns below those that are not; so do those of `right` in
    `right_tabs`.
    """

    key: str
    title: str
    icon: str
    left: tuple[str, ...]
    centre: Callable[[Session], QWidget]
    right: tuple[str, ...]
    tabs: tuple[TabSpec, ...] = ()
    right_tabs: tuple[TabSpec, ...] = ()


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
        ("variants", "palette", "templates", "things", "moves", "layers", "history"),
        draw_centre,
        ("selected", "checks", "candidates", "indicators"),
        (
            ("build", mark("Build"), "plot", ("palette",)),
            ("layouts", mark("Layouts"), "template", ("templates",)),
            ("things", mark("Drawn things"), "list", ("things",)),
            ("moves", mark("Relocations"), "relocation", ("moves",)),
            ("layers", mark("Layers"), "layers", ("layers",)),
            ("history", mark("History"), "history", ("history",)),
        ),
    ),
    Workspace(
        "trade-off",
        mark("Trade-off"),
        "trade-off",
        ("variants",),
        of_panel("trade-off"),
        ("map", "ledger", "proposals", "moves", "agreements", "burden", "efficiency"),
        right_tabs=(
            ("ledger", mark("Ledger"), "ledger", ("ledger",)),
            ("proposals", mark("Proposals"), "proposal", ("proposals",)),
            ("moves", mark("Relocations, give and take"), "relocation", ("moves", "agreements")),
            ("burden", mark("Benefit and burden"), "burden", ("burden",)),
            ("efficiency", mark("Land efficiency"), "efficiency", ("efficiency",)),
        ),
    ),
    Workspace("compare", mark("Compare"), "compare", ("variants",), of_panel("compare"), ()),
)


TAB_OF_TOOL = {"place": "build", "template": "layouts"}
"""The tools that work with what stands in a tab."""


def panel(name: str, session: Session) -> QWidget:
    """A new panel by its name."""
    return dict(PANELS)[name](session)


def column(
    place: str, names: tuple[str, ...], session: Session, tabs: tuple[TabSpec, ...] = ()
) -> PanelColumn | PanelTabs:
    """A column of framed panels, those in tabs taking turns; whether each is folded is remembered per
    place."""
    frames = {name: PanelFrame(f"{place}/{name}", panel(name, session)) for name in names}
    if not tabs:
        return PanelColumn(list(frames.values()))
    made = [
        Tab(key, lambda title=title: tr(title), icon, tuple(frames[name] for name in inside))
        for key, title, icon, inside in tabs
    ]
    turning = {name for *_, inside in tabs for name in inside}
    found = PanelTabs(place, [frame for name, frame in frames.items() if name not in turning], made)
    _TurnToTool(found, session)
    return found


class _TurnToTool(QObject):
    """Brings the tab to the front where a tool that was just taken finds what it works with."""

    def __init__(self, tabs: PanelTabs, session: Session) -> None:
        super().__init__(tabs)
        self._tabs, self._session, self._tool = tabs, session, session.tool
        session.focused.connect(self._turn)

    def _turn(self) -> None:
        before, self._tool = self._tool, self._session.tool
        tab = TAB_OF_TOOL.get(self._tool)
        if self._tool != before and tab in self._tabs.names:
            self._tabs.show_tab(tab)
