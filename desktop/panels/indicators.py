"""The live indicators: what the variant brings, then what it costs, against the present or its parent."""

import time

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look, work
from desktop.panels.indicators_row import IndicatorRow
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.segments import Segments
from scenarios.indicators import INDICATORS, Figure, measure
from scenarios.progress import Job, Progress
from scenarios.project.model import PRESENT
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, mark, tr

FRAME_SECONDS = 0.008
"""What may be measured between two frames of a drag; slower goes to a thread, the latest wins."""

Figures = tuple[Figure, ...]


class IndicatorsPanel(QWidget):
    """Figures by group; those that say nothing (no land of a use taken) wait behind a button."""

    title = mark("Indicators")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows: dict[str, IndicatorRow] = {}
        self.figures: Figures = ()
        self._bases: Figures = ()
        self._headings: dict[str, Label] = {}
        self._measured: dict[tuple[int, str], tuple[Snapshot, Figures]] = {}
        self._seconds = 1.0
        self._every = False
        self.against = Segments(
            [("present", lambda: tr("against the present")), ("parent", lambda: tr("against its parent"))]
        )
        self.empty = Label(role="secondary", wrap=True)
        self.all = text_button(self._all_wording, self._toggle_all, role="link")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._column.addWidget(self.against)
        self._column.addWidget(self.empty)
        self._column.addLayout(self._body)
        self._column.addWidget(self.all)
        self.against.chosen.connect(lambda _name: self.refresh())
        retranslate(self.empty, self._reword)
        self.follow = Follow(self, session, self.refresh)

    def refresh(self) -> None:
        """Measure the session as it is and show it: at once where that is quick, else when it is done."""
        document = self.session.document
        self.empty.setVisible(document is None or not self.figures)
        if document is None:
            self._show((), ())
            return
        parent = self._parent()
        self.against.setVisible(parent != PRESENT)
        snapshot = self.session.snapshot()
        base = document.snapshot(parent if self.against.choice == "parent" else PRESENT)
        known = self._known(base)
        if known is not None and self._seconds < FRAME_SECONDS:
            started = time.perf_counter()
            self._show(measure(snapshot), known)
            self._seconds = time.perf_counter() - started
            return
        work.run("indicators", _measured(snapshot, base, known), on_result=self._take)

    def _parent(self) -> int:
        row = self.session.need().tables["variant"].get(self.session.variant)
        return row.parent if row is not None else PRESENT

    def _known(self, base: Snapshot) -> Figures | None:
        found = self._measured.get((base.variant, language()))
        return found[1] if found is not None and found[0] is base else None

    def _take(self, result: tuple[Snapshot, Figures, Figures, float]) -> None:
        base, figures, bases, self._seconds = result
        self._measured[base.variant, language()] = (base, bases)
        self._show(figures, bases)

    def _show(self, figures: Figures, bases: Figures) -> None:
        self.figures, self._bases = figures, bases
        by_key = {figure.key: figure for figure in bases}
        keys = [figure.key for figure in _by_group(figures)]
        if keys != list(self.rows):
            self._build(_by_group(figures))
        document = self.session.document
        names = {m.code: m.name for m in document.region.municipalities} if document else {}
        flash = not self.session.pending
        shown: set[str] = set()
        for figure in figures:
            row, base = self.rows[figure.key], by_key.get(figure.key)
            row.show_figure(figure, base, names, flash=flash)
            visible = self._every or row.opened or _says_something(figure, base)
            row.setVisible(visible)
            if visible:
                shown.add(figure.group)
        for group, heading in self._headings.items():
            heading.setVisible(group in shown)
        self.all.setVisible(bool(figures))
        self.empty.setVisible(not figures)

    def _build(self, figures: Figures) -> None:
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.rows, self._headings = {}, {}
        for figure in figures:
            if figure.group not in self._headings:
                heading = Label(figure.group, font="secondary", role="secondary", medium=True)
                heading.setContentsMargins(look.size("grid"), look.size("gap"), 0, 0)
                self._headings[figure.group] = heading
                self._body.addWidget(heading)
            self.rows[figure.key] = IndicatorRow()
            self._body.addWidget(self.rows[figure.key])

    def _toggle_all(self) -> None:
        self._every = not self._every
        self.all.setText(self._all_wording())
        self._show(self.figures, self._bases)

    def _all_wording(self) -> str:
        return tr("Show what matters") if getattr(self, "_every", False) else tr("Show all indicators")

    def _reword(self) -> None:
        self.empty.setText(
            tr(
                "Here stands what the variant brings and costs: dwellings, jobs, land, nuisance, "
                "live while drawing."
            )
        )


def _measured(
    snapshot: Snapshot, base: Snapshot, known: Figures | None
) -> Job[tuple[Snapshot, Figures, Figures, float]]:
    """Measure in a thread: first the base where it is not known; the seconds are those of the snapshot."""
    yield Progress(0, 2)
    bases = measure(base) if known is None else known
    yield Progress(1, 2)
    started = time.perf_counter()
    figures = measure(snapshot)
    return base, figures, bases, time.perf_counter() - started


def _by_group(figures: Figures) -> Figures:
    groups = list(dict.fromkeys(figure.group for figure in figures))
    return tuple(sorted(figures, key=lambda figure: groups.index(figure.group)))


def _says_something(figure: Figure, base: Figure | None) -> bool:
    """Of figures that come one per use or kind, those show that have land, and areas only where they grew."""
    if figure.key in _ALWAYS:
        return True
    before = base.value if base is not None else 0.0
    if figure.key.startswith("area_"):
        return round(figure.value - before, 1) > 0
    return figure.value != 0 or before != 0


_ALWAYS = frozenset(indicator.key for indicator in INDICATORS)
