"""Other people's files, whole and cut short: each is read or refused in one sentence, and nothing else."""

import random

import pytest

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.geometry.repair import polygons
from scenarios.progress import drain

SAMPLES = {
    "pdok": 14,
    "ogc-ets": 6,
    "pyogrio": 3,
}
UNREADABLE = {"test_broken_geopackage", "empty", "uint16"}


def _read(path):
    """How many layers were listed and how many of them read; the rest were refused in a sentence."""
    listed, read = 0, 0
    for layer in vector.layers(path):
        listed += 1
        try:
            features = drain(vector.read(path, layer.name))
        except Refused as refused:
            _is_one_sentence(str(refused), path)
            continue
        assert all(len(column) == len(features) for column in features.columns.values())
        polygons(features.geoms)
        read += 1
    return listed, read


def _is_one_sentence(said, path):
    assert path.name in said
    assert len(said) < 400 and "\n" not in said and "Traceback" not in said


@pytest.mark.parametrize("folder", SAMPLES)
def test_every_sample_is_read_or_refused(shared_data, folder):
    paths = sorted((shared_data / "gpkg-samples" / folder).glob("*.gpkg"))
    assert len(paths) == SAMPLES[folder]
    for path in paths:
        try:
            listed, _ = _read(path)
        except Refused as refused:
            assert path.stem in UNREADABLE, str(refused)
            _is_one_sentence(str(refused), path)
        else:
            assert path.stem not in UNREADABLE
            assert listed > 0


def test_a_real_sample_of_a_dutch_map_is_read(shared_data):
    path = shared_data / "gpkg-samples" / "pdok" / "test_gdal_error.gpkg"
    features = drain(vector.read(path, "cbs_arbeidsmarktregio_2014_gegeneraliseerd", ("statnaam",)))
    assert list(features.columns["statnaam"]) == ["Groningen"]
    assert 2_000e6 < sum(p.area for p in polygons(features.geoms).geoms) < 4_000e6


def _sources(shared_data):
    yield from sorted((shared_data / "gpkg-samples").rglob("*.gpkg"))[::4]
    yield shared_data / "gemeenten-cartomap" / "rd" / "provincie_2016.topojson"
    yield shared_data / "gemeenten-cartomap" / "rd" / "provincie_2016.geojson"
    yield shared_data / "bgt-delft-3dfier" / "bgt_waterdeel.sqlite"


def test_files_cut_short_are_read_or_refused(shared_data, tmp_path):
    for path in _sources(shared_data):
        content = path.read_bytes()
        for share in (0.02, 0.3, 0.7, 0.98):
            cut = tmp_path / f"kort-{path.name}"
            cut.write_bytes(content[: int(len(content) * share)])
            _survives(cut)


def test_files_with_random_damage_are_read_or_refused(shared_data, tmp_path):
    dice = random.Random(7)
    for path in _sources(shared_data):
        content = bytearray(path.read_bytes())
        for _ in range(max(8, len(content) // 5000)):
            content[dice.randrange(100, len(content))] = dice.randrange(256)
        hurt = tmp_path / f"stuk-{path.name}"
        hurt.write_bytes(bytes(content))
        _survives(hurt)


@pytest.mark.parametrize(
    "name", ["a.geojson", "a.gpkg", "a.shp", "a.fgb", "a.sqlite", "a.gml", "a.csv", "a.pbf", "a.json"]
)
def test_random_bytes_are_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(random.Random(3).randbytes(5000))
    with pytest.raises(Refused):
        _read(path)


def _survives(path):
    try:
        _read(path)
    except Refused as refused:
        _is_one_sentence(str(refused), path)
