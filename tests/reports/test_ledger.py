"""The ledgers written and read back: the same whole m2, sums of zero, texts that stay texts."""

import csv

import openpyxl
import shapely

from scenarios.commands import checking
from scenarios.commands.exporting import WRITERS
from scenarios.landuse.ledgers import drawn, gap, planned
from scenarios.project.model import Conversion, Move, Variant
from scenarios.reports.ledger import accounts, ledgers
from tests.makers import snapshot, square, use_change

FORMULA = '=HYPERLINK("http://x")'


def seen():
    works = use_change(square(900, 0, 200), "BED", name=FORMULA, start_year=2030, end_year=2036)
    homes = use_change(square(0, 0, 100), "WON", name="Homes", start_year=2032)
    planned_ = Conversion(5, 5, 1, "GM0001", "LAN", "WON", 30_000, "typed")
    leaving = shapely.to_wkb(shapely.MultiPolygon([square(1100, 0, 50)]))
    return snapshot(
        Variant(1, "One"), works, homes, planned_, Move(9, 9, 1, leaving, name="+Crusher", category="4.2")
    )


def test_csv_holds_every_entry_of_the_three_ledgers(tmp_path):
    shown = seen()
    WRITERS[".csv"](tmp_path / "l.csv", shown, "ledger", "")
    with (tmp_path / "l.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for ledger, entries in (("drawn", drawn(shown)), ("planned", planned(shown)), ("gap", gap(shown))):
        read = [
            (int(r["entry_year"]), r["municipality"], r["from"], r["to"], int(r["m2"]), r["cause"])
            for r in rows
            if r["ledger"] == ledger
        ]
        assert read == [(e.year, e.municipality, e.from_use, e.to_use, e.m2, str(e.cause)) for e in entries]
    assert {r["cause_name"] for r in rows if r["ledger"] == "drawn"} == {"'" + FORMULA, "Homes"}
    assert {r["cause_name"] for r in rows if r["ledger"] == "planned"} == {"typed programme", "'+Crusher"}
    assert {r["back"] for r in rows if r["entry_year"] == "2036"} == {"yes"}
    (wanted,) = (r for r in rows if r["municipality_name"] == "not placed yet" and r["ledger"] == "planned")
    assert (wanted["from_name"], wanted["to"]) == ("land still to be found", "HMC")


def test_workbook_holds_numbers_and_texts_and_no_formula(tmp_path):
    shown = seen()
    WRITERS[".xlsx"](tmp_path / "l.xlsx", shown, "ledger", "")
    accounts_, page = openpyxl.load_workbook(tmp_path / "l.xlsx")
    assert [cell.value for cell in accounts_[2 + len(accounts([shown]).rows)]][-1] == 0
    rows = [
        tuple(cell.value for cell in row)
        for row in page.iter_rows(min_row=3, max_row=2 + len(ledgers([shown]).rows))
    ]
    assert {cell.data_type for row in page.iter_rows(min_row=3) for cell in row} == {"n", "s"}
    assert [row[10] for row in rows if row[2] == "drawn"] == [e.m2 for e in drawn(shown)]
    assert FORMULA in [row[12] for row in rows]


def test_accounts_close_and_their_gap_is_planned_less_drawn(tmp_path):
    shown = seen()
    WRITERS[".csv"](tmp_path / "a.csv", shown, "accounts", "")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as lines:
        *rows, total = csv.DictReader(lines)
    for name in ("drawn", "planned"):
        gives = sum(int(row[f"{name}_gives_m2"]) for row in rows)
        takes = sum(int(row[f"{name}_takes_m2"]) for row in rows)
        assert gives == takes == int(total[f"{name}_gives_m2"]) == int(total[f"{name}_takes_m2"]) > 0
    assert sum(int(row["gap_m2"]) for row in rows) == int(total["gap_m2"]) == 0
    homes = next(row for row in rows if (row["municipality"], row["use"]) == ("GM0001", "WON"))
    assert (homes["drawn_takes_m2"], homes["planned_takes_m2"], homes["gap_m2"]) == (
        "10000",
        "30000",
        "20000",
    )
    assert len(accounts([shown]).rows) == len(rows) + 1


def test_check_tells_of_a_ledger_that_does_not_close(tmp_path, monkeypatch, capsys):
    from scenarios.cli import main
    from tests.makers import project

    path = project(tmp_path / "p.gpkg")
    assert main(["check", str(path)]) == 0
    monkeypatch.setattr(checking, "faults", lambda snapshot: ["Aardam does not close."])
    assert main(["check", str(path)]) == 3
    assert "Aardam does not close." in capsys.readouterr().out


def test_assess_tells_what_is_planned_and_not_placed_yet():
    from scenarios.assessment import assess

    listed = assess(seen())["programme_ledger"]
    assert [(p["municipality"], p["from"], p["to"], p["m2"], p["cause"]) for p in listed] == [
        ("GM0001", "LAN", "WON", 30_000, "typed"),
        ("", "", "HMC", 2_500, "9"),
    ]
