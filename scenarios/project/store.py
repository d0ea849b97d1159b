"""The one door to the SQLite file: opening it safely, one transaction at a time, rows in and out.

Rollback journal with `synchronous=FULL`, so that between edits the project is one file that can be copied;
no cascades, no triggers. A received file is hostile until proven otherwise: sizes are limited, nothing in
the schema may run, and reading goes past an authorizer.
"""

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.errors import Refused
from scenarios.project import trouble
from scenarios.project.schema import geopackage
from scenarios.wording import tr

BUSY_SECONDS = 1.5

LARGEST_VALUE = 128 * 2**20
_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of an SQLite file say."""

    application: int
    wal: bool
    counter: int


def header(path: Path) -> Header:
    """Read a file's header without SQLite; Refused where it is no database, Damaged where it is cut off."""
    try:
        if path.is_dir():
            raise Refused(tr("{file} is a folder, not a project file.", file=path.name))
        with path.open("rb") as source:
            head = source.read(100)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise Refused(tr("{file} is not there (any more).", file=str(path))) from error
    except (OSError, ValueError) as error:
        raise Refused(tr("{file} cannot be read; check your rights and the disk.", file=path.name)) from error
    if not head.startswith(_MAGIC[: len(head)]) or not head:
        raise Refused(tr("{file} is not a Schuifruimte project; choose a .gpkg made by it.", file=path.name))
    if len(head) < 100:
        raise trouble.cut_off(path)
    page, pages = struct.unpack_from(">H", head, 16)[0], struct.unpack_from(">I", head, 28)[0]
    counter, valid_for = struct.unpack_from(">I", head, 24)[0], struct.unpack_from(">I", head, 92)[0]
    wal = head[18] == 2 or head[19] == 2
    whole = pages * (65_536 if page == 1 else page)
    if size < whole and counter == valid_for and not wal and not has_side_file(path, "-journal"):
        raise trouble.cut_off(path)
    return Header(struct.unpack_from(">I", head, 68)[0], wal, counter)


def has_side_file(path: Path, ending: str) -> bool:
    """Whether SQLite left a journal (`-journal`) or log (`-wal`) with content beside the file."""
    beside = path.with_name(path.name + ending)
    try:
        return beside.stat().st_size > 0
    except OSError:
        return False


def uri(path: Path, mode: str) -> str:
    """The SQLite URI of a file, also where its name holds spaces, accents, `#`, `?` or `%`."""
    said = path.absolute().as_uri()
    if not said.startswith("file:///"):
        said = "file:////" + said.removeprefix("file://")
    return f"{said}?mode={mode}"


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open a file (`ro`, `rw` or `rwc`) with everything off that a hostile schema could use."""
    connection = sqlite3.connect(
        uri(path, mode), uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)
    for pragma in (
        "trusted_schema=OFF",
        "foreign_keys=OFF",
        "recursive_triggers=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "synchronous=FULL",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION}
_FUNCTIONS = {"count", "max", "min", "length", "typeof", "coalesce", "sum"}
_PRAGMAS = {"table_info", "table_xinfo", "index_list", "index_info", "foreign_key_list", "page_count"} | {
    "integrity_check",
    "application_id",
    "user_version",
    "journal_mode",
    "data_version",
    "schema_version",
}


def _only_reading(
    action: int, first: str | None, second: str | None, _base: str | None, inner: str | None
) -> int:
    if inner is not None:
        return sqlite3.SQLITE_DENY
    if action in _READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def only_read(connection: sqlite3.Connection) -> None:
    """From now on refuse every statement but plain reading: no views, no triggers, no attached files."""
    connection.set_authorizer(_only_reading)


def allow_writing(connection: sqlite3.Connection) -> None:
    """Take the authorizer away again, for a file whose schema has been looked through."""
    connection.set_authorizer(None)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: everything in the block is committed together or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """One read transaction: everything read in the block is of one moment."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


class Peek:
    """Reads the change counter in the file's header, which SQLite raises by one with every write transaction.

    The file is kept open: closing a second handle would drop the locks that SQLite holds on it (POSIX).
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)

    def counter(self) -> int:
        """The counter now, as last written by anybody."""
        self._file.seek(24)
        return int.from_bytes(self._file.read(4), "big")

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


@cache
def _insert_sql(table: str, names: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table}" ("key", {listed}) VALUES (?, {", ".join("?" * len(names))})'


@cache
def _update_sql(table: str, names: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{name}" = ?' for name in names)
    return f'UPDATE "{table}" SET {listed} WHERE "key" = ?'


def insert_rows(
    connection: sqlite3.Connection, table: str, names: tuple[str, ...], records: Iterable[Sequence[Any]]
) -> None:
    """Add many rows: records of a key and the named columns' values, as they stand in the file."""
    connection.executemany(_insert_sql(table, names), records)


def insert_row(connection: sqlite3.Connection, table: str, key: int, values: Mapping[str, Any]) -> None:
    """Add a row of values as they stand in the file; sqlite3.IntegrityError where the key is taken."""
    connection.execute(_insert_sql(table, tuple(values)), (key, *values.values()))


def update_row(connection: sqlite3.Connection, table: str, key: int, values: Mapping[str, Any]) -> None:
    """Give a row other values, as they stand in the file."""
    if values:
        connection.execute(_update_sql(table, tuple(values)), (*values.values(), key))


def delete_row(connection: sqlite3.Connection, table: str, key: int) -> None:
    """Remove a row."""
    connection.execute(f'DELETE FROM "{table}" WHERE "key" = ?', (key,))


def meta(connection: sqlite3.Connection, name: str) -> Any:
    """A value of the project's own meta table, None where it is not there or unreadable."""
    return _json(connection.execute('SELECT "value" FROM meta WHERE "name" = ?', (name,)).fetchone())


def draft(connection: sqlite3.Connection) -> Any:
    """The unfinished gesture, None where there is none or it is unreadable."""
    return _json(connection.execute("SELECT value FROM draft").fetchone())


def _json(found: tuple[Any] | None) -> Any:
    try:
        return None if found is None else json.loads(found[0])
    except (ValueError, TypeError, RecursionError):
        return None


def set_meta(connection: sqlite3.Connection, name: str, value: Any) -> None:
    """Write a value (anything JSON can hold) into the meta table, inside the caller's transaction."""
    connection.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value, ensure_ascii=False)),
    )


def is_geopackage(found: Header) -> bool:
    """Whether the header carries the GeoPackage application id."""
    return found.application == geopackage.APPLICATION_ID


def writable(path: Path, connection: sqlite3.Connection) -> None:
    """Raise trouble.ReadOnly where file or folder cannot be written, SQLite's error where it is in use.

    Only a real write tells: rights, attributes and read-only disks all look different. This one sets the
    header's mark to what it is, which no trigger sees, and is taken back.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id={geopackage.APPLICATION_ID}")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise trouble.read_only(path) from error
        raise
    finally:
        connection.execute("ROLLBACK")
