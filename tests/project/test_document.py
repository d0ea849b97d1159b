"""The document: edits, undo and redo, what survives closing, and what is refused without a trace."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from scenarios.errors import Refused
from scenarios.project.change import delete, insert, update, updates
from scenarios.project.checks import check
from scenarios.project.document import Document, create_document, open_document
from scenarios.project.model import (
    PRESENT,
    Business,
    Conversion,
    Lock,
    Setting,
    Variant,
    new_key,
)
from tests.makers import correction, plot, present_of, project, site, small_region, square, use_change


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with nothing drawn."""
    return project(tmp_path / "proef.gpkg")


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    """That project, open for editing."""
    with open_document(path, author="Anna") as opened:
        yield opened


def variant(document: Document, name: str = "A") -> int:
    """A new variant in the document."""
    made = Variant(new_key(), name)
    document.edit("Add variant", [insert(made)])
    return made.key


def test_a_new_project_holds_what_it_was_made_of(document: Document) -> None:
    region = document.region
    assert [row.code for row in region.municipalities] == ["GM0001", "GM0002"]
    assert list(region.area_m2) == [1_000_000, 1_000_000]
    assert sorted(int(a) for a in region.imported.areas) == [100_000, 500_000, 900_000]
    assert {shape.geom_type for shape in region.imported.geoms} == {"Polygon"}
    assert region.backdrop.kinds == ("road",)
    assert document.import_report() == {"polygons": 3}
    snapshot = document.snapshot()
    assert (snapshot.name, snapshot.year, snapshot.settings["project_name"]) == ("present", 2026, "Proef")
    assert document.next_undo is None
    assert document.findings == () and document.outside == ()


def test_every_kind_of_row_comes_back_as_it_was(path: Path) -> None:
    with open_document(path) as document:
        v = variant(document)
        own = site(square(0, 0, 400), variant=v, name="Kop van Zuid „é” 🏗", start_year=2030)
        rows = [
            own,
            plot(square(10, 10, 50), own, "A01", odour_m=12.5, category="4.2", setting="mixed"),
            use_change(shapely.MultiPolygon([square(500, 0, 10), square(600, 0, 10)]), "WON", variant=v),
            correction(shapely.MultiPolygon([square(700, 0, 10)]), "HMC"),
            Business(new_key(), shapely.to_wkb(shapely.Point(80_100, 450_100)), "Betoncentrale", area_m2=1e4),
            Conversion(new_key(), 5, v, "GM0001", "LAN", "WON", 50_000, "typed"),
            Lock(new_key(), 7, v, "GM0002", "WON"),
            Setting(new_key(), "hmc_threshold", json.dumps("4.2")),
        ]
        document.edit("Everything", [insert(row) for row in rows])
        before = document.tables
    with open_document(path) as document:
        assert document.tables == before
        for row in rows:
            assert row in [r for table in document.tables.values() for r in table.values()]
        assert document.outside == ()


def test_numbers_from_numpy_are_stored_as_numbers(document: Document) -> None:
    v = variant(document)
    row = Conversion(new_key(), 1, v, "GM0001", "LAN", "WON", np.int64(500))  # type: ignore[arg-type]
    (change,) = document.edit("Plan", [insert(row)])
    assert change.new is not None and type(change.new["m2"]) is int
    assert document.tables["conversion"][row.key].m2 == 500


def test_undo_and_redo_survive_closing(path: Path) -> None:
    with open_document(path) as document:
        v = variant(document)
        first, second = site(square(0, 0, 300), variant=v), site(square(400, 0, 300), variant=v)
        document.edit("First", [insert(first)])
        document.edit("Second", [insert(second)])
        document.undo()
    with open_document(path) as document:
        assert set(document.tables["site"]) == {first.key}
        assert document.next_undo is not None and document.next_undo.label == "First"
        assert document.next_redo is not None and document.next_redo.label == "Second"
        document.undo()
        document.redo()
        document.redo()
        assert set(document.tables["site"]) == {first.key, second.key}
        assert document.redo() is None


