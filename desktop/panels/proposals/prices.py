"""Shadow prices in words, the dearest first: what each demand that holds the proposal back costs."""

from collections import Counter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.panels.proposals.live import Live
from desktop.widgets.label import Label
from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.prices import Price
from scenarios.searches.allocation.propose import Proposal, dearest, kind_of, totals
from scenarios.searches.allocation.words import changes_said, dual_said, said
from scenarios.wording import number, tr

MOST_LINES = 8


class Prices(QWidget):
    """While something moves the solver's own prices; as soon as it rests both sides, solved again."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [
            (Label(wrap=True), Label(font="secondary", role="secondary", wrap=True))
            for _ in range(MOST_LINES)
        ]
        self.none = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        column.addWidget(self.none)
        for words, changes in self.lines:
            column.addWidget(words)
            column.addWidget(changes)

    def show_duals(self, found: Proposal | None, live: Live) -> None:
        """Show what the solver says of each demand that holds the answer back."""
        if found is None or found.answer is None or live.wish.burden or live.adopted is not None:
            self._fill([], self._why(found, live))
            return
        duals, alike = found.answer.demand_duals, _alike(found)
        lines = []
        for at in dearest(found)[:MOST_LINES]:
            demand = found.demands[at]
            lines.append((dual_said(demand, float(duals[at]), live.wish.goals), _others(alike, demand)))
        self._fill(lines, self._why(found, live))

    def show_prices(self, live: Live) -> dict[int, str]:
        """Show both sides of each price, with what a unit more changes in each goal; gives the words for the
        demands that were asked, by their place in the list."""
        lines, beside, found = [], {}, live.found
        alike = _alike(found) if found is not None else Counter[str]()
        for price in live.prices:
            words = said(price, live.wish.goals)
            others = _others(alike, price.demand)
            lines.append((words, f"{self._changes(price, live)} {others}".strip()))
            kind, _, rest = price.demand.key.partition(":")
            if kind == "demand":
                beside[int(rest)] = words.removeprefix(f"{price.demand.text}. ")
        if lines:
            self._fill(lines[:MOST_LINES], "")
        return beside

    def _changes(self, price: Price, live: Live) -> str:
        answer = live.found.answer if live.found is not None else None
        keeps = price.demand.key.startswith("keep:")
        after = price.after_more if price.bound == "low" and not keeps else price.after_less
        if after is None or answer is None or len(after) != len(answer.converted):
            return ""
        changes = changes_said(totals(live.warm.figures, after - answer.converted))
        if not changes:
            return ""
        if keeps:
            return tr("One less changes: {changes}.", changes=changes)
        if price.bound == "low":
            return tr("One more changes: {changes}.", changes=changes)
        return tr("One more room changes: {changes}.", changes=changes)

    def _why(self, found: Proposal | None, live: Live) -> str:
        if found is None or found.answer is None:
            return tr("Prices stand here as soon as there is a proposal.")
        if live.wish.burden:
            return tr("The burden is shared first, whatever it costs: no single demand has a price then.")
        if live.adopted is not None:
            return tr("The prices belong to the weighed goals, not to a point of the frontier.")
        return "" if found.felt else tr("No demand holds the proposal back.")

    def _fill(self, lines: list[tuple[str, str]], none: str) -> None:
        self.none.setText(none)
        self.none.setVisible(not lines)
        for at, (words, changes) in enumerate(self.lines):
            said_, more = lines[at] if at < len(lines) else ("", "")
            words.setText(said_)
            words.setVisible(bool(said_))
            changes.setText(more)
            changes.setVisible(bool(more))


def _alike(found: Proposal) -> Counter[str]:
    """How many demands of each kind hold an answer back."""
    return Counter(kind_of(found.demands[at].key) for at in found.felt)


def _others(alike: Counter[str], demand: Demand) -> str:
    """Of a rule that holds in several municipalities only the dearest is told; how many more there are."""
    more = alike[kind_of(demand.key)] - 1
    return tr("The same rule holds back in {count} more municipalities.", count=number(more)) if more else ""
