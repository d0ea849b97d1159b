"""Rows that another program changed: taken over as one step, with new keys, or told and left alone."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import shapely

from scenarios.errors import Damaged, Refused
from scenarios.project import outside as comparing
from scenarios.project.change import insert, update, updates
from scenarios.project.checks import check
from scenarios.project.document import Document, open_document
from scenarios.project.model import Site, Variant, new_key
from scenarios.project.schema.binary import encode
from tests.makers import correction, plot, project, site, square, use_change

V = 1_000_001


@pytest.fixture
def path(fast_project: Path) -> Path:
    """A project with one variant, a cluster with a plot, a land-use change and a correction."""
    made = project(fast_project / "buiten.gpkg")
    with open_document(made) as document:
        document.edit("Add", [insert(Variant(V, "A"))])
        own = site(square(0, 0, 400), variant=V, name="Kop")
        inner = plot(square(10, 10, 50), own, name="Beton")
        change = use_change(shapely.MultiPolygon([square(500, 0, 90)]), "WON", variant=V, rank=5)
        document.edit(
            "Draw", [insert(row) for row in (own, inner, change, correction(square(700, 0, 9), "HMC"))]
        )
    return made


def outside(path: Path, sql: str, *values: Any) -> None:
    """Do something to the file with plain SQLite."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql, values)


def only(document: Document, table: str) -> Any:
    """The only row of a table."""
    (row,) = document.tables[table].values()
    return row


def blob(shape: shapely.Geometry, flags: int = 1, srs: int = 28992) -> bytes:
    """A GeoPackage geometry as other programs may write it: without an envelope."""
    return struct.pack("<2sBBi", b"GP", 0, flags, srs) + shapely.to_wkb(shape)


def test_an_update_outside_becomes_a_step_that_can_be_undone(path: Path) -> None:
    outside(path, "UPDATE site SET name = 'Haven', geom = ?", blob(square(0, 0, 450)))
    with open_document(path, editing=False) as looking:
        assert len(looking.outside) == 1 and only(looking, "site").name == "Haven"
        assert [step.label for step in looking.history()] == ["New project", "Add", "Draw"]
    with open_document(path) as document:
        assert len(document.outside) == 1
        step = document.next_undo
        assert step is not None and (step.kind, step.asks, step.label) == ("outside", True, "Changed outside")
        assert shapely.area(shapely.from_wkb(only(document, "site").geom)) == 450**2
        document.undo()
        assert only(document, "site").name == "Kop"
        document.redo()
        assert only(document, "site").name == "Haven"
    with open_document(path) as document:
        assert document.outside == () and len(document.history()) == 4
    assert check(path) == []


def test_looking_does_not_record(path: Path) -> None:
    outside(path, "UPDATE site SET name = 'Haven'")
    before = path.read_bytes()
    with open_document(path, editing=False) as document:
        assert document.outside
    assert path.read_bytes() == before
    assert [finding.table for finding in check(path)] == ["site"]


def test_undone_steps_are_kept_when_something_changed_outside(path: Path) -> None:
    with open_document(path) as document:
        own = only(document, "site")
        document.edit("Name", updates(update(own, name="Haven")))
        document.undo()
        ids = {step.key for step in document.history()}
    outside(path, "UPDATE site SET note = 'x'")
    with open_document(path) as document:
        assert [step.kind for step in document.history()][-2:] == ["taken back", "outside"]
        assert ids < {step.key for step in document.history()}
        assert document.next_redo is None
    assert check(path) == []


def test_a_row_added_outside_gets_its_own_key_and_lies_on_top(path: Path) -> None:
    outside(path, "INSERT INTO site (geom, kind, name) VALUES (?, 'hub', 'Nieuw')", blob(square(900, 0, 200)))
    with closing(sqlite3.connect(path)) as db:
        (given,) = db.execute("SELECT key FROM site WHERE name = 'Nieuw'").fetchone()
    with open_document(path) as document:
        row = next(row for row in document.tables["site"].values() if row.name == "Nieuw")
        assert row.key != given and row.origin == row.key
        assert (row.variant, row.rank, row.note, row.fictitious) == (V, 6, "", 0)
        key = row.key
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT origin, rank FROM site WHERE key = ?", (key,)).fetchall() == [(key, 6)]
        assert db.execute("SELECT count(*) FROM site WHERE key = ?", (given,)).fetchone() == (0,)
    assert check(path) == []


