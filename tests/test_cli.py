"""The command line from end to end: what it answers, what it refuses, and that it leaves nothing behind."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios import wording
from scenarios.cli import RUN, main
from scenarios.commands import crash
from tests.cli_inputs import box, collection, region, shapes

ROOT = Path(__file__).resolve().parents[1]
VARIANT = "Eén cluster"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def no_display(monkeypatch, tmp_path):
    """As on a server; crash reports go to the test's own folder."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(crash, "folder", lambda: tmp_path / "crashes")


@pytest.fixture
def run(capsys):
    """Run a command: exit code, standard output, lines of standard error."""

    def answer(*words):
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        if code:
            assert 1 <= len(said.err.splitlines()) <= 3
        return code, said.out, said.err.splitlines()

    return answer


@pytest.fixture
def ask(run):
    """Run a command that must succeed with --json and give its one object."""

    def answer(*words):
        code, out, _ = run(*words, "--json")
        assert code == 0
        assert out.count("\n") == 1
        return json.loads(out)

    return answer


@pytest.fixture
def project(tmp_path, run):
    """A project of the small region with one variant that has a cluster and a programme."""
    file = tmp_path / "plan één #1.gpkg"
    assert run("new", file, *region(tmp_path))[0] == 0
    assert run("variant", file, VARIANT)[0] == 0
    assert run("place", file, shapes(tmp_path / "vorm.geojson"), "--variant", VARIANT)[0] == 0
    return file


def state(folder):
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# The journey


def test_new_tells_what_it_read(tmp_path, ask, run):
    answer = ask("new", tmp_path / "p.gpkg", *region(tmp_path))
    assert answer["file"].endswith("p.gpkg") and answer["sentences"]
    assert run("check", tmp_path / "p.gpkg")[0] == 0


def test_variants_list_the_present_first(project, ask):
    ask("variant", project, "Kopie", "--from", VARIANT)
    listed = ask("variants", project)["variants"]
    assert [v["name"] for v in listed] == ["present", VARIANT, "Kopie"]
    assert all({"key", "name", "parent"} <= v.keys() for v in listed)
    assert listed[2]["parent"] == listed[1]["key"]
    assert listed[0]["parent"] is None and listed[1]["parent"] == listed[0]["key"]


def test_assess_gives_what_others_rely_on(project, ask):
    found = ask("assess", project, "--variant", VARIANT)
    assert (found["variant"], found["year"]) == (VARIANT, 2040)
    assert found["municipality_area_m2"] == {"GM0001": 1_000_000, "GM0002": 1_000_000}
    for code, uses in found["land_use_balance_m2"].items():
        assert sum(uses.values()) == found["municipality_area_m2"][code]
        assert all(isinstance(m2, int) for m2 in uses.values())
    assert found["land_use_balance_m2"]["GM0001"]["HMC"] == 200_000
    assert found["land_use_balance_m2"]["GM0001"]["WON"] == 140_000
    assert sum(p["m2"] for p in found["ledger"] if p["to"] == "HMC") == 200_000
    assert all(p.keys() == {"municipality", "from", "to", "m2", "cause"} for p in found["ledger"])
    (site,) = found["sites"]
    assert (site["name"], site["kind"], site["area_m2"], site["net_m2"]) == (
        "Cluster Zuid",
        "cluster",
        200_000,
        60_000,
    )
    assert site["municipalities"] == {"GM0001": 200_000} and isinstance(site["findings"], list)
    assert set(found["setbacks"]) >= {"claimed_m2", "sensitive_m2", "dwellings"}
    assert all(
        {"key", "value", "low", "high", "unit", "better", "certainty"} <= i.keys()
        for i in found["indicators"]
    )


def test_the_year_decides_what_is_there(project, ask):
    before = ask("assess", project, "--variant", VARIANT, "--year", "2029")
    assert before["sites"] == [] and before["land_use_balance_m2"]["GM0001"]["WON"] == 140_000
    present = ask("assess", project)
    assert (present["variant"], present["year"], present["ledger"]) == ("present", 2026, [])


