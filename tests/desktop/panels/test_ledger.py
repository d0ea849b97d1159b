"""The ledgers in the window: all that is drawn or planned stands there, side by side, and makes nothing."""

import csv
from dataclasses import replace

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import text
from desktop.panels.ledger import LedgerPanel
from desktop.panels.ledger.export import write
from desktop.panels.ledger.lines import Book
from desktop.panels.ledger.words import figure
from scenarios.edits.programme import set_slide
from scenarios.errors import Refused
from scenarios.landuse.accounts import Filter
from scenarios.landuse.ledgers import drawn as drawn_entries
from scenarios.landuse.programme import gap, slide

AARDAM, BEEKDORP = "GM0001", "GM0002"


@pytest.fixture
def panel(drawn, show):
    return show(LedgerPanel(drawn), 340, 460)


def lines(panel):
    return panel.table.model.lines


def line(panel, *path):
    return next(found for found in lines(panel) if found.path == path)


def plan(session, code, use, m2, payer=None):
    snapshot = session.committed()
    return set_slide(snapshot, code, slide(snapshot, code, use, m2, payer))


def click(panel, path):
    row = [found.path for found in lines(panel)].index(path)
    listed = panel.table.list
    listed.scrollTo(panel.table.model.index(row))
    place = listed.visualRect(panel.table.model.index(row)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)


def pick(panel, combo, index):
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def test_drawn_planned_and_gap_stand_side_by_side(panel, drawn):
    drawn.edit("Slide", plan(drawn, AARDAM, "HMC", 50_000, "LAN"))
    farmland, heavy = line(panel, AARDAM, "LAN"), line(panel, AARDAM, "HMC")
    assert farmland.figures() == (120_000, 0, 50_000, 0, 70_000)
    assert heavy.figures() == (0, 120_000, 0, 50_000, -70_000)
    assert line(panel, AARDAM).figures() == (120_000, 120_000, 50_000, 50_000, 0)
    for code in (AARDAM, BEEKDORP):
        for use, m2 in gap(drawn.committed())[code].items():
            found = [each for each in lines(panel) if each.path == (code, use)]
            assert (found[0].gap if found else 0) == m2
    total = panel.table.total
    assert total.line.figures() == (200_000, 200_000, 50_000, 50_000, 0)
    assert total.said() == "Total, takes less gives 0 m2"


def test_groups_fold_and_parts_unfold_to_entries_with_their_causes(panel):
    assert [found.path for found in lines(panel) if found.depth == 0] == [(AARDAM,), (BEEKDORP,)]
    click(panel, (AARDAM,))
    assert line(panel, AARDAM).open is False
    assert not any(found.path[0] == AARDAM for found in lines(panel) if found.depth)
    click(panel, (AARDAM,))
    click(panel, (AARDAM, "LAN"))
    legs = [found for found in lines(panel) if found.path[:2] == (AARDAM, "LAN") and found.depth == 2]
    assert {found.words.split(" \u00b7 ")[1] for found in legs} == {"Noord", "Asphalt plant in Noord"}
    assert sum(found.drawn_gives for found in legs) == line(panel, AARDAM, "LAN").drawn_gives


@pytest.mark.parametrize(
    ("at", "groups"),
    [(1, {"Agriculture", "Housing"}), (2, {"Noord", "Asphalt plant in Noord"}), (3, {"2026"})],
)
def test_lines_are_grouped_as_asked(panel, at, groups):
    pick(panel, panel.by, at)
    words = {found.words for found in lines(panel) if found.depth == 0}
    assert groups <= words
    assert panel.table.total.line.figures() == (200_000, 200_000, 0, 0, 0)


