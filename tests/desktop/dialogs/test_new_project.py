"""The dialog that makes a project: what is guessed, what is made, and what happens when it cannot be."""

import json

import pytest
import shapely
from PySide6.QtCore import Qt

from desktop import work
from desktop.dialogs.backdrop import BackdropDialog
from desktop.dialogs.import_sources import LandUseDialog
from desktop.dialogs.new_project import JOB, NewProjectDialog
from desktop.dialogs.present_things import BUSINESSES, PLACES, WAITING, PresentThingsDialog
from desktop.session import Session
from scenarios.landuse.balance import balance
from tests.makers import square

CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}


def _write(path, features):
    shapes = [
        {"type": "Feature", "properties": p, "geometry": shapely.geometry.mapping(g)} for g, p in features
    ]
    path.write_text(
        json.dumps({"type": "FeatureCollection", "crs": CRS, "features": shapes}), encoding="utf-8"
    )
    return str(path)


@pytest.fixture
def sources(tmp_path):
    towns = [
        (square(0, 0, 1000), {"gemeentecode": "GM0001", "gemeentenaam": "Aardam"}),
        (square(1000, 0, 1000), {"gemeentecode": "GM0002", "gemeentenaam": "Beekdorp"}),
    ]
    land = [
        (square(0, 0, 1000, 400), {"soort": "weide"}),
        (square(0, 400, 1000, 600), {"soort": "Wonen"}),
    ]
    return (
        _write(tmp_path / "gemeenten é #1.geojson", towns),
        _write(tmp_path / "grond.geojson", land),
    )


@pytest.fixture
def dialog(qtbot):
    made = NewProjectDialog(Session())
    qtbot.addWidget(made)
    made.show()
    yield made
    work.stop_all()
    made.session.close()


def _pick(box, value):
    box.setCurrentIndex(max(box.findData(value), box.findText(value)))
    box.activated.emit(box.currentIndex())


def _cell(table, row, column):
    item = table.item(row, column)
    assert item is not None
    return item.text()


def _with_files(qtbot, dialog, sources):
    dialog.municipalities.open(sources[0])
    qtbot.waitUntil(lambda: dialog.municipalities.list.count() == 2)
    dialog.land.add(sources[1])
    qtbot.waitUntil(lambda: bool(dialog.land.sources))
    _pick(dialog.land.field, "field soort")
    qtbot.waitUntil(lambda: dialog.land.table.rowCount() == 2)


def test_fields_are_guessed_and_a_project_is_made(qtbot, dialog, sources, tmp_path):
    assert not dialog.go.isEnabled()
    _with_files(qtbot, dialog, sources)
    assert dialog.municipalities.fields() == ("gemeentecode", "gemeentenaam")
    table = dialog.land.table
    assert [(table.item(r, 1).text(), table.use_of(r)) for r in (0, 1)] == [("Wonen", "WON"), ("weide", "")]
    assert "1 classes have no land use yet" in dialog.land.hint.text()
    table.choose(1, "LAN")
    path = tmp_path / "nieuw project é.gpkg"
    dialog.make(path)
    qtbot.waitUntil(lambda: dialog.session.document is not None, timeout=20_000)
    found = balance(dialog.session.snapshot())
    assert found.area_m2 == {"GM0001": 1_000_000, "GM0002": 1_000_000}
    assert {u: m for u, m in found.now_m2["GM0001"].items() if m} == {"WON": 600_000, "LAN": 400_000}
    assert {u: m for u, m in found.now_m2["GM0002"].items() if m} == {"OVE": 1_000_000}


def test_only_the_ticked_municipalities_are_taken(qtbot, dialog, sources):
    _with_files(qtbot, dialog, sources)
    dialog.municipalities.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.municipalities.only() == ("GM0002",)
    dialog.municipalities.none.click()
    assert not dialog.go.isEnabled()


def test_a_refusal_is_said_and_leaves_no_file(qtbot, dialog, sources, tmp_path):
    _with_files(qtbot, dialog, sources)
    taken = tmp_path / "bestaat.gpkg"
    taken.write_text("mine", encoding="utf-8")
    dialog.make(taken)
    qtbot.waitUntil(lambda: not any(job.name == JOB for job in work.jobs()))
    assert "bestaat.gpkg is there already" in dialog.trouble.text()
    assert taken.read_text(encoding="utf-8") == "mine"
    assert dialog.go.isEnabled()


def test_a_file_that_cannot_be_read_is_told(qtbot, dialog, tmp_path):
    bad = tmp_path / "stuk.geojson"
    bad.write_bytes(b"\x00\x01 not a map")
    dialog.municipalities.open(str(bad))
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()))
    assert "stuk.geojson" in dialog.trouble.text()