def test_a_programme_closes_per_municipality(project, tmp_path, ask):
    table = tmp_path / "programma.csv"
    table.write_text("municipality;use;hectares\nAardam;WON;20,5\nGM0002;HMC;3\n", encoding="utf-8")
    planned = ask("programme", project, table, "--variant", VARIANT)["programme_m2"]
    assert planned["GM0001"]["WON"] == 205_000 and planned["GM0002"]["HMC"] == 30_000
    assert all(sum(row.values()) == 1_000_000 for row in planned.values())
    found = ask("assess", project, "--variant", VARIANT)["programme_ledger"]
    assert sum(p["m2"] for p in found if p["municipality"] == "GM0001") == 105_000


def test_compare_gives_values_and_differences(project, ask):
    ask("variant", project, "Kopie", "--from", VARIANT)
    found = ask("compare", project)
    assert (found["variants"], found["reference"]) == (["present", VARIANT, "Kopie"], "present")
    rows = {row["indicator"]: row for row in found["rows"]}
    assert rows["cluster_area"]["values"] == [0, 20, 20]
    assert rows["cluster_area"]["differences"] == [0, 20, 20]
    turned = ask("compare", project, VARIANT, "present")
    assert turned["reference"] == VARIANT


def test_compare_writes_a_report(project, tmp_path, run):
    out = tmp_path / "uit"
    code, _, said = run("compare", project, "--out", out, "--lang", "nl")
    assert code == 0 and any("report.pdf" in line for line in said)
    made = {p.name for p in out.iterdir()}
    assert {
        "report.html",
        "report.pdf",
        "report.xlsx",
        "map-1-present.svg",
    } <= made or "map-1-heden.svg" in made
    assert sum(name.endswith(".svg") for name in made) >= 4
    assert '<html lang="nl">' in (out / "report.html").read_text(encoding="utf-8")
    assert not list(tmp_path.glob(".schuifruimte-*"))


def test_what_is_exported_can_be_placed_again(project, tmp_path, ask):
    before = ask("assess", project, "--variant", VARIANT)
    out = tmp_path / "uit.geojson"
    ask("export", project, out, "--variant", VARIANT)
    ask("variant", project, "Terug")
    ask("place", project, out, "--variant", "Terug")
    after = ask("assess", project, "--variant", "Terug")
    for code, uses in before["land_use_balance_m2"].items():
        for use, m2 in uses.items():
            assert abs(after["land_use_balance_m2"][code][use] - m2) <= 60
    assert [s["name"] for s in after["sites"]] == ["Cluster Zuid"]