def test_an_edit_after_undo_keeps_the_undone_steps_in_the_past(path: Path) -> None:
    with open_document(path) as document:
        v = variant(document)
        rows = [site(square(110 * n, 0, 100), variant=v, name=str(n)) for n in range(5)]
        for row in rows[:3]:
            document.edit(f"Draw {row.name}", [insert(row)])
        ids = {step.key for step in document.history()}
        document.undo()
        document.undo()
        document.edit("Draw 3", [insert(rows[3])])
        assert ids < {step.key for step in document.history()}
        assert [step.kind for step in document.history()][-2:] == ["taken back", "edit"]
        assert document.next_redo is None
        assert set(document.tables["site"]) == {rows[0].key, rows[3].key}
        document.undo()
        assert document.next_undo is not None and document.next_undo.label == "Draw 0"
        document.undo()
        assert set(document.tables["site"]) == set()
        document.redo()
        assert document.next_redo is not None and document.next_redo.label == "Draw 3"
        document.undo()
        document.edit("Draw 4", [insert(rows[4])])
        ids |= {step.key for step in document.history()}
    assert check(path) == []
    with open_document(path) as document:
        assert {step.key for step in document.history()} == ids
        assert set(document.tables["site"]) == {rows[4].key}
        assert document.outside == ()


def test_undoing_everything_ends_at_the_new_project(document: Document) -> None:
    v = variant(document)
    document.edit("Draw", [insert(site(square(0, 0, 300), variant=v))])
    while document.undo():
        pass
    assert not document.tables["variant"] and not document.tables["site"]
    assert {row.name for row in document.tables["setting"].values()} == {"project_name", "base_year"}
    assert [step.label for step in document.history() if step.done] == ["New project"]


def test_a_step_knows_who_where_and_when(document: Document) -> None:
    v = variant(document)
    row = site(square(0, 0, 300), variant=v)
    document.edit("Draw", [insert(row)], variant=v, year=2035)
    step = document.next_undo
    assert step is not None
    assert (step.author, step.variant, step.year, step.kind, step.asks) == ("Anna", v, 2035, "edit", False)
    assert step.time.endswith("Z") and len(step.time) == 24
    assert document.changes_of(step) == [insert(row)]


def test_an_update_journals_only_what_changed(document: Document) -> None:
    v = variant(document)
    row = site(square(0, 0, 300), variant=v)
    document.edit("Draw", [insert(row)])
    document.edit("Name", updates(update(row, name="Haven", kind="cluster")))
    step = document.next_undo
    assert step is not None
    (change,) = document.changes_of(step)
    assert (change.old, change.new) == ({"name": ""}, {"name": "Haven"})


def test_an_edit_without_changes_is_no_step(document: Document) -> None:
    before = document.history()
    assert document.edit("Nothing", []) == ()
    assert document.history() == before


def test_several_changes_to_one_row_follow_each_other(document: Document) -> None:
    row = Variant(new_key(), "A")
    renamed = Variant(row.key, "B")
    document.edit("All", [insert(row), *updates(update(row, name="B")), *updates(update(renamed, note="n"))])
    assert document.tables["variant"][row.key] == Variant(row.key, "B", note="n")
    document.undo()
    assert not document.tables["variant"]


def test_what_was_changed_in_the_meantime_is_refused(document: Document) -> None:
    v = variant(document)
    row = site(square(0, 0, 300), variant=v)
    document.edit("Draw", [insert(row)])
    for changes in (
        [insert(row)],
        [delete(site(square(0, 0, 300), variant=v))],
        updates(update(site(square(0, 0, 10), variant=v), name="x")),
    ):
        before, history = document.tables, document.history()
        with pytest.raises(Refused, match="not what it was"):
            document.edit("Again", changes)
        assert document.tables == before and document.history() == history


def _bad(v: int) -> dict[str, tuple[object, str]]:
    outside = shapely.transform(square(0, 0, 10), lambda c: c + 1e6)
    bow = shapely.Polygon([(80_000, 450_000), (80_100, 450_100), (80_100, 450_000), (80_000, 450_100)])
    own = site(square(0, 0, 300), variant=v)
    two: Any = shapely.MultiPolygon([square(0, 0, 9), square(20, 0, 9)])
    return {
        "crossing": (site(bow, variant=v), "crosses"),
        "elsewhere": (site(outside, variant=v), "outside the Netherlands"),
        "two parts": (site(two, variant=v), "one closed"),  # type: ignore[arg-type]
        "kind": (site(square(0, 0, 9), "port", variant=v), "cannot be the kind"),
        "rest": (site(square(0, 0, 9), variant=v, rest_use="XXX"), "land use"),
        "variant": (site(square(0, 0, 9), variant=12345), "variant that is not"),
        "use": (use_change(square(0, 0, 9), "XXX", variant=v), "land use"),
        "no site": (plot(square(0, 0, 9), own), "site that is not"),
        "conversion to itself": (Conversion(3, 3, v, "GM0001", "LAN", "LAN", 5), "another use"),
        "conversion of nothing": (Conversion(3, 3, v, "GM0001", "LAN", "WON", 0), "above zero"),
        "conversion in the sea": (Conversion(3, 3, v, "GM9999", "LAN", "WON", 5), "GM9999"),
        "lock": (Lock(3, 3, v, "GM0001", "???"), "land use"),
        "setting": (Setting(3, "colour_of_sky", "1"), "not an assumption"),
        "setting value": (Setting(3, "base_year", '"soon"'), "cannot be the value"),
        "parent": (Variant(3, "B", parent=99), "made from"),
        "text as number": (Conversion(3, 3, v, "GM0001", "LAN", "WON", "veel"), "cannot be stored"),  # type: ignore[arg-type]
        "no number": (site(square(0, 0, 9), variant=v, start_year=float("nan")), "cannot be stored"),
        "half a letter": (Variant(3, "\ud800"), "characters"),
        "no shape": (Business(3, b"GP??"), "cannot be stored"),
    }