def test_a_filter_keeps_what_sums_to_nothing(panel):
    panel.filter_button.click()
    assert panel.filters.isVisible()
    panel.filters.choose("municipality", AARDAM)
    panel.filters.changed.emit()
    assert {found.path[0] for found in lines(panel)} == {AARDAM}
    assert panel.table.total.line.figures() == (120_000, 120_000, 0, 0, 0)
    panel.filters.choose("use", "WON")
    panel.filters.changed.emit()
    assert panel.empty.isVisible() and "filter less" in panel.why.text()
    panel.filter_button.click()
    assert panel.table.isVisible() and panel.table.total.line.drawn_gives == 200_000
    assert panel.filters.wanted == Filter()


def test_a_click_on_an_entry_shows_its_cause_on_the_map(panel, drawn):
    pick(panel, panel.by, 2)
    site = next(iter(drawn.committed().sites))
    click(panel, (site, AARDAM))
    assert drawn.selection == ()
    leg = next(found for found in lines(panel) if found.path[:2] == (site, AARDAM) and found.depth == 2)
    click(panel, leg.path)
    assert drawn.selection == (("site", site),)
    assert drawn.place is not None and drawn.place[0] == pytest.approx(80_700 - 1_500)


def test_keys_fold_and_go_to_the_place(panel, drawn):
    panel.table.mark((AARDAM,))
    listed = panel.table.list
    QTest.keyClick(listed, Qt.Key.Key_Left)
    assert line(panel, AARDAM).open is False
    QTest.keyClick(listed, Qt.Key.Key_Right)
    assert line(panel, AARDAM).open is True
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert drawn.place == (80_000, 450_000, 81_000, 451_000)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert panel.table.current_path() == (AARDAM, "HMC")


def test_what_is_selected_on_the_map_is_the_current_line(panel, drawn):
    pick(panel, panel.by, 2)
    site = next(iter(drawn.committed().sites))
    drawn.select([("site", site)])
    assert panel.table.current_path() == (site,)


def test_empty_ledgers_say_the_first_step_and_offer_it(planned, show):
    panel = show(LedgerPanel(planned), 340, 420)
    assert panel.draw.isVisible() and "Draw a cluster" in panel.why.text()
    panel.draw.click()
    assert planned.workspace == "draw"
    planned.go_to(variant=0)
    assert panel.new_variant.isVisible() and not panel.draw.isVisible()
    panel.new_variant.click()
    assert planned.variant != 0


def test_the_ledger_follows_undo_and_preview(panel, drawn):
    before = lines(panel)
    drawn.preview(plan(drawn, AARDAM, "HMC", 50_000, "LAN"))
    assert line(panel, AARDAM, "HMC").planned_takes == 50_000
    assert panel.table.total.line.planned_gives == 50_000
    drawn.preview(None)
    assert lines(panel) == before
    drawn.undo()
    drawn.undo()
    assert panel.empty.isVisible()


def test_a_drag_paints_only_lines_that_change(panel, drawn):
    drawn.edit("Slide", plan(drawn, AARDAM, "HMC", 50_000, "LAN"))
    told = []
    panel.table.model.dataChanged.connect(lambda first, last, _roles: told.append(first.row()))
    panel.table.model.modelReset.connect(lambda: told.append("all"))
    drawn.preview(plan(drawn, AARDAM, "HMC", 60_000, "LAN"))
    rows = [lines(panel)[row].path for row in told]
    assert sorted(rows) == [(AARDAM,), (AARDAM, "HMC"), (AARDAM, "LAN")]


def test_years_stand_apart(panel, drawn):
    pick(panel, panel.by, 3)
    drawn.go_to(year=2030)
    assert [found.words for found in lines(panel) if found.depth == 0] == ["2026"]
    assert panel.table.header.years == (2030, 2040)


def test_the_matrix_says_which_use_gives_to_which(panel):
    panel.view.choose("matrix")
    panel.refresh()
    found = panel.matrix.grid.exchange
    assert found.m2 == {("LAN", "HMC"): 120_000, ("WON", "HMC"): 80_000}
    assert [key for key, _ in found.givers] == ["WON", "LAN"]
    assert found.at(len(found.givers), 0) == 200_000
    # Straight to the grid: what an earlier test left pressed would keep a pointer's move from it.
    place = QPointF(panel.matrix.grid.box(1, 0).center())
    nothing, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, place, place, nothing, nothing, plain)
    QApplication.sendEvent(panel.matrix.grid, moved)
    said = ": 12.0 ha (120,000 m2); number of municipalities: 1"
    assert panel.told.text().endswith(said)


