"""Files that are not what they should be: one clear sentence, nothing written, nothing run."""

import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scenarios.errors import Damaged, Refused
from scenarios.project import store
from scenarios.project.change import insert
from scenarios.project.checks import check
from scenarios.project.document import create_document, open_document
from scenarios.project.looking import private_copy
from scenarios.project.model import Variant, new_key
from tests.makers import project, site, small_region, square


@pytest.fixture
def path(fast_project: Path) -> Path:
    """A project with a variant and some sites, several pages of journal."""
    made = project(fast_project / "proef.gpkg")
    with open_document(made) as document:
        variant = Variant(new_key(), "A")
        document.edit("Add", [insert(variant)])
        for n in range(20):
            document.edit("Draw", [insert(site(square(40 * n, 0, 30), variant=variant.key))])
    return made


def is_refused(path: Path, said: str = ".") -> None:
    """Every way to open the file gives one sentence, and neither the file nor its folder changes."""
    before = (path.read_bytes(), sorted(found.name for found in path.parent.iterdir()))
    for look in (
        lambda: open_document(path).close(),
        lambda: open_document(path, editing=False).close(),
        lambda: check(path),
    ):
        with pytest.raises((Refused, Damaged), match=said) as told:
            look()
        assert "\n" not in str(told.value) and str(told.value).endswith(".")
        assert path.name in str(told.value)
    assert (path.read_bytes(), sorted(found.name for found in path.parent.iterdir())) == before


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not there"):
        open_document(tmp_path / "weg.gpkg")
    with pytest.raises(Refused, match="folder"):
        open_document(tmp_path)
    with pytest.raises(Refused, match="cannot be read"):
        open_document(tmp_path / "nul\0.gpkg")


@pytest.mark.parametrize("content", [b"", b"SQLite", b"PK\x03\x04 a zip", "tekst é".encode(), bytes(5000)])
def test_another_kind_of_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "raar.gpkg"
    path.write_bytes(content)
    is_refused(path)


def test_another_database_and_another_geopackage(tmp_path: Path, shared_data: Path) -> None:
    path = tmp_path / "ander.gpkg"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)")
    is_refused(path, "not a Schuifruimte project")
    for sample in sorted((shared_data / "gpkg-samples").rglob("*.gpkg")):
        shutil.copyfile(sample, path)
        is_refused(path, "not a Schuifruimte project")