BAD = (
    "crossing",
    "elsewhere",
    "two parts",
    "kind",
    "rest",
    "variant",
    "use",
    "no site",
    "conversion to itself",
    "conversion of nothing",
    "conversion in the sea",
    "lock",
    "setting",
    "setting value",
    "parent",
    "text as number",
    "no number",
    "half a letter",
    "no shape",
)


@pytest.mark.parametrize("name", BAD)
def test_an_unsound_row_is_refused_and_leaves_no_trace(document: Document, name: str) -> None:
    v = variant(document)
    row, said = _bad(v)[name]
    before, history = document.tables, document.history()
    with pytest.raises(Refused, match=said):
        document.edit("Bad", [insert(row)])
    assert document.tables == before and document.history() == history
    document.edit("Good", [insert(site(square(0, 0, 300), variant=v))])
    assert len(document.tables["site"]) == 1


def test_every_unsound_row_is_tried() -> None:
    assert set(_bad(1)) == set(BAD)


def test_what_others_belong_to_cannot_go(document: Document) -> None:
    v = variant(document)
    own = site(square(0, 0, 300), variant=v)
    inner = plot(square(0, 0, 30), own)
    document.edit("Draw", [insert(own), insert(inner)])
    with pytest.raises(Refused, match="still belongs"):
        document.edit("Delete", [delete(own)])
    with pytest.raises(Refused, match="belongs to it"):
        document.edit("Delete", [delete(document.tables["variant"][v])])
    document.edit("Delete", [delete(inner), delete(own), delete(document.tables["variant"][v])])
    document.undo()
    assert document.tables["plot"][inner.key] == inner


def test_snapshots_are_kept_until_the_next_edit(document: Document) -> None:
    v = variant(document)
    first = document.snapshot(v)
    assert document.snapshot(v) is first
    assert first.year == 2040 and document.snapshot(v, 2030).year == 2030
    document.edit("Draw", [insert(site(square(0, 0, 300), variant=v))])
    second = document.snapshot(v)
    assert second is not first and len(second.sites) == 1 and not first.sites
    assert second.memo is first.memo
    with pytest.raises(Refused):
        document.snapshot(12345)


def test_the_draft_survives_and_is_no_step(path: Path) -> None:
    with open_document(path) as document:
        history = document.history()
        assert document.draft() is None
        document.set_draft({"tool": "site", "clicks": [[1.5, 2.5]], "note": "é"})
        assert document.history() == history
    with open_document(path) as document:
        assert document.draft() == {"tool": "site", "clicks": [[1.5, 2.5]], "note": "é"}
        document.set_draft(None)
        assert document.draft() is None
    with open_document(path) as document:
        assert document.draft() is None and document.outside == ()


def test_a_newer_present_leaves_what_was_drawn(path: Path) -> None:
    with open_document(path) as document:
        v = variant(document)
        document.edit("Draw", [insert(site(square(0, 0, 300), variant=v))])
        stamp, memo = document.region.stamp, document.memo
        old = document.snapshot(v)
        newer = [row for row in present_of(small_region()) if row.use == "LAN"]
        document.replace_present(newer, {"polygons": 1})
        assert document.region.stamp != stamp and document.memo is not memo
        assert list(document.region.imported.areas) == [900_000.0]
        assert document.snapshot(v) is not old and len(document.snapshot(v).sites) == 1
        assert document.import_report() == {"polygons": 1}
        document.replace_reference([])
        assert len(document.region.backdrop.geoms) == 0
        region = document.region
    with open_document(path) as document:
        assert document.region.stamp == region.stamp
        assert list(document.region.imported.keys) == [newer[0].key]
        assert document.next_undo is not None and document.next_undo.label == "Draw"
    assert check(path) == []


