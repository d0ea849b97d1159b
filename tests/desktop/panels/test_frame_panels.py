"""The panels round the map: variants, layers, history, welcome, years, status, tools, on a real project."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop import look, text, work
from desktop.canvas.layers import LAYERS
from desktop.panels.history import HistoryPanel
from desktop.panels.layers import LayersPanel
from desktop.panels.status import StatusPanel, remaining
from desktop.panels.toolbox import ToolColumn
from desktop.panels.variants import VariantsPanel
from desktop.panels.welcome import WelcomePage, keep_picture, picture_path
from desktop.panels.years import YearsPanel, phases
from desktop.session import Session
from desktop.tools import BY_ITSELF, TOOLS
from desktop.widgets.card import Card
from desktop.widgets.remark import REMARK
from scenarios.edits.sites import draw_site
from scenarios.edits.use_changes import draw_use_change
from scenarios.edits.variants import add_variant
from scenarios.progress import Progress
from scenarios.project.model import PRESENT
from tests.makers import square


def shown(panel_type, session, qtbot):
    panel = panel_type(session)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def names(panel: VariantsPanel) -> list[str]:
    return [item.text(0) for item in panel._items()]


class TestVariants:
    @pytest.fixture
    def panel(self, session, qtbot):
        panel = shown(VariantsPanel, session, qtbot)
        panel.header()
        return panel

    def test_a_new_one_is_made_from_the_present_and_named_at_once(self, panel, session, qtbot):
        panel.add()
        assert names(panel) == ["Present", "New variant"]
        assert session.variant != PRESENT
        editor = panel.tree.findChild(QLineEdit)
        assert editor is not None
        editor.setText("Eén cluster")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: names(panel) == ["Present", "Eén cluster"], timeout=2000)
        assert session.need().tables["variant"][session.variant].name == "Eén cluster"

    def test_a_copy_hangs_below_what_it_was_copied_from(self, panel, session):
        panel.add()
        first = session.variant
        panel.copy()
        row = session.need().tables["variant"][session.variant]
        assert row.parent == first and row.name == "Copy of New variant"
        item = panel._item(session.variant)
        assert item is not None and item.parent() is panel._item(first)

    def test_a_taken_name_is_refused_and_the_old_one_shows_again(self, panel, session):
        said = []
        session.listen(said.append)
        panel.add()
        panel._item(session.variant).setText(0, "present")
        assert names(panel) == ["Present", "New variant"] and said[-1].grave

    def test_deleting_offers_to_take_that_back(self, panel, session, qtbot):
        said = []
        session.listen(said.append)
        panel.add()
        qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
        assert names(panel) == ["Present"] and session.variant == PRESENT
        said[-1].act()
        assert names(panel) == ["Present", "New variant"]

    def test_the_present_cannot_be_deleted(self, panel, session):
        panel.delete()
        assert names(panel) == ["Present"] and not panel._buttons[2].isEnabled()

    def test_choosing_several_compares_those(self, panel, session):
        panel.add()
        first = session.variant
        panel.copy()
        assert panel.compare.text() == "Compare with present"
        for item in panel._items():
            item.setSelected(True)
        assert panel.compare.text() == "Compare 3 variants"
        panel.compare.click()
        assert session.workspace == "compare" and session.compared == (PRESENT, first, session.variant)

    def test_taking_a_new_one_back_leaves_one_chosen(self, panel, session):
        panel.add()
        panel.copy()
        session.undo()
        assert panel.chosen() == [session.variant]

    def test_one_chosen_is_compared_with_the_present(self, panel, session):
        panel.add()
        panel.compare.click()
        assert session.compared == (PRESENT, session.variant)

    def test_it_is_worded_again(self, panel):
        text.set_language("nl", keep=False)
        assert panel.tree.topLevelItemCount() == 1
        text.set_language("en", keep=False)
        assert names(panel) == ["Present"]

    def test_without_a_project_it_is_empty(self, panel, session):
        session.close()
        assert names(panel) == []


def test_layers_are_switched_and_faded_for_all_maps(session, qtbot):
    panel = shown(LayersPanel, session, qtbot)
    assert [line.key for line in panel.lines] == [key for key, _ in LAYERS]
    line = panel.lines[0]
    line.tick.setChecked(False)
    assert not session.layer(line.key).shown and line.strength.isHidden()
    session.show_layer(line.key, shown=True, opacity=0.5)
    assert line.tick.isChecked() and line.strength.value() == 50 and not line.strength.isHidden()
    line.strength.setValue(80)
    assert session.layer(line.key).opacity == pytest.approx(0.8)


def test_history_goes_back_and_forth(session, qtbot):
    panel = shown(HistoryPanel, session, qtbot)
    assert panel.list.count() == 1 and not panel.empty.isHidden()
    session.edit("One", add_variant(session.need().tables, "One"))
    session.edit("Two", add_variant(session.need().tables, "Two"))
    assert [panel.list.item(row).text() for row in range(2)] == ["Two", "One"]
    assert panel.empty.isHidden()
    panel.list.setCurrentRow(1)
    panel.back.click()
    assert len(session.need().tables["variant"]) == 1
    assert panel.list.item(0).foreground().color() == look.colour("disabled")
    panel.list.setCurrentRow(0)
    panel.back.click()
    assert len(session.need().tables["variant"]) == 2


class TestWelcome:
    def page(self, session, qtbot):
        done = []
        page = WelcomePage(
            session,
            new=lambda: done.append("new"),
            open_=lambda: done.append("open"),
            example=lambda: done.append("example"),
            again=session.open,
        )
        qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        return page, done

    def test_three_cards_by_mouse_and_keys(self, dressed, qtbot):
        page, done = self.page(Session(), qtbot)
        qtbot.mouseClick(page.cards[0], Qt.MouseButton.LeftButton)
        page.cards[1].setFocus()
        qtbot.keyClick(page.cards[1], Qt.Key.Key_Return)
        qtbot.keyClick(page.cards[2], Qt.Key.Key_Space)
        assert done == ["example", "new", "open"]
        assert all(card.accessibleName() for card in page.cards)

    def test_recent_projects_open_from_their_picture(self, session, project_path, qtbot):
        picture = QPixmap(800, 500)
        picture.fill(look.colour("accent"))
        keep_picture(project_path, picture)
        assert picture_path(project_path).is_file()
        session.close()
        page, _ = self.page(session, qtbot)
        card = next(c for c in page.findChildren(Card) if c.accessibleName() == project_path.stem)
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        assert session.need().path == project_path.absolute()

    def test_a_project_that_is_gone_is_not_shown(self, session, project_path, qtbot):
        session.close()
        project_path.unlink()
        page, _ = self.page(session, qtbot)
        assert len(page.findChildren(Card)) == 3


class TestYears:
    @pytest.fixture
    def drawn(self, session):
        written = session.edit("V", add_variant(session.need().tables, "One"))
        session.go_to(variant=written[0].key)
        at = session.committed()
        session.edit("A", draw_site(at, square(0, 0, 400), "cluster", "Noord", 2030))
        session.edit("B", draw_use_change(session.committed(), square(1500, 0, 100), "GRO"))
        return session

    def test_the_year_is_one_for_bar_and_session(self, drawn, qtbot):
        panel = shown(YearsPanel, drawn, qtbot)
        assert (panel.bar.first, panel.bar.last, panel.bar.year) == (2026, 2040, 2040)
        panel.bar.setFocus()
        qtbot.keyClick(panel.bar, Qt.Key.Key_Left)
        assert drawn.year == 2039 and panel.number.text() == "2039"
        drawn.go_to(year=2028)
        assert panel.bar.year == 2028

    def test_phases_show_what_is_there_when(self, drawn):
        found = phases(drawn.snapshot())
        assert (found[0].name, found[0].start, found[0].end) == ("Noord", 2030, None)
        assert len(found) == 2 and found[1].start == 2026

    def test_playing_walks_to_the_end_and_stops(self, drawn, qtbot):
        panel = shown(YearsPanel, drawn, qtbot)
        panel._timer.setInterval(1)
        drawn.go_to(year=2038)
        panel.play.click()
        qtbot.waitUntil(lambda: not panel.play.isChecked(), timeout=3000)
        assert drawn.year == 2040 and not panel._timer.isActive()


class TestStatus:
    def test_pointer_and_hint(self, session, qtbot):
        panel = shown(StatusPanel, session, qtbot)
        panel.resize(900, 24)
        panel.show_hint("Click the first corner.")
        panel.show_pointer(81_234.4, 450_987.6, "Aardam, Agriculture")
        assert panel.at.text() == "RD  81,234  450,988" and panel.where.text() == "Aardam, Agriculture"
        text.set_language("nl", keep=False)
        panel.show_pointer(81_234.4, 450_987.6)
        assert panel.at.text() == "RD  81.234  450.988"
        session.close()
        assert panel.at.text() == "" and panel.hint.text() == ""

    def test_a_file_opened_to_look_at_says_so(self, session, project_path, qtbot):
        panel = shown(StatusPanel, session, qtbot)
        assert panel.looking.isHidden()
        session.open(project_path, editing=False)
        assert not panel.looking.isHidden()

    def test_a_job_shows_and_can_be_stopped(self, session, qtbot):
        panel = shown(StatusPanel, session, qtbot)

        def endless():
            while True:
                time.sleep(0.01)
                yield Progress(1, 4, "reading")

        work.run("reading", endless(), label="Importing")
        qtbot.waitUntil(lambda: panel._job.words.text().startswith("Importing · reading"), timeout=3000)
        assert panel._job.bar.value() == 250
        work.stop("reading")
        qtbot.waitUntil(lambda: panel._job.isHidden(), timeout=3000)

    def test_time_left_in_words(self):
        assert remaining(12.3) == "about 12 s left" and remaining(200) == "about 3 min left"


def test_the_tool_column_takes_tools_and_shows_the_one_in_hand(session, qtbot):
    column = shown(ToolColumn, session, qtbot)
    behind = [tool.key for tools in column.families.values() for tool in tools]
    assert sorted(behind) == sorted(tool.key for tool in TOOLS if tool.group != BY_ITSELF)
    column.buttons["hub"].click()
    assert session.tool == "hub"
    session.use_tool("pan")
    assert column.buttons["pan"].isChecked() and not column.buttons["hub"].isChecked()
    assert all(button.accessibleName() for button in column.buttons.values())


def test_tools_that_draw_rest_while_looking(session, project_path, qtbot):
    column = shown(ToolColumn, session, qtbot)
    session.open(project_path, editing=False)
    assert column.buttons["select"].isEnabled() and not column.buttons["hub"].isEnabled()


def test_layers_are_remembered_between_runs(session):
    session.show_layer("names", shown=False)
    session.show_layer("present", opacity=0.4)
    again = Session()
    assert not again.layer("names").shown and again.layer("present").opacity == 0.4
    assert again.layer("sites").shown


def test_a_step_says_who_and_when_and_choosing_it_selects_what_it_touched(session, qtbot):
    from tests.desktop.panels.conftest import add_variant_to

    add_variant_to(session, "Een")
    changes = draw_site(session.committed(), square(100, 100, 400), "cluster", "Noord")
    site = session.edit("Draw cluster", changes)[0].key
    session.select(())
    panel = shown(HistoryPanel, session, qtbot)
    item = panel.list.item(0)
    assert item.text() == "Draw cluster" and session.need().history()[-1].author in item.data(REMARK)
    assert panel.back.text() == "Back to here"
    place = panel.list.visualItemRect(item).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.selection == (("site", site),)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert session.selection == ()
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert session.selection == (("site", site),)


def test_a_family_of_tools_opens_by_keyboard(session, qtbot):
    column = shown(ToolColumn, session, qtbot)
    button = next(button for button in column.buttons.values() if button.several)
    for key, held in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
    ):
        with qtbot.waitSignal(button.asked, timeout=1000):
            qtbot.keyClick(button, key, held)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        menu.close()


def test_a_shape_that_was_given_up_is_listed_on_top_and_taken_up_again(session, qtbot):
    from desktop.canvas.view import MapView
    from tests.desktop.panels.conftest import add_variant_to

    add_variant_to(session, "Een")
    panel = shown(HistoryPanel, session, qtbot)
    view = MapView(session)
    qtbot.addWidget(view)
    view.resize(600, 500)
    with qtbot.waitExposed(view):
        view.show()
    session.use_tool("cluster")
    for x, y in ((100, 100), (300, 100), (300, 300)):
        qtbot.mouseMove(view, QPoint(x, y))
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    session.use_tool("select")
    assert panel.list.item(0).text() == "Draw cluster: 3 clicks"
    panel.list.setCurrentRow(0)
    assert panel.back.text() == "Take up again"
    panel.back.click()
    assert session.tool == "cluster" and view._hands is not None
    assert len(view._hands.preview.clicks or ()) == 3
    assert panel.list.item(0).text() != "Draw cluster: 3 clicks"
