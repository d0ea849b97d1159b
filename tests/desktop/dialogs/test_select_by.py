"""The small window that selects by attribute."""

from desktop.dialogs.select_by import SelectByDialog
from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.variants import add_variant
from tests.makers import square


def test_it_counts_what_it_finds_selects_it_and_takes_it_away(session, qtbot):
    written = session.edit("Variant", add_variant(session.need().tables, "Proef"))
    session.go_to(variant=written[0].key, year=2040)
    (site,) = session.edit("Site", draw_site(session.committed(), square(100, 100, 400), "cluster", "Noord"))
    for x in (150, 300):
        session.edit("Plot", draw_plot(session.committed(), square(x, 150, 100), site.key))
    dialog = SelectByDialog(session)
    qtbot.addWidget(dialog)
    dialog.value.setEditText("plot")
    assert dialog.count.text() == "2 things found."
    dialog.select.click()
    assert {table for table, _ in session.selection} == {"plot"} and len(session.selection) == 2
    dialog.field.setCurrentIndex(dialog.field.findData("area"))
    dialog.test.setCurrentIndex(dialog.test.findData("least"))
    dialog.value.setEditText("10")
    dialog.add.click()
    assert len(session.selection) == 3
    dialog.less.click()
    assert ("site", site.key) not in session.selection
    dialog.value.setEditText("99")
    assert not dialog.select.isEnabled()
