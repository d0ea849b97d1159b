"""What SQLite and the system say when something goes wrong, as one sentence that the user can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scenarios.errors import Damaged, Refused
from scenarios.wording import tr


class ReadOnly(Refused):
    """The file or its folder cannot be written: it can still be looked at."""


def cut_off(path: Path) -> Damaged:
    """The error for a file that ends too early."""
    return Damaged(
        tr("{file} is cut off: a part is missing. Copy it again, or use an older copy.", file=path.name)
    )


def read_only(path: Path) -> ReadOnly:
    """The error for a file that cannot be written where it lies."""
    return ReadOnly(
        tr(
            "{file} cannot be written: it or its folder is read-only. Copy it to another folder.",
            file=path.name,
        )
    )


_TROUBLE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_CANTOPEN: "disk",
    sqlite3.SQLITE_PROTOCOL: "disk",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_AUTH: "hostile",
    sqlite3.SQLITE_TOOBIG: "hostile",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say inside the block into one sentence for the user."""
    try:
        yield
    except sqlite3.Error as error:
        raise sentence(error, path) from error
    except UnicodeError as error:
        raise Refused(tr("The text holds characters that cannot be stored; nothing was changed.")) from error
    except OSError as error:
        raise Refused(
            tr(
                "{file} could not be read or written: {reason}.",
                file=path.name,
                reason=error.strerror or str(error),
            )
        ) from error


def sentence(error: sqlite3.Error, path: Path) -> Exception:
    """The sentence for an SQLite error; an error that can only be our own mistake is given back as it is."""
    code = getattr(error, "sqlite_errorcode", None)
    kind = _TROUBLE.get(code & 0xFF) if code is not None else None
    name = path.name
    if kind == "busy":
        return Refused(tr("{file} is in use by another program; close it there and try again.", file=name))
    if kind == "readonly":
        return read_only(path)
    if kind == "full":
        return Refused(
            tr("The disk with {file} is full; make room and try again. Nothing was changed.", file=name)
        )
    if kind == "disk":
        return Refused(
            tr(
                "{file} could not be read or written; check the disk or the network. Nothing was changed.",
                file=name,
            )
        )
    if kind == "hostile":
        return Damaged(
            tr("{file} holds parts that do not belong in a project; they were not run.", file=name)
        )
    if kind == "damaged" or "UTF-8" in str(error):
        return Damaged(tr("{file} is damaged and cannot be read; use an older copy.", file=name))
    return error
