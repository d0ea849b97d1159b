"""A project from real files: it appears whole or not at all, and tells what was done."""

import json

import pytest
import shapely

from scenarios.errors import Refused
from scenarios.intake import (
    Backdrop,
    LandUse,
    NewProject,
    import_reference,
    new_project,
    newer_land_use,
    read_things,
)
from scenarios.intake.report import LAND_USE, from_json, sections, sentences
from scenarios.progress import Progress, drain
from scenarios.project.document import open_document
from tests.intake.files import geojson, land, two_municipalities
from tests.makers import square


@pytest.fixture
def request_(tmp_path):
    use = land(tmp_path, (square(0, 0, 1000), "Woonterrein"), (square(1000, 0, 600, 1000), "Bos"))
    lines = [(shapely.LineString([(80_000, 450_500), (82_000, 450_500)]), {"name": "Dorpsweg"})]
    road = geojson(tmp_path / "wegen.geojson", lines)
    return NewProject(
        str(two_municipalities(tmp_path)),
        land_use=(LandUse(str(use)),),
        reference=(Backdrop(str(road)),),
        base_year=2025,
        project_name="Proef",
    )


def test_a_project_holds_municipalities_land_use_and_backdrop(tmp_path, request_):
    path = tmp_path / "proef.gpkg"
    report = drain(new_project(path, request_, author="Ik"))
    with open_document(path) as document:
        region = document.region
        assert [m.code for m in region.municipalities] == ["GM0001", "GM0002"]
        assert shapely.area(region.imported.geoms).sum() == pytest.approx(1_600_000)
        assert (region.backdrop.kinds, region.backdrop.names) == (("road",), ("Dorpsweg",))
        assert not document.findings
        assert from_json(document.import_report()) == report
        settings = document.snapshot().settings
        assert (settings["base_year"], settings["target_year"], settings["project_name"]) == (
            2025,
            2040,
            "Proef",
        )


def test_without_land_use_all_land_is_undecided(tmp_path, request_):
    path = tmp_path / "leeg.gpkg"
    drain(new_project(path, NewProject(request_.municipalities)))
    with open_document(path) as document:
        assert len(document.region.imported.geoms) == 0


