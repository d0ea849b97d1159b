"""The player of a chain: its moves one after another on the map, forth and back; the whole set aside or put
back as one step."""

from collections.abc import Iterable

import shapely
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.event import Bounds
from desktop.tools.hit import shown_shape
from desktop.widgets.button import icon_button
from desktop.widgets.label import ShortLabel
from scenarios.edits import moves
from scenarios.landuse.chains import chain_of, order_of
from scenarios.landuse.moves import name_of
from scenarios.project.change import Change
from scenarios.project.model import Move
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_EDGE = 0.2
"""How much of the map shows round a chain, as a part of its size."""

_REST = 2
"""A move shows for so many beats of the year bar."""


class MovesPlayer(QWidget):
    """Plays the chain of the selected move, or all moves; what is shown on the way is never written."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.chain: tuple[Move, ...] = ()
        self.done: int | None = None
        self._before: tuple[int, tuple[tuple[str, int], ...]] = (0, ())
        self._variant = 0
        self._own: tuple[Change, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_REST * look.size("play_ms"))
        self._timer.timeout.connect(self._beat)
        self.back = icon_button("chevron-left", lambda: tr("One relocation back"), self.step_back)
        self.play = icon_button("play", self._play_words, checkable=True)
        self.forward = icon_button("chevron-right", lambda: tr("One relocation on"), self.step_on)
        self.stop = icon_button("stop", lambda: tr("Stop playing"), self.end)
        self.said = ShortLabel(role="secondary")
        self.aside = icon_button("eye-off", self._aside_words, self.switch_aside)
        self.play.toggled.connect(self._play)
        row = QHBoxLayout()
        row.setSpacing(look.size("grid"))
        for button in (self.back, self.play, self.forward, self.stop):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.said)
        session.edited.connect(self._edited)
        session.focused.connect(self._focused)
        retranslate(self, self._word)

    def show_chain(self, snapshot: Snapshot, key: int | None) -> None:
        """The chain of a move, or all moves where none is chosen; one that plays stays until it ends."""
        if self.done is None:
            found = chain_of(snapshot.moves, key) if key is not None else ()
            self.chain = found or tuple(row for row, _, _ in order_of(snapshot.moves))
        self.aside.setVisible(key is not None and self.session.editing)
        self._word()

    def step_on(self) -> None:
        """Show one move more."""
        if self.chain:
            self._show(0 if self.done is None else min(self.done + 1, len(self.chain)))

    def step_back(self) -> None:
        """Show one move less."""
        if self.chain:
            self._show(len(self.chain) - 1 if self.done is None else max(self.done - 1, 0))

    def end(self) -> None:
        """Show the variant as it is again, in the year of before."""
        if self.done is None:
            return
        year, selection = self._before
        self.done = None
        self.play.setChecked(False)
        if self.session.document is not None:
            self._preview(())
            self.session.go_to(year=year)
            self.session.select(place for place in selection if self.session.is_there(*place))
        self._word()

    def switch_aside(self) -> None:
        """Set the whole chain aside, or put it back: one step."""
        self.end()
        if not self.chain:
            return
        shown = self.session.committed()
        away = not self._all_aside()
        name = name_of(shown, self.chain[0])
        words = (
            tr("Set the chain of {name} aside", name=name)
            if away
            else tr("Put the chain of {name} back", name=name)
        )
        self.session.edit(words, moves.set_aside(shown, self.chain[0].key, away))

    def _show(self, done: int) -> None:
        """The variant after the first `done` moves of the chain, in the year of the last of them."""
        if self.done is None:
            self._before, self._variant = (self.session.year, self.session.selection), self.session.variant
        shown = self.session.committed()
        if any(row.key not in shown.moves for row in self.chain):
            self.end()
            return
        if self.done is None:
            self.session.show(around(shown, [shown.moves[row.key] for row in self.chain]))
        self.done = done
        self._preview(tuple(moves.played(shown, self.chain, done)))
        row = self.chain[max(done - 1, 0)]
        year = row.leaves or row.lands
        if year is not None:
            self.session.go_to(year=max(year if done else year - 1, shown.base_year))
        self.session.select([("move", row.key)])
        self._word()

    def _preview(self, changes: tuple[Change, ...]) -> None:
        self._own = changes
        self.session.preview(changes)

    def _play(self, playing: bool) -> None:
        if playing and self.chain:
            if self.done is None or self.done >= len(self.chain):
                self._show(0)
            self._timer.start()
        else:
            self._timer.stop()
        self.play.setIcon(look.icon("pause" if self._timer.isActive() else "play"))

    def _beat(self) -> None:
        if self.done is None or self.done >= len(self.chain):
            self.play.setChecked(False)
        else:
            self.step_on()

    def _edited(self, _changes: object) -> None:
        """What was shown was let go by a step of somebody: nothing to go back to."""
        self._let_go()

    def _focused(self) -> None:
        elsewhere = self.session.pending != self._own or self.session.variant != self._variant
        if self.done is not None and elsewhere:
            self._let_go()

    def _let_go(self) -> None:
        if self.done is not None:
            self.done, self._own = None, ()
            self.play.setChecked(False)
            self._word()

    def hideEvent(self, event: object) -> None:
        """Nobody looks any more."""
        self.end()

    def _all_aside(self) -> bool:
        there = self.session.committed().moves if self.session.document is not None else {}
        return bool(self.chain) and all(there[r.key].aside for r in self.chain if r.key in there)

    def _play_words(self) -> str:
        return tr("Play the chain on the map")

    def _aside_words(self) -> str:
        return tr("Put this chain back") if self._all_aside() else tr("Set this chain aside")

    def _word(self) -> None:
        self.aside.setIcon(look.icon("eye" if self._all_aside() else "eye-off"))
        self.aside.setToolTip(self._aside_words())
        self.aside.setAccessibleName(self._aside_words())
        for button in (self.back, self.play, self.forward):
            button.setEnabled(bool(self.chain))
        self.back.setEnabled(bool(self.chain) and self.done != 0)
        self.forward.setEnabled(bool(self.chain) and (self.done is None or self.done < len(self.chain)))
        self.stop.setEnabled(self.done is not None)
        count = len(self.chain)
        if self.done is None:
            said = tr("{count} relocations", count=count) if count != 1 else tr("one relocation")
        elif self.done == 0:
            said = tr("before: 0 of {count}", count=count)
        else:
            name = name_of(self.session.committed(), self.chain[self.done - 1])
            said = tr("{at} of {count}: {name}", at=self.done, count=count, name=name)
        self.said.setText(said if count else "")


def around(shown: Snapshot, rows: Iterable[Move]) -> Bounds:
    """What the maps are to show of moves: both their ends and a little more, xmin, ymin, xmax, ymax in m."""
    xmin, ymin, xmax, ymax = shapely.total_bounds([shown_shape(shown, row) for row in rows]).tolist()
    edge = _EDGE * max(xmax - xmin, ymax - ymin)
    return xmin - edge, ymin - edge, xmax + edge, ymax + edge