def test_a_copied_row_is_a_thing_of_its_own(path: Path) -> None:
    columns = "origin, variant, geom, kind, name, rank"
    outside(path, f"INSERT INTO site ({columns}) SELECT {columns} FROM site")
    with open_document(path) as document:
        one, other = document.tables["site"].values()
        assert one.origin != other.origin


def test_what_was_added_together_belongs_together(path: Path) -> None:
    outside(path, "INSERT INTO variant (key, name) VALUES (7, 'B')")
    outside(
        path, "INSERT INTO site (key, variant, geom, kind) VALUES (8, 7, ?, 'hub')", blob(square(0, 500, 200))
    )
    outside(path, "INSERT INTO plot (key, variant, site, geom) VALUES (9, 7, 8, ?)", blob(square(0, 500, 20)))
    outside(path, "INSERT INTO plot (geom, name) VALUES (?, 'los')", blob(square(100, 600, 20)))
    with open_document(path) as document:
        added = next(row for row in document.tables["variant"].values() if row.name == "B")
        hub = next(row for row in document.tables["site"].values() if row.variant == added.key)
        plots = [row for row in document.tables["plot"].values() if row.site == hub.key]
        assert len(plots) == 2 and {row.variant for row in plots} == {added.key}
        assert not {7, 8, 9} & {added.key, hub.key, *(row.key for row in plots)}
        assert document.findings == ()
    assert check(path) == []


def test_a_row_deleted_outside_can_be_brought_back(path: Path) -> None:
    outside(path, "DELETE FROM use_change")
    with open_document(path) as document:
        assert not document.tables["use_change"]
        document.undo()
        assert only(document, "use_change").use == "WON"
    assert check(path) == []


def test_what_belonged_to_a_deleted_row_is_told_and_comes_back(path: Path) -> None:
    outside(path, "DELETE FROM site")
    with open_document(path) as document:
        assert not document.tables["site"] and not document.tables["plot"]
        assert [finding.table for finding in document.findings] == ["plot"]
        document.edit("Go on", [insert(Variant(new_key(), "B"))])
        document.undo()
        document.undo()
        assert only(document, "plot").name == "Beton" and document.findings == ()
    assert check(path) == []


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("INSERT INTO site (variant, kind, geom) VALUES (77, 'hub', ?)", blob(square(0, 0, 9))),
        (f"INSERT INTO site (variant, kind, geom) VALUES ({V}, 'port', ?)", blob(square(0, 0, 9))),
        (f"INSERT INTO site (variant, kind, geom) VALUES ({V}, 'hub', ?)", None),
        (f"INSERT INTO site (variant, kind, geom) VALUES ({V}, 'hub', ?)", b"GP rubbish"),
        (f"INSERT INTO site (variant, kind, geom) VALUES ({V}, 'hub', ?)", blob(square(0, 0, 9), srs=4326)),
        (
            f"INSERT INTO site (variant, kind, geom) VALUES ({V}, 'hub', ?)",
            blob(shapely.MultiPolygon([square(0, 0, 9), square(20, 0, 9)])),
        ),
        (
            f"INSERT INTO site (variant, kind, geom) VALUES ({V}, 'hub', ?)",
            blob(
                shapely.Polygon([(80_000, 450_000), (80_009, 450_009), (80_009, 450_000), (80_000, 450_009)])
            ),
        ),
        (
            f"INSERT INTO site (variant, kind, geom) VALUES ({V}, 'hub', ?)",
            struct.pack("<2sBBi", b"GP", 0, 1, 28992) + struct.pack("<BIIBII", 1, 10, 1, 1, 8, 0),
        ),
        (f"INSERT INTO use_change (variant, use, geom) VALUES ({V}, 'XXX', ?)", blob(square(0, 0, 9))),
        (
            f"INSERT INTO conversion (variant, municipality, from_use, m2) VALUES ({V}, 'GM0001', 'LAN', ?)",
            "veel",
        ),
    ],
)
def test_an_unusable_row_is_told_left_out_and_left_alone(path: Path, sql: str, value: Any) -> None:
    outside(path, sql, value)
    table = sql.split()[2]
    with closing(sqlite3.connect(path)) as db:
        before = db.execute(f"SELECT * FROM {table} ORDER BY key").fetchall()
    for _ in range(2):
        with open_document(path) as document:
            (finding,) = document.findings
            assert finding.table == table and finding.what.endswith(".")
            assert document.outside == ()
            document.edit("Go on", [insert(Variant(new_key(), "B"))])
            assert [found.table for found in document.findings] == [table]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(f"SELECT * FROM {table} ORDER BY key").fetchall() == before
    assert table in {found.table for found in check(path)}


