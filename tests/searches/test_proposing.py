"""Proposals from goal files: on the small region, by the command line, and what is wrong with a file."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from scenarios import resource
from scenarios.cli import main
from scenarios.errors import Refused
from scenarios.landuse.limits import rules
from scenarios.landuse.programme import programme
from scenarios.project.change import insert
from scenarios.project.document import open_document
from scenarios.project.model import Lock, Variant
from scenarios.project.region import USE_INDEX
from scenarios.searches.allocation.alone import alone
from scenarios.searches.allocation.goal_file import request
from scenarios.searches.allocation.goals import weighed
from scenarios.searches.allocation.propose import figures, propose
from scenarios.searches.allocation.region import space_of, standing
from tests.makers import project, snapshot

GOAL = """
[[goal]]
what = "cost"
unit = "million euro"

[[demand]]
use = "HMC"
growth_at_least = 2.0
unit = "ha"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = project(tmp_path / "proef.gpkg")
    with open_document(made) as document:
        document.edit("Add", [insert(Variant(5, "A"))])
    return made


def asked(text: str):
    shown = snapshot()
    space = space_of(shown)
    return shown, space, request(tomllib.loads(text), "doel.toml", shown, space)


def test_the_cheapest_land_is_taken_and_every_municipality_closes():
    shown, space, wanted = asked(GOAL)
    found = propose(shown, space, wanted)
    assert found.m2 is not None
    gained = sum(
        m2 if pair[1] == "HMC" else -m2
        for pairs in found.conversions().values()
        for pair, m2 in pairs.items()
        if "HMC" in pair
    )
    assert gained == 20_000
    # Farmland is the cheapest there is: 9 to acquire and 84.7 to prepare, euro per m2.
    assert {pair for pairs in found.conversions().values() for pair in pairs} == {("LAN", "HMC")}
    assert found.goals["cost"] == pytest.approx(2.0 * 93.7 / 100)
    (price,) = found.prices
    assert price.is_one and price.more == pytest.approx(0.937)


def test_what_keeps_its_land_and_what_is_locked_stays():
    shown = snapshot(Lock(9, 9, 1, "GM0001", "LAN"))
    keys = {demand.key for demand in standing(shown, space_of(shown))}
    assert "lock:GM0001:LAN" in keys
    assert all(
        key.split(":")[2] in {u for u, r in rules().items() if r.keeps} for key in keys if "keep" in key
    )
    assert set(rules()) == set(USE_INDEX)


def test_together_is_never_dearer_than_each_for_itself():
    shown, space, wanted = asked(GOAL)
    costs = weighed(figures(shown, space), wanted.goals)
    together = propose(shown, space, wanted).goals["cost"]
    shares = np.array([0.5, 0.5])
    apart = alone(space, wanted.demands, shares, costs)
    known = [float(costs @ own.converted) for own in apart if own.converted is not None]
    assert len(known) < len(apart) or together <= sum(known) + 1e-9


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('unit = "million euro"', ""), 'write unit = "million euro"'),
        (('what = "cost"', 'what = "costs"'), "did you mean cost"),
        (('use = "HMC"', 'use = "HCM"'), "did you mean HMC"),
        (("growth_at_least = 2.0", 'growth_at_least = "veel"'), "needs a number"),
        (("growth_at_least = 2.0", ""), "say at_least"),
        (('unit = "ha"', 'unit = "dwellings"'), "give a unit"),
        (('use = "HMC"', 'use = "HMC"\nmunicipality = "Nergens"'), "did you mean"),
        (("[[demand]]", "[[demands]]"), "is not known"),
        (("growth_at_least = 2.0", "at_least = 5.0\nat_most = 1.0"), "at least is more"),
        (("[[goal]]", "[goal]"), "under"),
    ],
)
def test_what_is_wrong_with_a_goal_file_is_said(change, said):
    with pytest.raises(Refused, match=said):
        asked(GOAL.replace(*change))


@pytest.mark.parametrize("name", ["least-farmland.toml", "fairest-sharing.toml", "homes-and-industry.toml"])
def test_the_examples_can_be_read(name):
    given = resource.toml("goals", name)
    shown = snapshot()
    if name.startswith("fairest"):
        with pytest.raises(Refused, match="inhabitants"):
            request(given, name, shown, space_of(shown))
    else:
        assert request(given, name, shown, space_of(shown)).demands


def test_the_command_proposes_accepts_and_undoes(path, tmp_path, capsys):
    goal = tmp_path / "doel.toml"
    goal.write_text(GOAL, encoding="utf-8")
    before = path.read_bytes()
    assert main(["propose", str(path), "--variant", "A", "--goal", str(goal), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "proposal" and path.read_bytes() == before
    assert answer["goals"]["cost"]["unit"] == "million euro"
    assert main(["propose", str(path), "--variant", "A", "--goal", str(goal), "--accept"]) == 0
    with open_document(path) as document:
        shown = document.snapshot(5)
        planned = programme(shown)
        assert {row.cause for row in shown.conversions.values()} == {"proposal"}
        assert sum(row["HMC"] for row in planned.values()) == 20_000 + sum(
            int(m2) for m2 in space_of(shown).present_m2[:, USE_INDEX["HMC"]]
        )
        document.undo()
        assert not document.snapshot(5).conversions


def test_a_clash_is_told_in_words_and_changes_nothing(path, tmp_path, capsys):
    goal = tmp_path / "doel.toml"
    goal.write_text(GOAL.replace("2.0", "1e6"), encoding="utf-8")
    before = path.read_bytes()
    assert main(["propose", str(path), "--variant", "A", "--goal", str(goal), "--accept", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "clash" and not answer["conversions"]
    assert answer["clashes"][0]["demands"] and answer["easing"]
    with open_document(path, editing=False) as document:
        assert not document.snapshot(5).conversions
    assert len(before)