def test_the_matrix_shows_swaps_between_municipalities(panel, drawn):
    panel.view.choose("matrix")
    pick(panel, panel.between, 1)
    assert panel.empty.isVisible()
    there = plan(drawn, BEEKDORP, "WON", 400_000, "LAN")
    here = plan(drawn, AARDAM, "WON", 200_000, "LAN")
    drawn.edit("Slide", [*there, *here])
    pick(panel, panel.what, 1)
    found = panel.matrix.grid.exchange
    assert found.m2 == {(BEEKDORP, AARDAM): 100_000, (AARDAM, BEEKDORP): 100_000}
    QTest.mouseClick(panel.matrix.grid, Qt.MouseButton.LeftButton, pos=panel.matrix.grid.box(0, 1).center())
    assert drawn.place is not None and drawn.place[2] - drawn.place[0] == 2_000


def test_words_follow_the_language(panel):
    text.set_language("nl", keep=False)
    pick(panel, panel.by, 2)
    assert any(found.words.startswith("Asfaltcentrale") for found in lines(panel))


def test_what_shows_is_copied_as_text_with_tabs(panel):
    panel.copy()
    rows = [row.split("\t") for row in QGuiApplication.clipboard().text().splitlines()]
    assert len(rows) == len(lines(panel)) + 2 and {len(row) for row in rows} == {6}
    assert rows[-1][1:] == ["200000", "200000", "0", "0", "0"]
    panel.view.choose("matrix")
    panel.refresh()
    panel.copy()
    assert QGuiApplication.clipboard().text().splitlines()[-1] == "Total\t200000\t200000"


def test_the_ledger_is_exported_from_the_panel(panel, drawn, tmp_path):
    said = []
    drawn.listen(lambda message: said.append(message.text))
    write(drawn, tmp_path / "l.csv")
    with (tmp_path / "l.csv").open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["ledger"] == "drawn"]
    assert sum(int(row["m2"]) for row in rows) == sum(e.m2 for e in drawn_entries(drawn.committed()))
    write(drawn, tmp_path / "l.xlsx")
    assert openpyxl.load_workbook(tmp_path / "l.xlsx").sheetnames == ["Accounts", "Ledger"]
    assert said == ["l.csv was written.", "l.xlsx was written."]
    with pytest.raises(Refused):
        write(drawn, drawn.need().path)


def test_figures_never_hide_a_square_metre():
    assert (figure(0), figure(1), figure(499), figure(500), figure(123_456)) == (
        "\u2013", "<0.1", "<0.1", "0.1", "12.3",
    )  # fmt: skip
    assert figure(-1, signed=True) == "\u2212<0.1"


def test_wide_panels_have_one_line_and_narrow_ones_two(drawn, show):
    narrow = show(LedgerPanel(drawn), 320, 400)
    wide = show(LedgerPanel(drawn), 800, 400)
    heights = [panel.table.list.visualRect(panel.table.model.index(0)).height() for panel in (narrow, wide)]
    assert heights[0] > heights[1]
    for panel in (narrow, wide):
        fits = panel.table.list.painter_.columns
        assert panel.table.list.viewport().width() == fits.width


def test_a_book_reckons_only_the_ledger_that_changes(drawn):
    book = Book()
    book.read(drawn.committed())
    done, wanted = book.accounts("drawn"), book.accounts("planned")
    drawn.edit("Slide", plan(drawn, AARDAM, "HMC", 50_000, "LAN"))
    book.read(drawn.committed())
    assert book.accounts("drawn") is done and book.accounts("planned") is not wanted
    book.wanted = replace(book.wanted, municipality=BEEKDORP)
    assert book.accounts("drawn") is not done