def test_newer_land_use_takes_the_place_of_the_old(qtbot, dialog, sources, tmp_path):
    _with_files(qtbot, dialog, sources)
    dialog.make(tmp_path / "p.gpkg")
    qtbot.waitUntil(lambda: dialog.session.document is not None, timeout=20_000)
    session = dialog.session
    newer = LandUseDialog(session)
    qtbot.addWidget(newer)
    newer.land.add(_write(tmp_path / "nieuw.geojson", [(square(0, 0, 1000), {"soort": "Bos"})]))
    qtbot.waitUntil(lambda: bool(newer.land.sources))
    qtbot.waitUntil(lambda: newer.land.table.rowCount() == 1)
    assert newer.land.table.use_of(0) == "NAT"
    newer.replace()
    qtbot.waitUntil(lambda: balance(session.snapshot()).now_m2["GM0001"]["NAT"] == 1_000_000, timeout=20_000)


@pytest.fixture
def open_project(qtbot, dialog, sources, tmp_path):
    _with_files(qtbot, dialog, sources)
    dialog.make(tmp_path / "p.gpkg")
    qtbot.waitUntil(lambda: dialog.session.document is not None, timeout=20_000)
    return dialog.session


def test_backdrop_is_added_layer_by_layer_and_can_take_the_place_of_the_old(qtbot, open_project, tmp_path):
    road = shapely.LineString([(80_000, 450_100), (82_000, 450_100)])
    path = _write(tmp_path / "wegen.geojson", [(road, {"naam": "N1"})])
    for times, kind in ((1, ""), (2, "rail")):
        added = BackdropDialog(open_project)
        qtbot.addWidget(added)
        added.show()
        assert not added.bar.go.isEnabled()
        added.open(path)
        qtbot.waitUntil(added.bar.go.isEnabled)
        added._kinds[0].setCurrentIndex(added._kinds[0].findData(kind))
        added.bar.go.click()
        qtbot.waitUntil(lambda n=times: len(open_project.need().region.backdrop.geoms) == n, timeout=20_000)
    assert set(open_project.need().region.backdrop.kinds) == {"road", "rail"}
    last = BackdropDialog(open_project)
    qtbot.addWidget(last)
    last.show()
    last.open(path)
    qtbot.waitUntil(last.bar.go.isEnabled)
    last.replace.setChecked(True)
    last.bar.go.click()
    qtbot.waitUntil(lambda: len(open_project.need().region.backdrop.geoms) == 1, timeout=20_000)


def test_businesses_are_shown_before_they_are_imported(qtbot, open_project, tmp_path):
    rows = [
        (shapely.Point(80_500, 450_500), {"naam": "Beton BV", "milieucategorie": "4.2", "ha": 1.5}),
        (shapely.Point(80_600, 450_500), {"naam": "Puin BV", "milieucategorie": "9", "ha": None}),
    ]
    shown = PresentThingsDialog(open_project, BUSINESSES)
    qtbot.addWidget(shown)
    shown.show()
    shown.open(_write(tmp_path / "bedrijven.geojson", rows))
    qtbot.waitUntil(lambda: len(shown.found) == 2)
    assert [_cell(shown.table, 0, c) for c in range(4)] == ["Beton BV", "4.2", "1.50", ""]
    assert "9" in shown.remarks.text()
    _pick(shown.fields["area"], "")
    qtbot.waitUntil(lambda: _cell(shown.table, 0, 2) == "")
    _pick(shown.fields["area"], "ha")
    qtbot.waitUntil(lambda: _cell(shown.table, 0, 2) == "1.50")
    shown.bar.go.click()
    rows = sorted(open_project.snapshot().businesses.values(), key=lambda row: row.name)
    assert [(row.name, row.category, row.area_m2) for row in rows] == [
        ("Beton BV", "4.2", 15_000),
        ("Puin BV", None, None),
    ]
    open_project.undo()
    assert not open_project.snapshot().businesses


@pytest.mark.parametrize(
    ("kind", "columns", "cells", "row"),
    [
        (
            WAITING,
            {"naam": "Slibveld", "eigenaar": "Delfland", "vrij_vanaf": "1-7-2031"},
            ["Slibveld", "Delfland", "2031-07-01", "1.00"],
            ("Slibveld", "Delfland", "2031-07-01"),
        ),
        (
            PLACES,
            {"naam": "De Regenboog", "soort": "basisschool", "aantal": 120},
            ["De Regenboog", "School", "120"],
            ("De Regenboog", "school", 120.0),
        ),
    ],
)
def test_land_in_waiting_and_places_are_imported_too(
    qtbot, open_project, tmp_path, kind, columns, cells, row
):
    shown = PresentThingsDialog(open_project, kind)
    qtbot.addWidget(shown)
    shown.show()
    shown.open(_write(tmp_path / "rijen.geojson", [(shapely.box(80_500, 450_500, 80_600, 450_600), columns)]))
    qtbot.waitUntil(lambda: len(shown.found) == 1)
    assert [_cell(shown.table, 0, c) for c in range(len(cells))] == cells
    shown.bar.go.click()
    (made,) = open_project.snapshot().rows(kind.table).values()
    names = ("name", "owner", "free_from") if kind is WAITING else ("name", "kind", "count")
    assert tuple(getattr(made, name) for name in names) == row
    open_project.undo()
    assert not open_project.snapshot().rows(kind.table)


