"""The bar along the bottom: the year looked at, played or dragged, and what is there when."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.label import Label
from desktop.widgets.names import thing_name
from desktop.widgets.year_bar import Phase, YearBar
from scenarios import resource
from scenarios.landuse.catalogue import USES
from scenarios.project.model import Plot, Site, UseChange
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr


class YearsPanel(QWidget):
    """Drag the handle, use the arrow keys, or play the years."""

    title = mark("Years")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.bar = YearBar()
        self.number = Label(font="title")
        self.play = icon_button("play", self._play_words, checkable=True)
        self._timer = QTimer(self)
        self._timer.setInterval(look.size("play_ms"))
        self._timer.timeout.connect(self._step)
        row = QHBoxLayout(self)
        padding = look.size("padding")
        row.setContentsMargins(padding, 0, padding, 0)
        row.setSpacing(look.size("gap"))
        row.addWidget(self.play)
        row.addWidget(self.number)
        row.addWidget(self.bar, 1)
        self.setFixedHeight(look.size("year_bar"))
        self.bar.chosen.connect(lambda year: session.go_to(year=year))
        self.play.toggled.connect(self._play)
        retranslate(self, self._fill)
        look.restyle(self, self._fill)
        session.edited.connect(self._fill)
        session.focused.connect(self._fill)

    def _play_words(self) -> str:
        return tr("Play the years")

    def _play(self, playing: bool) -> None:
        if playing:
            if self.bar.year >= self.bar.last:
                self.session.go_to(year=self.bar.first)
            self._timer.start()
        else:
            self._timer.stop()
        self.play.setIcon(look.icon("pause" if playing else "play"))

    def _step(self) -> None:
        if self.session.document is None or self.bar.year >= self.bar.last:
            self.play.setChecked(False)
        else:
            self.session.go_to(year=self.bar.year + 1)

    def _fill(self) -> None:
        self.setEnabled(self.session.document is not None)
        if self.session.document is None:
            self.number.setText("")
            return
        snapshot = self.session.snapshot()
        there = phases(snapshot)
        years = [p.start for p in there] + [p.end for p in there if p.end is not None]
        first = min([snapshot.base_year, snapshot.year, *years])
        last = max([snapshot.target_year, snapshot.year, *years])
        self.number.setText(str(snapshot.year))
        self.bar.show_years(first, last, snapshot.year, there)


def phases(snapshot: Snapshot) -> list[Phase]:
    """When each drawn thing of a variant is there: sites first, plots only where their years differ."""
    sites = [_phase(snapshot, row) for row in snapshot.sites.values()]
    others: list[Phase] = []
    for plot in snapshot.plots.values():
        site = snapshot.sites.get(plot.site)
        own = (plot.start_year, plot.end_year)
        if own != (None, None) and (site is None or own != (site.start_year, site.end_year)):
            others.append(_phase(snapshot, plot))
    others += [_phase(snapshot, row) for row in snapshot.use_changes.values()]
    return sites + others


def _phase(snapshot: Snapshot, row: Site | Plot | UseChange) -> Phase:
    start = snapshot.base_year if row.start_year is None else row.start_year
    return Phase(thing_name(snapshot, row), start, row.end_year, _colour(row))


def _colour(row: Site | Plot | UseChange) -> QColor:
    if isinstance(row, UseChange):
        return QColor(USES[row.use].colour) if row.use in USES else look.colour("secondary")
    kind = row.kind if isinstance(row, Site) else "hub"
    return QColor(resource.toml("palettes", "map.toml")["site"][kind]["colour"])