def test_check_says_sound_and_unsound(project, ask, capsys):
    assert ask("check", project) == {"sound": True, "findings": []}
    whole = project.read_bytes()
    project.write_bytes(whole[: len(whole) // 2])
    assert main(["check", str(project), "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["sound"] is False and found["findings"][0].keys() == {"table", "key", "what"}
    assert main(["variants", str(project)]) == 3


def test_demo_leaves_the_example_and_its_comparison(tmp_path, run, ask):
    out = tmp_path / "demo map"
    code, said, _ = run("demo", "--out", out, "--lang", "nl")
    assert code == 0 and str(out) in said
    (project,) = out.glob("*.gpkg")
    assert {"report.html", "report.pdf", "report.xlsx"} <= {p.name for p in out.iterdir()}
    assert len(list(out.glob("map-*.svg"))) == 3
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Schematische kaart, oppervlakten kloppen" in page and "Fictief" in page
    wording.set_language("en")
    assert ask("check", project) == {"sound": True, "findings": []}
    assert len(ask("variants", project)["variants"]) == 3
    found = ask("assess", project)
    assert len(found["municipality_area_m2"]) == 14


def test_demo_without_a_display_goes_to_a_folder_and_spares_earlier_work(tmp_path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("demo")[0] == 0
    (project,) = (tmp_path / "schuifruimte-demo").glob("*.gpkg")
    assert run("variant", project, "Mine")[0] == 0
    kept = project.read_bytes()
    assert run("demo")[0] == 0
    assert project.read_bytes() == kept
    assert len(list((tmp_path / "schuifruimte-demo").glob("*.gpkg"))) == 2


# Exports


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", "csv", "xlsx"])
def test_every_format_is_written_whole(project, tmp_path, ask, ending):
    out = tmp_path / "uit map" / f"resultaat é.{ending}"
    out.parent.mkdir()
    answer = ask("export", project, out, "--variant", VARIANT)
    assert answer == {"file": str(out), "variant": VARIANT, "year": 2040}
    assert out.stat().st_size > 0
    expected = 5 if ending == "shp" else 1
    assert len(list(out.parent.iterdir())) == expected
    ask("export", project, out, "--variant", VARIANT)


def test_geojson_is_in_wgs84_and_a_geopackage_in_rd(project, tmp_path, ask):
    import pyogrio

    ask("export", project, tmp_path / "a.geojson", "--variant", VARIANT)
    ask("export", project, tmp_path / "a.gpkg", "--variant", VARIANT)
    assert pyogrio.read_info(tmp_path / "a.geojson")["crs"] == "EPSG:4326"
    layers = {str(name) for name, _ in pyogrio.list_layers(tmp_path / "a.gpkg")}
    assert layers == {"drawn", "land_use", "municipality", "contour", "business"}
    info = pyogrio.read_info(tmp_path / "a.gpkg", layer="land_use")
    assert info["crs"] == "EPSG:28992" and info["features"] >= 4


def test_csv_guards_against_formulas(project, tmp_path, ask):
    collection(tmp_path / "v.geojson", (box(700, 100, 150), {"kind": "hub", "name": '=HYPERLINK("x")'}))
    ask("place", project, tmp_path / "v.geojson", "--variant", VARIANT)
    ask("export", project, tmp_path / "s.csv", "--variant", VARIANT, "--layer", "sites")
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["name"] for row in rows} == {"Cluster Zuid", '\'=HYPERLINK("x")'}
    assert {row["area_m2"] for row in rows} == {"200000", "22500"}


def test_the_balance_as_csv_adds_up(project, tmp_path, ask):
    ask("export", project, tmp_path / "b.csv", "--variant", VARIANT)
    with (tmp_path / "b.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert (
        sum(int(row["drawn_m2"]) for row in rows) == sum(int(row["present_m2"]) for row in rows) == 2_000_000
    )


def test_a_project_is_not_overwritten_by_an_export(project, tmp_path, run, ask):
    other = tmp_path / "ander.gpkg"
    assert run("new", other, *region(tmp_path))[0] == 0
    before = state(tmp_path)
    for out in (project, other):
        code, _, said = run("export", project, out)
        assert code == 1 and "project" in said[0]
    assert state(tmp_path) == before


# Refusals


def refused(project, tmp_path):
    """Commands that must be refused, and a word that the sentence must hold."""
    bad = collection(tmp_path / "slecht.geojson", (box(100, 700, 50), {"kind": "plot", "site": "Nergens"}))
    lost = collection(tmp_path / "rd.geojson", (box(0, 0, 10), {"kind": "hub"}), crs=None)
    bow = {
        "type": "Polygon",
        "coordinates": [[[80_100, 450_100], [80_200, 450_200], [80_200, 450_100], [80_100, 450_100]]],
    }
    mixed = collection(
        tmp_path / "half.geojson", (bow, {"kind": "hub"}), (box(1, 1, 5), {"kind": "change", "use": "XXX"})
    )
    for name, text in {
        "kolom.csv": "municipality,use\nAardam,WON\n",
        "gebruik.csv": "municipality,use,hectares\nAardam,HUIS,1\n",
        "getal.csv": "municipality,use,hectares\nAardam,WON,veel\n",
        "dubbel.csv": "municipality,use,hectares\nAardam,WON,1\nGM0001,won,2\n",
        "plaats.csv": "municipality,use,hectares\nElders,WON,1\n",
        "teveel.csv": "municipality,use,hectares\nAardam,WON,1000\n",
        "leeg.csv": "municipality,use,hectares\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    on = ("--variant", VARIANT)
    yield ("variants", tmp_path / "weg.gpkg"), "weg.gpkg"
    yield ("variants", tmp_path), "folder"
    yield ("variants", tmp_path / "kolom.csv"), "kolom.csv"
    yield ("variant", project, VARIANT), VARIANT
    yield ("variant", project, "x" * 500), "characters"
    yield ("variant", project, "Nieuw", "--from", "Niets"), "Niets"
    yield ("place", project, bad, *on), "Nergens"
    yield ("place", project, lost, *on), "crs"
    yield ("place", project, mixed, *on), "XXX"
    yield ("place", project, tmp_path / "weg.geojson", *on), "weg.geojson"
    yield ("place", project, bad, "--variant", "present"), "variant"
    yield ("programme", project, tmp_path / "kolom.csv", *on), "hectares"
    yield ("programme", project, tmp_path / "gebruik.csv", *on), "line 2"
    yield ("programme", project, tmp_path / "getal.csv", *on), "veel"
    yield ("programme", project, tmp_path / "dubbel.csv", *on), "line 3"
    yield ("programme", project, tmp_path / "plaats.csv", *on), "Elders"
    yield ("programme", project, tmp_path / "teveel.csv", *on), "900"
    yield ("programme", project, tmp_path / "leeg.csv", *on), "leeg.csv"
    yield ("programme", project, tmp_path / "weg.csv", *on), "weg.csv"
    yield ("assess", project, "--variant", "Niets"), "Niets"
    yield ("assess", project, "--year", "99"), "99"
    yield ("compare", project, "Niets"), "Niets"
    yield ("compare", project, "--out", project), "file"
    yield ("compare", project, "--out", tmp_path / "a" / "b"), "folder"
    yield ("export", project, tmp_path / "uit.dwg"), "uit.dwg"
    yield ("export", project, tmp_path / "uit"), ".xlsx"
    yield ("export", project, tmp_path / "a" / "uit.csv"), "folder"
    yield ("export", project, tmp_path / "uit.csv", "--layer", "niets"), "niets"
    yield ("export", project, tmp_path / "uit.geojson", "--layer", "balance"), "csv"
    yield ("new", project, *region(tmp_path)), "there already"
    yield ("new", tmp_path / "n.gpkg", "--municipalities", tmp_path / "weg.shp"), "weg.shp"
    yield ("new", tmp_path / "n.gpkg", "--municipalities", "https://example.org/a.geojson"), "example.org"
    yield ("land-use", project, tmp_path / "weg.geojson"), "weg.geojson"


def test_refusals_say_what_and_where_and_leave_no_trace(project, tmp_path, run):
    cases = list(refused(project, tmp_path))
    region(tmp_path)
    before = state(tmp_path)
    for words, expected in cases:
        code, out, said = run(*words)
        assert code == 1, words
        assert expected in " ".join(said), (words, said)
        assert out == ""
        assert state(tmp_path) == before, words


@pytest.mark.parametrize(
    "words",
    [
        ["propose", "x.gpkg"],
        ["merge"],
        ["share"],
        ["report"],
        ["variants"],
        ["variant", "x.gpkg"],
        ["assess", "x.gpkg", "--year", "tien"],
        ["assess", "x.gpkg", "--yea", "2040"],
        ["compare", "x.gpkg", "--unknown"],
        ["place", "x.gpkg", "y.geojson"],
        ["new", "x.gpkg"],
        ["new", "x.gpkg", "--municipalities", "y", "--class", "z"],
        ["--unknown"],
        ["variants", "x.gpkg", "--lang", "fr"],
        ["x.gpkg", "y.gpkg"],
        ["x.gpkg"],
        [],
    ],
)
def test_wrong_use_is_exit_code_2(run, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(*words)
    assert code == 2 and out == ""
    assert not list(tmp_path.iterdir())


def test_without_a_display_the_commands_are_named(run):
    code, _, said = run()
    assert code == 2
    assert "display" in said[0] and "assess" in said[1] and "self-test" not in said[1]


def test_looking_leaves_the_file_and_its_folder_alone(project, tmp_path, run):
    project.chmod(0o444)
    before = state(tmp_path)
    stamp = project.stat().st_mtime_ns
    for words in (["variants"], ["assess", "--variant", VARIANT], ["compare"], ["check"]):
        assert run(words[0], project, *words[1:])[0] == 0
    assert state(tmp_path) == before and project.stat().st_mtime_ns == stamp


# Language, help, our own mistakes


@pytest.mark.parametrize(
    "words", [["--lang", "nl", "variants"], ["variants", "--lang", "nl"], ["variants", "--lang=nl"]]
)
def test_the_language_stands_anywhere(project, run, words):
    name, *rest = words if words[0] == "variants" else [*words[2:], *words[:2]]
    assert run(name, project, *rest)[0] == 0
    assert wording.language() == "nl"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_has_help(run, language):
    code, out, _ = run("--help", "--lang", language)
    assert code == 0 and all(f"  {name} " in out for name in RUN)
    for name in RUN:
        code, out, _ = run(name, "--help", "--lang", language)
        assert code == 0 and "--lang" in out


def test_the_commands_are_those_of_this_version():
    assert set(RUN) == {
        *("demo", "new", "land-use", "variants", "variant", "place", "programme", "propose"),
        *("assess", "compare", "check", "export", "self-test"),
    }


def test_our_own_mistakes_become_one_sentence_and_a_report(run, monkeypatch, tmp_path):
    def broken(args):
        raise ZeroDivisionError("our fault")

    monkeypatch.setitem(RUN, "variants", broken)
    code, out, said = run("variants", "x.gpkg")
    assert code == 1 and out == "" and len(said) == 1
    (report,) = (tmp_path / "crashes").iterdir()
    assert str(report) in said[0]
    assert "ZeroDivisionError: our fault" in report.read_text(encoding="utf-8")


def test_an_interrupt_ends_quietly_and_leaves_nothing(run, monkeypatch, tmp_path, project):
    from scenarios.reports import pdf

    def interrupt(report):
        raise KeyboardInterrupt

    monkeypatch.setattr(pdf, "document", interrupt)
    before = state(tmp_path)
    code, _, said = run("compare", project, "--out", tmp_path / "uit")
    assert code == 1 and "Stopped" in said[0]
    assert state(tmp_path) == before and not (tmp_path / "uit").exists()


def test_hostile_names_stay_text_on_a_terminal(project, tmp_path, run):
    collection(tmp_path / "v.geojson", (box(700, 100, 150), {"kind": "hub", "name": f"{HOSTILE}\x1b[31m"}))
    run("place", project, tmp_path / "v.geojson", "--variant", VARIANT)
    _, out, _ = run("assess", project, "--variant", VARIANT)
    assert "\x1b" not in out


# Whole processes


def start(*words, env=None, **options):
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        check=False,
        **options,
    )


def test_a_process_prints_one_object_and_nothing_else(project):
    done = start("variants", project, "--json")
    assert done.returncode == 0 and done.stderr == b""
    assert [v["name"] for v in json.loads(done.stdout)["variants"]] == ["present", VARIANT]


def test_a_process_with_a_poor_console_still_answers(project):
    done = start("variants", project, "--json", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert json.loads(done.stdout)["variants"][1]["name"] == VARIANT
    assert start("variants", project, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}).returncode == 0


def test_only_the_window_and_the_self_test_load_qt(project, tmp_path):
    region(tmp_path)
    table = tmp_path / "p.csv"
    table.write_text("municipality,use,hectares\nAardam,WON,20\n", encoding="utf-8")
    commands = [
        ["variants", project],
        ["variant", project, "Nog een"],
        ["place", project, tmp_path / "vorm.geojson", "--variant", "Nog een"],
        ["programme", project, table, "--variant", VARIANT],
        ["assess", project],
        ["compare", project, "--out", tmp_path / "uit"],
        ["check", project],
        ["export", project, tmp_path / "uit.xlsx"],
        ["export", project, tmp_path / "uit.geojson"],
        ["new", tmp_path / "nieuw.gpkg", *region(tmp_path)],
        [
            "land-use",
            project,
            tmp_path / "grond.geojson",
            "--class",
            "soort",
            "--classes",
            tmp_path / "klassen.csv",
        ],
        ["--help"],
        [],
    ]
    said = json.dumps([[str(word) for word in words] for words in commands])
    code = (
        "import sys, json\nimport desktop.__main__\nfrom scenarios.cli import main\n"
        f"for words in json.loads({json.dumps(said)}):\n"
        "    code = main(words)\n"
        "    assert code == (0 if words else 2), (words, code)\n"
        "    loaded = [m for m in sys.modules if m.startswith(('PySide6', 'shiboken6', 'pyqtgraph'))]\n"
        "    assert not loaded, words\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