def test_a_kind_can_be_given_to_all_places(qtbot, open_project, tmp_path):
    shown = PresentThingsDialog(open_project, PLACES)
    qtbot.addWidget(shown)
    shown.show()
    shown.open(_write(tmp_path / "huizen.geojson", [(shapely.Point(80_500, 450_500), {"straat": "Kade 1"})]))
    qtbot.waitUntil(lambda: len(shown.found) == 1)
    assert "1" in shown.remarks.text(), "it says that the kind was guessed"
    _pick(shown.fields["kind"], "=dwellings")
    qtbot.waitUntil(lambda: shown.found[0].columns["kind"] == "dwellings")
    qtbot.waitUntil(lambda: not shown.remarks.text())


def test_a_file_without_coordinate_system_is_helped_out(qtbot, dialog, tmp_path):
    path = tmp_path / "rd.geojson"
    _write(path, [(square(0, 0, 1000), {"gemeentecode": "GM0001", "gemeentenaam": "Aardam"})])
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["crs"]
    path.write_text(json.dumps(content), encoding="utf-8")
    dialog.municipalities.open(str(path))
    qtbot.waitUntil(lambda: "look like RD" in dialog.trouble.text())
    _pick(dialog.municipalities.crs, "EPSG:28992")
    qtbot.waitUntil(lambda: dialog.municipalities.only() == ("GM0001",))
    assert dialog.request().crs == "EPSG:28992" and not dialog.trouble.text()


def test_abroad_and_doubles_are_no_choices_and_a_click_on_the_map_ticks(qtbot, dialog, tmp_path):
    rows = [
        (square(0, 0, 1000), {"gemeentecode": "GM0001", "gemeentenaam": "Aardam"}),
        (square(0, 2000, 1000), {"gemeentecode": "GM0001", "gemeentenaam": "Aardam"}),
        (square(3000, 0, 1000), {"gemeentecode": "GM0998", "gemeentenaam": "Buitenland"}),
        (square(1000, 0, 1000), {"gemeentecode": "GM0002", "gemeentenaam": "Beekdorp"}),
    ]
    dialog.municipalities.open(_write(tmp_path / "g.geojson", rows))
    qtbot.waitUntil(lambda: dialog.municipalities.list.count() == 2)
    assert dialog.municipalities.only() == ("GM0001", "GM0002")
    dialog.preview.picked.emit(0)
    assert dialog.municipalities.only() == ("GM0002",)
    dialog.municipalities.none.click()
    dialog.municipalities.filter.setText("beek, GM0009")
    dialog.municipalities.all.click()
    assert dialog.municipalities.only() == ("GM0002",)


def test_known_classes_can_be_changed_one_by_one(qtbot, dialog, tmp_path):
    path = _write(
        tmp_path / "b.geojson", [(square(0, 0, 9), {"bodemgebruik": v}) for v in ("Bos", "Woonterrein")]
    )
    dialog.land.add(path)
    qtbot.waitUntil(lambda: dialog.land.table.rowCount() == 2)
    assert [dialog.land.table.use_of(row) for row in (0, 1)] == ["NAT", "WON"]
    dialog.land.table.choose(0, "GRO")
    (wanted,) = dialog.land.wanted()
    assert wanted.classes.name == "bbg+" and wanted.classes.rows[0].use == "GRO"


def test_a_class_table_that_is_wrong_is_told_with_its_row(qtbot, dialog, sources, tmp_path, monkeypatch):
    table = tmp_path / "k.csv"
    table.write_text("value,use\nweide,GRAS\n", encoding="utf-8")
    monkeypatch.setattr("desktop.dialogs.land_sources.choose_file", lambda *_, **__: str(table))
    dialog.land.add(sources[1])
    qtbot.waitUntil(lambda: bool(dialog.land.sources))
    _pick(dialog.land.field, "a class table (CSV)…")
    qtbot.waitUntil(lambda: "row 2" in dialog.trouble.text())
    table.write_text("value,use\nweide,LAN\n", encoding="utf-8")
    _pick(dialog.land.field, "a class table (CSV)…")
    qtbot.waitUntil(lambda: dialog.land.table.rowCount() == 2)
    assert not dialog.trouble.text()


def test_the_source_moved_up_wins(qtbot, dialog, sources):
    dialog.land.add(sources[1])
    qtbot.waitUntil(lambda: len(dialog.land.sources) == 1)
    dialog.land.add(sources[0])
    qtbot.waitUntil(lambda: len(dialog.land.sources) == 2)
    dialog.land._move_up()
    assert [wanted.given for wanted in dialog.land.wanted()] == [sources[0], sources[1]]
    dialog.land._remove_source()
    assert [wanted.given for wanted in dialog.land.wanted()] == [sources[1]]