def test_progress_grows_and_stopping_leaves_nothing(tmp_path, request_):
    path = tmp_path / "proef.gpkg"
    before = set(tmp_path.iterdir())
    steps = list(new_project(tmp_path / "klaar.gpkg", request_))
    assert all(isinstance(step, Progress) and 0 <= step.done <= step.total for step in steps)
    assert [s.done for s in steps] == sorted(s.done for s in steps)
    (tmp_path / "klaar.gpkg").unlink()
    for count in range(1, len(steps) - 1, 3):
        job = new_project(path, request_)
        for _ in range(count):
            next(job)
        job.close()
        assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"municipalities": "nergens.gpkg"}, "nergens"),
        ({"code": "statcode"}, "statcode"),
        ({"only": ("GM0009",)}, "GM0009"),
        ({"base_year": 2040, "target_year": 2030}, "2030"),
        ({"land_use": (LandUse("weg.geojson"),)}, "weg.geojson"),
        ({"reference": (Backdrop("lijn.shp"),)}, "lijn.shp"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_no_file_appears(tmp_path, request_, change, said):
    from dataclasses import replace

    path = tmp_path / "proef.gpkg"
    before = set(tmp_path.iterdir())
    with pytest.raises(Refused, match=said) as caught:
        drain(new_project(path, replace(request_, **change)))
    assert "\n" not in str(caught.value)
    assert set(tmp_path.iterdir()) == before


def test_a_file_that_is_there_is_kept(tmp_path, request_):
    path = tmp_path / "proef.gpkg"
    path.write_text("van mij", encoding="utf-8")
    with pytest.raises(Refused, match="there already"):
        drain(new_project(path, request_))
    assert path.read_text(encoding="utf-8") == "van mij"


def test_a_newer_edition_replaces_the_land_use_and_leaves_the_rest(tmp_path, request_):
    path = tmp_path / "proef.gpkg"
    drain(new_project(path, request_))
    newer = land(tmp_path, (square(0, 0, 2000, 1000), "Bedrijventerrein"), name="nieuw.geojson")
    with open_document(path) as document:
        keys = [m.key for m in document.region.municipalities]
        report = drain(newer_land_use(document, [LandUse(str(newer))]))
        assert [m.key for m in document.region.municipalities] == keys
        assert shapely.area(document.region.imported.geoms).sum() == pytest.approx(2_000_000)
        assert len(document.region.backdrop.geoms) == 1
    assert [s.name for s in report.sources if s.part == LAND_USE] == ["nieuw.geojson"]
    with open_document(path) as document:
        assert from_json(document.import_report()) == report
        assert report.municipalities[0].uncovered_m2 == 0


def test_a_newer_edition_that_is_refused_changes_nothing(tmp_path, request_):
    path = tmp_path / "proef.gpkg"
    drain(new_project(path, request_))
    bad = land(tmp_path, (square(0, 0, 100), "raadsel"), name="raadsel.geojson", field="x")
    with open_document(path) as document:
        with pytest.raises(Refused):
            drain(newer_land_use(document, [LandUse(str(bad))]))
        assert shapely.area(document.region.imported.geoms).sum() == pytest.approx(1_600_000)


def test_backdrop_is_added_or_put_in_place(tmp_path, request_):
    path = tmp_path / "proef.gpkg"
    drain(new_project(path, request_))
    water = geojson(
        tmp_path / "vaarweg.geojson", [(square(0, 0, 50), {"naam": "Vliet"}), (None, {"naam": "x"})]
    )
    with open_document(path) as document:
        drain(import_reference(document, [Backdrop(str(water))]))
        assert sorted(document.region.backdrop.names) == ["Dorpsweg", "Vliet"]
        assert set(document.region.backdrop.kinds) == {"road", "waterway"}
        drain(import_reference(document, [Backdrop(str(water), kind="other")], keep=False))
        assert document.region.backdrop.names == ("Vliet",)
        assert document.region.backdrop.kinds == ("other",)


def test_businesses_come_with_their_columns_guessed(tmp_path):
    rows = [
        (shapely.Point(80_500, 450_500), {"bedrijfsnaam": "Beton", "milieucategorie": "4,2", "ha": "1,5"}),
        (square(0, 0, 100), {"bedrijfsnaam": "Asfalt", "milieucategorie": 5, "ha": None}),
        (shapely.Point(80_600, 450_600), {"bedrijfsnaam": "Raar", "milieucategorie": "9", "ha": "veel"}),
        (None, {"bedrijfsnaam": "Weg", "milieucategorie": "1", "ha": 1}),
    ]
    found, report = drain(read_things("business", str(geojson(tmp_path / "b.geojson", rows))))
    assert [b.columns.get("category") for b in found] == ["4.2", "5.3", None]
    assert [b.columns.get("area_m2") for b in found] == [15_000, None, None]
    assert {r.kind: r.count for _, r in report.remarks} == {"null": 1, "main-category": 1, "bad-category": 1}


def test_land_in_waiting_comes_with_owner_and_date(tmp_path):
    rows = [
        (square(0, 0, 100), {"naam": "Slibveld", "eigenaar": "Delfland", "vrij_vanaf": "1-7-2031"}),
        (square(200, 0, 100), {"naam": "Depot", "eigenaar": "Rijnland", "vrij_vanaf": 2034}),
        (square(400, 0, 100), {"naam": "Weide", "eigenaar": "", "vrij_vanaf": "later"}),
        (shapely.Point(80_500, 450_500), {"naam": "Punt", "eigenaar": "", "vrij_vanaf": ""}),
    ]
    found, report = drain(read_things("waiting_land", str(geojson(tmp_path / "w.geojson", rows))))
    assert [one.columns.get("free_from") for one in found] == ["2031-07-01", "2034", None]
    assert [one.columns.get("owner") for one in found] == ["Delfland", "Rijnland", None]
    assert {r.kind: (r.count, r.detail) for _, r in report.remarks} == {
        "not-an-area": (1, ""),
        "bad-date": (1, "later"),
    }


def test_sensitive_places_come_with_their_kind(tmp_path):
    rows = [
        (shapely.Point(80_500, 450_500), {"naam": "De Regenboog", "functie": "Basisschool", "aantal": 120}),
        (square(0, 0, 100), {"naam": "Zorgcentrum West", "functie": None, "aantal": 80}),
        (shapely.Point(80_600, 450_600), {"naam": "Camping Zee", "functie": "logiesfunctie", "aantal": None}),
        (shapely.Point(80_700, 450_600), {"naam": "Straat 1", "functie": "woonfunctie", "aantal": 1}),
        (shapely.Point(80_800, 450_600), {"naam": "Iets", "functie": "onbekend", "aantal": -3}),
    ]
    found, report = drain(read_things("sensitive_place", str(geojson(tmp_path / "p.geojson", rows))))
    kinds = [one.columns["kind"] for one in found]
    assert kinds == ["school", "care", "recreation", "dwellings", "school"]
    assert [one.columns.get("count") for one in found] == [120, 80, None, 1, None]
    assert {r.kind: r.count for _, r in report.remarks} == {"kind-guessed": 1}


def test_all_places_may_be_of_one_kind(tmp_path):
    rows = [(shapely.Point(80_500, 450_500), {"naam": "School aan Zee", "aantal": 2})]
    path = str(geojson(tmp_path / "p.geojson", rows))
    for kind in ("school", "care", "recreation", "dwellings"):
        found, report = drain(read_things("sensitive_place", path, fields={"kind": f"={kind}"}))
        assert [one.columns["kind"] for one in found] == [kind] and not report.remarks


def test_the_report_can_be_stored_and_told_in_sentences(tmp_path, request_):
    report = drain(new_project(tmp_path / "proef.gpkg", request_))
    stored = json.loads(json.dumps(report.to_json()))
    assert from_json(stored) == report
    said = sentences(report)
    assert any("Beekdorp" in line and "40.0 ha" in line for line in said)
    assert [heading for heading, _ in sections(report)] == ["Municipalities", "Present land use", "Backdrop"]
    assert from_json({}) == type(report)() and sentences(from_json({})) == []
