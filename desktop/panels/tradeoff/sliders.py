"""The sliders of one municipality: who pays, how far they reach, what stopped one, the way back."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.tradeoff import scale
from desktop.panels.tradeoff.cells import Table
from desktop.panels.tradeoff.gesture import Gesture, range_of
from desktop.panels.tradeoff.limit_box import LimitBox
from desktop.panels.tradeoff.locking import fill_locks, is_locked, set_lock, wording
from desktop.panels.tradeoff.payer_bar import PayerBar
from desktop.panels.tradeoff.stops import stops_of
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button, quiet_menu, text_button
from desktop.widgets.figures import HECTARE
from desktop.widgets.label import Label, ShortLabel
from desktop.widgets.names import place_name, use_name, use_short
from desktop.widgets.slider_row import COLUMNS, LINES, SliderRow
from scenarios.edits.programme import reset
from scenarios.landuse.limits import locked
from scenarios.landuse.programme import Slide
from scenarios.landuse.resetting import back
from scenarios.project.model import PRESENT
from scenarios.project.region import USES
from scenarios.wording import hectares, number, tr

TWO_COLUMNS_FROM = 700
"""Wide enough for two columns of sliders, in pixels."""


class Sliders(QWidget):
    """Shows the sliders of one municipality; `focused_use(use)` tells which of them is being used.

    `menu_opens(menu, use)`: the menu beside a slider is about to show and may get more to choose.
    """

    focused_use = Signal(str)
    menu_opens = Signal(QMenu, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.code = ""
        self._table: Table | None = None
        self._reach = 0
        self._gesture: Gesture | None = None
        self._former: Gesture | None = None
        self._columns = 0
        self._use = USES[0]
        self.rows = {use: SliderRow(use) for use in USES}
        self.title = ShortLabel(font="title", medium=True)
        self.payer = PayerBar(session)
        self._reach_label = Label(font="secondary", role="secondary")
        self.message = ShortLabel(font="secondary", role="secondary")
        self.narrower = icon_button(
            "zoom-in", lambda: tr("Finer: the sliders reach less far"), self._narrow, small=True
        )
        self.wider = icon_button(
            "zoom-out", lambda: tr("Coarser: the sliders reach farther"), self._widen, small=True
        )
        self.reset = text_button(lambda: tr("Reset"), lambda: self.put_back(self.code), role="quiet")
        self.lock_all = icon_button(
            "unlock-row", self._lock_wording, self._lock_row, checkable=True, small=True, role="secondary"
        )
        self.more = icon_button("more", lambda: tr("Lock or reset more"), self._open_more, small=True)
        self._lay_out()
        for row in self.rows.values():
            self._connect(row)
        self.payer.changed.connect(self._rule_changed)
        retranslate(self, self._reword)

    def _lay_out(self) -> None:
        gap = look.size("gap")
        head = self._head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(self.lock_all)
        head.addWidget(self.title, 1)
        for widget in (self.narrower, self._reach_label, self.wider, self.reset, self.more):
            head.addWidget(widget)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, gap, 0)
        self._grid.setHorizontalSpacing(look.size("grid"))
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
        column.addWidget(self.payer)
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
        row.more_wished.connect(lambda: self._open_menu(use))

    def put_beside(self, widget: QWidget) -> None:
        """Put a widget beside the name of the municipality."""
        self._head.insertWidget(2, widget)

    # What shows

    def show_place(self, code: str, table: Table) -> None:
        """Show the sliders of a municipality with the numbers of the table."""
        if code != self.code:
            self.code = code
            self._reach = 0
            self._say(None)
            for row in self.rows.values():
                row.open_below(None)
        self._table = table
        self._refresh()

    def show_use(self, use: str) -> None:
        """Mark the slider of a use, and say what its hectares are worth where there is a proposal."""
        self._use = use
        for row in self.rows.values():
            row.mark(row.use == use)
        self._say_worth()

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
            needed = [d for c in cells.values() for d in (c.programme - c.present, c.drawn - c.present)]
            if not self._reach or max(map(abs, needed)) > self._reach:
                self._reach = scale.reach(needed)
            self.payer.show_place(code)
            self._limits = {use: range_of(committed, code, use, self.payer.payer(use)) for use in USES}
            for use, row in self.rows.items():
                stops = stops_of(committed, code, use, cells[use].present)
                row.slider.set_stops(stops)
                row.slider.setToolTip("\n".join([use_name(use), *(stop.text for stop in stops)]))
        locks = locked(committed)
        for use, row in self.rows.items():
            cell, limits = cells[use], self._limits[use]
            scope = locks.scope(code, use)
            row.set_locked(scope, use in locks.totals)
            row.set_usable(self.usable)
            row.show_land(cell.present, cell.programme)
            row.slider.set_state(
                value=cell.programme - cell.present,
                lowest=limits.lowest - cell.present,
                highest=limits.highest - cell.present,
                drawn=cell.drawn - cell.present,
                reach=self._reach,
                locked=bool(scope),
                stopped=row.slider.stopped if self._gesture else 0,
            )
        self.lock_all.setChecked(code in locks.rows)
        self.lock_all.setIcon(look.icon("lock-row" if code in locks.rows else "unlock-row", "secondary"))
        self.lock_all.setEnabled(self.usable)
        self.lock_all.setToolTip(self._lock_wording())
        self.lock_all.setAccessibleName(self._lock_wording())
        self.reset.setEnabled(self.usable and any(c.programme != c.present for c in cells.values()))
        self.more.setEnabled(self.usable)
        self.payer.setEnabled(self.usable)
        self._say_reach()
        self.title.setText(place_name(committed, code))
        self._say_worth()

    # What is done

    def _begin(self, use: str) -> None:
        self._say(None)
        self.focused_use.emit(use)
        self._gesture = Gesture(self._session, self.code, use, self.payer.payer(use), self._former)

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
        """Say below its slider what stopped it, and above them what another municipality gives and gets."""
        moved = self._gesture.use if self._gesture and slide is not None else ""
        for use, row in self.rows.items():
            row.say(self._remark(use, slide.stopped_by) if slide is not None and use == moved else "")
        if slide is not None and self._gesture is not None:
            if self._gesture.payer.place:
                self.message.setText(self._swapped(self._gesture))
            return
        self._say_worth()

    def _remark(self, use: str, stopped: str) -> str:
        if stopped:
            return tr("Stopped: {reason}", reason=stopped)
        if self.payer.pays_itself(use):
            return tr("{use} cannot pay for itself: all unlocked uses do, in proportion.", use=use_name(use))
        return ""

    def _say_worth(self) -> None:
        """Say what a hectare less and more of the chosen use is worth in the proposal; else what to do."""
        if self._gesture is not None and self._gesture.payer.place:
            return
        words, pricing = "", self._session.pricing
        if pricing is not None and self._table is not None and self.code:
            words = pricing(self.code, self._use, self._table.cell(self.code, self._use).programme)
        hint = tr("Drag, type hectares, or use the arrow keys: 1 ha, with Shift 10 ha.")
        self.message.setText(words or hint)

    def _swapped(self, gesture: Gesture) -> str:
        place = place_name(self._session.committed(), gesture.payer.place)
        changes = gesture.exchanged()
        if not changes:
            return tr("{place} gives nothing and gets nothing.", place=place)
        parts = {
            sign: ", ".join(
                f"{hectares(abs(m2))} {use_short(use)}" for use, m2 in changes.items() if (m2 > 0) == sign
            )
            for sign in (False, True)
        }
        return tr("{place} gives {given} and gets {got}.", place=place, given=parts[False], got=parts[True])

    def _end(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(self._label(gesture))
            self._former = gesture

    def _cancel(self) -> None:
        gesture, self._gesture = self._gesture, None
        self._say(None)
        if gesture is not None:
            gesture.cancel()

    def _type(self, use: str, m2: int) -> None:
        self._begin(use)
        if self._gesture is not None:
            self._say(self._gesture.to(m2))
        self._end()

    def _label(self, gesture: Gesture) -> str:
        reached = gesture.reached.reached_m2 if gesture.reached else 0
        return tr(
            "Plan {area} {use} in {place}",
            area=hectares(reached),
            use=use_name(gesture.use),
            place=place_name(self._session.committed(), gesture.municipality),
        )

    def _lock(self, use: str, wanted: bool) -> None:
        """Lock the cell; or take away the lock that keeps it, were it that of its whole row or column."""
        scope = locked(self._session.committed()).scope(self.code, use) or "cell"
        set_lock(self._session, self.code, use, scope, wanted)

    def _lock_row(self) -> None:
        wanted = not is_locked(self._session.committed(), self.code, "", "row")
        set_lock(self._session, self.code, "", "row", wanted)

    def _lock_wording(self) -> str:
        if not self.code or self._session.document is None:
            return ""
        now = self._session.committed()
        return wording(now, self.code, "", "row", not is_locked(now, self.code, "", "row"))

    def put_back(self, code: str | None, use: str | None = None) -> None:
        """Take back what was planned, as one step: with a use or all, in a municipality or everywhere."""
        snapshot = self._session.committed()
        found = back(snapshot, code, use)
        values = {"place": place_name(snapshot, code or ""), "use": use_name(use or "")}
        if code is None:
            label = tr("Reset the programme of all municipalities")
        elif use is None:
            label = tr("Reset the programme of {place}", **values)
        else:
            label = tr("Reset {use} in {place}", **values)
        self._say(None)
        self._reach = 0
        self._session.edit(label, reset(snapshot, found))
        if found.stays:
            cells = [f"{use_name(u)}, {place_name(snapshot, c)}" for c, u in found.stays]
            said = tr("Not taken back where a lock or a limit keeps it: {cells}.", cells="; ".join(cells))
            self._session.tell(said)

    def edit_limit(self, use: str) -> None:
        """Open the limits of a use below its slider."""
        row = self.rows[use]
        box = LimitBox(self._session, self.code, use)
        box.closed.connect(lambda: row.open_below(None))
        row.open_below(box)
        self.focused_use.emit(use)

    def _open_menu(self, use: str) -> None:
        menu, row = quiet_menu(self), self.rows[use]
        fill_locks(menu, self._session, self.code, use)
        self.menu_opens.emit(menu, use)
        menu.addSeparator()
        limit = menu.addAction(tr("Limit {use} \u2026", use=use_name(use)))
        limit.setIcon(look.icon("limit", "text"))
        limit.triggered.connect(lambda: self.edit_limit(use))
        menu.addSeparator()
        place = place_name(self._session.committed(), self.code)
        undo = menu.addAction(tr("Reset {use} in {place}", use=use_name(use), place=place))
        undo.triggered.connect(lambda: self.put_back(self.code, use))
        everywhere = menu.addAction(tr("Reset {use} in every municipality", use=use_name(use)))
        everywhere.triggered.connect(lambda: self.put_back(None, use))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(row.more.mapToGlobal(QPoint(0, row.more.height())))

    def _open_more(self) -> None:
        menu = quiet_menu(self)
        fill_locks(menu, self._session, self.code, "")
        menu.addSeparator()
        menu.addAction(tr("Reset all municipalities")).triggered.connect(lambda: self.put_back(None))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _rule_changed(self) -> None:
        self._say(None)
        self._refresh()

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
        self.reset.setToolTip(tr("Take back all that is planned here, as one step; what is locked stays"))
        for row in self.rows.values():
            row.open_below(None)
        self._say(None)
        self._refresh()

    def heights(self) -> tuple[int, int]:
        """The heights at which nothing scrolls: in two columns where it is wide enough, and in one."""
        head = self.height() - self._scroll.viewport().height() if self.isVisible() else 4 * look.size("row")
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
            row.put_into(self._grid, at % each * LINES, (at // each) * (COLUMNS + 1))
        for block in range(2):
            used = block < columns
            start = block * (COLUMNS + 1)
            self._grid.setColumnStretch(start + 3, 1 if used else 0)
            self._grid.setColumnMinimumWidth(
                start + COLUMNS, look.size("padding") if used and columns == 2 else 0
            )
        for line in range(len(USES)):
            self._grid.setRowMinimumHeight(line * LINES, look.size("row") if line < each else 0)
