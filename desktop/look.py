"""How everything looks: colours, sizes, fonts and icons by meaning, in a light and a dark form.

The tokens live in `resources/palettes/`; no colour or size stands in code. Colours differ per look, so a
widget that paints itself asks at paint time, and one that keeps a picture says so with `restyle`.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from weakref import WeakSet

from PySide6.QtCore import QByteArray, QDir, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.remember import recall, remember
from desktop.switch import Switch
from scenarios import resource

LOOKS = ("system", "light", "dark")
_switch = Switch("look")
_state = {"chosen": "system", "mode": "light"}
_following: WeakSet[QApplication] = WeakSet()
_folders: list[TemporaryDirectory[str]] = []


def mode() -> str:
    """The look in force: `light` or `dark`."""
    return _state["mode"]


def chosen() -> str:
    """The look that was chosen: `system`, `light` or `dark`."""
    return _state["chosen"]


def colour(role: str) -> QColor:
    """A colour by meaning in the look in force, for instance `accent`; see resources/palettes/light.toml."""
    return _colour(resource.toml("palettes", f"{mode()}.toml")["colour"][role])


def map_colour(role: str) -> QColor:
    """A colour of the map by meaning in the look in force; see resources/palettes/map.toml."""
    return _colour(resource.toml("palettes", "map.toml")[mode()][role])


def _colour(text: str) -> QColor:
    """`#RRGGBB` or `#RRGGBBAA`."""
    found = QColor(text[:7])
    if len(text) == 9:
        found.setAlpha(int(text[7:], 16))
    return found


def size(name: str) -> int:
    """A size by meaning in device-independent pixels (or milliseconds); see resources/palettes/sizes.toml."""
    return int(resource.toml("palettes", "sizes.toml")[name])


def font(role: str = "body", *, medium: bool | None = None) -> QFont:
    """The interface font: `body`, `secondary`, `title`, `heading` or `number`; figures all have one width."""
    found = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    found.setPixelSize(size(f"text_{role}"))
    heavy = role in ("title", "heading", "number") if medium is None else medium
    found.setWeight(QFont.Weight.Medium if heavy else QFont.Weight.Normal)
    found.setFeature(QFont.Tag("tnum"), 1)
    return found


def restyle(owner: QObject, setter: Callable[[], object]) -> None:
    """Run a setter now and whenever the look is switched, for as long as its owner lives."""
    _switch.add(owner, setter)


# Icons


def icon(name: str, role: str = "text") -> QIcon:
    """An icon of resources/icons in a colour by meaning; accent where it is checked, pale where disabled."""
    return _icon(name, role, mode(), _scales())


@cache
def _icon(name: str, role: str, _mode: str, scales: tuple[float, ...]) -> QIcon:
    made = QIcon()
    states = (
        (QIcon.Mode.Normal, QIcon.State.Off, role),
        (QIcon.Mode.Normal, QIcon.State.On, "accent" if role == "text" else role),
        (QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
        (QIcon.Mode.Disabled, QIcon.State.On, "disabled"),
    )
    for scale in scales:
        for icon_mode, state, tint in states:
            for side in (size("icon_small"), size("icon")):
                made.addPixmap(picture(name, tint, side, scale), icon_mode, state)
    return made


def _scales() -> tuple[float, ...]:
    return tuple(sorted({1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}))


def picture(name: str, role: str = "text", side: int | None = None, scale: float = 1.0) -> QPixmap:
    """An icon as a square picture of `side` device-independent pixels for a display scale."""
    side = size("icon") if side is None else side
    found = QPixmap(QSize(round(side * scale), round(side * scale)))
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    QSvgRenderer(QByteArray(drawing(name, role).encode())).render(painter, QRectF(found.rect()))
    painter.end()
    found.setDevicePixelRatio(scale)
    return found


def sharp(name: str, role: str, side: int, on: QWidget) -> QPixmap:
    """An icon as a picture, sharp on the display that a widget stands on."""
    return picture(name, role, side, on.devicePixelRatioF())


def drawing(name: str, role: str = "text") -> str:
    """An icon's SVG text in a colour by meaning."""
    return _svg(name).replace("currentColor", colour(role).name())


@cache
def _svg(name: str) -> str:
    return resource.path("icons", f"{name}.svg").read_text(encoding="utf-8")


# The application


def choose(look: str, *, keep: bool = True) -> None:
    """Switch to the `light` or `dark` look, or follow the `system`; repaints everything."""
    if look not in LOOKS:
        raise ValueError(look)
    _state["chosen"] = look
    if keep:
        remember("look", look)
    _apply()


def start(app: QApplication) -> None:
    """Dress the application in the remembered look and follow the system's from now on."""
    app.setStyle("Fusion")
    app.setFont(font())
    if app not in _following:
        _following.add(app)
        app.styleHints().colorSchemeChanged.connect(_follow)
    kept = recall("look")
    choose(kept if kept in LOOKS else "system", keep=False)


def _follow() -> None:
    if chosen() == "system":
        _apply()


def _apply() -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _state["mode"] = ("dark" if dark else "light") if chosen() == "system" else chosen()
    _write_pictures()
    app.setPalette(_palette())
    app.setStyleSheet(stylesheet())
    _switch.throw()


def stylesheet() -> str:
    """The application's style sheet in the look in force, out of its template and the tokens."""
    template = resource.path("palettes", "application.qss").read_text(encoding="utf-8")
    sizes = {f"{name}_px": f"{value}px" for name, value in resource.toml("palettes", "sizes.toml").items()}
    colours = {name: _css(colour(name)) for name in resource.toml("palettes", f"{mode()}.toml")["colour"]}
    return Template(template).substitute(sizes | colours)


def _css(value: QColor) -> str:
    return f"rgba({value.red()}, {value.green()}, {value.blue()}, {value.alpha()})"


_SHEET_PICTURES = (
    ("check", ("accent", "accent_text")),
    ("minus", ("accent_text",)),
    ("chevron-up", ("secondary", "disabled")),
    ("chevron-down", ("secondary", "disabled")),
    ("chevron-right", ("secondary",)),
)
"""Icons and their colours that the style sheet names as `look:<icon>-<colour>.svg`."""


def _write_pictures() -> None:
    """Qt caches style-sheet pictures by path, so each look gets a folder of its own."""
    kept = TemporaryDirectory(prefix="schuifruimte-look-")
    _folders.append(kept)
    for name, roles in _SHEET_PICTURES:
        for role in roles:
            Path(kept.name, f"{name}-{role}.svg").write_text(drawing(name, role), encoding="utf-8")
    QDir.setSearchPaths("look", [kept.name])


_ROLES = (
    (QPalette.ColorRole.Window, "surface"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "raised"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.PlaceholderText, "secondary"),
    (QPalette.ColorRole.Button, "raised"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "conflict"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "hairline"),
    (QPalette.ColorRole.Dark, "outline"),
    (QPalette.ColorRole.Shadow, "outline"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "accent_text"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.ToolTipBase, "text"),
    (QPalette.ColorRole.ToolTipText, "surface"),
)


def _palette() -> QPalette:
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour("disabled"))
    return made
