"""A map without tools, for workspaces where it stands beside something else; arrows say what goes where."""

from collections.abc import Sequence

import shapely
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop import look
from desktop.canvas import arrows, converted
from desktop.canvas.arrows import Arrow
from desktop.canvas.camera import Sight
from desktop.canvas.converted import Shade
from desktop.canvas.style import style
from desktop.canvas.view import MapView
from desktop.remember import recall, remember
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.figures import in_hectares
from desktop.widgets.follow import Follow
from desktop.widgets.names import use_short
from scenarios.landuse.exchange import Flow, granted, moved, shifts
from scenarios.landuse.ledgers import drawn, planned
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

SHOWN = (
    ("none", mark("No arrows")),
    ("drawn", mark("Shifts as drawn")),
    ("planned", mark("Shifts as planned")),
    ("moves", mark("Moves")),
    ("agreements", mark("Agreements")),
)
"""What the arrows can show, and its name."""

MOST = 16
"""More arrows than this hide each other: the largest are shown."""


class MapPanel(QWidget):
    """The active variant in the active year; what is being planned shows while it is dragged."""

    title = mark("Map")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.view = MapView(session, tools=False)
        self.view.above = self._paint
        self.arrows: tuple[Arrow, ...] = ()
        self.shades: tuple[Shade, ...] = ()
        self.shown = QComboBox()
        self.shown.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shown.setMinimumWidth(look.size("option_width"))
        self.shown.activated.connect(self._choose)
        self.setMinimumHeight(look.size("left_panel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        retranslate(self, self._reword)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(look.size("arrows_rest_ms"))
        self._rest.timeout.connect(self.refresh)
        self.follow = Follow(self, session, self._changed)

    def _changed(self) -> None:
        """While something is dragged the arrows follow a little later, so that nothing waits for them."""
        if not self.session.pending:
            self._rest.stop()
            self.refresh()
        elif not self._rest.isActive():
            self._rest.start()

    def header(self) -> tuple[QWidget, ...]:
        """The switch for the arrows, in the title row."""
        return (self.shown,)

    def refresh(self) -> None:
        """Show the arrows of the session as it is."""
        moving = any(table == "move" for table, _ in self.session.selection)
        what = "none" if moving else self._what()
        # A relocation shows as its own ribbon; among arrows between municipalities it would get lost.
        self.view.hide(*(() if what == "none" else ("moves",)))
        if self.session.document is None:
            found: tuple[Arrow, ...] = ()
        else:
            found = arrows_of(self.session.snapshot(), what)
        if found != self.arrows:
            self.arrows = found
            self.view.update()
        self.shades = converted.shades_of(self.session.snapshot()) if self._proposed() else ()
        self._tell()

    def _proposed(self) -> bool:
        """Whether what shows is a proposal that is not accepted yet."""
        return any((change.new or {}).get("cause") == "proposal" for change in self.session.pending)

    def _what(self) -> str:
        return SHOWN[max(self.shown.currentIndex(), 0)][0]

    def _choose(self, _index: int) -> None:
        remember("arrows", self._what())
        self.refresh()

    def _tell(self) -> None:
        said = {
            "none": tr("What arrows between municipalities show"),
            "drawn": tr("What one municipality has less of and another more, as drawn in this year"),
            "planned": tr("What one municipality has less of and another more, as planned"),
            "moves": tr("Businesses that move to another municipality"),
            "agreements": tr("Land that municipalities agreed to grant each other"),
        }[self._what()]
        if self._what() != "none" and not self.arrows:
            said += "\n" + tr("There is none now.")
        elif len(self.arrows) == MOST:
            said += "\n" + tr("The {count} largest are shown.", count=MOST)
        self.shown.setToolTip(said)

    def _reword(self) -> None:
        names = [name for name, _ in SHOWN]
        kept = recall("arrows", "planned")
        self.shown.clear()
        self.shown.addItems([tr(words) for _, words in SHOWN])
        self.shown.setCurrentIndex(names.index(kept) if kept in names else names.index("planned"))
        self.shown.setAccessibleName(tr("Arrows on the map"))

    def _paint(self, painter: QPainter, sight: Sight) -> None:
        if self.shades:
            converted.shade(painter, sight, style(), self.shades)
            converted.bars(painter, sight, style(), self.shades)
        elif self.arrows:
            arrows.paint(painter, sight, style(), self.arrows)


def arrows_of(snapshot: Snapshot, what: str) -> tuple[Arrow, ...]:
    """The largest arrows of a kind in SHOWN, one per pair of municipalities and direction."""
    match what:
        case "drawn":
            flows = shifts(drawn(snapshot))
        case "planned":
            flows = shifts(planned(snapshot))
        case "moves":
            flows = moved(snapshot)
        case "agreements":
            flows = granted(snapshot)
        case _:
            flows = ()
    pairs: dict[tuple[str, str], list[Flow]] = {}
    for flow in flows:
        pairs.setdefault((flow.giver, flow.taker), []).append(flow)
    largest = sorted(pairs.items(), key=lambda pair: -sum(flow.m2 for flow in pair[1]))[:MOST]
    return tuple(_arrow(snapshot, pair, parts) for pair, parts in largest)


def _arrow(snapshot: Snapshot, pair: tuple[str, str], flows: Sequence[Flow]) -> Arrow:
    m2 = sum(flow.m2 for flow in flows)
    uses = [flow.use for flow in flows if flow.use]
    hectares = tr("{area} ha", area=in_hectares(m2))
    words = hectares
    if len(uses) == 1:
        words = tr("{use} {hectares}", use=use_short(uses[0]), hectares=hectares)
    elif uses:
        words = tr("{use} and others {hectares}", use=use_short(uses[0]), hectares=hectares)
    giver, taker = (_middle(snapshot, code) for code in pair)
    return Arrow(giver, taker, m2, words, in_hectares(m2), uses[0] if len(uses) == 1 else "")


def _middle(snapshot: Snapshot, code: str) -> tuple[float, float]:
    region = snapshot.region

    def make() -> tuple[float, float]:
        point = shapely.point_on_surface(region.borders[region.index[code]])
        return point.x, point.y

    return snapshot.remember(("middle", region.stamp, code), make)
