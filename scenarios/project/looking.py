"""Looking never writes: whoever only reads a project works on a copy of his own.

SQLite itself writes when it reads: a log file beside a file in WAL mode, a roll-back of what a crashed
program left.
"""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scenarios.errors import Refused
from scenarios.project import store, trouble
from scenarios.wording import tr

_NAME = "project.gpkg"


@contextmanager
def private_copy(path: Path) -> Iterator[Path]:
    """A copy of the project in a temporary folder that is removed afterwards.

    Raises Refused where the file is missing, unreadable or being written, Damaged where it is cut off.
    """
    folder = Path(tempfile.mkdtemp(prefix="schuifruimte-"))
    try:
        yield copy_into(Path(path), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_into(path: Path, folder: Path) -> Path:
    """Copy a project with what SQLite left beside it into a folder, and give the copy's path."""
    copy = folder / _NAME
    found = store.header(path)
    with trouble.told(path):
        if found.wal or store.has_side_file(path, "-journal"):
            _copy_raw(path, copy)
        else:
            _copy_quiet(path, copy)
    return copy


def _copy_quiet(path: Path, copy: Path) -> None:
    """Copy page by page under SQLite's shared lock; reading a quiet file leaves nothing beside it."""
    source, target = store.connect(path, "ro"), store.connect(copy, "rwc")
    try:
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")
        source.backup(target)
    finally:
        source.close()
        target.close()


def _copy_raw(path: Path, copy: Path) -> None:
    """Copy file and side files, side files first, until nothing changed meanwhile."""
    patience = time.monotonic() + store.BUSY_SECONDS
    while True:
        before = _state(path)
        for ending in ("-journal", "-wal", ""):
            side = path.with_name(path.name + ending)
            target = copy.with_name(copy.name + ending)
            target.unlink(missing_ok=True)
            if side.exists():
                shutil.copyfile(side, target)
        if _state(path) == before:
            return
        if time.monotonic() > patience:
            raise Refused(
                tr("{file} is in use by another program; close it there and try again.", file=path.name)
            )
        time.sleep(0.05)


def _state(path: Path) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for ending in ("-journal", "-wal", ""):
        try:
            stat = path.with_name(path.name + ending).stat()
            found.append((stat.st_size, stat.st_mtime_ns))
        except FileNotFoundError:
            found.append(None)
    return found


def connect(copy: Path) -> sqlite3.Connection:
    """Open a private copy for nothing but reading."""
    connection = store.connect(copy, "rw")
    connection.execute("PRAGMA schema_version").fetchone()
    store.only_read(connection)
    return connection
