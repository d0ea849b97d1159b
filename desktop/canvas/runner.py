"""Runs the tool in hand: feeds it what the hand does, shows what it yields, writes what it returns.

The clicks of an unfinished gesture are kept in the file after each click and given to the tool again when it
is taken up again: after another tool, after a refused edit, after a crash.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.session import Session
from desktop.tools import BY_KEY, TOOLS
from desktop.tools.event import Context, Event, Gesture, Outcome, Point, Preview
from scenarios.errors import Refused
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_FRAME_MS = 16
"""Live figures follow at most once per frame."""

_IDLE = TOOLS[0].key


class Runner(QObject):
    """One running gesture. `changed`: there is another preview to show."""

    changed = Signal()

    def __init__(self, session: Session, seen: Callable[[str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.preview = Preview()
        self._seen = seen
        self._tool = ""
        self._gesture: Gesture | None = None
        self._clicks: dict[str, tuple[Point, ...]] = {}
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
        self._take(preview)

    def escape(self) -> None:
        """Esc: a click back, else the selecting tool, else nothing selected."""
        if self.preview.busy or self._tool == _IDLE:
            self.send(Event("key", key="escape"))
        else:
            self.session.use_tool(_IDLE)

    # What the session says

    def _edited(self, changes: object) -> None:
        if not changes:
            self._clicks = {}
            self._stand = ()
            self._read_draft()
        self._focused()
        if not self._own:
            self.send(Event("again"))

    def _focused(self) -> None:
        if self._own:
            return
        session = self.session
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
        )
        self._gesture = tool.start(context)
        self._take(next(self._gesture), keep=False)
        for x, y in self._clicks.get(tool.key, ()):
            if self._gesture is not None:
                self.send(Event("put", x, y))

    def _stop(self) -> None:
        if self._gesture is not None:
            self._gesture.close()
        self._gesture = None
        self._let_live_go()

    def _snapshot(self) -> Snapshot:
        return self.session.committed()

    def _take(self, preview: Preview, *, keep: bool = True) -> None:
        self._set(preview)
        if keep and preview.clicks is not None and preview.clicks != self._clicks.get(self._tool, ()):
            self._clicks[self._tool] = preview.clicks
            self._write_draft()
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
        if self._clicks.pop(self._tool, ()):
            self._write_draft()
        if outcome.selection is not None:
            self._quietly(lambda: self.session.select(outcome.selection or ()))
        self.start()

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

    def _write_draft(self) -> None:
        document = self.session.document
        if document is None or not document.editing:
            return
        clicks = {tool: [list(point) for point in points] for tool, points in self._clicks.items() if points}
        draft = {
            "tool": self._tool,
            "clicks": clicks,
            "options": dict(self.session.options),
            "variant": self.session.variant,
        }
        try:
            document.set_draft(draft if clicks else None)
        except Refused as refusal:
            self.session.tell(str(refusal), grave=True)

    def _read_draft(self) -> None:
        document = self.session.document
        draft = document.draft() if document is not None and document.editing else None
        if not isinstance(draft, dict):
            return
        self._clicks = _clicks_of(draft)
        options = draft.get("options")
        tool, variant = draft.get("tool"), draft.get("variant")
        if not self._clicks or tool not in BY_KEY:
            return
        if isinstance(options, dict):
            self.session.options.update({str(k): str(v) for k, v in options.items()})
        if variant in self.session.committed().variants:
            self._quietly(lambda: self.session.go_to(variant=variant))
        self._quietly(lambda: self.session.use_tool(str(tool)))
        count = sum(map(len, self._clicks.values()))
        self.session.tell(
            tr("Your unfinished drawing is still here: {count} clicks.", count=count)
            if count > 1
            else tr("Your unfinished drawing is still here: one click.")
        )


def _clicks_of(draft: dict[str, Any]) -> dict[str, tuple[Point, ...]]:
    """The clicks per tool of a draft; whatever does not look like clicks is left out."""
    found: dict[str, tuple[Point, ...]] = {}
    clicks = draft.get("clicks")
    for tool, points in clicks.items() if isinstance(clicks, dict) else ():
        if tool in BY_KEY and isinstance(points, list):
            good = [p for p in points if isinstance(p, list) and len(p) == 2 and all(map(_is_number, p))]
            found[tool] = tuple((float(x), float(y)) for x, y in good)
    return {tool: points for tool, points in found.items() if points}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value
