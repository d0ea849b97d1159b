"""The table by hand: typing, pasting, locking, sorting, grouping and filtering; sums never break."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.panels.tradeoff import TradeoffPanel
from desktop.panels.tradeoff.paint import lock_box
from desktop.widgets.figures import HECTARE
from scenarios.edits.limits import lock, set_limit
from scenarios.project.region import USES
from tests.desktop.panels.tradeoff.conftest import (
    AARDAM,
    BEEKDORP,
    middle_of,
    planned_m2,
    steps,
    type_into,
)


def test_a_typed_amount_is_exact_one_step_and_paid_by_the_rule(panel, planned, qtbot):
    before = len(steps(planned))
    type_into(panel, qtbot, "7.25")
    qtbot.waitUntil(lambda: planned_m2(planned, AARDAM, "HMC") == 72_500)
    assert planned_m2(planned, AARDAM, "LAN") == 90 * HECTARE - 72_500
    assert len(steps(planned)) == before + 1
    planned.undo()
    assert planned_m2(planned, AARDAM, "HMC") == 0


@pytest.mark.parametrize(
    ("unit", "typed", "m2"),
    [("m2", "12345", 12_345), ("%", "12.5", 125_000), ("jobs", "77", round(77 / 7.7 * HECTARE))],
)
def test_amounts_are_typed_in_the_unit_that_shows(panel, planned, qtbot, unit, typed, m2):
    panel.bar.take(unit=unit)
    type_into(panel, qtbot, typed)
    qtbot.waitUntil(lambda: planned_m2(planned, AARDAM, "HMC") == m2)


def test_escape_leaves_the_cell_as_it_was(panel, planned):
    before = len(steps(planned))
    table = panel.matrix.table
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = table.findChild(QLineEdit)
    QTest.keyClicks(field, "55")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert len(steps(planned)) == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("5x", "“5x” is no number"),
        ("-4", "below zero"),
        ("240", "does not fit: Aardam has 100.0 ha"),
        ("95", "cannot be 95.0 ha, at most 90.0 ha"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_changes_nothing(panel, planned, told, qtbot, typed, said):
    before = len(steps(planned))
    type_into(panel, qtbot, typed)
    qtbot.waitUntil(lambda: bool(told))
    assert said in told[-1].text and told[-1].grave
    assert len(steps(planned)) == before and not planned.pending


def test_only_the_programme_can_be_typed_and_the_way_there_is_one_click(panel, told):
    panel.bar.take(shown="gap")
    QTest.keyClicks(panel.matrix.table, "5")
    assert "Only the programme" in told[-1].text
    told[-1].act()
    assert panel.bar.view.shown == "programme" and panel.shown.choice == "programme"


def test_uses_without_a_figure_show_none_and_cannot_be_typed(panel, told):
    panel.bar.take(unit="dwellings")
    model = panel.matrix.model
    assert model.texts(0, USES.index("WON")) == ["450"]
    assert model.texts(0, USES.index("HMC")) == ["\u2013"]
    QTest.keyClicks(panel.matrix.table, "5")
    assert "No figure is known" in told[-1].text


def test_copied_cells_come_back_on_another_row(panel, planned):
    table = panel.matrix.table
    panel.matrix.choose(AARDAM, "WON")
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "10"
    panel.matrix.choose(BEEKDORP, "GRO")
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert planned_m2(planned, BEEKDORP, "GRO") == 10 * HECTARE


def test_a_block_with_names_is_one_step(panel, planned):
    before = len(steps(planned))
    panel.entries.paste("Gemeente\tLandbouw\tHMC\nBeekdorp\t3\t2\nAARDAM\t84,5\t\nRegio\t1\t2\n")
    assert planned_m2(planned, BEEKDORP, "LAN") == 3 * HECTARE
    assert planned_m2(planned, BEEKDORP, "HMC") == 2 * HECTARE
    assert planned_m2(planned, AARDAM, "LAN") == 845_000
    assert len(steps(planned)) == before + 1
    planned.undo()
    assert not planned.committed().conversions


def test_the_whole_table_comes_back_as_it_was_copied(panel, planned, told, qtbot):
    type_into(panel, qtbot, "7.1234")
    qtbot.waitUntil(lambda: planned_m2(planned, AARDAM, "HMC") == 71_234)
    text = panel.matrix.as_text()
    planned.undo()
    panel.entries.paste(text)
    assert planned_m2(planned, AARDAM, "HMC") == 71_234
    panel.entries.paste(text)
    assert "has already" in told[-1].text


def test_a_grouped_table_and_whole_rows_come_back_too(panel, planned, told):
    panel.bar.take(group="hosts")
    text = panel.matrix.as_text()
    assert "Without HMC land" in text
    panel.entries.paste(text)
    assert "has already" in told[-1].text
    panel.bar.take(group="")
    panel.matrix.choose(AARDAM, "WON")
    panel.entries.paste("\t".join(["10", "0", "0", "4", "0", "0", "0", "86", "0", "0", "0", "0", "100"]))
    assert planned_m2(planned, AARDAM, "HMC") == 4 * HECTARE


def test_of_four_numbers_only_the_programme_is_taken(panel, planned):
    panel.bar.take(shown="all")
    text = panel.matrix.as_text().replace("Aardam\tProgramme\t10\t0", "Aardam\tProgramme\t12\t0")
    panel.entries.paste(
        text.replace("\t90\t0\t0\t0\t0\t100\nAardam\tGap", "\t88\t0\t0\t0\t0\t100\nAardam\tGap")
    )
    assert planned_m2(planned, AARDAM, "WON") == 12 * HECTARE


def test_an_unknown_name_offers_the_nearest_and_pastes_at_a_click(panel, planned, told):
    panel.entries.paste("\tHMC\nArdam\t4\n")
    assert "is Aardam meant?" in told[-1].text and "Aardam" in told[-1].remedy
    assert planned_m2(planned, AARDAM, "HMC") == 0
    told[-1].act()
    assert planned_m2(planned, AARDAM, "HMC") == 4 * HECTARE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\tHMC\nAardam\t4\nBeekdorp\tveel\n", "“veel” in row 3"),
        ("\tHMC\nAardam\t4\nBeekdorp\t-1\n", "below zero"),
        ("\tHMC\nAardam\t4\nBeekdorp\t400\n", "does not fit"),
        ("\tHMC\nAardam\t4\nXyzzy\t4\n", "no municipality of this region"),
        ("\tHMC\tZeppelin\nAardam\t4\t3\n", "no land use"),
        ("\tHMC\nAardam\t4\nAardam\t5\n", "stands twice"),
        ("1\n2\n3\n", "more rows than the table"),
        ("1\t" * 13 + "1", "wider than the table"),
        ("  \n", "no text to paste"),
    ],
)
def test_a_bad_block_is_refused_whole(panel, planned, told, text, said):
    before = len(steps(planned))
    panel.entries.paste(text)
    assert said in told[-1].text
    assert len(steps(planned)) == before and not planned.committed().conversions


def test_a_click_on_the_lock_of_the_current_cell_locks_it(panel, planned):
    table = panel.matrix.table
    box = lock_box(table.visualRect(table.currentIndex()))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert [(row.municipality, row.use, row.scope) for row in planned.committed().locks.values()] == [
        (AARDAM, "HMC", "cell")
    ]
    QTest.keyClick(table, Qt.Key.Key_L)
    assert not planned.committed().locks


def test_the_first_click_on_a_cell_only_chooses_it(panel, planned):
    table = panel.matrix.table
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(panel, BEEKDORP, "GRO"))
    assert panel.matrix.current() == (BEEKDORP, "GRO") and not planned.committed().locks


@pytest.mark.parametrize(("scope", "code", "use"), [("row", AARDAM, ""), ("column", "", "HMC")])
def test_headers_lock_rows_and_columns(panel, planned, scope, code, use):
    header = panel.matrix.table.place_header if scope == "row" else panel.matrix.table.use_header
    section = 0 if scope == "row" else USES.index(use)
    place = header.lock_box(section).center()
    for locked in (True, False):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        rows = [(row.municipality, row.use, row.scope) for row in planned.committed().locks.values()]
        assert rows == ([(code, use, scope)] if locked else [])
    assert panel.bar.view.sort == "name"


def test_the_total_of_a_use_is_locked_in_the_row_below(panel, planned):
    totals = panel.matrix.totals
    index = panel.matrix.totals_model.index(0, USES.index("LAN"))
    QTest.mouseMove(totals.viewport(), totals.visualRect(index).center())
    QTest.mouseClick(
        totals.viewport(), Qt.MouseButton.LeftButton, pos=lock_box(totals.visualRect(index)).center()
    )
    assert [(row.use, row.scope) for row in planned.committed().locks.values()] == [("LAN", "total")]
    assert panel.matrix.totals_model.lock(0, USES.index("LAN")) == "total"


def test_locks_and_limits_say_why(panel, planned):
    now = planned.committed()
    planned.edit("Limit", set_limit(now, AARDAM, "HMC", "at_most", 5 * HECTARE, "the canal is full"))
    planned.edit("Lock", lock(planned.committed(), AARDAM, "", "row"))
    model = panel.matrix.model
    tip = model.data(model.index(0, USES.index("HMC")), Qt.ItemDataRole.ToolTipRole)
    assert "the canal is full" in tip and "whole municipality" in tip
    assert model.mark(0, USES.index("HMC")).sign == "\u2264"
    assert "homes are not pulled down" in model.headerData(
        USES.index("WON"), Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )


def test_a_click_on_a_use_sorts_by_it_and_once_more_the_other_way_round(panel):
    header = panel.matrix.table.use_header
    place = header.lock_box(USES.index("WON")).center()
    place.setY(header.height() - 6)
    codes = []
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        codes.append([line.code for line in panel.matrix.model.lines])
    assert codes == [[BEEKDORP, AARDAM], [AARDAM, BEEKDORP]]
    assert panel.matrix.current() == (AARDAM, "HMC")


def test_hidden_rows_and_uses_go_on_counting(panel):
    panel.bar.filter.setText("aar")
    panel.bar.take(hidden_uses=frozenset({"WON"}))
    model, totals = panel.matrix.model, panel.matrix.totals_model
    assert [line.code for line in model.lines] == [AARDAM]
    assert totals.lines[0].title == "Region (all 2, 1 shown)"
    assert totals.texts(0, totals.columnCount() - 1) == ["200.0"]
    assert model.texts(0, model.columnCount() - 1) == ["100.0"]
    assert model.closes(0)


def test_groups_close_and_sum_up_all_that_is_in_them(panel, planned, qtbot):
    type_into(panel, qtbot, "5")
    qtbot.waitUntil(lambda: planned_m2(planned, AARDAM, "HMC") == 5 * HECTARE)
    panel.bar.take(group="hosts")
    model = panel.matrix.model
    assert [line.title for line in model.lines] == [
        "Gets HMC land (1)",
        "Aardam",
        "Without HMC land (1)",
        "Beekdorp",
    ]
    assert model.texts(0, USES.index("HMC")) == ["5.0"]
    header = panel.matrix.table.place_header
    place = QPoint(20, header.sectionViewportPosition(0) + header.sectionSize(0) // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [line.title for line in model.lines][:2] == [
        "Gets HMC land (1, 0 shown)",
        "Without HMC land (1)",
    ]
    assert model.texts(0, USES.index("HMC")) == ["5.0"]


def test_large_type_makes_rows_higher_and_is_remembered(panel, planned, show):
    before = panel.matrix.table.rowHeight(0)
    panel.bar.large.click()
    assert panel.matrix.table.rowHeight(0) > before
    assert show(TradeoffPanel(planned)).bar.view.large


def test_rows_keep_their_order_while_a_slider_is_dragged(panel, planned):
    panel.bar.sort_by("WON")
    assert panel.matrix.model.lines[0].code == BEEKDORP
    panel.sliders._begin("WON")
    panel.sliders._move("WON", 60 * HECTARE)
    assert panel.matrix.model.table.cell(AARDAM, "WON").programme > 50 * HECTARE
    assert panel.matrix.model.lines[0].code == BEEKDORP
    panel.sliders._end()
    assert panel.matrix.model.lines[0].code == AARDAM


def test_every_unit_and_view_can_be_painted_in_both_looks(panel, drawn):
    from desktop import look
    from desktop.panels.tradeoff.cells import SHOWN
    from desktop.panels.tradeoff.units import UNITS

    for theme in ("dark", "light"):
        look.choose(theme, keep=False)
        for unit, *_ in UNITS:
            for shown, _name in SHOWN:
                panel.bar.take(unit=unit, shown=shown, group="size" if shown == "gap" else "")
                assert not panel.grab().isNull()


def test_washes_follow_when_the_slider_is_let_go(panel, planned):
    strongest = panel.matrix.table.painter_.strongest
    panel.sliders._begin("WON")
    panel.sliders._move("WON", 30 * HECTARE)
    assert panel.matrix.table.painter_.strongest == strongest
    panel.sliders._end()
    assert panel.matrix.table.painter_.strongest == pytest.approx(30)
    assert "30.0" in panel.bar.legend.ends[1]


def test_the_table_alone_gives_way_to_the_slider_that_is_asked(panel):
    panel.bar.alone.click()
    assert not panel.sliders.isVisible()
    QTest.keyClick(panel.matrix.table, Qt.Key.Key_Return)
    assert panel.sliders.isVisible() and panel.sliders.rows["HMC"].slider.hasFocus()
