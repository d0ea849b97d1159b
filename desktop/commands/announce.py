"""What is said when a project was opened: only to look at, changed outside, something amiss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.session import Session
from desktop.widgets.names import table_name
from scenarios.project.change import Change
from scenarios.wording import number, tr

if TYPE_CHECKING:
    from scenarios.project.document import Document


def announce(session: Session, document: Document) -> None:
    """Say what the user must know of a project that was just opened."""
    if not document.editing and document.why_looking:
        session.tell(document.why_looking, stays=True)
    if document.findings:
        first = document.findings[0].what
        count = len(document.findings)
        more = tr(" ({count} more)", count=number(count - 1)) if count > 1 else ""
        session.tell(tr("Something in this file could not be used: {what}", what=first) + more, stays=True)
    if document.outside:
        _announce_outside(session, document.outside)


def _announce_outside(session: Session, changes: tuple[Change, ...]) -> None:
    said = tr("Changed by another program since it was last open here: {what}.", what=counted(changes))
    things = [(c.table, c.key) for c in changes if c.new is not None and session.is_there(c.table, c.key)]
    if things:
        session.tell(said, tr("Show"), lambda: session.select(things), stays=True)
    else:
        session.tell(said, stays=True)


def counted(changes: Iterable[Change]) -> str:
    """How many rows of what kind, in words: `site: 2, plot: 1`."""
    counts = Counter(change.table for change in changes)
    return ", ".join(f"{table_name(table).lower()}: {number(n)}" for table, n in counts.most_common())