def test_cut_off_anywhere(path: Path) -> None:
    whole = path.read_bytes()
    for part in range(1, 20):
        path.write_bytes(whole[: len(whole) * part // 20])
        is_refused(path)
    path.write_bytes(whole)
    open_document(path).close()


def test_random_bytes_anywhere(path: Path) -> None:
    """With any bytes changed the file opens as what it still is, or is refused; never anything else."""
    whole = path.read_bytes()
    pick = random.Random(5)
    opened = 0
    for _ in range(150):
        spoiled = bytearray(whole)
        for _ in range(pick.choice((1, 8, 200))):
            spoiled[pick.randrange(len(spoiled))] = pick.randrange(256)
        path.write_bytes(spoiled)
        try:
            open_document(path, editing=False).close()
            check(path)
            opened += 1
        except (Refused, Damaged) as error:
            assert "\n" not in str(error)
        assert path.read_bytes() == spoiled
        try:
            with open_document(path) as document:
                document.edit("Add", [insert(Variant(new_key(), "B"))])
        except (Refused, Damaged) as error:
            assert "\n" not in str(error)
    assert opened > 5


def test_a_newer_format(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    is_refused(path, "newer version")


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE plot",
        "ALTER TABLE site DROP COLUMN kind",
        "ALTER TABLE change RENAME COLUMN old TO older",
        "DROP TABLE site; CREATE VIEW site AS SELECT * FROM plot",
        "DROP TABLE site; CREATE TABLE site (key TEXT, geom BLOB)",
        "ALTER TABLE site ADD COLUMN extra AS (zeroblob(100000000)) VIRTUAL",
    ],
)
def test_tables_that_are_not_ours(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(sql)
    is_refused(path, "site|plot|change")


def test_names_of_all_kinds(fast_project: Path) -> None:
    for name in (
        "met spatie",
        "accént ü 日本",
        "hekje #1",
        "vraag?",
        "procent %20 %",
        "a&b=c;d",
        "'enkel'",
        "x" * 120,
    ):
        path = project(fast_project / f"{name}.gpkg")
        with open_document(path) as document:
            document.edit("Add", [insert(Variant(new_key(), name))])
            document.save_copy(fast_project / f"kopie {name}.gpkg")
        assert check(path) == [] and check(fast_project / f"kopie {name}.gpkg") == []
        with open_document(path, editing=False) as document:
            assert [row.name for row in document.tables["variant"].values()] == [name]
    assert len(list(fast_project.iterdir())) == 16


def test_a_relative_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with open_document(path.name) as document:
        document.edit("Add", [insert(Variant(new_key(), "B"))])


def test_in_use_by_another_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        is_refused(path, "in use by another program")
        other.execute("ROLLBACK")
        with open_document(path) as document:
            other.execute("BEGIN IMMEDIATE")
            before = document.tables
            with pytest.raises(Refused, match="in use by another program"):
                document.edit("Add", [insert(Variant(new_key(), "B"))])
            assert document.tables == before
            other.execute("ROLLBACK")
            document.edit("Add", [insert(Variant(new_key(), "B"))])
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM site").fetchone()
            with pytest.raises(Refused, match="in use by another program"):
                document.edit("Add", [insert(Variant(new_key(), "C"))])
            other.execute("ROLLBACK")
            assert document.next_undo is not None and document.next_undo.label == "Add"
            document.undo()
    assert check(path) == []


def test_a_full_disk_changes_nothing(path: Path) -> None:
    with open_document(path) as document:
        pages = document._connection.execute("PRAGMA page_count").fetchone()[0]
        document._connection.execute(f"PRAGMA max_page_count = {pages}")
        variant = next(iter(document.tables["variant"]))
        before, history = document.tables, document.history()
        many = [insert(site(square(0, 0, 30), variant=variant)) for _ in range(300)]
        with pytest.raises(Refused, match="full"):
            document.edit("Draw", many)
        with pytest.raises(Refused, match="full"):
            document.set_draft({"long": "x" * 100_000})
        assert document.tables == before and document.history() == history and document.draft() is None
        document._connection.execute("PRAGMA max_page_count = 100000")
        document.edit("Draw", many)
    assert check(path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a small file system")
def test_a_full_disk_leaves_no_new_file(tmp_path: Path) -> None:
    """A child may write files of at most 64 kB: the engine sees the same as on a full disk."""
    region = small_region()
    make = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path\nfrom tests.makers import project\nfrom scenarios.errors import Refused\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try: project(Path(sys.argv[1]))\nexcept Refused as error: print(error)"
    )
    assert region.municipalities
    done = subprocess.run(
        [sys.executable, "-B", "-c", make, str(tmp_path / "vol.gpkg")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert "Nothing was changed." in done.stdout and done.stderr == ""
    assert list(tmp_path.iterdir()) == []


READ_ONLY = """
import os, sys
from scenarios.errors import Refused
from scenarios.project.change import insert
from scenarios.project.document import open_document
from scenarios.project.model import Variant, new_key
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with open_document(sys.argv[1]) as document:
    print(document.editing, document.why_looking, len(document.tables["site"]))
    try:
        document.edit("Add", [insert(Variant(new_key(), "B"))])
    except Refused as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently there")
@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o644), (0o555, 0o444), (0o777, 0o444)])
def test_a_read_only_file_or_folder_can_be_looked_at(path: Path, folder: int, file: int) -> None:
    inside = path.parent / "alleen lezen"
    inside.mkdir()
    target = inside / "proef.gpkg"
    shutil.copyfile(path, target)
    target.chmod(file)
    path.parent.chmod(0o755)
    inside.chmod(folder)
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-c", READ_ONLY, str(target)],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "TMPDIR": "/tmp"},
        )
    finally:
        inside.chmod(0o755)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.startswith("False proef.gpkg") and first.endswith(" 20")
    assert "read-only" in second or "cannot be written" in second
    assert [found.name for found in inside.iterdir()] == ["proef.gpkg"]


def hostile(path: Path, *statements: str) -> None:
    """Put statements into the file that another program would run with its edits."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def triggers(path: Path) -> list[str]:
    """The names of the triggers in the file."""
    with closing(sqlite3.connect(path)) as db:
        return [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]


def test_a_trigger_in_a_received_file_never_fires(path: Path) -> None:
    hostile(
        path,
        "CREATE TRIGGER empty_all AFTER INSERT ON variant BEGIN DELETE FROM site; DELETE FROM change; END",
        "CREATE TRIGGER no_undo AFTER UPDATE ON meta BEGIN UPDATE step SET done = 0; END",
        'CREATE TRIGGER "we""ird" AFTER INSERT ON step BEGIN SELECT load_extension(\'x\'); END',
    )
    findings = check(path)
    assert len(findings) == 3 and all("trigger" in finding.what for finding in findings)
    with open_document(path, editing=False) as document:
        assert len(document.tables["site"]) == 20
    assert len(triggers(path)) == 3
    with open_document(path) as document:
        document.edit("Add", [insert(Variant(new_key(), "B"))])
        assert len(document.tables["site"]) == 20 and document.outside == ()
    assert triggers(path) == [] and check(path) == []


def test_a_trigger_on_what_opening_itself_writes_never_fires(path: Path) -> None:
    hostile(
        path,
        "UPDATE site SET name = 'outside'",
        "CREATE TRIGGER t AFTER UPDATE ON site BEGIN DELETE FROM plot; DELETE FROM variant; END",
        "CREATE TRIGGER u AFTER INSERT ON change BEGIN DELETE FROM change; END",
    )
    with open_document(path) as document:
        assert len(document.outside) == 20 and len(document.tables["variant"]) == 1
    assert check(path) == []


def test_a_schema_that_would_run_code_is_not_read(path: Path) -> None:
    hostile(path, "CREATE VIEW spy AS SELECT load_extension('evil')", "CREATE INDEX odd ON site (abs(rank))")
    with open_document(path) as document:
        document.edit("Add", [insert(Variant(new_key(), "B"))])
    with private_copy(path) as copy:
        connection = store.connect(copy)
        store.only_read(connection)
        for sql in (
            "SELECT * FROM spy",
            "ATTACH 'elsewhere.db' AS other",
            "DELETE FROM site",
            "PRAGMA writable_schema = 1",
            "SELECT load_extension('x')",
            "SELECT * FROM pragma_function_list",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                connection.execute(sql)
        connection.close()
    assert not (path.parent / "elsewhere.db").exists()


def test_values_of_absurd_size_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(path, "UPDATE site SET note = CAST(zeroblob(2000000) AS TEXT)")
    monkeypatch.setattr(store, "LARGEST_VALUE", 1_000_000)
    is_refused(path)


def test_text_that_is_no_text_is_damage(path: Path) -> None:
    hostile(path, "UPDATE site SET name = CAST(x'ff41' AS TEXT)")
    is_refused(path)


def test_a_crashed_programs_journal_is_rolled_back_in_the_copy_only(path: Path) -> None:
    """A hot journal beside the file: looking sees what was committed, and leaves both as they are."""
    child = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size=1')\n"
        "db.execute('BEGIN')\n"
        "db.execute('UPDATE site SET note = hex(randomblob(3000))')\n"
        "os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", child, str(path)], check=False)
    side = path.with_name(path.name + "-journal")
    assert side.stat().st_size > 0
    before = (path.read_bytes(), side.read_bytes())
    with open_document(path, editing=False) as document:
        assert {row.note for row in document.tables["site"].values()} == {""}
    assert check(path) == []
    assert (path.read_bytes(), side.read_bytes()) == before
    with open_document(path) as document:
        assert {row.note for row in document.tables["site"].values()} == {""} and document.outside == ()
    assert not side.exists()


def test_the_header_is_read_as_it_stands(path: Path) -> None:
    found = store.header(path)
    assert found.application == struct.unpack(">I", b"GPKG")[0] and not found.wal
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (10300,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    peek = store.Peek(path)
    assert peek.counter() == found.counter
    hostile(path, "UPDATE site SET note = 'x'")
    assert peek.counter() == found.counter + 1
    peek.close()


def test_creating_over_an_open_project_is_refused(path: Path) -> None:
    region: Any = small_region()
    with open_document(path), pytest.raises(Refused):
        create_document(path, settings={}, municipalities=region.municipalities, present=[], overwrite=True)


CLAIMS = (
    "UPDATE setting SET value = '{'",
    "UPDATE site SET kind = 'port'",
    "UPDATE site SET variant = 5",
    "UPDATE site SET geom = x'47500003'",
    'UPDATE step SET "order" = \'first\' WHERE "order" = 3',
    "UPDATE step SET label = NULL",
    "UPDATE change SET new = '[]', old = '7'",
    "UPDATE change SET \"table\" = 'sqlite_master'",
    "UPDATE meta SET value = '{' WHERE name IN ('report', 'about', 'region')",
    "INSERT INTO draft VALUES (1, 'half {')",
    "UPDATE gpkg_contents SET min_x = 'west'",
    "UPDATE municipality SET code = NULL",
)


@pytest.mark.parametrize("sql", CLAIMS)
def test_a_file_that_claims_to_be_as_it_was_left_is_still_looked_at(path: Path, sql: str) -> None:
    """A received file can carry the right mark and hold anything: what is used of it is sound."""
    hostile(path, sql)
    for _ in range(2):
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("UPDATE meta SET value = ? WHERE name = 'counter'", (store.header(path).counter + 1,))
        try:
            with open_document(path) as document:
                snapshot = document.snapshot(*document.tables["variant"])
                assert snapshot.settings["target_year"] == 2040
                assert all(row.kind in ("cluster", "hub") for row in snapshot.sites.values())
                assert isinstance(document.import_report(), dict) and isinstance(document.about(), str)
                variant = Variant(new_key(), "B")
                document.edit("Add", [insert(variant), insert(site(square(0, 0, 9), variant=variant.key))])
                while document.undo():
                    pass
        except (Refused, Damaged) as error:
            assert "\n" not in str(error)


def test_any_value_anywhere_is_handled(path: Path) -> None:
    """Random values in random cells of every table, with the mark of a file that nobody touched."""
    whole = path.read_bytes()
    pick = random.Random(11)
    values: tuple[Any, ...] = (
        None,
        "",
        "text {",
        "[1]",
        '{"a": 1}',
        0,
        -1,
        2**62,
        1.5,
        float("inf"),
        b"",
        b"GP",
    )
    for _ in range(150):
        path.write_bytes(whole)
        with closing(sqlite3.connect(path)) as db, db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for _ in range(3):
                table = pick.choice(tables)
                columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
                column, value = pick.choice(columns), pick.choice(values)
                limit = pick.choice(
                    ("", f' WHERE rowid = (SELECT {pick.choice(("min", "max"))}(rowid) FROM "{table}")')
                )
                try:
                    db.execute(f'UPDATE "{table}" SET "{column}" = ?{limit}', (value,))
                except sqlite3.Error:
                    continue
        if pick.random() < 0.5:
            with closing(sqlite3.connect(path)) as db, db:
                mark = (store.header(path).counter + 1,)
                db.execute("UPDATE meta SET value = ? WHERE name = 'counter'", mark)
        try:
            check(path)
            with open_document(path) as document:
                for variant in document.tables["variant"]:
                    assert document.snapshot(variant).things is not None
                own = Variant(new_key(), "B")
                document.edit("Add", [insert(own), insert(site(square(0, 0, 9), variant=own.key))])
                while document.undo():
                    pass
        except (Refused, Damaged) as error:
            assert "\n" not in str(error)
