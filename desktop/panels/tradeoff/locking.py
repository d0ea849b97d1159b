"""Locks on the trade-off by hand: one menu for a cell, a municipality, a land use and its regional total.

The sliders open it, and so can the headers of the table: a place on the table is named by code and use, ""
for what it has not.
"""

from functools import partial

from PySide6.QtWidgets import QMenu

from desktop import look
from desktop.session import Session
from desktop.widgets.names import place_name, use_name
from scenarios.edits.limits import SCOPES, lock, unlock
from scenarios.landuse.limits import locked
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

ICONS = {"cell": "lock", "row": "lock-row", "column": "lock-column", "total": "lock-total"}


def is_locked(snapshot: Snapshot, code: str, use: str, scope: str) -> bool:
    """Whether there is a lock of this scope on a place of the table."""
    locks = locked(snapshot)
    return {
        "cell": (code, use) in locks.cells,
        "row": code in locks.rows,
        "column": use in locks.columns,
        "total": use in locks.totals,
    }[scope]


def set_lock(session: Session, code: str, use: str, scope: str, wanted: bool) -> None:
    """Lock or unlock a place of the table as one step."""
    snapshot = session.committed()
    act = lock if wanted else unlock
    session.edit(wording(snapshot, code, use, scope, wanted), act(snapshot, code, use, scope))


def wording(snapshot: Snapshot, code: str, use: str, scope: str, wanted: bool) -> str:
    """What locking or unlocking does, as the name of its step and of its place in the menu."""
    values = {"use": use_name(use), "place": place_name(snapshot, code)}
    if scope == "row":
        return tr("Lock all of {place}", **values) if wanted else tr("Unlock all of {place}", **values)
    if scope == "column":
        if wanted:
            return tr("Lock {use} in every municipality", **values)
        return tr("Unlock {use} in every municipality", **values)
    if scope == "total":
        if wanted:
            return tr("Lock the regional total of {use}", **values)
        return tr("Unlock the regional total of {use}", **values)
    return tr("Lock {use} in {place}", **values) if wanted else tr("Unlock {use} in {place}", **values)


def fill_locks(menu: QMenu, session: Session, code: str, use: str) -> None:
    """Add the locks that a place of the table can have: code and use for a cell, one of them for a header."""
    scopes = [s for s in SCOPES if (code or s in ("column", "total")) and (use or s == "row")]
    for scope in scopes:
        on = is_locked(session.committed(), code, use, scope)
        action = menu.addAction(wording(session.committed(), code, use, scope, not on))
        action.setIcon(look.icon("unlock" if on else ICONS[scope], "text"))
        action.setEnabled(session.editing)
        action.triggered.connect(partial(set_lock, session, code, use, scope, not on))
