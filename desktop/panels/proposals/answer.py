"""The answer of a proposal: what it comes to, showing and accepting it; or what clashes and what would do."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.label import Label, hairline
from scenarios.searches.allocation.clashes import Easing
from scenarios.searches.allocation.propose import Proposal
from scenarios.searches.allocation.words import amount, eased
from scenarios.wording import number, tr

MOST_NAMED = 3
"""More demands of one clash than this are counted, not named."""


class Answer(QWidget):
    """`show_wished(bool)`, `accept_wished()` and `ease_wished(Easing)` tell what was pressed."""

    show_wished = Signal(bool)
    accept_wished = Signal()
    ease_wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.said = Label(wrap=True)
        self.more = Label(role="secondary", wrap=True)
        self.shown = icon_button("eye", lambda: tr("Show it in table, map and ledger"), checkable=True)
        self.shown.clicked.connect(self.show_wished)
        self.accept = text_button(lambda: tr("Accept"), self.accept_wished.emit, role="primary", icon="check")
        self.discard = text_button(lambda: tr("Discard"), lambda: self.show_wished.emit(False), role="quiet")
        self._eases = QVBoxLayout()
        self._eases.setSpacing(look.size("grid"))
        self.remedies: list[QWidget] = []
        buttons = QHBoxLayout()
        buttons.setSpacing(look.size("gap"))
        for button in (self.accept, self.shown, self.discard):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(hairline())
        column.addWidget(self.said)
        column.addWidget(self.more)
        column.addLayout(self._eases)
        column.addLayout(buttons)

    def show_nothing(self, words: str) -> None:
        """Say why there is no answer."""
        self._show(words, "", "secondary", usable=False)

    def show_proposal(self, found: Proposal, *, showing: bool, editing: bool, adopted: bool) -> None:
        """Show what a proposal comes to, and whether table and map show it."""
        conversions = found.conversions()
        said = tr(
            "{ha} ha get another use, in {count} municipalities.",
            ha=amount(found.goals["converted"]),
            count=number(len(conversions)),
        )
        if adopted:
            said = tr("A point of the frontier was chosen in place of the weighed goals.")
        elif not conversions:
            said = tr("Everything that is asked is there already: no land needs another use.")
        more = tr("Shown, not written until you accept.") if showing else ""
        self._show(said, more, "", usable=True)
        self.shown.setChecked(showing)
        self.accept.setEnabled(editing)

    def show_clash(self, found: Proposal, remedy: Callable[[Easing], str]) -> None:
        """Say which demands cannot go together and the smallest change that would do, with a button each;
        `remedy` words the button, empty where there is none."""
        lines = [] if found.clashes else [tr("This cannot all be met; looking for what stands in the way.")]
        for clash in found.clashes:
            names = [demand.text for demand in clash.demands[:MOST_NAMED]]
            if len(clash.demands) > MOST_NAMED:
                names.append(tr("{count} more", count=number(len(clash.demands) - MOST_NAMED)))
            lines.append(tr("These cannot go together: {demands}.", demands="; ".join(names)))
        self._show("\n".join(lines), "", "conflict", usable=False)
        for easing in found.easing:
            self._remedy(easing, remedy(easing))

    def _remedy(self, easing: Easing, words: str) -> None:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = Label(wrap=True)
        said.setText(eased(easing))
        column.addWidget(said)
        if words:
            button = text_button(
                lambda: words, lambda: self.ease_wished.emit(easing), role="link", icon="check"
            )
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.remedies.append(line)
        self._eases.addWidget(line)

    def _show(self, said: str, more: str, role: str, *, usable: bool) -> None:
        for line in self.remedies:
            self._eases.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.remedies = []
        self.said.set_role(role)
        self.said.setText(said)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        for button in (self.accept, self.shown, self.discard):
            button.setVisible(usable)
