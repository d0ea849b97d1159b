"""`new` and `land-use` on the command line: each source has its own coordinate system, fields and classes."""

import pytest

from scenarios.cli import main
from scenarios.project.document import open_document
from tests.intake.files import TWO, gdal, geojson
from tests.makers import square


@pytest.fixture
def files(tmp_path):
    municipalities = geojson(tmp_path / "m.geojson", TWO, crs=None)
    land = gdal(tmp_path / "land.shp", "ESRI Shapefile", [(square(0, 0, 1000), {"soort": "Bos"})])
    land.with_suffix(".prj").unlink()
    return tmp_path, str(municipalities), str(land)


def test_every_source_has_its_own_coordinate_system(files, capsys):
    folder, municipalities, land = files
    path = folder / "a.gpkg"
    rd = ("--crs", "EPSG:28992")
    assert main(["new", str(path), "--municipalities", municipalities, "--land-use", land]) == 1
    assert "--crs EPSG:28992" in capsys.readouterr().err
    assert main(["new", str(path), "--municipalities", municipalities, *rd, "--land-use", land]) == 1
    assert not path.exists()
    assert main(["new", str(path), "--municipalities", municipalities, *rd, "--land-use", land, *rd]) == 0
    assert main(["land-use", str(path), land]) == 1
    assert main(["land-use", str(path), land, *rd]) == 0
    with open_document(path) as document:
        assert document.region.imported.areas.sum() == 1_000_000


def test_a_coordinate_system_without_a_source_is_wrong_use(files, capsys):
    folder, municipalities, _ = files
    assert (
        main(["new", str(folder / "a.gpkg"), "--crs", "EPSG:28992", "--municipalities", municipalities]) == 2
    )
    assert "after the source" in capsys.readouterr().err
