"""What the window is looking at: the open document, variant, year, selection, tool and preview, in one place.

Two signals in all. `edited(changes)`: rows were written (or, with no changes, everything is to be read again:
another document, a replaced region). `focused()`: anything else here changed. Views show the session, call
its methods, and never ask each other. A method that is refused raises Refused; out of a Qt slot that ends up
as a sentence in the message bar, so callers need not catch it.
"""

import gc
import getpass
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.remember import recall, remember
from scenarios.project.change import Change
from scenarios.project.model import PRESENT, REGION
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

if TYPE_CHECKING:
    from scenarios.project.document import Document, Step

RECENT_LIMIT = 9
MOST_COMPARED = 4


@dataclass(frozen=True)
class Message:
    """A sentence for the message bar; `remedy` is the wording of its button and `act` what that does.

    Messages leave by themselves after a while, unless they are grave or `stays` is said.
    """

    text: str
    remedy: str = ""
    act: Callable[[], object] | None = None
    grave: bool = False
    stays: bool = False


@dataclass(frozen=True)
class Layer:
    """How a map layer is shown: in all map views alike; `choice`: what of it, empty for what counts."""

    shown: bool = True
    opacity: float = 1.0
    choice: str = ""


QUIET = frozenset({"urgency", "efficiency"})
"""Layers that show only where somebody asked for them."""


def layer_of(layers: Mapping[str, Layer], name: str) -> Layer:
    """How a layer is shown, by the states that are kept of layers."""
    return layers.get(name) or Layer(shown=name not in QUIET)


