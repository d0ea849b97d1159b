"""Municipalities out of a file: fields guessed, codes joined, facts taken, and plain words for what cannot
be."""

import pytest
import shapely

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.intake import municipalities
from scenarios.progress import drain
from tests.intake.files import TWO, gdal, geojson, two_municipalities
from tests.makers import square


def _read(path, **options):
    return drain(municipalities.read(str(path), **options))


def _kinds(found):
    return {remark.kind: remark for _, remark in found.report.remarks}


def test_fields_are_guessed_and_facts_taken(tmp_path):
    found = _read(two_municipalities(tmp_path))
    assert [(m.code, m.name, m.inhabitants) for m in found.rows] == [
        ("GM0001", "Aardam", 1200),
        ("GM0002", "Beekdorp", 800),
    ]
    assert found.rows[0].facts_source == "gemeenten.geojson"
    assert shapely.area(found.borders).tolist() == [1e6, 1e6]


@pytest.mark.parametrize(
    ("code_field", "codes", "expected"),
    [
        ("statcode", ["GM0503", "GM0518"], ["GM0503", "GM0518"]),
        ("code", [503, 518], ["GM0503", "GM0518"]),
        ("gm_code", ["0503", "0518"], ["GM0503", "GM0518"]),
        ("regio", ["GM0503", "GM0518"], ["GM0503", "GM0518"]),
        ("code", ["WK051801", "WK051802"], ["WK051801", "WK051802"]),
    ],
)
def test_codes_are_known_by_name_or_by_their_look(tmp_path, code_field, codes, expected):
    rows = [(square(i * 1000, 0, 1000), {code_field: c, "naam": f"n{i}"}) for i, c in enumerate(codes)]
    found = _read(geojson(tmp_path / "g.geojson", rows))
    assert [m.code for m in found.rows] == expected


@pytest.mark.parametrize(("missing", "option"), [("code", "--code"), ("name", "--name")])
def test_fields_that_cannot_be_guessed_are_asked_for(tmp_path, missing, option):
    properties = {"id_7": "x1", "naam": "Aardam"} if missing == "code" else {"code": "GM0001", "inwoners": 5}
    path = geojson(tmp_path / "g.geojson", [(square(0, 0, 1000), properties)])
    with pytest.raises(Refused, match=rf"{option}.*{next(iter(properties))}"):
        _read(path)


def test_a_named_field_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    with pytest.raises(Refused, match=r"no field “statcode”.*gemeentecode"):
        _read(two_municipalities(tmp_path), code="statcode")


def test_only_chooses_in_any_spelling_and_refuses_unknown_codes(tmp_path):
    path = two_municipalities(tmp_path)
    assert [m.code for m in _read(path, only=["2", "GM0002"]).rows] == ["GM0002"]
    with pytest.raises(Refused, match="no municipality GM0007, GM0008"):
        _read(path, only=["GM0001", "GM0007", "8"])


def test_features_that_are_no_municipality_are_left_out_with_a_word(tmp_path):
    rows = [
        *TWO,
        (square(9000, 0, 10), {"gemeentecode": "GM0998", "gemeentenaam": "Buitenland"}),
        (square(9000, 50, 10), {"gemeentecode": None, "gemeentenaam": "zonder"}),
        (None, {"gemeentecode": "GM0003", "gemeentenaam": "Cedam"}),
        (shapely.Point(80_000, 450_000), {"gemeentecode": "GM0004", "gemeentenaam": "Dorp"}),
    ]
    found = _read(geojson(tmp_path / "g.geojson", rows))
    assert [m.code for m in found.rows] == ["GM0001", "GM0002"]
    kinds = _kinds(found)
    assert kinds["abroad"].detail == "Buitenland"
    assert kinds["no-code"].count == 1
    assert kinds["without-land"].detail == "GM0003, GM0004"


def test_a_chosen_municipality_without_area_is_refused(tmp_path):
    rows = [*TWO, (None, {"gemeentecode": "GM0003", "gemeentenaam": "Cedam"})]
    with pytest.raises(Refused, match="GM0003 has no area"):
        _read(geojson(tmp_path / "g.geojson", rows), only=["GM0001", "GM0003"])


