"""A limit on a land use, set, changed or taken away in place, below its slider."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.figures import in_hectares, read_number
from desktop.widgets.label import Label
from desktop.widgets.names import place_name, use_name
from scenarios.edits.limits import remove_limit, set_limit
from scenarios.errors import Refused
from scenarios.landuse.limits import rules
from scenarios.project.model import Limit
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

HECTARE = 10_000


class LimitBox(QWidget):
    """The limits of one use in one municipality; `closed()` when it is done with.

    It is made anew each time it opens, so its words are those of the language at that moment.
    """

    closed = Signal()

    def __init__(self, session: Session, code: str, use: str) -> None:
        super().__init__()
        self._session = session
        self._code = code
        self._use = use
        place = place_name(session.committed(), code)
        self.kind = QComboBox()
        for kind, text in (
            ("at_least", tr("at least")),
            ("at_most", tr("at most")),
            ("fixed", tr("exactly")),
        ):
            self.kind.addItem(text, kind)
        self.kind.setAccessibleName(tr("Kind of limit"))
        self.area = QLineEdit()
        self.area.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.area.setPlaceholderText(tr("as now"))
        self.area.setAccessibleName(tr("Hectares; empty: as much as there is now"))
        self.area.setToolTip(self.area.accessibleName())
        self.area.setFixedWidth(
            self.area.fontMetrics().horizontalAdvance("00.000,00 ") + look.size("padding")
        )
        self.where = QComboBox()
        self.where.addItem(tr("in {place}", place=place), code)
        self.where.addItem(tr("in each municipality"), "")
        self.where.setAccessibleName(tr("Where the limit holds"))
        self.where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.where.setMinimumWidth(look.size("left_panel") // 3)
        self.reason = QLineEdit()
        self.reason.setMinimumWidth(look.size("left_panel") // 3)
        self.reason.setPlaceholderText(tr("Why, in a few words"))
        self.reason.setAccessibleName(tr("Reason of the limit"))
        self.set_ = text_button(lambda: tr("Set limit"), self._set, role="primary")
        self.remove = text_button(lambda: tr("Remove"), self._remove, role="quiet")
        self.said = Label(font="secondary", role="secondary", wrap=True)
        self._lay_out()
        first = next(iter(self._own()), None)
        if first is not None:
            self.kind.setCurrentIndex(max(0, self.kind.findData(first.kind)))
            self.where.setCurrentIndex(max(0, self.where.findData(first.municipality)))
        self.kind.activated.connect(self._show)
        self.where.activated.connect(self._show)
        for line in (self.area, self.reason):
            line.returnPressed.connect(self._set)
        self._show()
        self.area.setFocus()

    def _lay_out(self) -> None:
        gap = look.size("gap")
        upper, lower = QHBoxLayout(), QHBoxLayout()
        close = icon_button("close", lambda: tr("Close"), self.closed.emit, small=True)
        for widget in (self.kind, self.area, Label("ha", role="secondary")):
            upper.addWidget(widget)
        upper.addWidget(self.where, 1)
        upper.addWidget(close)
        lower.addWidget(self.reason, 1)
        lower.addWidget(self.set_)
        lower.addWidget(self.remove)
        for line in (upper, lower):
            line.setSpacing(look.size("grid"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.size("grid"), 0, gap)
        column.setSpacing(look.size("grid"))
        column.addLayout(upper)
        column.addLayout(lower)
        column.addWidget(self.said)

    def _own(self) -> list[Limit]:
        """The limits on this use that count here, those of this municipality first."""
        rows = self._session.committed().limits.values()
        here = [row for row in rows if row.use == self._use and row.municipality in (self._code, "")]
        return sorted(here, key=lambda row: (row.municipality != self._code, row.key))

    def _chosen(self) -> Limit | None:
        kind, where = self.kind.currentData(), self.where.currentData()
        return next((row for row in self._own() if (row.kind, row.municipality) == (kind, where)), None)

    def _show(self) -> None:
        """Show the limit of the chosen kind and place, if there is one."""
        row = self._chosen()
        self.remove.setEnabled(row is not None)
        if row is not None:
            self.area.setText("" if row.m2 is None else in_hectares(row.m2, 2))
            self.reason.setText(row.reason)
        rule = rules()[self._use]
        told = ""
        if rule.keeps or not rule.takes:
            told = tr(
                "A rule that holds everywhere: {reason}. A limit of your own goes before it.",
                reason=rule.reason,
            )
        self.said.set_role("secondary")
        self.said.setText(told)
        self.said.setVisible(bool(told))

    def _set(self) -> None:
        text = self.area.text().strip()
        hectares = read_number(text) if text else None
        if text and hectares is None:
            self._refuse(tr("“{text}” is no number of hectares.", text=text))
            return
        where, kind = self.where.currentData(), self.kind.currentData()
        m2 = None if hectares is None else hectares * HECTARE
        snapshot = self._session.committed()
        try:
            changes = set_limit(snapshot, where, self._use, kind, m2, self.reason.text())
        except Refused as error:
            self._refuse(str(error))
            return
        self._session.edit(self._label(snapshot, where), changes)
        self.closed.emit()

    def _remove(self) -> None:
        row = self._chosen()
        if row is not None:
            snapshot = self._session.committed()
            label = tr("Remove the limit on {use}", use=use_name(self._use))
            self._session.edit(label, remove_limit(snapshot, row.key))
            self.closed.emit()

    def _label(self, snapshot: Snapshot, where: str) -> str:
        if not where:
            return tr("Limit {use} in each municipality", use=use_name(self._use))
        return tr("Limit {use} in {place}", use=use_name(self._use), place=place_name(snapshot, where))

    def _refuse(self, text: str) -> None:
        self.said.set_role("warning")
        self.said.setText(text)
        self.said.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