def test_a_row_made_unusable_stays_as_it_was_until_it_is_mended(path: Path) -> None:
    outside(path, "UPDATE site SET geom = ?", blob(shapely.Point(80_000, 450_000)))
    with open_document(path) as document:
        row = only(document, "site")
        assert shapely.from_wkb(row.geom).area == 400**2 and len(document.findings) == 1
        with pytest.raises(Refused):
            document.edit("Name", updates(update(row, geom=site(square(0, 0, 10)).geom)))
        assert len(document.tables["plot"]) == 1
    outside(path, "UPDATE site SET geom = ?", blob(square(0, 0, 300)))
    with open_document(path) as document:
        assert shapely.from_wkb(only(document, "site").geom).area == 300**2
        assert document.findings == ()
    assert check(path) == []


@pytest.mark.parametrize(
    "stored",
    [
        blob(shapely.MultiPolygon([square(0, 0, 450)])),
        blob(shapely.force_3d(square(0, 0, 450), 1.5)),
        struct.pack(">2sBBi", b"GP", 0, 0, 28992) + shapely.to_wkb(square(0, 0, 450), byte_order=0),
        struct.pack("<2sBBi4d", b"GP", 0, 3, 28992, 1, 2, 3, 4) + shapely.to_wkb(square(0, 0, 450)),
        struct.pack("<2sBBi6d", b"GP", 0, 5, 28992, 1, 2, 3, 4, 5, 6) + shapely.to_wkb(square(0, 0, 450)),
        struct.pack("<2sBBi8d", b"GP", 0, 9, 28992, *range(8)) + shapely.to_wkb(square(0, 0, 450)),
        struct.pack("<2sBBi", b"GP", 0, 1, 28992) + shapely.to_wkb(square(0, 0, 450), include_srid=True),
    ],
)
def test_every_form_of_the_same_polygon_is_taken(path: Path, stored: bytes) -> None:
    outside(path, "UPDATE site SET geom = ?", stored)
    with open_document(path) as document:
        assert document.findings == ()
        assert only(document, "site").geom == shapely.to_wkb(square(0, 0, 450))
    assert check(path) == []


def test_the_same_rows_written_again_are_no_change(path: Path) -> None:
    outside(path, "UPDATE site SET geom = ?, name = name", blob(square(0, 0, 400)))
    outside(path, "UPDATE use_change SET geom = ?", blob(square(500, 0, 90)))
    with open_document(path) as document:
        assert document.outside == ()


