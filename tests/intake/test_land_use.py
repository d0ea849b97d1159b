"""Present land use: sources in order, classes mapped, disjoint, cut along borders, and everything left out
counted."""

import numpy as np
import pytest
import shapely

from scenarios.errors import Refused
from scenarios.intake import land_use
from scenarios.intake.classes import amended, mapped, ready
from scenarios.intake.plan import LandUse, class_counts
from scenarios.progress import drain
from scenarios.project.model import Municipality
from tests.intake.files import geojson, land
from tests.makers import square

BORDERS = np.array([square(0, 0, 1000), square(1000, 0, 1000)], dtype=object)
ROWS = tuple(
    Municipality(i, shapely.to_wkb(b), f"GM000{i}", name)
    for i, (b, name) in enumerate(zip(BORDERS, ("Aardam", "Beekdorp"), strict=True), start=1)
)


def _read(*sources):
    given = [one if isinstance(one, LandUse) else LandUse(str(one)) for one in sources]
    return drain(land_use.read(given, ROWS, BORDERS))


def _areas(present):
    sums = {}
    for row in present:
        key = (row.municipality, row.use)
        sums[key] = sums.get(key, 0) + shapely.from_wkb(row.geom).area
    return {key: round(m2) for key, m2 in sorted(sums.items())}


def _kinds(report):
    return {(remark.kind, remark.detail): remark for _, remark in report.remarks}


def test_land_is_cut_along_the_borders_and_the_rest_is_told(tmp_path):
    path = land(tmp_path, (square(500, 0, 1000, 1000), "Woonterrein"), (square(0, 0, 500, 1000), "Bos"))
    present, report = _read(path)
    assert _areas(present) == {
        ("GM0001", "NAT"): 500_000,
        ("GM0001", "WON"): 500_000,
        ("GM0002", "WON"): 500_000,
    }
    assert [m.uncovered_m2 for m in report.municipalities] == [0, 500_000]
    assert present[0].source_class in ("Woonterrein", "Bos") and present[0].source == "bodem.geojson"


def test_earlier_sources_win_over_later_ones(tmp_path):
    first = land(tmp_path, (square(0, 0, 600, 1000), "Bos"), name="a.geojson")
    second = land(tmp_path, (square(0, 0, 1000), "Woonterrein"), name="b.geojson")
    assert _areas(_read(first, second)[0]) == {("GM0001", "NAT"): 600_000, ("GM0001", "WON"): 400_000}
    present, report = _read(second, first)
    assert _areas(present) == {("GM0001", "WON"): 1_000_000}
    assert report.overlap_m2 == pytest.approx(600_000)
    assert (report.overlaps[0].winner, report.overlaps[0].loser) == ("Woonterrein", "Bos")


def test_within_a_source_the_order_of_the_map_decides(tmp_path):
    path = land(tmp_path, (square(0, 0, 1000), "huis"), (square(0, 0, 100, 1000), "plas"), field="soort")
    by_map = LandUse(str(path), "soort", mapped("hand", {"plas": "WAT", "huis": "WON"}))
    assert _areas(_read(by_map)[0]) == {("GM0001", "WAT"): 100_000, ("GM0001", "WON"): 900_000}


def test_a_users_csv_maps_and_what_it_does_not_know_is_counted_by_class(tmp_path):
    path = land(
        tmp_path,
        (square(0, 0, 500, 1000), "huis"),
        (square(500, 0, 500, 1000), "raadsel"),
        (square(1000, 0, 100, 1000), "lucht"),
        field="soort",
    )
    (tmp_path / "k.csv").write_text("value,use\nhuis,WON\nlucht,\n", encoding="utf-8")
    present, report = _read(LandUse(str(path), "soort", str(tmp_path / "k.csv")))
    assert _areas(present) == {("GM0001", "WON"): 500_000}
    assert _kinds(report)["unmapped", "raadsel"].m2 == 500_000
    assert _kinds(report)["left-out", "lucht"].count == 1


def test_a_class_field_that_is_missing_is_refused_with_the_fields_there_are(tmp_path):
    path = land(tmp_path, (square(0, 0, 100), "huis"), field="soort")
    with pytest.raises(Refused, match=r"no field “klasse”.*soort"):
        _read(LandUse(str(path), "klasse"))


def test_classes_that_no_map_knows_ask_for_a_map(tmp_path):
    path = land(tmp_path, (square(0, 0, 100), "huis"), field="soort")
    with pytest.raises(Refused, match=r"--classes.*soort"):
        _read(path)


def test_lines_are_never_land_use(tmp_path):
    line = shapely.LineString([(80_000, 450_000), (81_000, 450_000)])
    path = geojson(tmp_path / "weg.geojson", [(line, {"bodemgebruik": "Woonterrein"})])
    with pytest.raises(Refused, match="lines and points are never land use"):
        _read(path)