def test_a_newer_present_that_cannot_be_stored_changes_nothing(document: Document) -> None:
    region, good = document.region, present_of(small_region())
    bad = type(good[0])(9, b"", "GM0001", "LAN")
    with pytest.raises(Refused):
        document.replace_present([*good[:1], bad], {})
    assert document.region is region and document.import_report() == {"polygons": 3}
    document.edit("Still works", [insert(Variant(3, "A"))])


def test_a_copy_is_the_same_project(document: Document, tmp_path: Path) -> None:
    v = variant(document)
    document.edit("Draw", [insert(site(square(0, 0, 300), variant=v))])
    copy = tmp_path / "kopie.gpkg"
    document.save_copy(copy)
    assert check(copy) == []
    with open_document(copy) as other:
        assert other.tables == document.tables and other.project == document.project
        other.undo()
    assert len(document.tables["site"]) == 1
    with pytest.raises(Refused, match="open project itself"):
        document.save_copy(document.path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kopie.gpkg", "proef.gpkg"]


def test_looking_changes_nothing(path: Path) -> None:
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir()))
    with open_document(path, editing=False) as document:
        assert not document.editing and "look" in document.why_looking
        assert document.snapshot().year == 2026
        for refused in (
            lambda: document.edit("Draw", [insert(Variant(3, "A"))]),
            lambda: document.set_draft({"a": 1}),
            lambda: document.replace_reference([]),
        ):
            with pytest.raises(Refused):
                refused()
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())) == before


def test_the_second_window_is_refused_until_the_first_closes(path: Path) -> None:
    with open_document(path):
        with pytest.raises(Refused, match="another window"):
            open_document(path)
        with open_document(path, editing=False) as looking:
            assert looking.snapshot().year == 2026
    open_document(path).close()


def test_another_process_is_refused_too(path: Path) -> None:
    ask = (
        "import sys\nfrom scenarios.project.document import open_document\n"
        "from scenarios.errors import Refused\n"
        "try: open_document(sys.argv[1]).close(); print('opened')\n"
        "except Refused: print('refused')"
    )

    def asked() -> str:
        done = subprocess.run(
            [sys.executable, "-c", ask, str(path)], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    with open_document(path):
        assert asked() == "refused"
    assert asked() == "opened"


def test_a_document_that_is_dropped_lets_the_file_go(path: Path) -> None:
    document = open_document(path)
    del document
    open_document(path).close()


def test_a_closed_document_refuses(path: Path) -> None:
    document = open_document(path)
    document.close()
    document.close()
    with pytest.raises(Refused, match="closed"):
        document.edit("Draw", [insert(Variant(3, "A"))])


def test_edits_from_several_threads_are_one_after_another(document: Document) -> None:
    failed: list[BaseException] = []

    def draw(number: int) -> None:
        try:
            for n in range(5):
                document.edit("Add", [insert(Variant(new_key(), f"{number}.{n}"))])
                document.snapshot()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=draw, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed and len(document.tables["variant"]) == 20
    assert [step.order for step in document.history()] == list(range(1, 22))


def test_creating_never_leaves_half_a_file(tmp_path: Path) -> None:
    region = small_region()
    there = tmp_path / "er al.gpkg"
    there.write_bytes(b"mine")

    def make(path: Path, **settings: object) -> None:
        create_document(path, settings=settings, municipalities=region.municipalities, present=[])

    with pytest.raises(Refused, match="there already"):
        make(there)
    with pytest.raises(Refused, match="folder"):
        make(tmp_path / "nergens" / "x.gpkg")
    with pytest.raises(Refused, match="not an assumption"):
        make(tmp_path / "x.gpkg", colour_of_sky=1)

    def broken() -> Iterator[object]:
        yield from present_of(region)
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        create_document(
            tmp_path / "y.gpkg",
            settings={},
            municipalities=region.municipalities,
            present=broken(),  # type: ignore[arg-type]
        )
    assert there.read_bytes() == b"mine" and [found.name for found in tmp_path.iterdir()] == ["er al.gpkg"]
    create_document(
        there,
        settings={},
        municipalities=region.municipalities,
        present=[],
        overwrite=True,
        about="Voorbeeld",
    )
    with open_document(there) as document:
        assert document.about() == "Voorbeeld"
        assert document.snapshot(PRESENT).base_year == 2026
