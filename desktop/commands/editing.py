"""Taking back, deleting and selecting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.dialogs.select_by import SelectByDialog
from scenarios.edits import order
from scenarios.edits.shapes import remove
from scenarios.project.model import DRAWN, table_of
from scenarios.wording import number, tr

if TYPE_CHECKING:
    from desktop.window import Window


def undo(window: Window) -> None:
    """Take the last step back."""
    window.session.undo()


def redo(window: Window) -> None:
    """Do the last step that was taken back again."""
    window.session.redo()


def delete(window: Window) -> None:
    """Delete what is selected; the message offers to take that back."""
    session = window.session
    snapshot = session.committed()
    rows = [(table, key) for table, key in session.selection if key in snapshot.rows(table)]
    if not rows:
        return
    count = len(rows)
    label = tr("Delete") if count == 1 else tr("Delete {count} things", count=number(count))
    session.edit(label, remove(snapshot, rows))
    said = tr("Deleted.") if count == 1 else tr("{count} things deleted.", count=number(count))
    session.tell(said, tr("Undo"), session.undo)


def bring_forward(window: Window) -> None:
    """Put what is selected above all else that is drawn."""
    session = window.session
    session.edit(tr("Bring forward"), order.bring_forward(session.committed(), drawn(window)))


def send_back(window: Window) -> None:
    """Put what is selected below all else that is drawn."""
    session = window.session
    session.edit(tr("Send back"), order.send_back(session.committed(), drawn(window)))


def drawn(window: Window) -> list[tuple[str, int]]:
    """What is selected of the drawn things."""
    return [(table, key) for table, key in window.session.selection if table in DRAWN]


def select_all(window: Window) -> None:
    """Select everything that is drawn in the active variant and year."""
    snapshot = window.session.snapshot()
    there = {thing.key for thing in snapshot.things}
    window.session.select((table, key) for table in DRAWN for key in snapshot.rows(table) if key in there)


def select_none(window: Window) -> None:
    """Select nothing."""
    window.session.select(())


def select_invert(window: Window) -> None:
    """Select what is drawn in the active variant and year and was not selected."""
    session = window.session
    chosen = set(session.selection)
    things = [(table_of(thing), thing.key) for thing in session.snapshot().things]
    session.select(place for place in things if place not in chosen)


def select_by(window: Window) -> None:
    """Ask which things to select by what is said of them; the map stays at hand."""
    window.show_dialog("select-by", lambda: SelectByDialog(window.session, window))
