"""Runs the tool in hand: feeds it what the hand does, shows what it yields, writes what it returns.

The clicks of an unfinished gesture are kept in the file after each click (see drafts.py) and given to the
tool again when it is taken up again: after another tool, after a refused edit, after a crash, from the list
of what is unfinished.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.canvas import drafts
from desktop.canvas.camera import Bounds
from desktop.canvas.drafts import MEANING, Draft, Drafts, draft_of
from desktop.session import Session
from desktop.tools import BY_KEY, TOOLS
from desktop.tools.event import Context, Event, Gesture, Outcome, Point, Preview
from desktop.tools.obeying import obeying
from scenarios.errors import Refused
from scenarios.project.model import PRESENT
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_FRAME_MS = 16
"""Live figures follow at most once per frame."""

_IDLE = TOOLS[0].key


class Runner(QObject):
    """One running gesture. `changed`: there is another preview to show."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        seen: Callable[[str], bool],
        in_view: Callable[[], Bounds | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.preview = Preview()
        self._seen, self._in_view = seen, in_view
        self._tool = ""
        self._gesture: Gesture | None = None
        self._drafts = Drafts()
        self._fullest: Draft | None = None
        self._resumed: object | None = session.gesture
        self._own = False
        self._stand: tuple[Any, ...] = ()
        self._live: tuple[Any, ...] = ()
        self._shown_live = False
        self._beat = QTimer(self)
        self._beat.setSingleShot(True)
        self._beat.setInterval(_FRAME_MS)
        self._beat.timeout.connect(self._show_live)
        session.edited.connect(self._edited)
        session.focused.connect(self._focused)
        self._edited(())

    @property
    def busy(self) -> bool:
        """Whether an unfinished gesture is at hand."""
        return self.preview.busy

    def send(self, event: Event) -> None:
        """Let the tool have an event."""
        if self._gesture is None:
            return
        try:
            preview = self._gesture.send(event)
        except StopIteration as end:
            self._finish(end.value)
            return
        except Refused as refusal:
            self.session.tell(str(refusal), grave=True)
            self.start()
            return
        self._take(preview, event.trace)

    def escape(self) -> None:
        """Esc: a click back, else the selecting tool, else nothing selected."""
        if self.preview.busy or self._tool == _IDLE:
            self.send(Event("key", key="escape"))
        else:
            self.session.use_tool(_IDLE)

    # What the session says

    def _edited(self, changes: object) -> None:
        if not changes:
            self._drafts, self._fullest = Drafts(), None
            self._stand = ()
            self._read_draft()
        self._focused()
        if not self._own:
            self.send(Event("again"))

    def _focused(self) -> None:
        if self._own:
            return
        session = self.session
        if session.gesture is not self._resumed:
            self._resumed = session.gesture
            if isinstance(session.gesture, Draft):
                self._resume(session.gesture)
        ground = session.options.get("ground", "")
        stand = (id(session.document), session.tool, session.variant, session.editing, ground)
        if stand != self._stand:
            self._stand = stand
            self.start()
        else:
            self.send(Event("again"))

    # The gesture

    def start(self) -> None:
        """Begin the session's tool afresh, with the clicks it was left with."""
        self._stop()
        session = self.session
        tool = BY_KEY.get(session.tool, TOOLS[0])
        if session.document is None:
            self._set(Preview(cursor="arrow"))
            return
        if tool.draws and not session.editing:
            self._set(
                Preview(hint=tr("This file is only looked at: nothing can be drawn."), cursor="forbidden")
            )
            return
        self._tool = tool.key
        context = Context(
            snapshot=self._snapshot,
            selection=lambda: session.selection,
            options=session.options,
            seen=self._seen,
            editing=lambda: session.editing,
            view=self._in_view,
            choose=self._choose,
        )
        self._gesture = obeying(context, tool.start(context))
        draft = self._fullest = self._waiting()
        self._take(next(self._gesture), keep=False)
        for (x, y), trace in draft.steps() if draft is not None else ():
            if self._gesture is not None:
                self.send(Event("put", x, y, trace=trace))

    def _waiting(self) -> Draft | None:
        """The clicks that the tool was left with; given up if they were meant for another shape."""
        draft = self._drafts.running.get(self._place)
        if draft is None or draft.means(self.session.options):
            return draft
        del self._drafts.running[self._place]
        self._drafts.give_up(draft)
        self._write_draft()
        return None

    def _resume(self, draft: Draft) -> None:
        """Take the tool of an unfinished gesture, in its variant, with its options and clicks."""
        session = self.session
        self._drafts.take(draft)
        session.options.update(draft.options)
        for name in MEANING:
            if name not in draft.options:
                session.options.pop(name, None)
        self._stand = ()
        self._quietly(lambda: session.go_to(variant=draft.variant))
        self._quietly(lambda: session.use_tool(draft.tool))
        self._write_draft()

    def _stop(self) -> None:
        if self._gesture is not None:
            self._gesture.close()
        self._gesture = None
        self._let_live_go()

    def _snapshot(self) -> Snapshot:
        return self.session.committed()

    def _take(self, preview: Preview, trace: tuple[Point, ...] = (), *, keep: bool = True) -> None:
        self._set(preview)
        if keep and preview.clicks is not None:
            self._keep(preview.clicks, bool(trace))
        self._live = preview.changes
        if (self._live or self._shown_live) and not self._beat.isActive():
            self._beat.start()
        if preview.selection is not None and preview.selection != self.session.selection:
            self._quietly(lambda: self.session.select(preview.selection or ()))
            # The tool has yet to see what it selected.
            self.send(Event("again"))

    def _set(self, preview: Preview) -> None:
        self.preview = preview
        self.changed.emit()

    def _finish(self, outcome: Outcome) -> None:
        self._stop()
        try:
            self._quietly(lambda: self.session.edit(outcome.label, outcome.changes))
        except Refused as refusal:
            self.session.tell(str(refusal), grave=True)
            self.start()
            return
        self._fullest = None
        if self._drafts.running.pop(self._place, None):
            self._write_draft()
        if outcome.selection is not None:
            self._quietly(lambda: self.session.select(outcome.selection or ()))
        self.start()

    def _choose(self, option: str, value: str) -> None:
        self._quietly(lambda: self.session.choose(option, value))

    def _quietly(self, act: Callable[[], object]) -> None:
        """What the tool itself brings about does not start it again."""
        before, self._own = self._own, True
        try:
            act()
        finally:
            self._own = before

    # Live figures

    def _show_live(self) -> None:
        if self.session.document is None or (not self._live and not self._shown_live):
            return
        self._shown_live = bool(self._live)
        self._quietly(lambda: self.session.preview(self._live))

    def _let_live_go(self) -> None:
        self._beat.stop()
        self._live = ()
        if self._shown_live:
            self._shown_live = False
            self._quietly(lambda: self.session.preview(None))

    # The draft

    @property
    def _place(self) -> tuple[int, str]:
        return (self.session.variant, self._tool)

    def _keep(self, clicks: tuple[Point, ...], traced: bool) -> None:
        """Keep the clicks of the gesture; those that were all taken back are kept as given up."""
        kept, options = self._drafts.running.get(self._place), self.session.options
        if clicks == (kept.clicks if kept else ()) and (kept is None or kept.means(options)):
            return
        if not clicks:
            self._drafts.running.pop(self._place, None)
            if self._fullest is not None:
                self._drafts.give_up(self._fullest)
            self._fullest = None
        else:
            counts = counted(kept, clicks, traced)
            draft = draft_of(self._tool, self.session.variant, clicks, counts, options)
            self._drafts.running[self._place] = draft
            if self._fullest is None or len(counts) >= len(self._fullest.counts):
                self._fullest = draft
        self._write_draft()
        if not clicks:
            self._quietly(self.session.focused.emit)

    def _write_draft(self) -> None:
        document = self.session.document
        if document is None or not document.editing:
            return
        try:
            document.set_draft(drafts.write(self._drafts, self._tool))
        except Refused as refusal:
            self.session.tell(str(refusal), grave=True)

    def _read_draft(self) -> None:
        document = self.session.document
        row = document.draft() if document is not None and document.editing else None
        self._drafts = drafts.read(row)
        known = {PRESENT, *self.session.committed().variants} if document is not None else set()
        running = [d for d in self._drafts.running.values() if d.variant in known]
        if not running:
            return
        held = row.get("tool") if isinstance(row, dict) else None
        draft = max(running, key=lambda d: (d.tool == held, d.time))
        self._resume(draft)
        count = len(draft.counts)
        self.session.tell(
            tr("Your unfinished drawing is still here: {count} clicks.", count=count)
            if count > 1
            else tr("Your unfinished drawing is still here: one click.")
        )


def counted(before: Draft | None, clicks: tuple[Point, ...], traced: bool) -> tuple[int, ...]:
    """How many points each click brought, from what is known of the clicks before the last event."""
    known, counts = (before.clicks, before.counts) if before is not None else ((), ())
    if clicks[: len(known)] == known and len(clicks) > len(known):
        more = len(clicks) - len(known)
        return (*counts, *((more,) if traced else (1,) * more))
    while counts and sum(counts) > len(clicks):
        counts = counts[:-1]
    return (*counts, *(1,) * (len(clicks) - sum(counts)))
