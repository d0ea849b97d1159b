"""From the programme to the map: the hectares that are planned and not drawn yet go to a drawing tool.

The tool asks for exactly that area until something is drawn with it; then it is free again.
"""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from desktop import look
from desktop.session import Session
from desktop.widgets.names import place_name, use_name
from scenarios.project.change import Change
from scenarios.project.model import DRAWN
from scenarios.wording import hectares, mark, tr

WAYS = {
    "cluster": mark("Draw this gap as a cluster: {area}"),
    "plot": mark("Draw this gap as plots: {area}"),
    "change": mark("Draw this gap: {area}"),
}
"""The tools that draw a gap, and what that is called."""


def ways(session: Session, use: str) -> tuple[str, ...]:
    """The tools that can draw land of a use: heavy industry comes as a cluster, or as plots where a site is
    drawn already."""
    if use != "HMC":
        return ("change",)
    return ("cluster", "plot") if session.committed().sites else ("cluster",)


SMALLEST = 500
"""A gap below this many m2 is written as nothing: there is nothing to draw."""


class GapDrawer(QObject):
    """Starts drawing a gap, and forgets the area that was asked once it is drawn."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = ""
        session.edited.connect(self._edited)

    def draw(self, code: str, use: str, m2: int, tool: str) -> None:
        """Go to the map with a tool in hand that asks for an area (m2) in a municipality."""
        session = self._session
        region = session.need().region
        place = place_name(session.committed(), code)
        session.use_tool(tool)
        session.go_to(workspace="draw")
        if tool == "change":
            session.choose("use", use)
        if session.options.get("shape") == "present":
            session.choose("shape", "polygon")
        self._asked = repr(float(m2))
        session.choose("area", self._asked)
        if code in region.index:
            xmin, ymin, xmax, ymax = region.borders[region.index[code]].bounds
            session.show((float(xmin), float(ymin), float(xmax), float(ymax)))
        session.tell(
            tr(
                "Draw {area} of {use} in {place}: click its corners, the area is kept.",
                area=hectares(m2),
                use=use_name(use),
                place=place,
            )
        )

    def fill(self, menu: QMenu, code: str, use: str, m2: int) -> None:
        """Add the ways to draw a gap to a menu; none where nothing is left to draw."""
        if m2 < SMALLEST:
            return
        for tool in ways(self._session, use):
            action = menu.addAction(look.icon("draw", "text"), tr(WAYS[tool], area=hectares(m2)))
            action.triggered.connect(partial(self.draw, code, use, m2, tool))

    def _edited(self, changes: tuple[Change, ...]) -> None:
        session = self._session
        if not self._asked or not any(c.table in DRAWN and c.old is None for c in changes):
            return
        if session.options.get("area") == self._asked:
            session.options.pop("area")
        self._asked = ""
