"""A project's own value holds instead of the resources' own, and says so."""

from pathlib import Path

from scenarios.edits.assumptions import set_assumption
from scenarios.landuse.assumptions import assumed
from scenarios.project.checks import check
from scenarios.project.document import open_document
from scenarios.project.model import Setting
from tests.makers import project, snapshot


def test_default_comes_from_the_resources():
    found = assumed(snapshot(), "jobs_per_ha_heavy")
    assert (found.value, found.low, found.high, found.changed) == (10, 5, 15, False)


def test_own_value_widens_the_range_and_names_what_it_was():
    found = assumed(snapshot(Setting(1, "dwellings_per_ha", "120")), "dwellings_per_ha")
    assert (found.value, found.low, found.high, found.changed) == (120, 25, 120, True)
    assert found.source.startswith("set in this project; was ")


def test_own_value_equal_to_the_default_is_no_change():
    assert not assumed(snapshot(Setting(1, "dwellings_per_ha", "45")), "dwellings_per_ha").changed


def test_a_coefficient_set_in_a_file_is_still_there_when_it_is_opened_again(tmp_path: Path):
    path = project(tmp_path / "own.gpkg")
    document = open_document(path)
    document.edit("Set jobs", set_assumption(document.snapshot(), "jobs_per_ha_heavy", 12))
    document.close()
    assert check(path) == []
    document = open_document(path)
    assert assumed(document.snapshot(), "jobs_per_ha_heavy").value == 12
    document.close()
