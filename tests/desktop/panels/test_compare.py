"""The comparison: the table says what is measured, differences are from the reference, maps move together."""

import pytest

from desktop import text
from desktop.panels.compare import ComparePanel
from desktop.panels.compare.numbers import Heading
from scenarios.assessment import comparison as assessed
from scenarios.edits.sites import draw_site
from scenarios.project.model import PRESENT
from tests.desktop.panels.conftest import add_variant_to
from tests.makers import square


@pytest.fixture
def variants(drawn):
    """The present, one cluster, and that cluster with a hub beside it."""
    first = drawn.variant
    second = add_variant_to(drawn, "With a hub", first)
    drawn.edit("Hub", draw_site(drawn.committed(), square(1600, 100, 200), "hub", "Oost"))
    return (PRESENT, first, second)


@pytest.fixture
def panel(drawn, variants, show, qtbot):
    drawn.compare(variants)
    made = show(ComparePanel(drawn), 1200, 800)
    qtbot.waitUntil(lambda: made.comparison is not None, timeout=20_000)
    return made


def row_of(panel, key):
    return next(
        line for line in panel.table.rows.rows if getattr(line, "about", None) and line.about.key == key
    )


def cells(panel, key):
    line = row_of(panel, key)
    return [column.text(line) for column in panel.table.rows.columns]


def test_table_numbers_are_those_of_the_assessment(panel, drawn, variants):
    document = drawn.need()
    expected = assessed([document.snapshot(PRESENT), *(document.snapshot(v, 2040) for v in variants[1:])])
    by_key = {row["indicator"]: row for row in expected["rows"]}
    shown = {row.about.key: row for row in panel.comparison.rows}
    assert set(shown) == set(by_key)
    for key, row in shown.items():
        assert [figure.value for figure in row.figures] == pytest.approx(by_key[key]["values"])
        assert list(row.differences) == pytest.approx(by_key[key]["differences"])


def test_cells_hold_value_and_signed_difference(panel):
    assert cells(panel, "cluster_area")[2:] == ["0", "20.0", "\u25b2 +20.0", "20.0", "\u25b2 +20.0"]
    assert cells(panel, "hub_area")[2:] == ["0", "0", "\u2013", "4.0", "\u25b2 +4.0"]


def test_gains_and_losses_have_their_tone(panel):
    columns = panel.table.rows.columns
    assert columns[4].tone(row_of(panel, "jobs")) == "gain"
    assert columns[4].tone(row_of(panel, "dwellings_in_contours")) == "loss"


def test_another_reference_turns_the_differences(panel, variants, qtbot):
    before = panel.comparison
    panel.panes.panes[1].choose.click()
    qtbot.waitUntil(lambda: panel.comparison is not before, timeout=20_000)
    assert panel.comparison.reference == 1
    assert cells(panel, "cluster_area")[2:] == ["0", "\u25bc \u221220.0", "20.0", "20.0", "\u2013"]
    assert not panel.panes.panes[1].reference.isHidden()
    assert panel.panes.panes[0].reference.isHidden()


def test_maps_share_one_camera_and_outline_what_differs(panel):
    cameras = {pane.view.camera for pane in panel.panes.panes}
    assert len(cameras) == 1
    outlined = [len(pane.outline.rings) for pane in panel.panes.panes]
    assert outlined[0] == 0 and outlined[1] >= 1 and outlined[2] > outlined[1]


def test_panes_name_variant_and_year(panel):
    assert [pane.name.whole() for pane in panel.panes.panes] == ["Present", "One cluster", "With a hub"]
    assert [pane.year.text() for pane in panel.panes.panes] == ["2026", "2040", "2040"]


def test_the_year_of_the_bar_holds_for_the_variants(panel, drawn, qtbot):
    before = panel.comparison
    drawn.go_to(year=2026)
    qtbot.waitUntil(lambda: panel.comparison is not before, timeout=20_000)
    assert [s.year for s in panel.comparison.snapshots] == [2026, 2026, 2026]


def test_a_variant_that_is_deleted_leaves(panel, drawn, variants, qtbot):
    from scenarios.edits.variants import delete_variant

    drawn.edit("Delete", delete_variant(drawn.need().tables, variants[2]))
    qtbot.waitUntil(lambda: len(panel.comparison.snapshots) == 2, timeout=20_000)
    assert [pane.variant for pane in panel.panes.panes] == list(variants[:2])


def test_without_a_choice_the_active_variant_stands_beside_the_present(drawn, show, qtbot):
    panel = show(ComparePanel(drawn), 1000, 700)
    qtbot.waitUntil(lambda: panel.comparison is not None, timeout=20_000)
    assert [s.variant for s in panel.comparison.snapshots] == [PRESENT, drawn.variant]


def test_without_variants_it_says_what_would_be_here(session, show):
    panel = show(ComparePanel(session), 1000, 700)
    assert panel.empty.isVisible() and not panel.body.isVisible()


def test_all_rows_on_demand_under_the_names_of_their_groups(panel):
    few = len(panel.table.rows.rows)
    panel.all.click()
    shown = panel.table.rows.rows
    assert len(shown) > few
    assert isinstance(shown[0], Heading)
    assert sum(isinstance(line, Heading) for line in shown) == len(
        {r.about.group for r in panel.comparison.rows}
    )


def test_charts_have_a_bar_per_variant(panel):
    shown = [chart for chart in panel.charts.charts if not chart.isHidden()]
    assert shown and all(len(chart.bars) == 3 for chart in shown)
    jobs = next(chart for chart in shown if chart.title.whole() == row_of(panel, "jobs").about.name)
    assert [bar.value for bar in jobs.bars] == [figure.value for figure in row_of(panel, "jobs").figures]


def test_words_follow_the_language(panel, qtbot):
    text.set_language("nl", keep=False)
    qtbot.waitUntil(lambda: cells(panel, "cluster_area")[3] == "20,0", timeout=20_000)


def test_report_is_written_with_the_reference_first(panel, drawn, tmp_path, qtbot):
    said = []
    drawn.listen(lambda message: said.append(message.text))
    panel.write_report(tmp_path / "report")
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert (tmp_path / "report" / "report.pdf").stat().st_size > 10_000
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "With a hub" in page and "One cluster" in page
