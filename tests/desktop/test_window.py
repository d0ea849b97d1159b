"""The whole window on a small project: welcome, workspaces, menus, languages, looks, undo, its own state."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QTabBar,
    QToolButton,
    QWidget,
)

from desktop import look, text
from desktop.actions import ACTIONS, BAR, MAIN, ON_MAP
from desktop.canvas.view import MapView
from desktop.commands import editing, exports, helps, imports, project
from desktop.finding import entries
from desktop.panels import PANELS
from desktop.panels.tool_options import ToolOptions, heeded_by
from desktop.panels.welcome import picture_path
from desktop.session import Session
from desktop.tools import BY_ITSELF, TOOLS
from desktop.widgets.panel_tabs import PanelTabs
from desktop.window import Window
from desktop.workspaces import WORKSPACES
from scenarios import wording
from scenarios.edits.sites import draw_site
from scenarios.edits.variants import add_variant
from scenarios.project.model import PRESENT
from tests.makers import square


@pytest.fixture
def window(dressed, qtbot):
    made = Window(Session())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


@pytest.fixture
def opened(window, project_path):
    assert project.open_path(window, project_path)
    return window


@pytest.fixture
def drawn(opened):
    """Two variants, the second with a cluster; the second is looked at."""
    session = opened.session
    session.edit("New", add_variant(session.need().tables, "Een"))
    first = next(iter(session.need().tables["variant"]))
    session.go_to(variant=first)
    site = session.edit(
        "Draw cluster", draw_site(session.committed(), square(100, 100, 400), "cluster", "Noord", 2030)
    )
    session.select([("site", site[0].key)])
    return opened


def flat(parts) -> list[str]:
    names = []
    for part in parts:
        if isinstance(part, str):
            names.append(part)
        elif part is not None:
            names.extend(flat(part[1]))
    return names


def words(window: Window) -> dict[str, str]:
    """Every text a user can see or hear now; unseen panels catch up when they are seen."""
    found: dict[str, str] = {}
    for widget in window.findChildren(QWidget):
        if not (widget.isVisible() or isinstance(widget, QMenu)):
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            found[f"{id(widget)} text"] = widget.text()
        elif isinstance(widget, QComboBox):
            found |= {f"{id(widget)} {n}": widget.itemText(n) for n in range(widget.count())}
        elif isinstance(widget, QTabBar):
            found |= {f"{id(widget)} {n}": widget.tabText(n) for n in range(widget.count())}
        elif isinstance(widget, QMenu):
            found[f"{id(widget)} title"] = widget.title()
        found[f"{id(widget)} tip"] = widget.toolTip()
        found[f"{id(widget)} name"] = widget.accessibleName()
    for action in window.findChildren(QAction):
        found[f"{id(action)} action"] = action.text()
    return found


class TestTables:
    def test_menus_name_actions_that_exist_and_leave_none_out(self):
        keys = [action.key for action in ACTIONS]
        assert len(keys) == len(set(keys))
        for menu in (MAIN, ON_MAP, *(parts for _, parts in BAR)):
            assert set(flat(menu)) <= set(keys)
        assert set(flat(tuple(part for _, parts in BAR for part in parts))) == set(keys)

    def test_no_two_actions_share_a_key(self):
        keys = [key for action in ACTIONS for key in action.shortcut.split()]
        assert len(keys) == len(set(keys))

    def test_workspaces_name_panels_that_exist(self):
        known = {name for name, _ in PANELS}
        for workspace in WORKSPACES:
            assert set(workspace.left + workspace.right) <= known

    def test_panels_keep_to_the_protocol(self, session, qtbot):
        for name, kind in PANELS:
            panel = kind(session)
            qtbot.addWidget(panel)
            assert panel.title, name


class TestFrame:
    def test_it_begins_with_the_welcome_page(self, window):
        assert window.spaces.currentWidget() is window.welcome
        assert window.years.isHidden() and window.top.workspaces.isHidden()
        enabled = {key for key, action in window.actions_by_key.items() if action.isEnabled()}
        assert {"new", "open", "example", "find", "about", "look-dark", "language-nl"} <= enabled
        assert not enabled & {"save-copy", "undo", "delete", "export-map", "zoom-in", "tool-hub"}

    def test_opening_shows_the_map_and_the_name(self, opened, project_path):
        assert opened.spaces.currentWidget() is not opened.welcome
        assert isinstance(opened.view(), MapView)
        assert project_path.stem in opened.windowTitle() and project_path.stem in opened.top.project.text()
        assert opened.status.hint.text().startswith("Click something")

    def test_every_workspace_opens_by_its_action(self, drawn, qtbot):
        for workspace in WORKSPACES:
            drawn.actions_by_key[f"workspace-{workspace.key}"].trigger()
            assert drawn.session.workspace == drawn.top.workspaces.choice == workspace.key
            assert drawn.actions_by_key[f"workspace-{workspace.key}"].isChecked()
            qtbot.waitUntil(lambda: any(view.isVisible() for view in drawn.findChildren(MapView)))
            assert not drawn.grab().isNull()

    def test_the_hint_of_the_map_stays_in_its_workspace(self, drawn):
        drawn.session.use_tool("cluster")
        hint = drawn.status.hint.whole()
        assert hint
        drawn.session.go_to(workspace="trade-off")
        assert drawn.status.hint.whole() == ""
        drawn.session.go_to(workspace="draw")
        assert drawn.status.hint.whole() == hint

    def test_closing_the_project_goes_back_to_the_welcome_page(self, opened, project_path, qtbot):
        qtbot.waitUntil(lambda: opened.view().isVisible())
        opened.actions_by_key["close"].trigger()
        assert opened.spaces.currentWidget() is opened.welcome
        assert picture_path(project_path).is_file()

    def test_the_windows_state_is_remembered(self, window, dressed, qtbot):
        window.resize(window.minimumWidth(), 655)
        window.close()
        again = Window(Session())
        qtbot.addWidget(again)
        assert (again.width(), again.height()) == (window.minimumWidth(), 655)

    def test_every_icon_button_can_be_spoken(self, drawn):
        for workspace in WORKSPACES:
            drawn.session.go_to(workspace=workspace.key)
        silent = [
            button
            for button in drawn.findChildren(QToolButton)
            if button.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not button.icon().isNull()
            and not (button.accessibleName() or button.text())
        ]
        assert silent == []

    def test_tab_goes_through_the_frame_in_reading_order(self, drawn):
        seen, widget = [], drawn.top.project
        for _ in range(600):
            widget = widget.nextInFocusChain()
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                seen.append(type(widget).__name__)
        order = ("Segments", "SearchField", "RowTree", "MapView", "YearBar")
        places = [seen.index(name) for name in order]
        assert places == sorted(places)


class TestLanguageAndLook:
    def test_every_text_follows_the_language(self, drawn, monkeypatch):
        """With a catalogue that marks each sentence, nothing unmarked is left of what the catalogue holds."""
        for workspace in WORKSPACES:
            drawn.session.go_to(workspace=workspace.key)

        class Marked(dict):
            def get(self, key, default=None):
                return f"«{key}»"

        monkeypatch.setattr(wording, "_catalogue", lambda lang: Marked())
        text.set_language("nl", keep=False)
        after: dict[str, str] = {}
        for workspace in WORKSPACES:
            drawn.session.go_to(workspace=workspace.key)
            after |= words(drawn)
        sentences = {action.text for action in ACTIONS if not action.key.startswith("language-")}
        sentences |= {kind.title for _, kind in PANELS} | {w.title for w in WORKSPACES}
        left = sorted({v for v in after.values() if v in sentences})
        assert left == []
        changed = [v for v in after.values() if "«" in v]
        assert len(changed) > 100

    def test_dutch_numbers_come_with_dutch(self, drawn, qtbot):
        text.set_language("nl", keep=False)
        assert wording.hectares(160_000) == "16,0 ha"
        drawn.status.show_pointer(81_234, 450_987)
        assert drawn.status.at.text() == "RD  81.234  450.987"

    def test_the_language_button_switches(self, window, qtbot):
        button = next(b for b in window.top.findChildren(QToolButton) if b.text() == "EN")
        button.click()
        assert wording.language() == "nl" and button.text() == "NL"
        assert window.actions_by_key["language-nl"].isChecked()

    def test_the_look_repaints_everything(self, drawn):
        for mode in ("dark", "light"):
            drawn.actions_by_key[f"look-{mode}"].trigger()
            image = drawn.grab().toImage()
            assert look.mode() == mode
            for place in ((480, 5), (300, 765), (1100, 740)):
                assert image.pixelColor(*place) == look.colour("surface"), place

    def test_switching_back_and_forth_gives_the_same_picture(self, window):
        first = window.grab().toImage()
        look.choose("dark", keep=False)
        assert window.grab().toImage() != first
        look.choose("light", keep=False)
        assert window.grab().toImage() == first

    def test_the_look_follows_the_system_when_asked(self, window):
        window.actions_by_key["look-system"].trigger()
        assert look.chosen() == "system" and window.actions_by_key["look-system"].isChecked()


class TestEditing:
    def test_undo_says_what_it_takes_back_and_goes_there(self, drawn):
        session = drawn.session
        variant = session.variant
        assert drawn.actions_by_key["undo"].text() == "Undo Draw cluster"
        session.go_to(variant=PRESENT, year=2026)
        drawn.actions_by_key["undo"].trigger()
        assert session.variant == variant and not session.need().tables["site"]
        assert drawn.messages.strips()[-1].message.text == "Taken back: Draw cluster."
        assert drawn.actions_by_key["redo"].text() == "Redo Draw cluster"
        drawn.actions_by_key["redo"].trigger()
        assert len(session.need().tables["site"]) == 1

    def test_delete_and_its_remedy(self, drawn):
        drawn.actions_by_key["delete"].trigger()
        assert not drawn.session.need().tables["site"]
        strip = drawn.messages.strips()[-1]
        assert strip.message.remedy == "Undo"
        strip.message.act()
        assert len(drawn.session.need().tables["site"]) == 1

    def test_select_all_and_nothing(self, drawn):
        drawn.actions_by_key["select-none"].trigger()
        assert drawn.session.selection == () and not drawn.actions_by_key["delete"].isEnabled()
        drawn.actions_by_key["select-all"].trigger()
        assert [table for table, _ in drawn.session.selection] == ["site"]

    def test_things_are_brought_forward_and_sent_back(self, drawn):
        session = drawn.session
        lower = session.selection[0]
        changes = draw_site(session.committed(), square(300, 300, 300), "hub", "Zuid")
        upper = session.edit("Draw hub", changes)[0].key
        session.select([lower])
        editing.bring_forward(drawn)
        assert [t.key for t in session.snapshot().things] == [upper, lower[1]]
        editing.send_back(drawn)
        assert [t.key for t in session.snapshot().things] == [lower[1], upper]

    def test_tools_come_to_hand_with_their_options(self, drawn):
        options = drawn.findChild(ToolOptions)
        for tool in TOOLS:
            if tool.group == BY_ITSELF:
                continue
            drawn.actions_by_key[f"tool-{tool.key}"].trigger()
            assert drawn.session.tool == tool.key
            heeded = set(heeded_by(tool, drawn.session.options)) & options.bricks.keys()
            shown = {name for name, brick in options.bricks.items() if not brick.widget.isHidden()}
            assert shown == heeded and options.isHidden() == (not heeded)

    def test_in_the_present_a_drawing_tool_offers_a_variant(self, drawn):
        session, options = drawn.session, drawn.findChild(ToolOptions)
        session.go_to(variant=PRESENT)
        session.use_tool("hub")
        assert not options.isHidden() and not options.add.isHidden()
        assert options.bricks["shape"].widget.isHidden()
        options.add.click()
        assert session.variant != PRESENT and options.add.isHidden()
        session.go_to(variant=PRESENT)
        session.use_tool("correct")
        assert options.add.isHidden() and not options.bricks["correction"].widget.isHidden()

    def test_a_tool_brings_the_tab_it_works_with(self, drawn):
        (tabs,) = [tabs for tabs in drawn.findChildren(PanelTabs) if "layouts" in tabs.names]
        tabs.show_tab("history")
        drawn.actions_by_key["tool-template"].trigger()
        assert tabs.bar.tabToolTip(tabs.bar.currentIndex()) == "Layouts"
        tabs.show_tab("history")
        drawn.session.select([])
        assert tabs.bar.tabToolTip(tabs.bar.currentIndex()) == "History"

    def test_options_of_tools_reach_the_session(self, drawn):
        session, options = drawn.session, drawn.findChild(ToolOptions)
        session.use_tool("change")
        combo = options.bricks["use"].widget
        assert combo.currentData() == "WON"
        combo.activated.emit(combo.findData("GRO"))
        assert session.options["use"] == "GRO" and combo.currentData() == "GRO"
        session.choose("shape", "rectangle")
        assert options.bricks["shape"].widget.choice == "rectangle"

    def test_tools_rest_outside_the_map(self, drawn):
        drawn.session.go_to(workspace="trade-off")
        assert not drawn.actions_by_key["tool-hub"].isEnabled()


class TestFinding:
    def test_places_things_variants_and_commands_are_found(self, drawn):
        found = {entry.text: entry for entry in entries(drawn)}
        assert {"Aardam", "Beekdorp", "Noord", "Een", "Zoom in", "Draw hub"} <= set(found)
        drawn.session.select(())
        found["Noord"].act()
        assert drawn.session.selection[0][0] == "site"
        found["Aardam"].act()
        assert drawn.session.place == square(0, 0, 1000).bounds

    def test_the_key_goes_to_the_field(self, drawn, qtbot):
        drawn.actions_by_key["find"].trigger()
        qtbot.keyClicks(drawn.top.search, "beek")
        assert [e.text for e in drawn.top.search.answers()] == ["Beekdorp"]
        qtbot.keyClick(drawn.top.search, Qt.Key.Key_Return)
        assert drawn.session.place == square(1000, 0, 1000).bounds

    def test_without_a_project_only_commands_are_found(self, window):
        assert {"New project", "Open the example"} <= {entry.text for entry in entries(window)}


class TestFiles:
    def test_a_file_that_cannot_be_opened_is_said_in_the_bar(self, window, tmp_path):
        bad = tmp_path / "broken #1 é.gpkg"
        bad.write_bytes(b"SQLite format 3\x00" + bytes(200))
        assert not project.open_path(window, bad)
        strip = window.messages.strips()[-1]
        assert strip.message.grave and strip.message.remedy == "Only look"
        assert not project.open_path(window, tmp_path / "nowhere.gpkg")
        assert window.messages.strips()[-1].message.remedy == ""

    def test_a_project_opened_to_look_at_says_so_and_changes_nothing(self, window, project_path):
        assert project.open_path(window, project_path, editing=False)
        assert not window.status.looking.isHidden() and window.messages.strips()
        assert not window.actions_by_key["delete"].isEnabled()

    def test_a_copy_can_be_opened(self, drawn, tmp_path, monkeypatch):
        copy = tmp_path / "kopie.gpkg"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(copy), ""))
        drawn.actions_by_key["save-copy"].trigger()
        assert copy.is_file()
        drawn.messages.strips()[-1].message.act()
        assert drawn.session.need().path == copy

    def test_recent_projects_stand_in_the_menu(self, opened, project_path):
        menu = QMenu()
        project.fill_recent(opened, menu)
        assert [action.text() for action in menu.actions()] == [project_path.stem]
        opened.session.close()
        menu.actions()[0].trigger()
        assert opened.session.document is not None

    def test_data_is_written_in_every_kind(self, drawn, tmp_path):
        for number, (_title, ending, layer) in enumerate(exports.KINDS):
            path = tmp_path / f"uit {number}{ending}"
            exports.write_data(drawn, path, layer)
            assert path.stat().st_size > 0
            assert drawn.messages.strips()[-1].message.text.startswith(path.name)

    def test_the_map_is_saved_and_copied_as_a_picture(self, drawn, tmp_path, monkeypatch, dressed):
        path = tmp_path / "kaart"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(path), ""))
        drawn.actions_by_key["export-map"].trigger()
        assert QImage(str(path.with_suffix(".png"))).width() > 400
        drawn.actions_by_key["copy-map"].trigger()
        assert not dressed.clipboard().image().isNull()

    def test_a_report_is_written_in_the_background(self, drawn, tmp_path, qtbot):
        exports.write_report(drawn, tmp_path / "verslag")
        report = tmp_path / "verslag" / "report.pdf"
        qtbot.waitUntil(
            lambda: any("report.pdf" in s.message.text for s in drawn.messages.strips()), timeout=20_000
        )
        assert report.read_bytes().startswith(b"%PDF")

    def test_a_change_made_outside_is_announced_and_undone_only_when_asked_twice(self, drawn, project_path):
        import sqlite3

        drawn.session.close()
        other = sqlite3.connect(project_path)
        other.execute("UPDATE site SET name = 'Elders'")
        other.commit()
        other.close()
        assert project.open_path(drawn, project_path)
        assert "another program" in drawn.messages.strips()[-1].message.text
        drawn.actions_by_key["undo"].trigger()
        site = next(iter(drawn.session.need().tables["site"].values()))
        assert site.name == "Elders"
        drawn.messages.strips()[-1].message.act()
        site = next(iter(drawn.session.need().tables["site"].values()))
        assert site.name == "Noord"


class TestDialogs:
    @pytest.mark.parametrize("show", [helps.assumptions, helps.about, imports.report])
    def test_dialogs_do_not_block_and_show_once(self, opened, show, qtbot):
        show(opened)
        show(opened)
        dialogs = [d for d in opened.findChildren(QDialog) if d.isVisible()]
        assert len(dialogs) == 1 and not dialogs[0].isModal()
        text.set_language("nl", keep=False)
        dialogs[0].close()

    def test_an_assumption_is_changed_marked_undone(self, opened):
        from desktop.dialogs.preferences import AssumptionsDialog, entries, in_force

        helps.assumptions(opened)
        dialog = opened.findChild(AssumptionsDialog)
        row = next(row for row in dialog.rows if row.key == "cluster_max_ha")
        assert {r.key for r in dialog.rows} == set(entries())
        row.editor.setValue(40)
        assert opened.session.snapshot().settings["cluster_max_ha"] == 40
        assert not row.reset.isHidden() and row.name.property("role") == "accent"
        opened.session.undo()
        assert row.editor.value() == 30 and row.reset.isHidden()
        coefficient = next(row for row in dialog.rows if row.key == "working_days")
        coefficient.editor.setValue(220)
        assert in_force(opened.session.committed(), "working_days") == 220
        coefficient.reset.click()
        assert in_force(opened.session.committed(), "working_days") == 230

    def test_an_assumption_out_of_order_is_refused_in_a_sentence(self, opened):
        from desktop.dialogs.preferences import AssumptionsDialog

        helps.assumptions(opened)
        dialog = opened.findChild(AssumptionsDialog)
        row = next(row for row in dialog.rows if row.key == "cluster_min_ha")
        row.editor.setValue(99)
        assert opened.messages.strips()[-1].message.grave and row.editor.value() == 10

    def test_the_author_signs_what_follows(self, opened):
        from desktop.dialogs.preferences import AssumptionsDialog

        helps.assumptions(opened)
        dialog = opened.findChild(AssumptionsDialog)
        dialog.author.setText("Marieke")
        dialog.author.editingFinished.emit()
        opened.session.edit("New", add_variant(opened.session.need().tables, "Twee"))
        assert opened.session.need().history()[-1].author == "Marieke"


def test_last_folder_is_the_one_used_last(opened, project_path):
    assert Path(project.last_folder()) == project_path.parent
