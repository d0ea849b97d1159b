"""Proposals: what is asked, what they cost least of, and the answer of a linear programme that follows."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.proposals.answer import Answer
from desktop.panels.proposals.apart import Apart
from desktop.panels.proposals.demands import Demands
from desktop.panels.proposals.frontier import Frontier
from desktop.panels.proposals.goals import Goals
from desktop.panels.proposals.live import Live
from desktop.panels.proposals.prices import Prices
from desktop.panels.proposals.section import Section
from desktop.panels.proposals.standing import Standing
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from scenarios.edits.limits import unlock
from scenarios.searches.allocation.asked import of_programme
from scenarios.searches.allocation.clashes import Easing
from scenarios.searches.allocation.region import space_of
from scenarios.searches.allocation.warm import Wish
from scenarios.wording import mark, tr

ASKED = "demand:"
"""How the keys of demands begin that were asked here; the number in the list follows."""


class ProposalsPanel(QWidget):
    """Goals, demands and rules above; the answer and what to do with it stays in view below."""

    title = mark("Proposals")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.live = Live(session, self)
        self.hint = Label(role="secondary", wrap=True)
        self.goals, self.demands, self.standing = Goals(), Demands(), Standing()
        self.prices, self.apart = Prices(), Apart(self.live)
        self.frontier, self.answer = Frontier(self.live), Answer()
        self._lay_out()
        for part in (self.goals, self.demands, self.standing):
            part.changed.connect(self.ask)
        self.demands.programme_wished.connect(self.take_programme)
        self.answer.show_wished.connect(self._show)
        self.answer.accept_wished.connect(self.live.accept)
        self.answer.ease_wished.connect(self.ease)
        self.live.changed.connect(self._answered)
        self.live.priced.connect(self._priced)
        retranslate(self, self._priced)
        self.follow = Follow(self, session, self.refresh)

    def _lay_out(self) -> None:
        sections = [
            (Section("demands", lambda: tr("What is asked")), self.demands),
            (Section("goals", lambda: tr("What it should aim at")), self.goals),
            (Section("prices", lambda: tr("What holds it back")), self.prices),
            (Section("frontier", lambda: tr("Frontier")), self.frontier),
            (Section("apart", lambda: tr("Together or each for itself"), folded=True), self.apart),
            (Section("standing", lambda: tr("Rules that are kept"), folded=True), self.standing),
        ]
        self.parts = QWidget()
        self.parts.setProperty("plain", "true")
        inside = QVBoxLayout(self.parts)
        inside.setContentsMargins(0, 0, look.size("gap"), 0)
        inside.setSpacing(look.size("gap"))
        for section, part in sections:
            section.body.addWidget(part)
            inside.addWidget(section)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.hint)
        column.addWidget(scroll, 1)
        column.addWidget(self.answer)
        self.area = scroll

    def hasHeightForWidth(self) -> bool:
        """The middle scrolls by itself, so the panel takes whatever height there is."""
        return False

    def refresh(self) -> None:
        """Show the session as it is."""
        able = self.live.able
        self.hint.setVisible(not able)
        self.area.setVisible(able)
        self.answer.setVisible(able)
        if not able:
            self.hint.setText(
                tr("Open a project to have the land divided by what is asked of it.")
                if self.session.document is None
                else tr("A proposal is made in a variant: go to one, or make one first.")
            )
            return
        self.demands.show_asked(self.session.committed(), self.live.wish.asked)
        self.live.start()
        self._answered()

    def ask(self) -> None:
        """Ask what the panel says now."""
        if self.live.able:
            self.goals.show_state(self.session.committed(), None, {})
        self.live.ask(
            Wish(self.demands.asked, self.goals.weights(), self.standing.off, self.goals.burden_of())
        )

    def take_programme(self) -> None:
        """Ask what the programme of the variant plans, and follow it."""
        snapshot = self.session.committed()
        asked = of_programme(snapshot, space_of(snapshot))
        if not asked:
            self.session.tell(
                tr("The programme of this variant lets no use grow yet: plan with the sliders.")
            )
            return
        self.demands.show_asked(snapshot, asked)
        self.ask()

    def ease(self, easing: Easing) -> None:
        """Apply the smallest change that makes a demand fit: ask less, put a rule aside, take a lock off."""
        kind, _, rest = easing.demand.key.partition(":")
        if f"{kind}:" == ASKED:
            at = int(rest)
            asked = list(self.demands.asked)
            amount = max(0.0, _rounded(asked[at].amount + easing.by, easing.by))
            asked[at] = replace(asked[at], amount=amount, follows=False)
            self.demands.show_asked(self.session.committed(), asked)
            self.ask()
        elif kind == "keep":
            self.standing.put_aside(rest.partition(":")[2])
        elif kind == "lock":
            code, _, use = rest.partition(":")
            changes = unlock(self.session.committed(), code, use)
            self.session.edit(tr("Unlock for the proposal"), changes)

    def _remedy(self, easing: Easing) -> str:
        kind = easing.demand.key.partition(":")[0]
        if f"{kind}:" == ASKED:
            return tr("Ask that much less") if easing.by < 0 else tr("Allow that much more")
        if kind == "keep":
            return tr("Put this rule aside")
        if kind == "lock" and unlock(self.session.committed(), *easing.demand.key.split(":")[1:]):
            return tr("Take this lock off")
        return ""

    def _show(self, on: bool) -> None:
        if on:
            self.live.show()
        else:
            self.live.discard()
        self._answered()

    def _answered(self) -> None:
        """Show the answer there is; what it costs follows when the hand rests."""
        if not self.live.able or not self.isVisible():
            return
        found, snapshot = self.live.found, self.session.committed()
        answered = found is not None and found.answer is not None
        self.goals.show_state(snapshot, found if answered else None, found.goals if found is not None else {})
        self.standing.show_state(snapshot)
        self.demands.show_asked(snapshot, self.live.wish.asked)
        if found is None:
            self.answer.show_nothing(tr("Nothing is asked yet."))
        elif found.answer is None:
            self.answer.show_clash(found, self._remedy)
        else:
            self.answer.show_proposal(
                found,
                showing=self.live.showing,
                editing=self.session.editing,
                adopted=self.live.adopted is not None,
            )
        self.frontier.refresh()
        self.apart.refresh()
        self.prices.show_duals(found, self.live)

    def _priced(self) -> None:
        if not self.live.able or not self.isVisible():
            return
        self.demands.show_prices(self.prices.show_prices(self.live))


def _rounded(amount: float, by: float) -> float:
    """An amount with two decimals, on the side that asks less."""
    whole = amount * 100
    return (-(-whole // 1) if by > 0 else whole // 1) / 100
