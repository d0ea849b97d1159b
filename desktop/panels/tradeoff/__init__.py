"""The trade-off: what each municipality has, gets and is to have of each use; the sliders that plan it."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.tradeoff.bar import TableBar
from desktop.panels.tradeoff.carried import Carried
from desktop.panels.tradeoff.cells import Table, table
from desktop.panels.tradeoff.entries import Entries
from desktop.panels.tradeoff.gap import SMALLEST, GapDrawer, ways
from desktop.panels.tradeoff.lines import View
from desktop.panels.tradeoff.locking import is_locked, set_lock
from desktop.panels.tradeoff.matrix import Matrix
from desktop.panels.tradeoff.menu import Doing, cell_menu
from desktop.panels.tradeoff.signs import Signs, signs
from desktop.panels.tradeoff.sliders import Sliders
from desktop.panels.tradeoff.units import unit_of
from desktop.remember import recall, remember
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import quiet_menu, text_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.names import use_name
from desktop.widgets.new_variant import new_variant
from scenarios.project.model import PRESENT
from scenarios.project.region import USES
from scenarios.wording import hectares, mark, tr

KEPT = "trade-off/table"
"""Where the unit and the size of the type are remembered."""


class TradeoffPanel(QWidget):
    """The table above, the sliders of the chosen municipality below."""

    title = mark("Trade-off")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.bar = TableBar(_kept_view())
        self.shown = self.bar.shown
        self.matrix = Matrix()
        self.sliders = Sliders(session)
        self.entries = Entries(session, self.matrix, self.bar, self.sliders.payer.payer)
        self.gap = GapDrawer(session, self)
        self.use = USES[0]
        self.draw_gap = text_button(lambda: tr("Draw {area}", area=""), self._draw_gap, role="link")
        self.sliders.put_beside(self.draw_gap)
        self.present_hint = self._present_hint()
        self._numbers: Table | None = None
        self._signs = Signs()
        self._lay_out()
        self._connect()
        self.follow = Follow(self, session, self.refresh)

    def _lay_out(self) -> None:
        above = QWidget()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.bar)
        upper.addWidget(self.matrix, 1)
        below = self._below = QWidget()
        self._lower = QStackedLayout(below)
        self._lower.addWidget(self.sliders)
        self._lower.addWidget(self.present_hint)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(look.size("hairline"))
        split.setChildrenCollapsible(False)
        split.addWidget(above)
        split.addWidget(below)
        split.splitterMoved.connect(self._split_by_hand)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.split = split
        self._by_hand = False

    def _connect(self) -> None:
        self.bar.changed.connect(self._look_again)
        self.bar.alone.toggled.connect(self._show_alone)
        self.bar.figures_wished.connect(self._show_figures)
        matrix = self.matrix
        matrix.chosen.connect(self._choose)
        matrix.opened.connect(self._open)
        matrix.lock_wished.connect(self._lock)
        matrix.sort_wished.connect(self.bar.sort_by)
        matrix.fold_wished.connect(self.bar.fold)
        matrix.menu_wished.connect(self._menu)
        self.sliders.menu_opens.connect(self._fill_gap)
        self.sliders.focused_use.connect(lambda use: matrix.choose(self.sliders.code, use))

    def _present_hint(self) -> QWidget:
        hint = QWidget()
        column = QVBoxLayout(hint)
        column.setContentsMargins(*[look.size("padding")] * 4)
        column.setSpacing(look.size("gap"))
        text = Label(role="secondary", wrap=True)
        retranslate(
            text,
            lambda: text.setText(
                tr(
                    "This is the present: what is. What is to be is planned in a variant, with a slider per "
                    "land use."
                )
            ),
        )
        button = text_button(
            lambda: tr("New variant"), lambda: new_variant(self.session), role="primary", icon="plus"
        )
        column.addWidget(text)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.new_variant = button
        return hint

    # What shows

    @property
    def usable(self) -> bool:
        """Whether anything can be planned here."""
        return self.session.editing and self.session.variant != PRESENT

    def refresh(self) -> None:
        """Show the session as it is."""
        if self.session.document is None:
            return
        snapshot = self.session.snapshot()
        numbers = self._numbers = table(snapshot, self._numbers)
        self._signs = signs(snapshot)
        self.bar.show_table(numbers)
        self._show_table()
        if not self.matrix.has_current() and numbers.places:
            self.matrix.choose(numbers.places[0][0], USES[0])
            self._divide()
        chosen = self.matrix.current()
        if chosen:
            self.use = chosen[1]
            self.sliders.show_place(chosen[0], numbers)
            self.sliders.show_use(chosen[1])
        elif self.sliders.code:
            self.sliders.show_place(self.sliders.code, numbers)
        self._show_gap()
        self._lower.setCurrentIndex(1 if self.session.variant == PRESENT else 0)
        self.new_variant.setVisible(self.session.editing)

    def _show_table(self) -> None:
        if self._numbers is None:
            return
        view = self.bar.view
        unit = unit_of(self.session.snapshot(), view.unit)
        dragging = bool(self.session.pending)
        self.matrix.show_table(
            self._numbers, view, unit, self._signs, editable=self.usable, dragging=dragging
        )
        self.bar.legend.show_scale(view.shown, unit, self.matrix.strongest)

    def _look_again(self) -> None:
        view = self.bar.view
        remember(KEPT, [view.unit, view.large])
        if self.session.document is not None:
            self._show_table()
            self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the height anew, unless that was done by hand."""
        super().resizeEvent(event)
        self._divide()

    def _split_by_hand(self) -> None:
        self._by_hand = True

    def _show_alone(self, alone: bool) -> None:
        self._below.setVisible(not alone)
        self._divide()

    def _divide(self) -> None:
        """The sliders in one column where the whole table fits above them, else in as few rows as will do."""
        if self._by_hand:
            return
        above = self.matrix.needed_height() + self.bar.sizeHint().height()
        short, tall = self.sliders.heights()
        room = self.split.height()
        below = tall if room >= above + tall else max(short, min(tall, room - above))
        self.split.setSizes([max(room - below, room // 2), min(below, room - room // 2)])

    def _show_figures(self, place: QPoint) -> None:
        Carried(self.session, self.bar.view.unit).open(place)

    # The current cell

    def _choose(self, code: str, use: str) -> None:
        self.use = use
        self.sliders.show_use(use)
        if code != self.sliders.code and self._numbers is not None:
            self.sliders.show_place(code, self._numbers)
        self._show_gap()

    def _open(self) -> None:
        chosen = self.matrix.current()
        if chosen and self.sliders.usable:
            self.bar.alone.setChecked(False)
            self.sliders.focus_use(chosen[1])

    def _limit(self, use: str) -> None:
        self.bar.alone.setChecked(False)
        self.sliders.edit_limit(use)

    def _menu(self, place: QPoint) -> None:
        chosen = self.matrix.current()
        if chosen is None or self._numbers is None:
            return
        code, use = chosen
        doing = Doing(
            edit=self.matrix.edit,
            slide=self._open,
            copy=self.matrix.copy,
            copy_bare=partial(self.matrix.copy, names=False),
            copy_all=lambda: QGuiApplication.clipboard().setText(self.matrix.as_text()),
            paste=lambda: self.entries.paste(QGuiApplication.clipboard().text()),
            sort=lambda: self.bar.sort_by(use),
            limit=lambda: self._limit(use),
            fill_gap=lambda menu: self._fill_gap(menu, use),
        )
        cell_menu(self, self.session, code, use, doing).popup(place)

    # From the programme to the map

    def _gap(self, use: str) -> int:
        """What is planned of a use in the municipality at hand and not drawn yet, m2."""
        if self._numbers is None or not self.usable:
            return 0
        return self._numbers.cell(self.sliders.code, use).gap

    def _fill_gap(self, menu: QMenu, use: str) -> None:
        self.gap.fill(menu, self.sliders.code, use, self._gap(use))

    def _show_gap(self) -> None:
        """Offer to draw the gap of the current use, where it has one."""
        use = self.use
        gap = self._gap(use)
        self.draw_gap.setVisible(gap >= SMALLEST)
        self.draw_gap.setText(tr("Draw {area}", area=hectares(gap)))
        self.draw_gap.setToolTip(
            tr("Draw what is planned of {use} and not on the map yet: the area is kept.", use=use_name(use))
        )

    def _draw_gap(self) -> None:
        tools = ways(self.session, self.use)
        if len(tools) == 1:
            self.gap.draw(self.sliders.code, self.use, self._gap(self.use), tools[0])
            return
        menu = quiet_menu(self)
        self._fill_gap(menu, self.use)
        menu.popup(self.draw_gap.mapToGlobal(QPoint(0, self.draw_gap.height())))

    def _lock(self, scope: str, code: str, use: str) -> None:
        wanted = not is_locked(self.session.committed(), code, use, scope)
        set_lock(self.session, code, use, scope, wanted)


def _kept_view() -> View:
    """The unit and the size of the type that were looked at last on this machine."""
    match recall(KEPT):
        case [str(unit), bool(large)]:
            return View(unit=unit, large=large)
    return View()