class Session(QObject):
    """The state that all views share; nothing of it is journaled but what goes through `edit`."""

    edited = Signal(object)
    focused = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.variant: int = PRESENT
        self.year: int = 0
        self.selection: tuple[tuple[str, int], ...] = ()
        self.compared: tuple[int, ...] = ()
        self.workspace: str = "draw"
        self.tool: str = "select"
        self.options: dict[str, str] = {}
        self.layers: dict[str, Layer] = kept_layers()
        self.pending: tuple[Change, ...] = ()
        self.place: tuple[float, float, float, float] | None = None
        self.gesture: object | None = None
        self.pricing: Callable[[str, str, int], str] | None = None
        self._listener: Callable[[Message], object] = lambda message: None
        self._preview: dict[int, Snapshot] = {}

    # The document

    def open(self, path: Path, *, editing: bool = True) -> None:
        """Open a project in place of the present one; Refused or Damaged leave that one open."""
        from scenarios.project.document import open_document

        path = Path(path)
        document = open_document(path, editing=editing, author=author())
        self._let_go()
        self.document = document
        keep_recent(path)
        variants = sorted(document.tables["variant"].values(), key=lambda v: (v.position, v.key))
        kept = recall(f"seen/{path}")
        known = {PRESENT, *(v.key for v in variants)}
        self.variant = kept if kept in known else (variants[0].key if variants else PRESENT)
        self.year = document.snapshot(self.variant).target_year
        # The region stays as long as the project: looking for what may go among it made frames late.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self.edited.emit(())
        self.focused.emit()

    def close(self) -> None:
        """Close the project; there is nothing to save."""
        self._let_go()
        self.edited.emit(())
        self.focused.emit()

    def _let_go(self) -> None:
        if self.document is not None:
            remember(f"seen/{self.document.path}", self.variant)
            self.document.close()
        self.document = None
        self.variant, self.year = PRESENT, 0
        self.selection, self.compared, self.place, self.gesture = (), (), None, None
        self._set_pending(())

    @property
    def editing(self) -> bool:
        """Whether a project is open and may be changed."""
        return self.document is not None and self.document.editing

    def need(self) -> "Document":
        """The open document; for code that only runs while there is one."""
        if self.document is None:
            raise RuntimeError("no document is open")
        return self.document

    # Looking

    def snapshot(self, variant: int | None = None, year: int | None = None) -> Snapshot:
        """A variant in a year, by default the active ones; the active variant with its preview."""
        variant = self.variant if variant is None else variant
        year = (self.year or None) if year is None else year
        found = self.need().snapshot(variant, year)
        if not self.pending or variant != self.variant:
            return found
        if found.year not in self._preview:
            self._preview[found.year] = found.with_changes(self.pending)
        return self._preview[found.year]

    def committed(self) -> Snapshot:
        """The active variant in the active year as it is in the file, without the preview."""
        return self.need().snapshot(self.variant, self.year or None)

    def select(self, things: Iterable[tuple[str, int]]) -> None:
        """Select rows by table and key, in place of what was selected."""
        chosen = tuple(dict.fromkeys(things))
        if chosen != self.selection:
            self.selection = chosen
            self.focused.emit()

    def go_to(
        self, *, variant: int | None = None, year: int | None = None, workspace: str | None = None
    ) -> None:
        """Make another variant, year or workspace the active one."""
        before = (self.variant, self.year, self.workspace)
        if variant is not None and variant != self.variant:
            self.variant = variant
            self._set_pending(())
            self._keep_what_is_there()
        if year is not None and year != self.year:
            self.year = year
            self._preview = {}
        if workspace is not None:
            self.workspace = workspace
        if before != (self.variant, self.year, self.workspace):
            self.focused.emit()

    def compare(self, variants: Iterable[int]) -> None:
        """Choose the variants (`PRESENT` among them) that the comparison shows, at most four."""
        chosen = tuple(dict.fromkeys(variants))[:MOST_COMPARED]
        if chosen != self.compared:
            self.compared = chosen
            self.focused.emit()

    def use_tool(self, name: str) -> None:
        """Take another drawing tool, by its name in `desktop.tools.TOOLS`."""
        if name != self.tool:
            self.tool = name
            self.focused.emit()

    def choose(self, option: str, value: str) -> None:
        """Set an option of the tools: `shape`, `snap`, `activity`, `use`, `correction`."""
        if self.options.get(option) != value:
            self.options[option] = value
            self.focused.emit()

    def show_layer(
        self,
        name: str,
        *,
        shown: bool | None = None,
        opacity: float | None = None,
        choice: str | None = None,
    ) -> None:
        """Show or hide a map layer, set its opacity (0-1), or choose what of it is shown."""
        now = self.layer(name)
        self.layers[name] = Layer(
            now.shown if shown is None else shown,
            now.opacity if opacity is None else opacity,
            now.choice if choice is None else choice,
        )
        remember("layers", {key: [x.shown, x.opacity, x.choice] for key, x in self.layers.items()})
        self.focused.emit()

    def layer(self, name: str) -> Layer:
        """How a map layer is shown."""
        return layer_of(self.layers, name)

    def show(self, bounds: tuple[float, float, float, float]) -> None:
        """Have the maps go to a place (xmin, ymin, xmax, ymax in RD metres); a new tuple is a new wish."""
        xmin, ymin, xmax, ymax = bounds
        self.place = (xmin, ymin, xmax, ymax)
        self.focused.emit()

    def take_up(self, gesture: object) -> None:
        """Have the map take an unfinished gesture up again; a new object is a new wish."""
        self.gesture = gesture
        self.focused.emit()

    # Changing

    def preview(self, changes: Iterable[Change] | None) -> None:
        """Show changes that are not written yet (while dragging); None or nothing takes the preview away."""
        changes = tuple(changes or ())
        if changes or self.pending:
            self._set_pending(changes)
            self.focused.emit()

    def edit(self, label: str, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Write changes as one step under a label, in the active variant and year; raises Refused."""
        changes = tuple(changes)
        self._set_pending(())
        if not changes:
            self.focused.emit()
            return ()
        # In Dutch the thing often comes first: "kavel verplaatsen".
        label = label[:1].upper() + label[1:]
        written = self.need().edit(label, changes, variant=self.variant, year=self.year or None)
        self._after(written)
        return written

    def undo(self, *, sure: bool = False) -> None:
        """Take the last step back: first go to its variant and year, then say what was taken back.

        Steps that are no drawing of one's own (changes made outside, merges) ask first in the message bar.
        """
        step = self.need().next_undo
        if step is None:
            return
        if step.asks and not sure:
            question = tr("This takes back: {label} ({author}).", label=step.label, author=step.author)
            self.tell(question, tr("Take it back"), lambda: self.undo(sure=True), stays=True)
            return
        self._visit(step)
        self._after(self.need().undo() or ())
        self.tell(tr("Taken back: {label}.", label=step.label), tr("Redo"), self.redo)

    def redo(self) -> None:
        """Do the last step that was taken back again."""
        step = self.need().next_redo
        if step is None:
            return
        self._visit(step)
        self._after(self.need().redo() or ())
        self.tell(tr("Done again: {label}.", label=step.label))

    def back_to(self, step: "Step", *, sure: bool = False) -> None:
        """Take back, or do again, all steps up to and including one, so that it is the last one done."""
        document = self.need()
        between = [s for s in document.history() if s.done and s.order > step.order]
        if not sure and any(s.asks for s in between):
            question = tr("This also takes back changes that were not drawn here.")
            self.tell(question, tr("Take them back"), lambda: self.back_to(step, sure=True), stays=True)
            return
        self._visit(step)
        written: list[Change] = []
        while (last := document.next_undo) is not None and last.order > step.order:
            written.extend(document.undo() or ())
        while (following := document.next_redo) is not None and following.order <= step.order:
            written.extend(document.redo() or ())
        self._after(tuple(written))

    def tell(
        self,
        text: str,
        remedy: str = "",
        act: Callable[[], object] | None = None,
        *,
        grave: bool = False,
        stays: bool = False,
    ) -> None:
        """Say a sentence in the message bar, with a button that does something about it."""
        self._listener(Message(text, remedy, act, grave, stays))

    def listen(self, listener: Callable[[Message], object]) -> None:
        """Have messages go to one place: the window's message bar."""
        self._listener = listener

    def _visit(self, step: "Step") -> None:
        variant = step.variant if step.variant in self._known() else None
        self.go_to(variant=variant, year=step.year)
        self._set_pending(())

    def _after(self, written: tuple[Change, ...]) -> None:
        self._set_pending(())
        if self.variant not in self._known():
            gone = [c.old for c in written if c.table == "variant" and c.key == self.variant and c.old]
            parent = gone[0].get("parent", PRESENT) if gone else PRESENT
            self.variant = parent if parent in self._known() else PRESENT
        self.compared = tuple(v for v in self.compared if v in self._known())
        self._keep_what_is_there()
        self.edited.emit(written)
        self.focused.emit()

    def _known(self) -> set[int]:
        return {PRESENT, *self.need().tables["variant"]}

    def _keep_what_is_there(self) -> None:
        self.selection = tuple(thing for thing in self.selection if self.is_there(*thing))

    def is_there(self, table: str, key: int) -> bool:
        """Whether a row is there in the active variant; rows of the region always are."""
        if table in REGION:
            return True
        row = self.need().tables.get(table, {}).get(key)
        return row is not None and getattr(row, "variant", self.variant) == self.variant

    def _set_pending(self, changes: tuple[Change, ...]) -> None:
        self.pending = changes
        self._preview = {}


def author() -> str:
    """The name that steps are signed with: the one given in the assumptions, else the system's user name."""
    given = recall("author", "")
    if given:
        return str(given)
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def kept_layers() -> dict[str, Layer]:
    """How the layers were shown when one was last switched on this machine."""
    kept = recall("layers", {})
    found = {}
    for name, state in kept.items() if isinstance(kept, dict) else ():
        match state:
            case [bool(shown), int() | float() as opacity, str(choice)] if 0 <= opacity <= 1:
                found[str(name)] = Layer(shown, float(opacity), choice)
    return found


def recent() -> list[Path]:
    """Projects opened lately that are still there, the latest first."""
    return [path for path in map(Path, recall("recent", [])) if path.exists()]


def keep_recent(path: Path) -> None:
    """Put a project at the head of the recent ones."""
    here = str(Path(path).absolute())
    remember("recent", [here, *(p for p in recall("recent", []) if p != here)][:RECENT_LIMIT])


def forget_recent(path: Path) -> None:
    """Take a project off the recent ones."""
    here = str(Path(path).absolute())
    remember("recent", [p for p in recall("recent", []) if p != here])
