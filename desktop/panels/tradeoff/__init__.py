"""The trade-off: what each municipality has, gets and is to have of each use; the sliders that plan it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.tradeoff.cells import SHOWN, table
from desktop.panels.tradeoff.matrix import Matrix
from desktop.panels.tradeoff.sliders import Sliders
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.segments import Segments
from scenarios.edits.variants import add_variant, free_name
from scenarios.project.model import PRESENT
from scenarios.project.region import USES
from scenarios.wording import mark, tr


class TradeoffPanel(QWidget):
    """The table above, the sliders of the chosen municipality below."""

    title = mark("Trade-off")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.shown = Segments([(name, lambda text=text: tr(text)) for name, text in SHOWN])
        self.shown.choose("programme")
        self.matrix = Matrix()
        self.sliders = Sliders(session)
        self.less, self.more = Label(font="secondary", role="loss"), Label(font="secondary", role="gain")
        self.unit = Label(font="secondary", role="secondary")
        self.present_hint = self._present_hint()
        self._lay_out()
        self.shown.chosen.connect(self._show_kind)
        self.matrix.chosen.connect(self._choose)
        self.matrix.opened.connect(self._open)
        self.sliders.focused_use.connect(lambda use: self.matrix.choose(self.sliders.code, use))
        retranslate(self, self._reword)
        self.follow = Follow(self, session, self.refresh)

    def _lay_out(self) -> None:
        gap, padding = look.size("gap"), look.size("padding")
        head = QHBoxLayout()
        head.setContentsMargins(padding, gap, padding, gap)
        head.setSpacing(padding)
        head.addWidget(self.shown)
        head.addWidget(self.less)
        head.addWidget(self.more)
        head.addStretch(1)
        head.addWidget(self.unit)
        above = QWidget()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addLayout(head)
        upper.addWidget(self.matrix, 1)
        below = QWidget()
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
        button = text_button(lambda: tr("New variant"), self.add_variant, role="primary", icon="plus")
        column.addWidget(text)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.new_variant = button
        return hint

    def refresh(self) -> None:
        """Show the session as it is."""
        if self.session.document is None:
            return
        numbers = table(self.session.snapshot())
        self.matrix.show_table(numbers, dragging=bool(self.session.pending))
        if self.matrix.current() is None and numbers.places:
            self.matrix.choose(numbers.places[0][0], USES[0])
            self._divide()
        chosen = self.matrix.current()
        if chosen:
            self.sliders.show_place(chosen[0], numbers)
            self.sliders.show_use(chosen[1])
        self._lower.setCurrentIndex(1 if self.session.variant == PRESENT else 0)
        self.new_variant.setVisible(self.session.editing)

    def add_variant(self) -> None:
        """Make a variant from the present and go there."""
        tables = self.session.need().tables
        name = free_name(tables, tr("New variant"))
        written = self.session.edit(tr("New variant {name}", name=name), add_variant(tables, name))
        self.session.go_to(variant=next(c.key for c in written if c.table == "variant"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the height anew, unless that was done by hand."""
        super().resizeEvent(event)
        self._divide()

    def _split_by_hand(self) -> None:
        self._by_hand = True

    def _divide(self) -> None:
        """The sliders in one column where the whole table fits above them, else in as few rows as will do."""
        if self._by_hand:
            return
        above = self.matrix.needed_height() + self.shown.height() + 2 * look.size("gap")
        short, tall = self.sliders.heights()
        room = self.split.height()
        below = tall if room >= above + tall else max(short, min(tall, room - above))
        self.split.setSizes([max(room - below, room // 3), min(below, room - room // 3)])

    def _show_kind(self, shown: str) -> None:
        self.matrix.show_kind(shown)
        self._legend()
        self._divide()

    def _choose(self, code: str, use: str) -> None:
        self.sliders.show_use(use)
        if code != self.sliders.code and self.session.document is not None:
            self.sliders.show_place(code, self.matrix.model.table)

    def _open(self) -> None:
        chosen = self.matrix.current()
        if chosen and self.sliders.usable:
            self.sliders.focus_use(chosen[1])

    def _reword(self) -> None:
        self.unit.setText(tr("hectares (ha)"))
        self.shown.set_tips(
            {
                "present": lambda: tr("What there is now"),
                "drawn": lambda: tr("What there is in the chosen year, with all that is drawn"),
                "programme": lambda: tr("What there is to be by the target year: the sliders"),
                "gap": lambda: tr("Programme minus drawn: what is planned and not drawn yet"),
                "all": lambda: tr("All four under each other"),
            }
        )
        self._legend()

    def _legend(self) -> None:
        shown = self.shown.choice
        self.less.setVisible(shown != "present")
        self.more.setVisible(shown != "present")
        if shown == "gap":
            self.less.setText("\u25bc " + tr("more drawn than planned"))
            self.more.setText("\u25b2 " + tr("still to draw"))
        else:
            self.less.setText("\u25bc " + tr("less than now"))
            self.more.setText("\u25b2 " + tr("more than now"))