def test_mixed_types_nulls_and_crossings_are_sorted_out_and_counted(tmp_path):
    bow = shapely.Polygon([(80_000, 450_000), (80_100, 450_100), (80_100, 450_000), (80_000, 450_100)])
    rows = [
        (bow, {"bodemgebruik": "Bos"}),
        (None, {"bodemgebruik": "Bos"}),
        (shapely.Point(80_500, 450_500), {"bodemgebruik": "Bos"}),
        (square(500, 500, 100), {"bodemgebruik": "Woonterrein"}),
    ]
    present, report = _read(geojson(tmp_path / "b.geojson", rows))
    assert _areas(present) == {("GM0001", "NAT"): 5000, ("GM0001", "WON"): 10_000}
    counts = {remark.kind: remark.count for _, remark in report.remarks}
    assert counts == {"null": 1, "not-an-area": 1, "repaired": 1}


def test_a_source_elsewhere_is_refused_unless_another_has_land(tmp_path):
    far = land(tmp_path, (square(50_000, 0, 1000), "Bos"), name="ver.geojson")
    near = land(tmp_path, (square(0, 0, 1000), "Bos"), name="hier.geojson")
    with pytest.raises(Refused, match="None of the land-use files"):
        _read(far)
    present, report = _read(far, near)
    assert _areas(present) == {("GM0001", "NAT"): 1_000_000}
    assert any(remark.kind == "elsewhere" for _, remark in report.remarks)


def test_objects_above_the_ground_and_ended_ones_are_left_out(tmp_path):
    base = {"function": "voetpad", "relatievehoogteligging": 0, "eindregistratie": None}
    rows = [
        (square(0, 0, 100), base),
        (square(200, 0, 100), {**base, "relatievehoogteligging": 1}),
        (square(400, 0, 100), {**base, "eindregistratie": "2015-06-01"}),
    ]
    present, report = _read(geojson(tmp_path / "bgt_wegdeel.geojson", rows))
    assert _areas(present) == {("GM0001", "INF"): 10_000}
    counts = {remark.kind: (remark.count, remark.m2) for _, remark in report.remarks}
    assert counts == {"level": (1, 10_000), "ended": (1, 10_000)}


def test_slivers_are_dropped_and_counted(tmp_path):
    path = land(tmp_path, (square(0, 0, 100), "Bos"), (square(0, 0, 100.005, 100), "Woonterrein"))
    present, report = _read(path)
    assert _areas(present) == {("GM0001", "NAT"): 10_000}
    assert [(r.kind, r.count) for _, r in report.remarks] == [("sliver", 1)]


def test_the_classes_that_occur_are_counted_with_the_use_they_will_get(tmp_path):
    values = ("Bos", "Woonterrein", "Bos", "raadsel", "Buitenland")
    path = land(tmp_path, *[(square(0, 0, 10), value) for value in values])
    plan, counts = drain(class_counts(LandUse(str(path))))
    assert plan.classes.name == "bbg" and [info.name for info in plan.layers] == ["bodem"]
    assert [(c.value, c.use, c.count) for c in counts] == [
        ("Bos", "NAT", 2),
        ("Buitenland", "", 1),
        ("Woonterrein", "WON", 1),
        ("raadsel", None, 1),
    ]


def test_classes_changed_by_hand_win_and_the_rest_of_the_map_stays(tmp_path):
    halves = (square(0, 0, 500, 1000), "Bos"), (square(500, 0, 500, 1000), "raadsel")
    path = land(tmp_path, *halves, (square(1000, 0, 1000), "Woonterrein"))
    changed = amended(ready("bbg"), {("bodem", "Bos"): "GRO", ("bodem", "raadsel"): "LAN"})
    present, report = _read(LandUse(str(path), classes=changed, layers=("bodem",)))
    assert _areas(present) == {
        ("GM0001", "GRO"): 500_000,
        ("GM0001", "LAN"): 500_000,
        ("GM0002", "WON"): 1_000_000,
    }
    assert report.sources[0].classes == "bbg+"


def test_one_changed_layer_leaves_the_other_layers_as_they_were(tmp_path):
    folder = tmp_path / "osm"
    folder.mkdir()
    for layer in ("gis_osm_landuse_a", "gis_osm_natural_a"):
        place = square(0 if "landuse" in layer else 1000, 0, 1000)
        geojson(folder / f"{layer}.geojson", [(place, {"fclass": "scrub"})])
    changed = amended(ready("osm"), {("gis_osm_natural_a", "scrub"): "GRO"})
    layers = ("gis_osm_landuse_a", "gis_osm_natural_a")
    present, _ = _read(LandUse(str(folder), classes=changed, layers=layers))
    assert _areas(present) == {("GM0001", "NAT"): 1_000_000, ("GM0002", "GRO"): 1_000_000}
