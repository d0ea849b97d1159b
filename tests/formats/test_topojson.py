"""TopoJSON is read whatever comes first in the file, and damage is told in one sentence."""

import json

import pytest
import shapely

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.progress import drain


def _write(path, topology):
    path.write_text(json.dumps(topology), encoding="utf-8")
    return path


SQUARES = {
    "arcs": [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
    ],
    "transform": {"scale": [100, 100], "translate": [80_000, 450_000]},
    "objects": {
        "vakken": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"n": "links"}, "id": 1},
                {"type": "Polygon", "arcs": [[2, -1]], "properties": {"n": "rechts"}},
                {"type": None, "properties": {"n": "leeg"}},
            ],
        }
    },
    "type": "Topology",
}


def test_shared_arcs_make_polygons_that_meet(tmp_path):
    features = drain(vector.read(_write(tmp_path / "v.json", SQUARES), "vakken", crs="EPSG:28992"))
    left, right, empty = features.geoms
    assert (left.area, right.area, empty) == (1e6, 1e6, None)
    assert left.intersection(right).length == 1000
    assert list(features.columns["n"]) == ["links", "rechts", "leeg"]


def test_the_arcs_may_come_first(shared_data):
    path = shared_data / "gemeenten-detail-2015" / "GemeenteDetail_2015_layer_q1e3.json"
    info = vector.layers(path)[0]
    assert (info.count, info.geometry, info.crs) == (484, "polygon", "EPSG:4326")
    features = drain(vector.read(path, "layer", ("aantal_inwoners",)))
    assert 33_000e6 < shapely.area(features.geoms[~shapely.is_missing(features.geoms)]).sum() < 50_000e6


def test_every_member_is_counted(shared_data):
    path = shared_data / "gemeenten-cartomap" / "rd" / "wijk_2016.topojson"
    assert vector.layers(path)[0].count == 2981


@pytest.mark.parametrize("format_", ["topojson", "geojson"])
def test_both_writings_of_one_map_agree(shared_data, format_):
    path = shared_data / "gemeenten-cartomap" / "rd" / f"gemeente_2016.{format_}"
    features = drain(vector.read(path, "gemeente_2016", ("statcode",)))
    codes = list(features.columns["statcode"])
    assert features.geoms[codes.index("GM0518")].area == pytest.approx(81_900_000, rel=0.2)
    assert len(features) == 390


@pytest.mark.parametrize(
    "broken",
    [
        {**SQUARES, "arcs": [["a"]]},
        {**SQUARES, "arcs": 3},
        {**SQUARES, "transform": {"scale": []}},
        {**SQUARES, "objects": 4},
        {"type": "Topology"},
    ],
)
def test_a_damaged_topology_is_refused(tmp_path, broken):
    with pytest.raises(Refused, match=r"v\.json"):
        drain(vector.read(_write(tmp_path / "v.json", broken), "vakken", crs="EPSG:28992"))


def test_a_member_whose_arcs_are_missing_is_left_out(tmp_path):
    topology = json.loads(json.dumps(SQUARES))
    topology["objects"]["vakken"]["geometries"][0]["arcs"] = [[17]]
    features = drain(vector.read(_write(tmp_path / "v.json", topology), "vakken", crs="EPSG:28992"))
    assert features.geoms[0] is None
    assert [(r.kind, r.count) for r in features.remarks] == [("unreadable", 1)]
