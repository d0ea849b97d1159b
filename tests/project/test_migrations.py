"""Files of every older format open: the missing steps are added one by one, after a backup."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scenarios.errors import Damaged, Refused
from scenarios.project.checks import check
from scenarios.project.document import open_document
from scenarios.project.schema import migrations
from scenarios.project.schema.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database


@pytest.fixture
def path(fast_project: Path) -> Path:
    """A project as the first version of the program wrote it."""
    made = fast_project / "oud é.gpkg"
    with closing(sqlite3.connect(made)) as db:
        db.executescript((Path(__file__).parent / "format_1.sql").read_text(encoding="utf-8"))
    return made


def format_of(path: Path) -> int:
    """The format number in the file."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()[0])


def colours(db: "Database") -> None:
    db.table("colours").create({"key": int, "colour": str}, pk="key")


def notes(db: "Database") -> None:
    db.table("merged").add_column("note", str)
    db.table("colours").insert({"key": 1, "colour": "red"})


NEXT = migrations.newest() + 1
TWO = (
    *migrations.MIGRATIONS,
    Migration(NEXT, "Add colours", colours),
    Migration(NEXT + 1, "Add notes", notes),
)


def test_a_project_of_format_1_opens_as_it_was(path: Path) -> None:
    assert format_of(path) == 1
    with open_document(path) as document:
        assert {table: len(rows) for table, rows in document.tables.items() if rows} == {
            "variant": 1,
            "site": 1,
            "plot": 1,
            "use_change": 1,
            "correction": 1,
            "business": 1,
            "conversion": 1,
            "programme_lock": 1,
            "setting": 2,
        }
        assert document.tables["site"][5_000_003].name == "Kop van Zuid"
        assert document.next_redo is not None and document.next_redo.label == "Noot"
        assert document.draft() == {"tool": "site"} and document.outside == ()
        assert len(document.region.imported.geoms) == 3
        document.redo()
        assert document.tables["site"][5_000_003].note == "noot"
    assert check(path) == []


def test_missing_steps_are_added_after_a_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_document(path, editing=False) as document:
        before = document.tables
        assert document.outside == ()
    old = path.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", TWO)
    with open_document(path) as document:
        assert document.tables == before and document.outside == ()
        document.redo()
    assert format_of(path) == NEXT + 1 and check(path) == []
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT colour FROM colours").fetchall() == [("red",)]
        records = db.execute("SELECT number, what FROM migration ORDER BY number").fetchall()
    assert records == [(1, "created"), *((m.number, m.what) for m in TWO)]
    backup = path.with_name("oud é (format 1).gpkg")
    assert format_of(backup) == 1
    with closing(sqlite3.connect(backup)) as kept, closing(sqlite3.connect(":memory:")) as before_db:
        before_db.deserialize(old)
        assert list(kept.iterdump()) == list(before_db.iterdump())


def test_an_earlier_backup_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = path.with_name("oud é (format 1).gpkg")
    earlier.write_bytes(b"mine")
    monkeypatch.setattr(migrations, "MIGRATIONS", TWO)
    open_document(path).close()
    assert earlier.read_bytes() == b"mine"
    assert format_of(path.with_name("oud é (format 1 1).gpkg")) == 1


def test_looking_at_an_older_file_leaves_it_older(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", TWO)
    with open_document(path, editing=False) as document:
        assert len(document.tables["site"]) == 1
    assert check(path) == []
    assert path.read_bytes() == before and len(list(path.parent.iterdir())) == 1


def test_a_step_that_fails_leaves_the_one_before_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(db: "Database") -> None:
        db.table("half").create({"key": int}, pk="key")
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*TWO[:-1], Migration(NEXT + 1, "Fail", fails)))
    with pytest.raises(RuntimeError):
        open_document(path)
    assert format_of(path) == NEXT
    with closing(sqlite3.connect(path)) as db:
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    assert "colours" in names and "half" not in names
    monkeypatch.setattr(migrations, "MIGRATIONS", TWO)
    open_document(path).close()
    assert format_of(path) == NEXT + 1 and check(path) == []


def test_a_new_file_is_of_the_newest_format(
    fast_project: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[Path], Path]
) -> None:
    assert format_of(made(fast_project / "nieuw.gpkg")) == migrations.newest()
    monkeypatch.setattr(migrations, "MIGRATIONS", TWO)
    newer = made(fast_project / "nieuwer.gpkg")
    monkeypatch.undo()
    with pytest.raises(Refused, match="newer version"):
        open_document(newer)


def test_every_migration_has_the_next_number() -> None:
    assert [m.number for m in migrations.MIGRATIONS] == list(range(2, 2 + len(migrations.MIGRATIONS)))


def test_a_format_that_is_no_number_is_no_project(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE meta SET value = '\"one\"' WHERE name = 'format'")
    with pytest.raises((Refused, Damaged), match="not a Schuifruimte project"):
        open_document(path)


@pytest.fixture
def made() -> Callable[[Path], Path]:
    """Makes a new project."""
    from tests.makers import project

    return project


def test_a_file_of_format_3_learns_what_is_set_aside(
    fast_project: Path, made: Callable[[Path], Path]
) -> None:
    path = made(fast_project / "drie.gpkg")
    with closing(sqlite3.connect(path)) as db:
        db.execute('ALTER TABLE "move" DROP COLUMN "aside"')
        db.execute("UPDATE meta SET value = '3' WHERE name = 'format'")
        db.execute("UPDATE migration SET number = 3")
        db.commit()
    with open_document(path) as document:
        assert document.outside == ()
    assert format_of(path) == migrations.newest() and check(path) == []
    with closing(sqlite3.connect(path)) as db:
        assert "aside" in {row[1] for row in db.execute('PRAGMA table_info("move")')}
