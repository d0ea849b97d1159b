"""A proposal that follows: solved again whenever a goal, a demand, a lock, a limit or the programme changes.

It is shown as the session's preview, so that table, map and ledger show it; accepting it is one step. A
change made by another hand (a slider, undo) takes the preview away, never the proposal.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import look, work
from desktop.session import Session
from scenarios.edits.programme import set_conversions
from scenarios.landuse.conversions import Pair
from scenarios.progress import Job, Progress
from scenarios.project.change import Change
from scenarios.project.model import PRESENT
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.asked import followed
from scenarios.searches.allocation.prices import Price
from scenarios.searches.allocation.propose import MOST_PRICES, Proposal, explained
from scenarios.searches.allocation.region import space_of
from scenarios.searches.allocation.space import M2
from scenarios.searches.allocation.warm import Warm, Wish
from scenarios.searches.allocation.words import cell_said
from scenarios.wording import language, tr

WATCHED = ("programme_lock", "land_limit", "conversion", "setting", "correction")
"""The tables that a proposal depends on beside the region itself."""


class Live(QObject):
    """Keeps the answer to `wish`; `changed()` tells of another answer, `priced()` that its prices are there.

    `adopted`: conversions taken from the frontier in place of the answer, None where the answer itself holds.
    """

    changed = Signal()
    priced = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.wish = Wish()
        self.found: Proposal | None = None
        self.prices: tuple[Price, ...] = ()
        self.adopted: dict[str, dict[Pair, int]] | None = None
        self.warm = Warm()
        self._apart = Warm()
        self.pointing = False
        self._shown: tuple[Change, ...] = ()
        self._seen: tuple[object, ...] = ()
        self._told: tuple[tuple[object, ...], str] = ((), "")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(look.size("price_rest_ms"))
        self._rest.timeout.connect(self._price)
        session.focused.connect(self.follow)

    # What is asked

    @property
    def able(self) -> bool:
        """Whether there is a variant for which something can be proposed."""
        return self.session.document is not None and self.session.variant != PRESENT

    @property
    def showing(self) -> bool:
        """Whether the proposal is what the session shows."""
        return bool(self._shown) and self.session.pending is self._shown

    def ask(self, wish: Wish) -> None:
        """Ask something else, and show the answer."""
        self.wish = wish
        if self.able:
            self._solve(show=True)
        else:
            self.changed.emit()

    def follow(self) -> None:
        """Solve again where the session shows other land, locks or limits than the answer is for."""
        if not self.able:
            if self.found is not None or self._seen:
                self._forget()
            return
        if self.session.workspace != "trade-off":
            if self.showing:
                self.hide()
            return
        if self._seen and self._state(self.ground()) != self._seen:
            self._solve(show=False)

    def start(self) -> None:
        """Solve for the first time, or again where something changed out of sight."""
        if self.able and self._state(self.ground()) != self._seen:
            self._solve(show=False)

    def ground(self) -> Snapshot:
        """What a proposal is made for: as it is in the file where the proposal itself is shown, else as it
        is shown, so that it follows a slider that is being dragged."""
        return self.session.committed() if self.showing else self.session.snapshot()

    def _state(self, snapshot: Snapshot) -> tuple[object, ...]:
        rows = tuple(dict(snapshot.rows(table)) for table in WATCHED)
        return (self.session.variant, snapshot.region.stamp, language(), rows)

    def _forget(self) -> None:
        self.found, self.prices, self.adopted, self._seen = None, (), None, ()
        self._shown = ()
        self._rest.stop()
        self.session.pricing = None
        self.changed.emit()

    # The answer

    def _solve(self, *, show: bool) -> None:
        ground = self.ground()
        self._seen = self._state(ground)
        self.adopted = None
        # Demands on municipalities of a project that was open before say nothing here.
        index = ground.region.index
        here = tuple(a for a in self.wish.asked if not a.municipality or a.municipality in index)
        wish = replace(self.wish, asked=followed(ground, space_of(ground), here))
        self.wish = wish
        if not wish.asked:
            self._take(None, show=show)
        elif wish.burden:
            work.run(
                "proposal",
                _fairly(self._apart, ground, wish),
                on_result=lambda found: self._take_late(wish, found, show),
            )
        else:
            self._take(self.warm.find(ground, wish), show=show)

    def _take_late(self, wish: Wish, found: Proposal, show: bool) -> None:
        """An answer from the thread, unless something else was asked meanwhile."""
        if self.wish is wish and self.able:
            self._take(found, show=show)

    def _take(self, found: Proposal | None, *, show: bool) -> None:
        self.found, self.prices = found, ()
        answered = found is not None and found.answer is not None
        self.session.pricing = self.price_of if answered and not self.wish.burden else None
        if show or self.showing:
            self.show()
        self.changed.emit()
        self._rest.start()

    def conversions(self) -> dict[str, dict[Pair, int]]:
        """What is proposed: the point adopted from the frontier, else the answer."""
        if self.adopted is not None:
            return self.adopted
        return self.found.conversions() if self.found is not None else {}

    def _price(self) -> None:
        found = self.found
        if found is not None and found.answer is None and not found.clashes:
            work.run("clashes", work.plain(explained, found), on_result=self._explain)
        elif found is not None and self.adopted is None:
            self.prices = self.warm.prices(found, MOST_PRICES)
            if self.showing:
                self.session.focused.emit()
        self.priced.emit()

    def _explain(self, found: Proposal) -> None:
        """Take what clashes, unless another answer came meanwhile."""
        if self.found is not None and self.found.answer is None and self.found.demands == found.demands:
            self.found = found
            self.changed.emit()

    def price_of(self, code: str, use: str, m2: int) -> str:
        """What a hectare less and more of a use in a municipality is worth, where it has so many m2."""
        self.follow()
        if self.found is None or self.found.answer is None:
            return ""
        if self.showing and self._rest.isActive():
            # The hand is on a demand or a weight: the slider's own price comes with the others.
            return self._told[1]
        asked = (code, use, m2, self.found)
        if self._told[0] != asked:
            region = self.session.need().region
            price = self.warm.cell(code, use, m2 / M2)
            place = region.municipalities[region.index[code]].name
            self._told = asked, cell_said(price, use, place, self.wish.goals)
        return self._told[1]

    # Showing it

    def show(self) -> None:
        """Show what is proposed in table, map and ledger; nothing where demands clash."""
        self.show_conversions(self.conversions())

    def show_conversions(self, conversions: dict[str, dict[Pair, int]], *, pointing: bool = False) -> None:
        """Show these conversions in place of the programme; `pointing`: only as long as they are pointed
        at."""
        self.pointing = pointing
        if not self.able:
            return
        if self.found is None or (self.found.m2 is None and self.adopted is None):
            self.hide()
            return
        self._put(set_conversions(self.session.committed(), conversions))

    def hide(self) -> None:
        """Show the programme again."""
        self.pointing = False
        if self.showing:
            self._shown = ()
            self.session.preview(None)

    def adopt(self, conversions: dict[str, dict[Pair, int]]) -> None:
        """Take a point of the frontier as the proposal."""
        self.adopted = conversions
        self.show()
        self.changed.emit()

    def accept(self) -> None:
        """Write what is proposed as the variant's programme, as one step."""
        if not self.able or self.found is None:
            return
        changes = set_conversions(self.session.committed(), self.conversions())
        self._shown = ()
        self.session.edit(tr("Accept the proposal"), changes)

    def discard(self) -> None:
        """Take the preview away and the point that was adopted."""
        self.adopted = None
        self.hide()
        self.changed.emit()

    def _put(self, changes: Sequence[Change]) -> None:
        self._shown = tuple(changes)
        self.session.preview(self._shown)
        # The session keeps the tuple it is given; without any change there is nothing to show.
        self._shown = self.session.pending


def _fairly(warm: Warm, snapshot: Snapshot, wish: Wish) -> Job[Proposal]:
    yield Progress(0, 0)
    return warm.find(snapshot, wish)
