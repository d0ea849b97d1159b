"""A new project file: made whole beside its place and then put there, so that half a project never exists."""

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.errors import Refused
from scenarios.project import hold, journal, rows, store, trouble
from scenarios.project.change import Change, columns, insert
from scenarios.project.checks import must_hold
from scenarios.project.model import Municipality, PresentUse, Reference, Setting, setting_key, table_of
from scenarios.project.region import Region
from scenarios.project.schema import binary, geopackage, migrations, tables
from scenarios.wording import tr

if TYPE_CHECKING:
    from sqlite_utils import Database

_AT_ONCE = 2_000


def create_document(
    path: Path | str,
    *,
    settings: Mapping[str, Any],
    municipalities: Iterable[Municipality],
    present: Iterable[PresentUse],
    reference: Iterable[Reference] = (),
    report: Mapping[str, Any] | None = None,
    about: str = "",
    author: str = "",
    overwrite: bool = False,
) -> None:
    """Write a new project file: settings by name of settings.toml, the region's rows, the import report.

    The file appears at once and whole, or not at all. Raises Refused where a file is there already (unless
    `overwrite`), where the folder is missing or cannot be written, or where the disk is full.
    """
    path = Path(path)
    if path.exists() and not overwrite:
        raise Refused(tr("{file} is there already; choose another name.", file=path.name))
    if not path.parent.is_dir():
        raise Refused(tr("The folder {folder} is not there; make it first.", folder=str(path.parent)))
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    if path.exists():
        hold.release(hold.hold(path))
    try:
        with trouble.told(path):
            _write(unfinished, settings, municipalities, present, reference, report, about, author)
            os.replace(unfinished, path)  # noqa: PTH105 - Path.replace, but with the system's own error
    finally:
        for ending in ("", "-journal"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _write(
    path: Path,
    settings: Mapping[str, Any],
    municipalities: Iterable[Municipality],
    present: Iterable[PresentUse],
    reference: Iterable[Reference],
    report: Mapping[str, Any] | None,
    about: str,
    author: str,
) -> None:
    from sqlite_utils import Database

    connection = store.connect(path, "rwc")
    try:
        connection.execute(f"PRAGMA application_id={geopackage.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={geopackage.USER_VERSION}")
        db = Database(connection, recursive_triggers=False, execute_plugins=False)
        with store.transaction(connection):
            migrations.create(db)
            replace_rows(db, "municipality", municipalities)
            replace_rows(db, "present_use", present)
            replace_rows(db, "reference", reference)
            _settings(db, settings, author)
            for name, value in (
                ("project", secrets.token_hex(16)),
                ("region", secrets.token_hex(16)),
                ("report", dict(report or {})),
                ("about", about),
            ):
                store.set_meta(connection, name, value)
    finally:
        connection.close()


def _settings(db: "Database", settings: Mapping[str, Any], author: str) -> None:
    import json

    made = [
        Setting(setting_key(name), name, json.dumps(value, ensure_ascii=False))
        for name, value in settings.items()
    ]
    changes = [rows.normal(insert(row)) for row in made]
    must_hold({"setting": {row.key: row for row in made}}, changes, Region())
    for change in changes:
        store.insert_row(db.conn, change.table, change.key, rows.stored(change.new or {}))
    geopackage.touch(db.conn, "setting")
    step = journal.new_step([], tr("New project"), author, 0, None, journal.CREATED)
    journal.append(db.conn, step, changes)


def replace_rows(db: "Database", table: str, wanted: Iterable[Any]) -> None:
    """Put these rows in place of all rows of a region table, inside the caller's transaction.

    Raises Refused for a row whose values cannot be stored; the rows' geometry is the caller's to have
    cleaned.
    """
    db.execute(f'DELETE FROM "{table}"')
    extent: geopackage.Extent | None = None
    remaining = iter(wanted)
    while chunk := list(islice(remaining, _AT_ONCE)):
        records, extent = _records(table, chunk, extent)
        store.insert_rows(db.conn, table, tables.names(table), records)
    geopackage.set_extent(db.conn, table, extent)


def _records(
    table: str, chunk: Sequence[Any], extent: geopackage.Extent | None
) -> tuple[list[tuple[Any, ...]], geopackage.Extent | None]:
    changes = [rows.normal(Change(table_of(row), row.key, None, columns(row))) for row in chunk]
    sides = [change.new or {} for change in changes]
    blobs = binary.encode_all([side["geom"] for side in sides])
    boxes = [binary.envelope(blob) for blob in blobs]
    for box in boxes if extent is None else chain([extent], boxes):
        extent = box if extent is None else geopackage.wider(extent, box)
    records = [
        (change.key, *({**side, "geom": blob}[name] for name in tables.names(table)))
        for change, side, blob in zip(changes, sides, blobs, strict=True)
    ]
    return records, extent
