"""Classes become land uses: ready maps are recognised by layers and values, a user's map is checked row by
row."""

import csv

import pytest

from scenarios import resource
from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.formats.features import Field, LayerInfo
from scenarios.intake import classes
from scenarios.project.region import USE_INDEX


def _layer(name="laag", **fields):
    made = tuple(
        Field(n, "number" if all(str(v).isdigit() for v in values) else "text", tuple(str(v) for v in values))
        for n, values in fields.items()
    )
    return LayerInfo(name, "polygon", 10, made, "EPSG:28992")


@pytest.mark.parametrize("key", classes.READY)
def test_ready_maps_hold_only_known_uses_and_say_where_they_are_from(key):
    for row in resource.table("classes", f"{key}.csv"):
        assert row["use"] in USE_INDEX or row["use"] == ""
        assert row["source"] and row["year"].isdigit() and row["certainty"] in ("high", "medium", "low")
        assert row["order"].isdigit() and row["value"]


def test_the_old_codes_follow_the_reference_table():
    expected = {"10": "INF", "20": "WON", "21": "WRK", "24": "BED", "30": "HMC", "34": "OVE", "44": "GRO"}
    expected |= {"50": "GLA", "51": "LAN", "62": "NAT", "74": "WAT", "77": "WSG", "83": "WAT", "90": ""}
    found = classes.classify(classes.ready("bbg"), "bbg2015", {"bg2015": list(expected)}, len(expected))
    assert list(found.use) == list(expected.values())


@pytest.mark.parametrize(
    ("key", "info"),
    [
        ("bbg", _layer("bestand_bodemgebruik_2017", bg2017=[20, 51, 60], fid=[1, 2, 3])),
        ("bbg", _layer("laag", categorie=["Woongebied", "Bos", "Overig agrarisch terrein"])),
        ("bbg", _layer("laag", soort=["Woonterrein", "Bos"])),
        ("bbg", _layer("laag", bodemgebru=["Woonterrein", "Bos"])),
        ("bbg", _layer("laag", omschr=["Woonterrein", "Terrein voor glastuinbouw"])),
        ("nbbg", _layer("nbbg2022", NBBG22=[20, 52, 63], Shape_Area=[8, 9])),
        ("nbbg", _layer("laag", categorie=["Agrarisch grasland", "Hoofdweg", "Kustduinen"])),
        ("bgt", _layer("bgt_begroeidterreindeel", bgt_fysiekvoorkomen=["groenvoorziening", "loofbos"])),
        ("bgt", _layer("trafficarea", function=["voetpad", "parkeervlak"])),
        ("bgt", _layer("bgt_pand", identificatie=["0503"])),
        ("osm", _layer("landcover", **{"class": ["grass", "wood"], "subclass": ["meadow", "forest"]})),
        ("osm", _layer("gis_osm_landuse_a_free_1", fclass=["forest", "residential", "farmland"])),
        ("osm", _layer("multipolygons", landuse=["grass", "industrial"], natural=["water"])),
    ],
)
def test_the_map_that_fits_is_recognised(key, info):
    found = classes.recognised([info])
    assert found is not None and found[0].name == key


@pytest.mark.parametrize(
    "info",
    [
        _layer("wijken", naam=["Noord", "Zuid"], inwoners=[20, 51]),
        _layer("leeg"),
        _layer("x", nummer=[20, 51]),
    ],
)
def test_a_layer_without_known_classes_fits_no_map(info):
    assert classes.recognised([info]) is None


def test_of_a_tile_source_only_the_layers_of_the_map_are_read(shared_data):
    found = classes.recognised(vector.layers(shared_data / "osm-mvt-zuid-holland" / "14"))
    assert found is not None
    assert {info.name for info in found[1]} == {"landuse", "landcover", "water"}


def test_every_real_bgt_object_type_is_recognised(shared_data):
    found = classes.recognised(vector.layers(shared_data / "bgt-delft-3dfier"))
    assert found is not None and found[0].name == "bgt"
    names = {info.name for info in found[1]}
    assert {"plantcover", "onbegroeidterreindeel", "trafficarea", "waterdeel", "buildingpart"} <= names
    assert not names & {"scheiding", "kunstwerkdeel", "bridgeconstructionelement", "tunnelpart"}


def test_the_more_particular_field_decides():
    osm = classes.ready("osm")
    columns = {"subclass": ["meadow", None, "onbekend"], "class": ["grass", "grass", "farmland"]}
    found = classes.classify(osm, "landcover", columns, 3)
    assert list(found.use) == ["LAN", "GRO", "LAN"]
    assert list(found.value) == ["meadow", "grass", "farmland"]
    info = _layer("landcover", **{"class": ["grass"], "subclass": ["meadow"]})
    assert classes.fields_for(osm, info)[:2] == ("subclass", "class")


def test_osm_lets_water_win_then_particular_uses_then_housing_then_cover():
    osm = classes.ready("osm")

    def order(layer, value):
        return int(classes.classify(osm, layer, {"class": [value]}, 1).order[0])

    orders = [order("water", "lake"), order("landuse", "school"), order("landuse", "residential")]
    orders.append(order("landcover", "grass"))
    assert orders == sorted(orders) and len(set(orders)) == 4


def test_features_off_the_ground_and_ended_ones_are_taken_out():
    assert classes.skipped("level", [[0, 1, None, -1, "0", 2.0]], 6).tolist() == [
        False,
        True,
        False,
        True,
        False,
        True,
    ]
    assert classes.skipped("ended", [[None, "", "2015-01-01"]], 3).tolist() == [False, False, True]


def _own(tmp_path, text):
    path = tmp_path / "klassen.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_map_takes_codes_and_names_of_uses(tmp_path):
    made = classes.own(
        _own(tmp_path, "value;use;order\nhuis;WON;2\nplas;Water;1\nveld;Agriculture;\nweg;;3\n")
    )
    found = classes.classify(made, "laag", {"soort": ["Huis", "PLAS", " veld ", "weg", "zee", None]}, 6)
    assert list(found.use) == ["WON", "WAT", "LAN", "", None, None]
    assert found.order[:2].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("value,use\nhuis,HUIS\n", r"row 2: “HUIS” is no land use"),
        ("value,use\nhuis,WON\n,WAT\n", "row 3: the value is empty"),
        ("value,use,order\nhuis,WON,eerst\n", "row 2: the order “eerst”"),
        ("value,use\nhuis,WON\nHuis,WAT\n", "row 3: “Huis” stands in row 2 too"),
        ("klasse,use\nhuis,WON\n", "no column “value”"),
        ("value,use\n", "empty"),
    ],
)
def test_a_bad_users_map_is_refused_with_its_row(tmp_path, text, said):
    with pytest.raises(Refused, match=said):
        classes.own(_own(tmp_path, text))


def test_a_ready_map_can_be_copied_and_changed(tmp_path):
    path = tmp_path / "eigen.csv"
    path.write_text(resource.path("classes", "osm.csv").read_text(encoding="utf-8"), encoding="utf-8")
    assert classes.own(path).rows[:20] == tuple(
        classes.ClassRow(r.layers, r.fields, r.value, r.use, r.order) for r in classes.ready("osm").rows[:20]
    )
    with path.open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == len(classes.ready("osm").rows)
