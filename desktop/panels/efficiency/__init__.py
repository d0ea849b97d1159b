"""Land efficiency: what is not used next to what is, each area with a score that is explained, and a lever
that yields hectares without taking any."""

import time

import shapely
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedLayout, QVBoxLayout, QWidget

from desktop import look, work
from desktop.panels.efficiency.areas import AreaList
from desktop.panels.efficiency.facts import EVERYWHERE, Facts, facts_of, gathered
from desktop.panels.efficiency.figures import FigureList, UsedBar
from desktop.panels.efficiency.lever import Lever
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.follow import Follow
from desktop.widgets.scrolled import scrolled
from desktop.widgets.segments import Segments
from scenarios.edits.assumptions import set_assumption
from scenarios.landuse.efficiency import Area
from scenarios.wording import language, mark, tr

FRAME_SECONDS = 0.008
"""What may be reckoned between two frames of a drag; slower goes to a thread, the latest wins."""

PAGES = ("land", "areas", "lever")
_EDGE = 0.6
"""How much of the map shows round an area, as a part of its size."""


class EfficiencyPanel(QWidget):
    """Three pages: the land of a place, its areas with their scores, and the intensification lever."""

    title = mark("Land efficiency")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.facts: Facts | None = None
        self.code = EVERYWHERE
        self._said, self._seconds, self._started = "", 1.0, 0.0
        self.page = Segments(
            [
                ("land", lambda: tr("Land")),
                ("areas", lambda: tr("Areas")),
                ("lever", lambda: tr("Intensify")),
            ]
        )
        self.place = QComboBox()
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.used, self.figures = UsedBar(), FigureList()
        self.areas, self.lever = AreaList(), Lever()
        self._pages = QStackedLayout()
        self._lay_out()
        self.page.chosen.connect(self.show_page)
        self.place.activated.connect(self._place_chosen)
        self.areas.chosen.connect(self.show_area)
        self.lever.changed.connect(self._pull)
        self.mapped = icon_button(
            "efficiency",
            lambda: tr("Land efficiency on the map"),
            tip=lambda: tr("Shades land for work by how well it is used"),
            checkable=True,
            small=True,
        )
        self.mapped.toggled.connect(self._show_on_map)
        retranslate(self, self._word)
        self.follow = Follow(self, session, self.refresh)

    def header(self) -> tuple[QWidget, ...]:
        """The shading of the map."""
        return (self.mapped,)

    def _lay_out(self) -> None:
        gap = look.size("gap")
        for widgets in ((self.used, self.figures), (self.lever,)):
            self._pages.addWidget(scrolled(widgets))
        self._pages.insertWidget(1, self.areas)
        body = QWidget()
        body.setLayout(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.page, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.place)
        column.addWidget(body, 1)

    def refresh(self) -> None:
        """Reckon the session as it is and show it: at once where that is quick, else when it is done."""
        self.mapped.blockSignals(True)
        self.mapped.setChecked(self.session.layer("efficiency").shown)
        self.mapped.blockSignals(False)
        if self.session.document is None:
            self.facts = None
            return
        snapshot = self.session.snapshot()
        if self.facts is not None and self.facts.snapshot is snapshot and self._said == language():
            self._show()
            return
        self._started = time.perf_counter()
        if self.facts is not None and self._seconds < FRAME_SECONDS:
            self._arrived(facts_of(snapshot))
            return
        work.run("efficiency", gathered(snapshot), on_result=self._arrived)

    def _arrived(self, facts: Facts) -> None:
        self._seconds = time.perf_counter() - self._started
        if self.session.document is None:
            return
        self.facts, self._said = facts, language()
        wanted = [(tr("Whole region"), EVERYWHERE), *((name, code) for code, name in facts.names.items())]
        if wanted != [(self.place.itemText(i), self.place.itemData(i)) for i in range(self.place.count())]:
            self.place.clear()
            for name, code in wanted:
                self.place.addItem(name, code)
        if self.code not in facts.names:
            self.code = EVERYWHERE
        self.place.setCurrentIndex(max(0, self.place.findData(self.code)))
        self._show()

    def _show(self) -> None:
        facts = self.facts
        if facts is None:
            return
        match self.page.choice:
            case "land":
                self.used.show_used(facts.used_in(self.code))
                self.figures.show_figures(facts, self.code)
            case "areas":
                self.areas.show_areas(facts, self.code, self.session.selection)
            case _:
                self.lever.show_gain(facts, self.code, editing=self.session.editing)

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self.page.choose(name)
        self._pages.setCurrentIndex(PAGES.index(name))
        self._show()

    def show_area(self, area: Area) -> None:
        """Select what an area is made of and go there on the map."""
        self.session.select([area.place])
        xmin, ymin, xmax, ymax = shapely.bounds(area.geometry).tolist()
        edge = _EDGE * max(xmax - xmin, ymax - ymin)
        self.session.show((xmin - edge, ymin - edge, xmax + edge, ymax + edge))

    def _place_chosen(self, _at: int) -> None:
        self.code = self.place.currentData() or EVERYWHERE
        self._show()

    def _show_on_map(self, shown: bool) -> None:
        self.session.show_layer("efficiency", shown=shown)

    def _pull(self, key: str, value: float) -> None:
        name = self.lever.name_of(key)
        changes = set_assumption(self.session.committed(), key, value)
        self.session.edit(tr("Change {name}", name=name), changes)

    def _word(self) -> None:
        self.place.setAccessibleName(tr("Municipality"))
        self.page.set_tips(
            {
                "land": lambda: tr("What is used and what is not, and what a hectare brings"),
                "areas": lambda: tr("Plots and present business land, the least used first"),
                "lever": lambda: tr("Hectares that intensifying yields without taking any land"),
            }
        )