def test_changes_outside_to_the_region_are_simply_there(path: Path) -> None:
    outside(path, "UPDATE present_use SET use = 'HMC' WHERE use = 'LAN'")
    outside(
        path,
        "INSERT INTO present_use (geom, municipality, use) VALUES (?, 'GM0001', '?')",
        blob(square(0, 0, 1)),
    )
    outside(path, "INSERT INTO present_use (geom, municipality, use) VALUES (?, 'GM0001', 'WON')", None)
    outside(path, "INSERT INTO reference (geom) VALUES (?)", b"rubbish")
    with open_document(path) as document:
        assert len(document.region.imported.geoms) == 3 and len(document.region.backdrop.geoms) == 1
        assert sorted(finding.table for finding in document.findings) == [
            "present_use",
            "present_use",
            "reference",
        ]
        assert document.outside == ()


def test_a_change_while_it_is_open_here_is_noticed(path: Path) -> None:
    with open_document(path) as document:
        outside(path, "UPDATE site SET name = 'Haven'")
        before = document.tables
        with pytest.raises(Refused, match="another program"):
            document.edit("Add", [insert(Variant(new_key(), "B"))])
        with pytest.raises(Refused, match="another program"):
            document.undo()
        assert document.tables == before
    with open_document(path) as document:
        assert only(document, "site").name == "Haven" and len(document.outside) == 1


def test_a_change_through_a_write_ahead_log_is_noticed_and_the_log_goes(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("UPDATE site SET name = 'Haven'")
    db.commit()
    with open_document(path, editing=False) as document:
        assert only(document, "site").name == "Haven"
    db.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    names = sorted(found.name for found in path.parent.iterdir())
    assert [finding.table for finding in check(path)] == ["site"]
    assert sorted(found.name for found in path.parent.iterdir()) == names
    with open_document(path) as document:
        assert only(document, "site").name == "Haven"
    assert sorted(found.name for found in path.parent.iterdir()) == [path.name]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_rows_are_compared_only_where_somebody_else_wrote(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    real = comparing.compare
    monkeypatch.setattr(comparing, "compare", lambda *given: (compared.append(1), real(*given))[1])

    def opens(*, editing: bool) -> int:
        compared.clear()
        open_document(path, editing=editing).close()
        return len(compared)

    with open_document(path) as document:
        document.edit("Name", updates(update(only(document, "site"), name="Haven")))
        document.undo()
        document.set_draft({"tool": "site"})
        document.replace_reference([])
    assert (opens(editing=True), opens(editing=False)) == (0, 0)
    outside(path, "UPDATE site SET note = 'x'")
    outside(path, "UPDATE site SET note = ''")
    assert (opens(editing=True), opens(editing=False)) == (1, 1)
    with open_document(path) as document:
        document.redo()
    assert opens(editing=True) == 0


def test_extents_follow_what_was_drawn_outside(path: Path) -> None:
    outside(path, "UPDATE site SET geom = ?", blob(square(-900, 0, 450)))
    open_document(path).close()
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT min_x, max_x FROM gpkg_contents WHERE table_name = 'site'").fetchone()
    assert found == (79_100.0, 79_550.0)


def test_a_journal_that_contradicts_itself_is_damage(path: Path) -> None:
    for sql in (
        "UPDATE change SET new = '{' WHERE \"table\" = 'site'",
        "UPDATE change SET \"table\" = 'nothing'",
        "UPDATE change SET old = new, new = NULL",
        "UPDATE change SET new = '{\"surprise\": 1}'",
    ):
        with closing(sqlite3.connect(path)) as db:
            whole = list(db.iterdump())
            changes = db.execute("SELECT * FROM change").fetchall()
        assert whole
        outside(path, sql)
        with pytest.raises(Damaged, match="contradicts"):
            open_document(path)
        with pytest.raises(Damaged, match="contradicts"):
            check(path)
        outside(path, "DELETE FROM change")
        with closing(sqlite3.connect(path)) as db, db:
            db.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", changes)
    with open_document(path) as document:
        assert document.outside == ()


def test_our_own_geometry_has_an_envelope(path: Path) -> None:
    made: Site = site(square(0, 0, 10))
    assert encode(made.geom)[:8] == b"GP\x00\x03" + struct.pack("<i", 28992)
