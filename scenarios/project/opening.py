"""From a path to a connection that may be trusted: whose file it is, which format, and nothing hostile in it.

Triggers in a received file would run with our edits, so they are never fired: opening for editing drops
every one of them (we have none), and removes an r-tree whole, since an index without its triggers would go
stale.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scenarios.errors import Damaged, Refused
from scenarios.project import hold, looking, store, trouble
from scenarios.project.schema import migrations
from scenarios.project.schema.tables import ALL, JOURNAL, names
from scenarios.wording import tr


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection to read from, and what lets it go; `same`: nobody wrote since this program did."""

    connection: sqlite3.Connection
    peek: store.Peek | None
    same: bool
    closers: tuple[Callable[[], object], ...]

    def close(self) -> None:
        """Let everything go."""
        _close(self.closers)


def for_looking(path: Path) -> Opened:
    """Open a private copy; the original and its folder stay as they are."""
    folder = Path(tempfile.mkdtemp(prefix="schuifruimte-"))
    closers: list[Callable[[], object]] = [partial(shutil.rmtree, folder, ignore_errors=True)]
    try:
        copy = looking.copy_into(path, folder)
        after = store.header(path)
        with trouble.told(path):
            connection = looking.connect(copy)
            closers.append(connection.close)
            present = verify(connection, path)
            if present < migrations.newest():
                store.allow_writing(connection)
                _migrate(connection, present)
                store.only_read(connection)
            same = not after.wal and store.meta(connection, "counter") == after.counter
        return Opened(connection, None, same, tuple(closers))
    except BaseException:
        _close(closers)
        raise


def for_editing(path: Path) -> Opened:
    """Open the file itself: one window at a time, cleaned of triggers and r-trees, at the newest format.

    Raises trouble.ReadOnly where it can only be looked at, Refused where it is in use.
    """
    with trouble.told(path):
        handle = hold.hold(path)
    closers: list[Callable[[], object]] = [partial(hold.release, handle)]
    try:
        with trouble.told(path):
            connection = store.connect(path)
            closers.append(connection.close)
            store.writable(path, connection)
            store.only_read(connection)
            present = verify(connection, path)
            unwanted = _unwanted(connection)
            store.allow_writing(connection)
            if store.header(path).wal:
                connection.execute("PRAGMA journal_mode=DELETE")
            if present < migrations.newest():
                _back_up(connection, path, present)
            _clean(connection, unwanted)
            if present < migrations.newest():
                _migrate(connection, present)
            peek = store.Peek(path)
            closers.append(peek.close)
            same = store.meta(connection, "counter") == peek.counter()
        return Opened(connection, peek, same, tuple(closers))
    except BaseException:
        _close(closers)
        raise


def _close(closers: Sequence[Callable[[], object]]) -> None:
    for closer in reversed(closers):
        closer()


def not_a_project(path: Path) -> Refused:
    """The error for a file that is something else."""
    return Refused(
        tr(
            "{file} is not a Schuifruimte project; open a project, or import this file into a new one.",
            file=path.name,
        )
    )


def is_project(path: Path) -> bool:
    """Whether a file is a project of ours, of whatever format; also where that cannot be made out."""
    try:
        if not store.is_geopackage(store.header(path)):
            return False
    except Refused:
        return False
    except Damaged:
        return True
    try:
        with looking.private_copy(path) as copy, trouble.told(path):
            connection = looking.connect(copy)
            try:
                found = connection.execute("SELECT name FROM sqlite_master WHERE name IN ('meta', 'step')")
                return len(found.fetchall()) == 2
            finally:
                connection.close()
    except (Refused, Damaged):
        return True


def verify(connection: sqlite3.Connection, path: Path) -> int:
    """The format number of a file that is a project of ours, older ones included.

    Raises Refused for another kind of file or a newer format, Damaged where tables or columns are missing.
    """
    kinds = {
        name: "virtual" if (sql or "").upper().startswith("CREATE VIRTUAL") else kind
        for name, kind, sql in connection.execute("SELECT name, type, sql FROM sqlite_master")
        if kind in ("table", "view")
    }
    if kinds.get("meta") != "table" or kinds.get("step") != "table":
        raise not_a_project(path)
    found = store.meta(connection, "format")
    if not isinstance(found, int) or found < 1:
        raise not_a_project(path)
    if found > migrations.newest():
        raise Refused(
            tr(
                "{file} was made by a newer version of Schuifruimte; install that version to open it.",
                file=path.name,
            )
        )
    if found == migrations.newest():
        for table in (*ALL, *JOURNAL, "gpkg_contents"):
            if kinds.get(table) != "table" or not _has_columns(connection, table):
                raise Damaged(
                    tr(
                        "{file} misses the table {table} or a part of it; use an older copy.",
                        file=path.name,
                        table=table,
                    )
                )
    return found


def _has_columns(connection: sqlite3.Connection, table: str) -> bool:
    found = {row[1]: row for row in connection.execute(f'PRAGMA table_xinfo("{table}")')}
    if any(row[6] for row in found.values()):
        return False
    if table in ALL:
        key = found.get("key")
        return (
            key is not None
            and key[5] == 1
            and key[2].upper() == "INTEGER"
            and set(names(table)) <= set(found)
        )
    return set(JOURNAL.get(table, ())) <= set(found)


@dataclass(frozen=True, slots=True)
class _Unwanted:
    triggers: tuple[str, ...]
    indexes: tuple[str, ...]
    tables: frozenset[str]


def _unwanted(connection: sqlite3.Connection) -> _Unwanted:
    listed = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return _Unwanted(
        tuple(name for kind, name, _ in listed if kind == "trigger"),
        tuple(
            name
            for kind, name, sql in listed
            if kind == "table" and name.startswith("rtree_") and "USING RTREE" in (sql or "").upper()
        ),
        frozenset(name for kind, name, _ in listed if kind == "table"),
    )


def _clean(connection: sqlite3.Connection, unwanted: _Unwanted) -> None:
    """Drop every trigger and every r-tree, with the feature counts that triggers kept for GDAL."""
    if not unwanted.triggers and not unwanted.indexes:
        return
    with store.transaction(connection):
        for name in unwanted.triggers:
            connection.execute(f"DROP TRIGGER {_quoted(name)}")
        for name in unwanted.indexes:
            connection.execute(f"DROP TABLE {_quoted(name)}")
        if "gpkg_extensions" in unwanted.tables:
            connection.execute("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
        if "gpkg_ogr_contents" in unwanted.tables:
            connection.execute("DROP TABLE gpkg_ogr_contents")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _migrate(connection: sqlite3.Connection, present: int) -> None:
    from sqlite_utils import Database

    migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False), present)


def _back_up(connection: sqlite3.Connection, path: Path, present: int) -> None:
    """Keep the file as it was before it gets a newer format, beside it and never over another file."""
    count = 0
    while True:
        again = f" {count}" if count else ""
        kept = path.with_name(f"{path.stem} (format {present}{again}).gpkg")
        if not kept.exists():
            break
        count += 1
    copy_whole(connection, kept)


def copy_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Write the whole database to a file: complete under its own name, or not at all."""
    import secrets

    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        target = store.connect(unfinished, "rwc")
        try:
            connection.backup(target)
        finally:
            target.close()
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
