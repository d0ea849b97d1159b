"""All that can be done from a menu, a key or the find field, as a table; the menus as nested tuples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import look, text
from desktop.commands import drawing, editing, entry, exports, helps, imports, maps, project
from desktop.tools import BY_ITSELF, TOOLS
from desktop.tools.event import Tool
from desktop.tools.methods import WAYS, Way, way_of
from desktop.widgets.menu import Part
from desktop.workspaces import WORKSPACES
from scenarios.wording import language, mark, tr

if TYPE_CHECKING:
    from desktop.window import Window


def always(window: Window) -> bool:
    """Enabled whatever is open."""
    return True


def opened(window: Window) -> bool:
    """Enabled while a project is open."""
    return window.session.document is not None


def editable(window: Window) -> bool:
    """Enabled while a project is open that can be changed."""
    return window.session.editing


def chosen(window: Window) -> bool:
    """Enabled while something is selected that can be changed."""
    return window.session.editing and bool(window.session.selection)


def ranked(window: Window) -> bool:
    """Enabled while something drawn is selected, which has a place above or below the rest."""
    return window.session.editing and bool(editing.drawn(window))


def mapped(window: Window) -> bool:
    """Enabled while a map shows."""
    return opened(window) and window.view() is not None


def drawable(window: Window) -> bool:
    """Enabled where the tools are at hand."""
    return opened(window) and window.session.workspace == "draw"


def drawn_on(window: Window) -> bool:
    """Enabled where something can be drawn."""
    return drawable(window) and window.session.editing


def can_undo(window: Window) -> bool:
    """Enabled while there is a step to take back."""
    document = window.session.document
    return document is not None and document.editing and document.next_undo is not None


def can_redo(window: Window) -> bool:
    """Enabled while there is a step to do again."""
    document = window.session.document
    return document is not None and document.editing and document.next_redo is not None


def undo_words(window: Window) -> str:
    """Undo, and what that takes back."""
    document = window.session.document
    step = document.next_undo if document is not None else None
    return tr("Undo {label}", label=step.label) if step else tr("Undo")


def redo_words(window: Window) -> str:
    """Redo, and what that does again."""
    document = window.session.document
    step = document.next_redo if document is not None else None
    return tr("Redo {label}", label=step.label) if step else tr("Redo")


@dataclass(frozen=True)
class Action:
    """One thing that can be done: English text, icon, keys, what it calls, when it may, whether it is ticked.

    Several keys for one action stand apart by a space.

    `words` gives the text where that depends on the state.
    """

    key: str
    text: str
    icon: str
    shortcut: str
    act: Callable[[Window], object]
    enabled: Callable[[Window], bool] = always
    ticked: Callable[[Window], bool] | None = None
    words: Callable[[Window], str] | None = None


def _workspace(key: str, title: str, icon: str, number: int) -> Action:
    return Action(
        f"workspace-{key}",
        title,
        icon,
        f"Ctrl+{number}",
        lambda window: window.session.go_to(workspace=key),
        opened,
        lambda window: window.session.workspace == key,
    )


def _tool(tool: Tool) -> Action:
    return Action(
        f"tool-{tool.key}",
        tool.title,
        tool.icon,
        tool.letter,
        lambda window: window.session.use_tool(tool.key),
        lambda window: drawable(window) and (window.session.editing or not tool.draws),
        lambda window: window.session.tool == tool.key,
    )


def _way(way: Way) -> Action:
    return Action(
        f"way-{way.key}",
        way.title,
        way.icon,
        way.letter,
        drawing.use_rectangle if way.key == "rectangle" else lambda window: drawing.use_way(window, way.key),
        drawn_on,
        lambda window: way_of(window.session.options.get("shape")) is way,
    )


def _language(code: str, name: str) -> Action:
    return Action(
        f"language-{code}",
        name,
        "",
        "",
        lambda window: text.set_language(code),
        always,
        lambda window: language() == code,
    )


def _look(name: str, title: str) -> Action:
    return Action(
        f"look-{name}",
        title,
        name,
        "",
        lambda window: look.choose(name),
        always,
        lambda window: look.chosen() == name,
    )


ACTIONS: tuple[Action, ...] = (
    Action("new", mark("New project…"), "new", "Ctrl+N", project.new),
    Action("open", mark("Open…"), "open", "Ctrl+O", project.open_),
    Action("example", mark("Open the example"), "example", "", project.example),
    Action("save-copy", mark("Save a copy…"), "copy", "Ctrl+Shift+S", project.save_copy, opened),
    Action("close", mark("Close project"), "close", "Ctrl+W", project.close, opened),
    Action("quit", mark("Quit"), "", "Ctrl+Q", lambda window: window.close()),
    Action("newer-land-use", mark("Newer land use…"), "import", "", imports.newer_land_use, editable),
    Action("backdrop", mark("Add backdrop…"), "backdrop", "", imports.backdrop, editable),
    Action("businesses", mark("Import businesses…"), "business", "", imports.businesses, editable),
    Action("waiting-land", mark("Import land in waiting…"), "waiting", "", imports.waiting_land, editable),
    Action(
        "sensitive-places",
        mark("Import sensitive places…"),
        "sensitive",
        "",
        imports.sensitive_places,
        editable,
    ),
    Action("import-report", mark("Import report"), "report", "", imports.report, opened),
    Action("export-map", mark("Map as picture…"), "picture", "Ctrl+Shift+E", exports.map_picture, mapped),
    Action("copy-map", mark("Copy map"), "copy", "Ctrl+Shift+C", exports.copy_map, mapped),
    Action("export-data", mark("Data…"), "export", "Ctrl+E", exports.data, opened),
    Action("report", mark("Comparison report…"), "report", "Ctrl+P", exports.report, opened),
    Action("undo", mark("Undo"), "undo", "Ctrl+Z", editing.undo, can_undo, words=undo_words),
    Action("redo", mark("Redo"), "redo", "Ctrl+Y Ctrl+Shift+Z", editing.redo, can_redo, words=redo_words),
    Action("copy-shapes", mark("Copy shapes or figures"), "copy", "Ctrl+C", drawing.copy, drawable),
    Action("paste", mark("Paste shapes"), "paste", "Ctrl+V", drawing.paste, drawn_on),
    Action("delete", mark("Delete"), "delete", "Del", editing.delete, chosen),
    Action("select-all", mark("Select all"), "selected", "Ctrl+A", editing.select_all, opened),
    Action("select-none", mark("Select nothing"), "", "Ctrl+Shift+A", editing.select_none, opened),
    Action("select-invert", mark("Invert selection"), "", "Ctrl+Shift+I", editing.select_invert, opened),
    Action("select-by", mark("Select by attribute…"), "select-by", "F3", editing.select_by, opened),
    Action("bring-forward", mark("Bring forward"), "bring-forward", "Ctrl+]", editing.bring_forward, ranked),
    Action("send-back", mark("Send back"), "send-back", "Ctrl+[", editing.send_back, ranked),
    Action("assumptions", mark("Assumptions…"), "settings", "Ctrl+,", helps.assumptions, opened),
    Action("zoom-in", mark("Zoom in"), "zoom-in", "Ctrl++ Ctrl+=", maps.zoom_in, mapped),
    Action("zoom-out", mark("Zoom out"), "zoom-out", "Ctrl+-", maps.zoom_out, mapped),
    Action("zoom-all", mark("Whole region"), "zoom-all", "Ctrl+0", maps.zoom_all, mapped),
    Action(
        "zoom-selection", mark("Zoom to selection"), "zoom-selection", "Shift+2", maps.zoom_selection, mapped
    ),
    Action("snapping", mark("Snapping"), "snap", "S", entry.snapping, drawable, entry.snaps),
    Action("tracing", mark("Tracing along edges"), "trace", "T", entry.tracing, drawable, entry.traces),
    Action("find", mark("Find"), "search", "Ctrl+K", lambda window: window.find()),
    *(_workspace(w.key, w.title, w.icon, n) for n, w in enumerate(WORKSPACES, 1)),
    *(_tool(tool) for tool in TOOLS if tool.group != BY_ITSELF),
    *(_way(way) for way in WAYS),
    *(_language(code, name) for code, name in text.NAMES),
    _look("system", mark("As the system")),
    _look("light", mark("Light")),
    _look("dark", mark("Dark")),
    Action("about", mark("About Schuifruimte"), "info", "", helps.about),
    Action("about-example", mark("About this example"), "example", "", helps.about_example, helps.is_example),
    Action("crash-folder", mark("Where crash reports are"), "help", "", helps.crash_folder),
)
"""Every action by its key; the find field lists them all."""

RECENT, LANGUAGE, LOOK = mark("Open recent"), mark("Language"), mark("Look")

EDIT: tuple[Part, ...] = (
    "undo",
    "redo",
    None,
    "copy-shapes",
    "paste",
    "delete",
    "select-all",
    "select-none",
    "select-invert",
    "select-by",
    None,
    "bring-forward",
    "send-back",
)
VIEW: tuple[Part, ...] = (
    *(f"workspace-{w.key}" for w in WORKSPACES),
    None,
    "zoom-in",
    "zoom-out",
    "zoom-all",
    "zoom-selection",
    None,
    (LOOK, ("look-system", "look-light", "look-dark")),
    (LANGUAGE, tuple(f"language-{code}" for code, _ in text.NAMES)),
)


def _grouped() -> tuple[Part, ...]:
    """The tools, a line between their groups, and the ways to draw."""
    parts: list[Part] = []
    shown = [tool for tool in TOOLS if tool.group != BY_ITSELF]
    for before, tool in zip((shown[0], *shown), shown, strict=False):
        if tool.group != before.group:
            parts.append(None)
        parts.append(f"tool-{tool.key}")
    return (*parts, None, "snapping", "tracing", None, (WAY, tuple(f"way-{way.key}" for way in WAYS)))


WAY = mark("Way to draw")
TOOL: tuple[Part, ...] = _grouped()
ON_MAP: tuple[Part, ...] = ("zoom-selection", None, "bring-forward", "send-back", None, "delete")
"""The menu of a right click on the map."""

HELP: tuple[Part, ...] = ("find", "about-example", "crash-folder", None, "about")

PROJECT: tuple[Part, ...] = (
    "new",
    "open",
    (RECENT, ()),
    "example",
    None,
    (
        mark("Import"),
        (
            "newer-land-use",
            "backdrop",
            "businesses",
            "waiting-land",
            "sensitive-places",
            None,
            "import-report",
        ),
    ),
    (mark("Export"), ("export-map", "copy-map", "export-data", "report")),
    "save-copy",
    "assumptions",
    None,
    "close",
    "quit",
)

BAR: tuple[tuple[str, tuple[Part, ...]], ...] = (
    (mark("Project"), PROJECT),
    (mark("Edit"), EDIT),
    (mark("View"), VIEW),
    (mark("Tools"), TOOL),
    (mark("Help"), HELP),
)
"""The menu bar, where the system has one of its own."""

MAIN: tuple[Part, ...] = (*PROJECT[:-2], None, *BAR[1:], None, *PROJECT[-2:])
"""The one menu behind the project's name, elsewhere."""