def test_features_with_the_same_code_are_joined(tmp_path):
    rows = [*TWO, (square(0, 2000, 500), {"gemeentecode": "GM0001", "gemeentenaam": "Aardam (water)"})]
    found = _read(geojson(tmp_path / "g.geojson", rows))
    assert shapely.area(found.borders).tolist() == [1_250_000, 1e6]
    assert found.rows[0].name == "Aardam" and found.rows[0].inhabitants == 1200
    assert _kinds(found)["duplicate"].detail == "GM0001"
    assert "Aardam / Aardam (water)" in _kinds(found)["names-differ"].detail


def test_a_municipality_inside_another_is_refused(tmp_path):
    rows = [*TWO, (square(100, 100, 100), {"gemeentecode": "GM0003", "gemeentenaam": "Cedam"})]
    with pytest.raises(Refused, match="GM0003 Cedam lies wholly inside"):
        _read(geojson(tmp_path / "g.geojson", rows))


def test_the_land_of_those_left_out_stays_theirs(tmp_path):
    ring = square(0, 0, 3000).difference(square(1000, 1000, 1000))
    rows = [
        (ring, {"gemeentecode": "GM0001", "gemeentenaam": "Rondom"}),
        (square(1001, 1000, 999, 1000), {"gemeentecode": "GM0002", "gemeentenaam": "Midden"}),
    ]
    found = _read(geojson(tmp_path / "g.geojson", rows), only=["GM0001"])
    assert found.borders[0].area == ring.area
    assert "foreign-gap" in _kinds(found)


def test_figures_that_are_text_are_left_out_and_unknown_ones_stay_unknown(tmp_path):
    rows = [
        (square(0, 0, 1000), {"code": 1, "naam": "A", "aantal_inwoners": "onbekend", "opp_land": "95,5"}),
        (square(1000, 0, 1000), {"code": 2, "naam": "B", "aantal_inwoners": "-99999999", "opp_land": None}),
    ]
    found = _read(geojson(tmp_path / "g.geojson", rows))
    assert [(m.inhabitants, m.land_ha) for m in found.rows] == [(None, 95.5), (None, None)]
    assert found.rows[1].facts_source == ""
    assert _kinds(found)["text-figure"].detail == "aantal_inwoners"


def test_a_layer_of_lines_or_without_features_is_refused(tmp_path):
    line = [(shapely.LineString([(80_000, 450_000), (81_000, 450_000)]), {"code": 1, "naam": "A"})]
    with pytest.raises(Refused, match=r"lijn\.geojson"):
        _read(geojson(tmp_path / "lijn.geojson", line))
    with pytest.raises(Refused, match=r"leeg\.geojson"):
        _read(geojson(tmp_path / "leeg.geojson", []))


def test_overlaps_and_gaps_are_told_with_their_size_and_place(tmp_path):
    rows = [
        (square(0, 0, 1010, 1000), {"code": 1, "naam": "A"}),
        (square(1000, 0, 1000), {"code": 2, "naam": "B"}),
    ]
    found = _read(geojson(tmp_path / "g.geojson", rows))
    contested = _kinds(found)["contested"]
    assert (contested.count, contested.m2) == (1, 10_000)
    assert contested.places == ((81_005, 450_500),)
    assert shapely.coverage_is_valid(found.borders)


def test_guesses_for_the_dialog_come_from_names_and_values(shared_data):
    info = vector.layers(shared_data / "gemeenten-kerncijfers" / "gemeenten_2024.geojson")[0]
    code = municipalities.guess_code(info)
    assert (code, municipalities.guess_name(info, code)) == ("gemeentecode", "gemeentenaam")
    info = vector.layers(shared_data / "gemeenten-cartomap" / "gemeente_2025.geojson")[0]
    code = municipalities.guess_code(info)
    assert (code, municipalities.guess_name(info, code)) == ("statcode", "statnaam")


def test_the_same_file_in_degrees_gives_the_same_partition(tmp_path):
    rows = [(g, dict(p)) for g, p in TWO]
    rd = _read(gdal(tmp_path / "rd.gpkg", "GPKG", rows))
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.GeoDataFrame([p for _, p in rows], geometry=[g for g, _ in rows], crs="EPSG:28992")
    frame.to_crs("EPSG:4326").to_file(tmp_path / "graden.gpkg")
    degrees = _read(tmp_path / "graden.gpkg")
    assert shapely.area(degrees.borders).tolist() == pytest.approx(shapely.area(rd.borders).tolist(), abs=1)
