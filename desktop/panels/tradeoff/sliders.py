"""The sliders of one municipality: who pays, how far they reach, what stopped the last one, the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.tradeoff import scale
from desktop.panels.tradeoff.cells import Table
from desktop.panels.tradeoff.gesture import Gesture, range_of
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.figures import HECTARE
from desktop.widgets.label import Label, ShortLabel
from desktop.widgets.names import place_name, use_name
from desktop.widgets.slider_row import COLUMNS, SliderRow
from scenarios.edits.limits import lock, unlock
from scenarios.edits.programme import set_slide
from scenarios.landuse.limits import locked_in
from scenarios.landuse.programme import Slide
from scenarios.project.model import PRESENT
from scenarios.project.region import USES
from scenarios.wording import hectares, number, tr

TWO_COLUMNS_FROM = 700
"""Wide enough for two columns of sliders, in pixels."""


class Sliders(QWidget):
    """Shows the sliders of one municipality; `focused_use(use)` tells which of them is being used."""

    focused_use = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.code = ""
        self._table: Table | None = None
        self._reach = 0
        self._gesture: Gesture | None = None
        self._columns = 0
        self.rows = {use: SliderRow(use) for use in USES}
        self.title = ShortLabel(font="title", medium=True)
        self.payer = QComboBox()
        self.payer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._pays = Label(role="secondary")
        self._reach_label = Label(font="secondary", role="secondary")
        self.message = ShortLabel(font="secondary", role="secondary")
        self.narrower = icon_button(
            "zoom-in", lambda: tr("Finer: the sliders reach less far"), self._narrow, small=True
        )
        self.wider = icon_button(
            "zoom-out", lambda: tr("Coarser: the sliders reach farther"), self._widen, small=True
        )
        self.reset = text_button(lambda: tr("Reset"), self._reset, role="quiet")
        self._lay_out()
        for row in self.rows.values():
            self._connect(row)
        self.payer.activated.connect(lambda _index: self._refresh())
        retranslate(self, self._reword)

    def _lay_out(self) -> None:
        gap = look.size("gap")
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(self.title, 1)
        for widget in (self._pays, self.payer, self.narrower, self._reach_label, self.wider, self.reset):
            head.addWidget(widget)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, gap, 0)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(0)
        inside = QWidget()
        inside.setProperty("plain", "true")
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, 0, 0)
        within.addLayout(self._grid)
        within.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.size("padding"), gap, look.size("grid"), look.size("grid"))
        column.setSpacing(look.size("grid"))
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self._scroll, 1)

    def _connect(self, row: SliderRow) -> None:
        use = row.use
        row.slider.begun.connect(lambda: self._begin(use))
        row.slider.moved.connect(lambda difference: self._move(use, difference))
        row.slider.ended.connect(self._end)
        row.slider.cancelled.connect(self._cancel)
        row.typed.connect(lambda m2: self._type(use, m2))
        row.lock_wished.connect(lambda wanted: self._lock(use, wanted))

    # What shows

    def show_place(self, code: str, table: Table) -> None:
        """Show the sliders of a municipality with the numbers of the table."""
        if code != self.code:
            self.code = code
            self._reach = 0
            self._say(None)
        self._table = table
        self._refresh()

    def show_use(self, use: str) -> None:
        """Mark the slider of a use."""
        for row in self.rows.values():
            row.mark(row.use == use)

    def focus_use(self, use: str) -> None:
        """Give the slider of a use the keyboard."""
        row = self.rows[use]
        self._scroll.ensureWidgetVisible(row.slider, 0, look.size("row"))
        row.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def usable(self) -> bool:
        """Whether anything can be planned here."""
        return self._session.editing and self._session.variant != PRESENT

    def _refresh(self) -> None:
        table, code = self._table, self.code
        if table is None or not self._session.document:
            return
        committed = self._session.committed()
        cells = {use: table.cell(code, use) for use in USES}
        if self._gesture is None:
            locked = locked_in(committed, code)
            needed = [d for c in cells.values() for d in (c.programme - c.present, c.drawn - c.present)]
            if not self._reach or max(map(abs, needed)) > self._reach:
                self._reach = scale.reach(needed)
            self._limits = {use: range_of(committed, code, use, self._payer()) for use in USES}
            self._locked = locked
            self._fill_payers(locked)
        for use, row in self.rows.items():
            cell, limits = cells[use], self._limits[use]
            row.set_locked(use in self._locked)
            row.set_usable(self.usable)
            row.show_land(cell.present, cell.programme)
            row.slider.set_state(
                value=cell.programme - cell.present,
                lowest=limits.lowest - cell.present,
                highest=limits.highest - cell.present,
                drawn=cell.drawn - cell.present,
                reach=self._reach,
                locked=use in self._locked,
                stopped=row.slider.stopped if self._gesture else 0,
            )
        self.reset.setEnabled(self.usable and any(c.programme != c.present for c in cells.values()))
        self._say_reach()
        self.title.setText(place_name(committed, code))

    def _fill_payers(self, locked: frozenset[str]) -> None:
        chosen = self._payer()
        wanted = [(None, tr("all unlocked uses, in proportion"))]
        wanted += [(use, use_name(use)) for use in USES if use not in locked]
        now = [(self.payer.itemData(i), self.payer.itemText(i)) for i in range(self.payer.count())]
        if now != wanted:
            self.payer.clear()
            for data, text in wanted:
                self.payer.addItem(text, data)
        self.payer.setCurrentIndex(
            max(0, [data for data, _ in wanted].index(chosen) if chosen in dict(wanted) else 0)
        )

    def _payer(self) -> str | None:
        return self.payer.currentData()

    # What is done

    def _begin(self, use: str) -> None:
        self._say(None)
        self.focused_use.emit(use)
        self._gesture = Gesture(self._session, self.code, use, self._payer())
        if use == self._payer():
            self.message.setText(
                tr("{use} cannot pay for itself: all unlocked uses do, in proportion.", use=use_name(use))
            )

    def _move(self, use: str, difference: float) -> None:
        if self._gesture is None or self._table is None:
            return
        slider = self.rows[use].slider
        present = self._table.cell(self.code, use).present
        exact = isinstance(difference, int)
        wanted = difference if exact else scale.snap(difference, slider.m2_per_pixel())
        slide = self._gesture.to(present + wanted)
        side = (wanted > slide.reached_m2 - present) - (wanted < slide.reached_m2 - present)
        slider.stopped = side if slide.stopped_by else 0
        slider.update()
        self._say(slide)

    def _say(self, slide: Slide | None) -> None:
        stopped = slide.stopped_by if slide else ""
        if slide is not None and not stopped and self._gesture and self._gesture.use == self._payer():
            return
        self.message.set_role("warning" if stopped else "secondary")
        self.message.setText(
            tr("Stopped: {reason}", reason=stopped)
            if stopped
            else tr("Drag, type hectares, or use the arrow keys: 1 ha, with Shift 10 ha.")
        )

    def _end(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(self._label(gesture))

    def _cancel(self) -> None:
        gesture, self._gesture = self._gesture, None
        self._say(None)
        if gesture is not None:
            gesture.cancel()

    def _type(self, use: str, m2: int) -> None:
        self._begin(use)
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            slide = gesture.to(m2)
            self._say(slide)
            gesture.finish(self._label(gesture))

    def _label(self, gesture: Gesture) -> str:
        reached = gesture.reached.reached_m2 if gesture.reached else 0
        return tr(
            "Plan {area} {use} in {place}",
            area=hectares(reached),
            use=use_name(gesture.use),
            place=place_name(self._session.committed(), gesture.municipality),
        )

    def _lock(self, use: str, wanted: bool) -> None:
        snapshot, place = self._session.committed(), place_name(self._session.committed(), self.code)
        if wanted:
            label, changes = (
                tr("Lock {use} in {place}", use=use_name(use), place=place),
                lock(snapshot, self.code, use),
            )
        else:
            label, changes = (
                tr("Unlock {use} in {place}", use=use_name(use), place=place),
                unlock(snapshot, self.code, use),
            )
        self._session.edit(label, changes)

    def _reset(self) -> None:
        snapshot = self._session.committed()
        label = tr("Reset the programme of {place}", place=place_name(snapshot, self.code))
        self._say(None)
        self._session.edit(label, set_slide(snapshot, self.code, Slide({}, 0, "")))

    def _widen(self) -> None:
        self._reach = scale.wider(self._reach)
        self._refresh()

    def _narrow(self) -> None:
        self._reach = scale.narrower(self._reach)
        self._refresh()

    # Wording and room

    def _say_reach(self) -> None:
        self._reach_label.setText(tr("± {amount} ha", amount=number(self._reach / HECTARE)))

    def _reword(self) -> None:
        self._pays.setText(tr("Who pays:"))
        self.payer.setToolTip(
            tr(
                "Which land gives way when a slider grows, and gets land when it shrinks; "
                "water and infrastructure only when they are named here."
            )
        )
        self.payer.setAccessibleName(tr("Who pays"))
        self.reset.setToolTip(tr("Take back all that is planned here, as one step; locks stay"))
        self._say(None)
        self._refresh()

    def heights(self) -> tuple[int, int]:
        """The heights at which nothing scrolls: in two columns where it is wide enough, and in one."""
        head = self.height() - self._scroll.viewport().height() if self.isVisible() else 3 * look.size("row")
        each = len(USES) // 2 if self.width() >= TWO_COLUMNS_FROM else len(USES)
        return head + each * look.size("row"), head + len(USES) * look.size("row")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column of sliders where there is height for it, else two."""
        super().resizeEvent(event)
        two = self.width() >= TWO_COLUMNS_FROM and self.height() < self.heights()[1]
        self._arrange(2 if two else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        each = -(-len(USES) // columns)
        for at, row in enumerate(self.rows.values()):
            row.put_into(self._grid, at % each, (at // each) * (COLUMNS + 1))
        for block in range(2):
            used = block < columns
            start = block * (COLUMNS + 1)
            self._grid.setColumnStretch(start + 3, 1 if used else 0)
            self._grid.setColumnMinimumWidth(
                start + COLUMNS, look.size("padding") if used and columns == 2 else 0
            )
        for line in range(len(USES)):
            self._grid.setRowMinimumHeight(line, look.size("row") if line < each else 0)
